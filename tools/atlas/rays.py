"""Rays onto a triangle mesh."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from embreex import rtcore_scene
from embreex.mesh_construction import TriangleMesh

from tools.atlas.mesh import unit


@dataclass(frozen=True)
class Hit:
    """Where a ray met the skin: position (3,) meters, triangle id, weights (3,) of its corners."""

    position: np.ndarray
    triangle: int
    weights: np.ndarray


class Scene:
    """A mesh, or a part of one, that rays can be cast at.

    keep (m,) bool chooses triangles; the ids in hits are those of the whole mesh.
    """

    def __init__(self, vertices: np.ndarray, triangles: np.ndarray, keep=None) -> None:
        self.vertices = vertices
        self.triangles = triangles
        self.ids = np.arange(len(triangles)) if keep is None else np.where(keep)[0]
        self.embree = rtcore_scene.EmbreeScene()
        TriangleMesh(self.embree, vertices[triangles[self.ids]].astype(np.float32))

    def cast(self, origin, direction) -> Hit | None:
        """The first skin met from origin (3,) along direction, or None."""
        result = self.embree.run(np.array([origin], np.float32), np.array([unit(direction)], np.float32), output=1)
        found = int(result["primID"][0])
        if found < 0:
            return None
        u, v = float(result["u"][0]), float(result["v"][0])
        weights = np.array([1 - u - v, u, v])
        triangle = int(self.ids[found])
        return Hit(weights @ self.vertices[self.triangles[triangle]], triangle, weights)

    def toward(self, target, viewer, distance: float = 0.4) -> Hit | None:
        """The skin seen when looking at target (3,) from the direction `viewer`.

        distance: meters between the eye and the target.
        """
        viewer = unit(viewer)
        return self.cast(np.asarray(target, float) + viewer * distance, -viewer)

    def distances(self, origins: np.ndarray, directions: np.ndarray, limit: float) -> np.ndarray:
        """Free way (n,) along each ray in meters, at most `limit`."""
        count = len(origins)
        free = self.embree.run(
            origins.astype(np.float32),
            directions.astype(np.float32),
            np.full(count, limit, np.float32),
            query="DISTANCE",
        )
        return np.where((free >= limit * 0.999) | (free < 0), limit, free)
