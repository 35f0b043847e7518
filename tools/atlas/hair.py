"""Where hair grows, as a tone that the light can be dimmed by: close-cropped head hair and brows.

The figure itself is bald; points on the head are told by the hairline and the brows, so both are
hinted at, at the landmarks that stand for them.
"""

from __future__ import annotations

import numpy as np
from scipy.interpolate import PchipInterpolator

from tools.atlas.landmarks import Landmarks
from tools.atlas.mesh import smoothstep

# Edge of the hair around the head: degrees from the front, meters above the edge over the ear.
# Front and nape are the landmarks themselves.
EDGE = (
    (36, -0.008), (56, 0.044), (66, 0.012), (75, -0.012), (82, -0.026), (88, -0.012), (93, -0.004),
)  # fmt: skip
EDGE_BEHIND = ((101, -0.006), (111, -0.038), (127, -0.060), (148, -0.079))
SOFT_METERS = 0.011
BROW_METERS = 0.0036


def hair_tone(vertices: np.ndarray, head: np.ndarray, marks: Landmarks) -> np.ndarray:
    """Density of hair (n,), 0 to 1, at each vertex.

    vertices (n, 3) meters; head (n,) skin weight of head and neck.
    """
    x, y, z = vertices.T
    apex, level = marks.place("ear_apex"), marks.place("hairline_temple")[2]
    front = marks.place("hairline_front_mid")[2] - level
    nape = marks.place("hairline_back_mid")[2] - level
    (first, drop), *others = EDGE
    course = [(0, front), (first, front + drop), *others, *EDGE_BEHIND, (180, nape)]
    angles, heights = zip(*course, strict=True)
    around = np.degrees(np.arctan2(np.abs(x), apex[1] - y))
    above = z - level - PchipInterpolator(angles, heights)(around)
    crop = smoothstep(-SOFT_METERS / 2, SOFT_METERS, above) * smoothstep(0.3, 0.7, head)
    ear = smoothstep(0.0755, 0.0775, np.abs(x))
    ear = ear * (z < apex[2] + 0.004) * (np.abs(y - apex[1]) < 0.03)
    return np.maximum(crop * (1 - ear), _brows(vertices, marks))


def _brows(vertices: np.ndarray, marks: Landmarks) -> np.ndarray:
    """A soft band from the inner to the outer end of each brow, running out at the temple."""
    ends = [marks.place(f"eyebrow_{place}") for place in ("inner", "mid", "outer")]
    shares = np.linspace(0, 1, 24)
    line = PchipInterpolator([0, 0.45, 1], np.array(ends))(shares)
    mirrored = np.abs(vertices) * [1, 0, 0] + vertices * [0, 1, 1]
    tone = np.zeros(len(vertices))
    near = np.where(np.linalg.norm(mirrored - ends[1], axis=1) < 0.05)[0]
    for place, share in zip(line, shares, strict=True):
        width = BROW_METERS * (1.15 - 0.6 * share)
        offset = np.linalg.norm((mirrored[near] - place) * [0.8, 0.5, 1], axis=1)
        tone[near] = np.maximum(tone[near], np.exp(-((offset / width) ** 2)))
    return 0.9 * tone
