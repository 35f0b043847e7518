"""The base mesh, and the small geometry that every other module uses. Numpy only.

Lengths are meters in the body frame (+x left, -y front, +z up).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

BASE_FILE = Path(__file__).parent / "data" / "base_mesh_cc0.npz"


@dataclass(frozen=True)
class BaseMesh:
    """The CC0 mesh in its rest pose (arms raised sideways).

    vertices (n, 3) meters; quads (q, 4) vertex ids; weights (n, bones) skin weights, rows sum to 1;
    joints (bones, 3) rest position of each bone's head; bones, parents: names and parent index (-1
    for the root).
    """

    vertices: np.ndarray
    quads: np.ndarray
    weights: np.ndarray
    joints: np.ndarray
    bones: tuple[str, ...]
    parents: tuple[int, ...]


def load_base_mesh(path: Path = BASE_FILE) -> BaseMesh:
    """Read the committed mesh; see data/NOTICE for its origin and license."""
    stored = np.load(path)
    vertices = stored["V"].astype(float)
    bones = tuple(str(name) for name in stored["labels"])
    weights = np.zeros((len(vertices), len(bones)))
    rows = np.arange(len(vertices))
    for column in range(stored["bi"].shape[1]):
        np.add.at(weights, (rows, stored["bi"][:, column]), stored["bw"][:, column] / 255.0)
    weights /= weights.sum(1, keepdims=True)
    return BaseMesh(
        vertices=vertices,
        quads=stored["quads"].astype(np.int64),
        weights=weights,
        joints=stored["heads"].astype(float),
        bones=bones,
        parents=tuple(int(parent) for parent in stored["parents"]),
    )


def unit(vector) -> np.ndarray:
    """The vector (3,) at length 1."""
    vector = np.asarray(vector, float)
    return vector / np.linalg.norm(vector)


def smoothstep(start: float, end: float, value):
    """0 at start, 1 at end, eased at both ends; start may be larger than end."""
    share = np.clip((value - start) / (end - start), 0, 1)
    return share * share * (3 - 2 * share)


def triangulate(quads: np.ndarray) -> np.ndarray:
    """(q, 4) quads -> (2q, 3) triangles; the first q are corners 0 1 2, the next q are 0 2 3."""
    return np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])


def vertex_normals(vertices: np.ndarray, triangles: np.ndarray) -> np.ndarray:
    """Area-weighted unit normals (n, 3), outward."""
    corners = vertices[triangles]
    faces = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = np.stack(
        [np.bincount(triangles.ravel(), np.repeat(faces[:, axis], 3), len(vertices)) for axis in range(3)],
        axis=1,
    )
    lengths = np.linalg.norm(normals, axis=1, keepdims=True)
    return normals / np.where(lengths > 0, lengths, 1)
