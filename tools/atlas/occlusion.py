"""Ambient occlusion: how open the space above each vertex is (1 = open, 0 = buried)."""

from __future__ import annotations

import numpy as np

from tools.atlas.rays import Scene

GOLDEN_TURN = 0.61803398875


def ambient_occlusion(vertices: np.ndarray, triangles: np.ndarray, normals: np.ndarray, rays: int, reach: float) -> np.ndarray:
    """Openness (n,) from `rays` cosine-spread rays a vertex, each followed for `reach` meters.

    The square root of the free share is averaged, so that near walls darken and far ones hardly do.
    """
    scene = Scene(vertices, triangles)
    helper = np.where(np.abs(normals[:, :1]) < 0.9, [[1.0, 0, 0]], [[0, 1.0, 0]])
    tangent = np.cross(helper, normals)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True) + 1e-12
    bitangent = np.cross(normals, tangent)
    origins = vertices + normals * 0.0012
    total = np.zeros(len(vertices))
    for ray in range(rays):
        share = (ray + 0.5) / rays
        angle = 2 * np.pi * ray * GOLDEN_TURN
        radius, height = np.sqrt(share), np.sqrt(1 - share)
        directions = radius * np.cos(angle) * tangent + radius * np.sin(angle) * bitangent + height * normals
        total += (scene.distances(origins, directions, reach) / reach) ** 0.5
    return total / rays
