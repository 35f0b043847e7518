"""A bone where it was laid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Fitted:
    """vertices (n, 3): meters in the body frame; triangles (m, 3); error: root of the mean square (m) by which its landmarks
    are missed; scales: how it was stretched along its three axes."""

    vertices: np.ndarray
    triangles: np.ndarray
    error: float
    scales: np.ndarray
