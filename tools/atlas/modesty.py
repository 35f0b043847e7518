"""Smooths away, in the rest pose, what a calm guide does not show: areolae and cleft."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import RBFInterpolator

from tools.atlas.mesh import BaseMesh, triangulate, vertex_normals
from tools.atlas.refine import neighbor_average


def modest_vertices(base: BaseMesh) -> np.ndarray:
    """The rest vertices (n, 3) with a plain chest and a softened cleft."""
    return _soften_cleft(_flatten_areolae(base), base)


def nipple_centers(base: BaseMesh) -> dict[str, np.ndarray]:
    """Rest position (3,) of the nipple of each side: the densest ring of faces on the chest."""
    corners = base.vertices[base.quads]
    centers = corners.mean(1)
    areas = np.linalg.norm(np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1]), axis=1)
    found = {}
    for side, sign in (("L", 1), ("R", -1)):
        x, y, z = centers.T
        chest = (x * sign > 0.04) & (x * sign < 0.15) & (z > 0.18) & (z < 0.36) & (y < -0.06)
        smallest = np.where(chest)[0][np.argsort(areas[chest])[:40]]
        found[side] = np.median(centers[smallest], 0)
    return found


def _flatten_areolae(base: BaseMesh) -> np.ndarray:
    """Refit the depth y(x, z) under each areola from a ring around it.

    A thin plate keeps the chest's curve; repeated averaging makes spikes here.
    """
    rest = base.vertices
    normals = vertex_normals(rest, triangulate(base.quads))
    flat = rest.copy()
    for center in nipple_centers(base).values():
        distance = np.hypot(rest[:, 0] - center[0], rest[:, 2] - center[2])
        facing = (np.abs(rest[:, 1] - center[1]) < 0.07) & (normals[:, 1] < -0.2) & (np.abs(rest[:, 0]) < 0.19)
        ring = np.where(facing & (distance > 0.042) & (distance < 0.085))[0]
        inside = np.where(facing & (distance < 0.055))[0]
        depth = RBFInterpolator(rest[ring][:, [0, 2]], rest[ring, 1], smoothing=1e-4, kernel="thin_plate_spline")
        share = np.clip((0.055 - distance[inside]) / 0.018, 0, 1)
        share = share * share * (3 - 2 * share)
        flat[inside, 1] = (1 - share) * rest[inside, 1] + share * depth(rest[inside][:, [0, 2]])
    return flat


def _soften_cleft(vertices: np.ndarray, base: BaseMesh) -> np.ndarray:
    """Three steps of averaging behind the pelvis; more would melt both halves into one."""
    x, y, z = base.vertices.T
    share = np.clip((0.05 - np.abs(x)) / 0.03, 0, 1)
    share *= np.clip((z + 0.10) / 0.03, 0, 1) * np.clip((0.08 - z) / 0.03, 0, 1) * (y > 0)
    share = (0.5 * share)[:, None]
    average = neighbor_average(len(vertices), base.quads)
    for _ in range(3):
        vertices = vertices + share * (average @ vertices - vertices)
    return vertices
