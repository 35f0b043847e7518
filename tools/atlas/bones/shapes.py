"""The shapes of the laid bones, kept in data/bones.npz. Reading needs numpy only."""

from __future__ import annotations

from pathlib import Path

import numpy as np

SHAPES_FILE = Path(__file__).parents[1] / "data" / "bones.npz"
STEP = 0.0001
"""Whole numbers of so many meters are kept."""


def save(bones: dict, path: Path = SHAPES_FILE) -> None:
    """Write the shapes (name -> Fitted) as whole numbers: names, vertices and triangles one bone after the other, and how many each has."""
    vertices = np.concatenate([np.round(one.vertices / STEP) for one in bones.values()]).astype(np.int16)
    triangles = np.concatenate([one.triangles for one in bones.values()]).astype(np.int16)
    counts = np.array([(len(one.vertices), len(one.triangles)) for one in bones.values()], np.int16)
    with path.open("wb") as file:
        np.savez_compressed(file, names=np.array(list(bones)), counts=counts, vertices=vertices, triangles=triangles)


def load(path: Path = SHAPES_FILE) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Vertices (n, 3), in meters of the body frame, and triangles (m, 3) of every bone, left side and middle."""
    stored = np.load(path)
    found, ends = {}, np.cumsum(stored["counts"], axis=0)
    for name, (vertex, triangle), (vertices, triangles) in zip(stored["names"], ends, stored["counts"], strict=True):
        found[str(name)] = (
            stored["vertices"][vertex - vertices : vertex] * STEP,
            stored["triangles"][triangle - triangles : triangle].astype(int),
        )
    return found
