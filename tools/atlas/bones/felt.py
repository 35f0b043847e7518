"""The places of the bones that a finger feels, and how deep each lies under the skin."""

from __future__ import annotations

import numpy as np

THIN = (0.0015, 0.0085)
"""Between which depths, in meters, most of a place must lie where hardly any flesh covers the bone."""


def _outer(points, direction, count: int = 12) -> np.ndarray:
    return points[np.argsort(-(points @ np.asarray(direction, float)), kind="stable")[:count]]


def _line(points, direction, low: float, high: float, step: float = 0.01) -> np.ndarray:
    """The outermost place of every height between two heights."""
    rows = [points[abs(points[:, 2] - height) < step] for height in np.arange(low, high, step)]
    return np.array([row[np.argmax(row @ np.asarray(direction, float))] for row in rows if len(row)])


def felt_places(bones: dict[str, np.ndarray]) -> dict[str, tuple[str, np.ndarray]]:
    """Words -> bone and places (n, 3) of it. bones: name -> vertices (n, 3)."""
    tibia, fibula, scapula, ulna = (bones[name] for name in ("tibia", "fibula", "scapula", "ulna"))
    found = {
        "kneecap, front": ("patella", _outer(bones["patella"], [0, -1, 0], 30)),
        "shin, from the knee to above the ankle": ("tibia", _line(tibia, [-0.3, -1, 0], -0.76, -0.53)),
        "inner ankle bone": ("tibia", _outer(tibia[tibia[:, 2] < -0.84], [-1, 0, 0], 8)),
        "outer ankle bone": ("fibula", _outer(fibula[fibula[:, 2] < -0.85], [1, 0, 0], 8)),
        "knob below the outer knee": ("fibula", _outer(fibula[fibula[:, 2] > -0.53], [1, 0, 0], 8)),
        "collarbone, upper face": ("clavicle", _outer(bones["clavicle"], [0, -0.4, 1], 30)),
        "tip of the shoulder": ("scapula", _outer(scapula[scapula[:, 2] > 0.5], [1, 0, 0.3], 12)),
        "point of the elbow": ("ulna", _outer(ulna[ulna[:, 2] > 0.18], [0, 1, 0.2], 5)),
        "knob of the wrist": ("ulna", _outer(ulna[ulna[:, 2] < 0], [-0.5, 1, 0], 6)),
    }
    for finger in range(2, 6):
        bone = bones[f"mc{finger}"]
        head = bone[bone[:, 2] < np.quantile(bone[:, 2], 0.3)]
        found[f"knuckle {finger}"] = (f"mc{finger}", _outer(head, [0, 1, 0], 6))
    return found


def figures(bones: dict, depth_of) -> dict:
    """What is measured of the bones, in millimeters.

    bones: name -> Fitted; depth_of: (name of a bone, places) -> depths (m). Answers {"bones": {name: {"outside": vertices that
    pierce the skin, "least", "greatest": depth, "error": of the landmarks, "scales"}}, "felt": {words: [least, median, greatest]}}.
    """
    each = {}
    for name, one in bones.items():
        depths = depth_of(name, one.vertices) * 1000
        each[name] = {
            "outside": int((depths < 0).sum()),
            "least": round(float(depths.min()), 1),
            "greatest": round(float(depths.max()), 1),
            "error": round(one.error * 1000, 1),
            "scales": [round(float(scale), 2) for scale in one.scales],
        }
    felt = {}
    for words, (name, places) in felt_places({name: one.vertices for name, one in bones.items()}).items():
        depths = depth_of(name, places) * 1000
        felt[words] = [round(float(value), 1) for value in (depths.min(), np.median(depths), depths.max())]
    return {"bones": each, "felt": felt}
