"""Relief of the joints, where a finger looks for bone: shoulder, elbow, wrist, knee and ankle.

Everything is modeled at the places of landmarks.toml, on both sides alike; strengths are
millimeters, widths meters.
"""

from __future__ import annotations

import numpy as np

from tools.atlas.frames import FRONT
from tools.atlas.landmarks import Landmarks
from tools.atlas.mesh import smoothstep
from tools.atlas.relief import Sculptor, bell

BOTH = (np.array([1, 1, 1]), np.array([-1, 1, 1]))


def sculpt_joints(body: Sculptor, marks: Landmarks) -> None:
    """Add the joints' relief to the body's heights."""
    for side in BOTH:
        _shoulder(body, marks, side)
        _elbow(body, marks, side)
        _wrist(body, marks, side)
        _kneecap(body, marks, side)
        _below_knee(body, marks, side)
        _ankle(body, marks, side)


def _shoulder(body: Sculptor, marks: Landmarks, side: np.ndarray) -> None:
    front, end, back = (marks.place(f"acromion_{place}") for place in ("front_corner", "outer_end", "back_corner"))
    body.line([front * side, end * side, back * side], 1.4, 0.009, (0.2, 0.2))
    knob = marks.place("greater_tubercle")
    for corner in (front, back):
        body.spot((0.55 * corner + 0.45 * knob) * side, -1.4, 0.011)


def _elbow(body: Sculptor, marks: Landmarks, side: np.ndarray) -> None:
    crease = [marks.place(name) * side for name in ("elbow_crease_inner_end", "biceps_tendon", "elbow_crease_outer_end")]
    body.line(crease, -1.1, 0.0045, (0.35, 0.35))
    body.spot(marks.place("olecranon") * side, 2.6, 0.013)
    body.spot(marks.place("lateral_epicondyle") * side, 1.6, 0.011)
    body.spot(marks.place("medial_epicondyle") * side, 2.4, 0.011)
    length = marks.parts.forearm_length
    cord = [marks.parts.forearm(length + up, (0.06, 1)) * side for up in (0.035, 0.012, -0.014)]
    body.line(cord, 1.2, 0.0055, (0.4, 0.4))


def _wrist(body: Sculptor, marks: Landmarks, side: np.ndarray) -> None:
    crease = [marks.place(f"wrist_crease_palm_{place}") * side for place in ("radial", "mid", "ulnar")]
    body.line(crease, -0.9, 0.0028, (0.2, 0.2))
    body.spot(marks.place("radial_styloid") * side, 1.2, 0.009)
    body.spot(marks.parts.hand([-0.008, -0.017, 0], (-0.45, -1)) * side, 2.4, 0.009)
    body.spot(marks.place("snuffbox") * side, -1.5, 0.008)
    body.spot(marks.place("pisiform") * side, 1.0, 0.007)
    gap, radial = marks.place("palm_tendon_gap"), marks.parts.forearm_axes[1]
    for sideways in (-0.0058, 0.0058):
        cord = []
        for up in (0.0, 0.02, 0.04, 0.06):
            target = gap + marks.parts.arm_slice(up) - marks.parts.arm_slice(0.0)
            target = target + sideways * radial
            cord.append(marks.parts.skin("arm", target, marks.parts.forearm_axes[2], 0.12) * side)
        body.line(cord, 0.8, 0.0034, (0.2, 0.6))


def _kneecap(body: Sculptor, marks: Landmarks, side: np.ndarray) -> None:
    """A rounded triangle 4.8 cm high, wide above, its tip below."""
    x, _, z = (body.vertices * side).T
    top, tip = marks.place("patella_top_mid"), marks.place("patella_bottom")
    left_leg = body.weight("upperleg", "lowerleg", side="L" if side[0] > 0 else "R") > 0.5
    front = body.facing(FRONT, 0.1, 0.4) * left_leg
    middle, half = (top[2] + tip[2]) / 2, (top[2] - tip[2]) / 2
    center = np.interp(z, [tip[2], top[2]], [tip[0], top[0]])
    breadth = np.interp(z, [tip[2] - 0.01, middle, top[2]], [0.015, 0.028, 0.031])
    radius = np.sqrt(((x - center) / breadth) ** 2 + ((z - middle) / (half * 1.05)) ** 2)
    body.heights += front * 0.0027 * smoothstep(1.32, 0.58, radius)
    body.heights -= front * 0.0006 * bell(radius - 1.5, 0.30)


def _below_knee(body: Sculptor, marks: Landmarks, side: np.ndarray) -> None:
    for eye in ("knee_eye_outer", "knee_eye_inner"):
        body.spot(marks.place(eye) * side, -1.9, 0.0125)
    cord = [marks.place(name) * side for name in ("patella_bottom", "patellar_ligament", "tibial_tuberosity")]
    body.line(cord, 1.5, 0.008, (0.15, 0.2))
    body.spot(marks.place("tibial_tuberosity") * side, 2.2, 0.012, stretch=(1.1, 1, 0.75))
    fibula = marks.place("fibula_head")
    body.spot(fibula * side, 2.6, 0.0145)
    body.spot((fibula + [-0.002, -0.020, -0.014]) * side, -1.2, 0.012)
    edge = [marks.on_line("tibia_inner_edge", height) + [0, 0.006, 0] for height in (-0.50, -0.60, -0.70, -0.80)]
    body.line([place * side for place in edge], -0.9, 0.009, (0.3, 0.3))
    peak = marks.place("gastrocnemius_junction")
    for across, down in ((-0.030, -0.034), (0.026, -0.020)):
        half = peak + [across * 0.5, 0, down * 0.38]
        end = peak + [across, 0, down]
        course = [peak, *(marks.parts.leg_skin(place, [0, 1, 0]) for place in (half, end))]
        body.line([place * side for place in course], -1.5, 0.0075, (0.25, 0.4))
    above = [marks.parts.leg_skin(peak + [0, 0, up], [0, 1, 0]) for up in (0.0, 0.03, 0.07)]
    body.line([place * side for place in above], -1.2, 0.008, (0.1, 0.6))


def _ankle(body: Sculptor, marks: Landmarks, side: np.ndarray) -> None:
    outer, inner = marks.place("lateral_malleolus_tip"), marks.place("medial_malleolus_tip")
    body.spot(outer * side, 6.4, 0.0140, stretch=(1, 1.05, 0.85))
    body.spot((outer + [0, 0.024, -0.002]) * side, -2.0, 0.012, stretch=(1, 1, 0.7))
    body.spot((outer + [0, -0.004, -0.023]) * side, -1.8, 0.010, stretch=(1, 0.6, 1))
    body.spot(inner * side, 5.6, 0.0145, stretch=(1, 0.95, 0.85))
    body.spot((inner + [0, 0.026, -0.004]) * side, -2.4, 0.012, stretch=(1, 1, 0.7))
    body.spot((inner + [0, 0.002, -0.029]) * side, -1.6, 0.011, stretch=(1, 0.6, 1))
