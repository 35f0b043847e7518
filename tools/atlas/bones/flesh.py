"""How deep a place lies under the skin."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

NEIGHBORS = 12
NEAR, FAR = 0.004, 0.008
"""Nearer to the skin than NEAR meters depth is measured square to it, farther than FAR straight to the nearest place."""
PARTS = {
    "trunk and legs": lambda arm: arm < 0.5,
    # The inner side of the hanging arm cuts into the trunk below the armpit, and each would turn the sign of the other.
    "arm": lambda arm: arm > 0.15,
}


class Flesh:
    """The skin of one of PARTS, measured from inside."""

    def __init__(self, body, part: str) -> None:
        arm = body.weight("upperarm", "lowerarm", "wrist", "metacarpal", "finger")
        # What no light reaches is inside: eyeballs, mouth.
        keep = PARTS[part](arm) & (body.weight("eye") < 0.5) & (body.occlusion_wide > 0.02)
        self.places, self.normals = body.vertices[keep], body.normals[keep]
        self.tree = cKDTree(self.places)

    def depth(self, points) -> np.ndarray:
        """Depth (n,) in meters of (n, 3) places; negative outside. The sign is agreed on by several neighbors, for a single
        one misleads in a fold."""
        points = np.atleast_2d(points)
        distances, nearest = self.tree.query(points, NEIGHBORS)
        square = np.einsum("nkx,nkx->nk", self.places[nearest] - points[:, None], self.normals[nearest])
        inside = np.where((square / np.maximum(distances, 1e-6)).sum(1) >= 0, 1.0, -1.0)
        share = np.clip((distances[:, 0] - NEAR) / (FAR - NEAR), 0, 1)
        return (1 - share) * square[:, 0] + share * inside * distances[:, 0]

    def outward(self, points) -> np.ndarray:
        """Unit normals (n, 3) of the skin nearest to the places."""
        return self.normals[self.tree.query(np.atleast_2d(points))[1]]

    def under(self, place, depth: float) -> np.ndarray:
        """The place (3,) `depth` meters under a place on the skin."""
        return np.asarray(place, float) - self.outward(place)[0] * depth
