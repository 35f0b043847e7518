"""Parallel projection of the body into a picture.

Body frame: meters, +x to the body's left, -y to its front, +z up. Picture frame: pixels, x to the
right, y down, origin at the top left corner; depth in meters, larger is nearer to the viewer.
"""

from dataclasses import dataclass, replace

import numpy as np


def unit(vector) -> np.ndarray:
    """The vector at length 1."""
    vector = np.asarray(vector, float)
    return vector / np.linalg.norm(vector)


def axes(toward_viewer, up) -> np.ndarray:
    """Rows: right of the picture, up in the picture, toward the viewer; in the body frame.

    `up` is a hint: its part across the line of sight becomes the picture's upright.
    """
    toward = unit(toward_viewer)
    right = unit(np.cross(up, toward))
    return np.array([right, np.cross(toward, right), toward])


@dataclass(frozen=True)
class Camera:
    """axes: (3, 3) as `axes` makes them; center: (3,) the body point in the middle of the picture;
    scale: pixels per meter; width, height: pixels."""

    axes: np.ndarray
    center: np.ndarray
    scale: float
    width: int
    height: int

    def project(self, points) -> np.ndarray:
        """(n, 3) meters in the body frame -> (n, 3): x, y in pixels, depth in meters."""
        seen = (np.atleast_2d(points) - self.center) @ self.axes.T
        return np.column_stack(
            [
                self.width / 2 + seen[:, 0] * self.scale,
                self.height / 2 - seen[:, 1] * self.scale,
                seen[:, 2],
            ]
        )

    def enlarged(self, factor: int) -> "Camera":
        """The same picture with `factor` times as many pixels each way."""
        return replace(
            self,
            scale=self.scale * factor,
            width=self.width * factor,
            height=self.height * factor,
        )
