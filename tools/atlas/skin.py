"""Ways over the skin: the nearest skin to a place, a walk in a direction, a line between places.

Meters in the body frame. A `Skin` is the surface of one part of the body.
"""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from tools.atlas.mesh import unit, vertex_normals
from tools.atlas.rays import Hit, Scene

NEIGHBORS = 12


class Skin:
    """The triangles of a part (keep (m,) bool, or None for all) as a surface to move on."""

    def __init__(self, vertices, triangles, keep=None) -> None:
        self.vertices, self.triangles = vertices, triangles
        self.ids = np.arange(len(triangles)) if keep is None else np.where(keep)[0]
        self.scene = Scene(vertices, triangles, keep)
        self.normals = vertex_normals(vertices, triangles)
        self.used = np.unique(triangles[self.ids])
        self.tree = cKDTree(vertices[self.used])
        order = np.argsort(triangles[self.ids].ravel(), kind="stable")
        self._corner_triangle = np.repeat(self.ids, 3)[order]
        self._corner_vertex = triangles[self.ids].ravel()[order]

    def nearest(self, place) -> Hit:
        """The skin nearest to a place."""
        vertices = self.used[self.tree.query(place, NEIGHBORS)[1]]
        starts = np.searchsorted(self._corner_vertex, vertices, "left")
        ends = np.searchsorted(self._corner_vertex, vertices, "right")
        near = np.unique(np.concatenate([self._corner_triangle[a:b] for a, b in zip(starts, ends, strict=True)]))
        weights = _closest_weights(self.vertices[self.triangles[near]], np.asarray(place, float))
        positions = np.einsum("kc,kcx->kx", weights, self.vertices[self.triangles[near]])
        best = int(np.argmin(np.linalg.norm(positions - place, axis=1)))
        return Hit(positions[best], int(near[best]), weights[best])

    def normal(self, hit: Hit) -> np.ndarray:
        """Unit normal (3,) at a hit."""
        return unit(hit.weights @ self.normals[self.triangles[hit.triangle]])

    def facing(self, place, viewer, distance: float = 0.3) -> Hit | None:
        """The skin seen when looking at a place from a direction; from near by if that fails."""
        return self.scene.toward(place, viewer, distance) or self.scene.toward(place, viewer, 0.03)

    def walk(self, hit: Hit, direction, length: float, steps: int = 40) -> Hit:
        """Go over the skin in a direction (3,), kept as straight as the skin allows."""
        heading = np.asarray(direction, float)
        for _ in range(steps):
            normal = self.normal(hit)
            heading = unit(heading - (heading @ normal) * normal)
            hit = self.nearest(hit.position + heading * length / steps)
        return hit

    def line(self, start, end, face, count: int = 60) -> np.ndarray:
        """The way (count, 3) over the skin from start to end, in the plane that holds `face`.

        face: direction from which the way is seen, so that it does not take the far side.
        """
        start, end = np.asarray(start, float), np.asarray(end, float)
        chord = end - start
        length = np.linalg.norm(chord)
        if length < 1e-4:
            return np.array([start, end])
        face = unit(face - (face @ chord) / length**2 * chord)
        center = (start + end) / 2 - face * max(0.6 * length, 0.02)
        way = [start]
        for share in np.linspace(0, 1, count)[1:-1]:
            place = start + share * chord
            outward = unit(place - center)
            hit = self.scene.cast(place + outward * 0.06, -outward) or self.nearest(place)
            if np.linalg.norm(hit.position - place) > 0.5 * length + 0.03:
                hit = self.nearest(place)
            way.append(hit.position)
        return np.array([*way, end])


def way_length(way: np.ndarray) -> float:
    """Length of a polyline (k, 3)."""
    return float(np.linalg.norm(np.diff(way, axis=0), axis=1).sum())


def at_share(way: np.ndarray, share: float) -> np.ndarray:
    """The place (3,) after a share of a polyline's length."""
    steps = np.linalg.norm(np.diff(way, axis=0), axis=1)
    along = np.concatenate([[0], np.cumsum(steps)])
    return np.array([np.interp(share * along[-1], along, way[:, axis]) for axis in range(3)])


def _closest_weights(corners: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Weights (k, 3) of the place of each triangle (k, 3, 3) that is nearest to `place`."""
    first, ab, ac = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    offset = place - first
    d1, d2 = (ab * offset).sum(1), (ac * offset).sum(1)
    aa, bb, mixed = (ab * ab).sum(1), (ac * ac).sum(1), (ab * ac).sum(1)
    area = np.maximum(aa * bb - mixed**2, 1e-20)
    v, w = (bb * d1 - mixed * d2) / area, (aa * d2 - mixed * d1) / area
    inside = np.stack([1 - v - w, v, w], 1)
    # Outside a triangle the nearest place is on one of its edges.
    candidates = [np.where((inside >= 0).all(1)[:, None], inside, np.nan)]
    for a, b in ((0, 1), (1, 2), (2, 0)):
        edge = corners[:, b] - corners[:, a]
        share = ((place - corners[:, a]) * edge).sum(1) / np.maximum((edge * edge).sum(1), 1e-20)
        share = np.clip(share, 0, 1)
        weights = np.zeros((len(corners), 3))
        weights[:, a], weights[:, b] = 1 - share, share
        candidates.append(weights)
    stacked = np.stack(candidates)
    distance = np.linalg.norm(np.einsum("nkc,kcx->nkx", stacked, corners) - place, axis=2)
    best = np.nanargmin(np.where(np.isnan(distance), np.inf, distance), axis=0)
    return stacked[best, np.arange(len(corners))]
