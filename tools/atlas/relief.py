"""Sculpts what the base mesh leaves out: bones, cords and hollows, as millimeters along the normal.

The lines of the trunk are in relief_trunk, those of the limbs in relief_limbs, of elbow, wrist, knee
and ankle in relief_joints, of skull and neck in relief_head.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.interpolate import CubicSpline

from tools.atlas.mesh import vertex_normals
from tools.atlas.rays import Scene


def bell(distance, width: float):
    """1 at 0, falling to 1/e at `width` meters."""
    return np.exp(-((distance / width) ** 2))


def taper(share, start: float = 0.15, end: float = 0.15):
    """1 along a line, falling to 0 over the given shares of its length at both ends."""
    return np.clip(share / start, 0, 1) * np.clip((1 - share) / end, 0, 1)


class Sculptor:
    """A smooth posed body with a height for each vertex.

    vertices, normals (n, 3); joints: where each bone's head is; weight(*prefixes, side) -> (n,)
    summed skin weights. `heights` (n,) in meters is what has been sculpted so far.
    """

    def __init__(
        self,
        vertices: np.ndarray,
        triangles: np.ndarray,
        joints: dict[str, np.ndarray],
        weight: Callable[..., np.ndarray],
    ) -> None:
        self.vertices = vertices
        self.triangles = triangles
        self.normals = vertex_normals(vertices, triangles)
        self.joints = joints
        self.weight = weight
        self.scene = Scene(vertices, triangles)
        self.heights = np.zeros(len(vertices))
        self.trunk = weight("upperarm", "lowerarm", "wrist", "metacarpal", "finger") < 0.3

    def skin(self, target, viewer, distance: float = 0.4) -> np.ndarray:
        """The skin (3,) seen when looking at target from direction `viewer`."""
        hit = self.scene.toward(target, viewer, distance)
        if hit is None:
            raise ValueError(f"no skin at {np.round(target, 3)} seen from {np.round(viewer, 2)}")
        return hit.position

    def facing(self, direction, start: float, width: float) -> np.ndarray:
        """0..1 (n,): how much the skin faces the direction, from cosine `start` up."""
        return np.clip((self.normals @ np.asarray(direction, float) - start) / width, 0, 1)

    def curve(self, points, samples: int = 24) -> np.ndarray:
        """A smooth line (samples, 3) through points on the skin."""
        points = np.array(points, float)
        share = np.linspace(0, 1, len(points))
        return CubicSpline(share, points)(np.linspace(0, 1, samples))

    def along(self, curve: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Distance (n,) of each vertex from a line and the share (n,) of the line it is beside."""
        nearest = np.full(len(self.vertices), 9.0)
        share = np.zeros(len(self.vertices))
        pieces = len(curve) - 1
        # Only vertices in the line's box, grown by 9 cm, can feel it.
        near = np.where(((self.vertices > curve.min(0) - 0.09) & (self.vertices < curve.max(0) + 0.09)).all(1))[0]
        points = self.vertices[near]
        distance, place = nearest[near], share[near]
        for piece in range(pieces):
            start, step = curve[piece], curve[piece + 1] - curve[piece]
            part = np.clip(((points - start) @ step) / (step @ step), 0, 1)
            here = np.linalg.norm(points - start - part[:, None] * step, axis=1)
            closer = here < distance
            distance[closer] = here[closer]
            place[closer] = (piece + part[closer]) / pieces
        nearest[near], share[near] = distance, place
        return nearest, share

    def line(self, points, millimeters, width, ends=(0.15, 0.15), where=1.0, samples=24):
        """A ridge (positive) or groove (negative) along a line through skin points.

        width: meters to 1/e; ends: shares over which it runs out; where: factor (n,) or number.
        """
        curve = np.asarray(points) if len(points) >= 20 else self.curve(points, samples)
        distance, share = self.along(curve)
        self.heights += where * millimeters / 1000 * bell(distance, width) * taper(share, *ends)
        return curve

    def spot(self, center, millimeters, width, where=1.0, stretch=(1, 1, 1)):
        """A bump (positive) or hollow (negative) round a point; stretch scales the axes."""
        distance = np.linalg.norm((self.vertices - center) * stretch, axis=1)
        self.heights += where * millimeters / 1000 * bell(distance, width)

    def sculpted(self) -> np.ndarray:
        """The vertices (n, 3) moved out along their normals."""
        return self.vertices + self.normals * self.heights[:, None]
