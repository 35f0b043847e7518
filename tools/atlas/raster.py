"""A z-buffer: which triangle is seen in each pixel, and what a value on the mesh is there."""

from dataclasses import dataclass

import numba
import numpy as np

from tools.atlas.camera import Camera


@numba.njit(cache=True)
def _fill(points, triangles, height, width):
    depth = np.full((height, width), -1e30)
    seen = np.full((height, width), -1, np.int32)
    second = np.zeros((height, width), np.float32)
    third = np.zeros((height, width), np.float32)
    for t in range(triangles.shape[0]):
        a = points[triangles[t, 0]]
        b = points[triangles[t, 1]]
        c = points[triangles[t, 2]]
        area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
        if area == 0:
            continue
        left = max(0, int(np.ceil(min(a[0], b[0], c[0]) - 0.5)))
        right = min(width - 1, int(np.floor(max(a[0], b[0], c[0]) - 0.5)))
        top = max(0, int(np.ceil(min(a[1], b[1], c[1]) - 0.5)))
        bottom = min(height - 1, int(np.floor(max(a[1], b[1], c[1]) - 0.5)))
        for y in range(top, bottom + 1):
            for x in range(left, right + 1):
                px = x + 0.5
                py = y + 0.5
                u = ((px - a[0]) * (c[1] - a[1]) - (py - a[1]) * (c[0] - a[0])) / area
                v = ((b[0] - a[0]) * (py - a[1]) - (b[1] - a[1]) * (px - a[0])) / area
                if u < -1e-9 or v < -1e-9 or u + v > 1 + 1e-9:
                    continue
                d = a[2] + u * (b[2] - a[2]) + v * (c[2] - a[2])
                if d > depth[y, x]:
                    depth[y, x] = d
                    seen[y, x] = t
                    second[y, x] = u
                    third[y, x] = v
    return seen, second, third, depth


@dataclass(frozen=True)
class Raster:
    """What a camera sees, one entry per pixel (height, width).

    triangle: row of `triangles`, -1 where the body is not; u, v: weights of the triangle's second
    and third corner; depth: meters toward the viewer, -1e30 where the body is not.
    """

    triangles: np.ndarray
    triangle: np.ndarray
    u: np.ndarray
    v: np.ndarray
    depth: np.ndarray

    @property
    def mask(self) -> np.ndarray:
        return self.triangle >= 0

    def values(self, per_vertex: np.ndarray) -> np.ndarray:
        """Interpolate (vertices,) or (vertices, k) over the picture; anything off the body."""
        corners = self.triangles[np.where(self.mask, self.triangle, 0)]
        weights = np.stack([1 - self.u - self.v, self.u, self.v], -1)
        if per_vertex.ndim > 1:
            weights = weights[..., None]
        return (per_vertex[corners] * weights).sum(2)


def rasterize(camera: Camera, vertices: np.ndarray, triangles: np.ndarray) -> Raster:
    """vertices: (n, 3) meters in the body frame; triangles: (m, 3) rows of vertices."""
    seen, u, v, depth = _fill(camera.project(vertices), triangles, camera.height, camera.width)
    return Raster(triangles, seen, u, v, depth)


def shrink(picture: np.ndarray, factor: int) -> np.ndarray:
    """Average blocks of factor x factor pixels of a (height, width) picture."""
    height, width = picture.shape
    blocks = picture.reshape(height // factor, factor, width // factor, factor)
    return blocks.mean((1, 3))
