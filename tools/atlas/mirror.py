"""The mirror of a place on the base mesh: its quads are the same on both sides.

(u, v) of a quad read as in `anchors`. Numpy only.
"""

from __future__ import annotations

import numpy as np

TOLERANCE_METERS = 1e-4
CORNERS = np.array([[0, 0], [1, 0], [1, 1], [0, 1.0]])


class Mirror:
    """Maps places of a base mesh to the other side.

    vertices (n, 3) rest positions, symmetric about x = 0; quads (q, 4).
    """

    def __init__(self, vertices: np.ndarray, quads: np.ndarray) -> None:
        self.quads = quads
        self.vertex = _mirrored_vertices(vertices)
        self.quad_of = {tuple(sorted(quad)): index for index, quad in enumerate(quads.tolist())}

    def place(self, quad: int, u: float, v: float) -> tuple[int, float, float]:
        """The quad and (u, v) on the other side."""
        partners = [int(self.vertex[corner]) for corner in self.quads[quad]]
        other = self.quad_of[tuple(sorted(partners))]
        weights = np.array([(1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v])
        order = [self.quads[other].tolist().index(partner) for partner in partners]
        mirrored_u, mirrored_v = weights @ CORNERS[order]
        return other, float(mirrored_u), float(mirrored_v)


def _mirrored_vertices(vertices: np.ndarray) -> np.ndarray:
    """Index (n,) of the vertex at each one's mirrored position."""
    order = np.argsort(vertices[:, 2], kind="stable")
    heights = vertices[order, 2]
    partner = np.empty(len(vertices), int)
    for index, (x, y, z) in enumerate(vertices):
        low = np.searchsorted(heights, z - TOLERANCE_METERS)
        high = np.searchsorted(heights, z + TOLERANCE_METERS)
        near = order[low:high]
        distance = np.abs(vertices[near] - [-x, y, z]).sum(1)
        partner[index] = near[np.argmin(distance)]
    return partner
