"""The bones as the package `musclemimic-models` holds them, each by itself and turned as a standing body has them.

Only the shapes are taken. Where the bones stand to each other is found from our own body, for the places that the model of
the arm gives are not ours to use.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import trimesh

COARSE, FINE = 900, 700
"""A bone of fewer triangles is rounded; one of more than twice FINE is thinned to about so many."""
SPARSE = 400
"""A bone of fewer triangles gets more, even where it cannot be rounded."""
GROW, SHRINK = 0.001, 0.006
"""How far rounding may move the outermost places of a bone out and in, in meters; meshes with holes grow spikes."""


@dataclass(frozen=True)
class Bone:
    """A bone of the left side or the middle. vertices (n, 3): meters, axes of the body frame, origin of its own; triangles (m, 3)."""

    vertices: np.ndarray
    triangles: np.ndarray

    def farthest(self, direction, share: float = 0.02, where=None) -> np.ndarray:
        """The middle (3,) of the outermost share of the bone in a direction; where: (n, 3) -> (n,) bool keeps a part."""
        points = self.vertices if where is None else self.vertices[where(self.vertices)]
        along = points @ np.asarray(direction, float)
        return points[along >= along.max() - share * np.ptp(along)].mean(0)

    def outermost(self, direction, count: int, where=None) -> np.ndarray:
        """The `count` vertices (count, 3) that lie farthest in a direction."""
        points = self.vertices if where is None else self.vertices[where(self.vertices)]
        return points[np.argsort(-(points @ np.asarray(direction, float)), kind="stable")[:count]]


def read(name: str) -> trimesh.Trimesh:
    """A mesh of the package, in its own axes (x front, y up, z right)."""
    folder = Path(find_spec("musclemimic_models").submodule_search_locations[0]) / "model" / "meshes"
    mesh = trimesh.load_mesh(folder / f"{name}.stl")
    mesh.merge_vertices()
    return mesh


def bone(name: str) -> Bone:
    """A bone of the left side or the middle, whose mesh stands like a body that looks along x."""
    return left_bone(name) if name.startswith("l_") else mirrored_bone(name)


def left_bone(name: str) -> Bone:
    """A bone whose mesh is the left one."""
    mesh = evened(read(name))
    return Bone(mesh.vertices @ np.array([[0, 0, -1.0], [-1, 0, 0], [0, 1, 0]]).T, mesh.faces)


def mirrored_bone(name: str) -> Bone:
    """The left bone to a right one, or one of the middle."""
    mesh = evened(read(name))
    return Bone(mesh.vertices @ np.array([[0, 0, 1.0], [-1, 0, 0], [0, 1, 0]]).T, mesh.faces[:, ::-1])


def hand_bone(name: str, frame: np.ndarray) -> Bone:
    """A bone of the left hand. The mesh is of a right one (x to the thumb, y to the elbow, z to the back of the hand);
    frame: rows toward the fingertips, the thumb and out of the palm (see `views.FRAMES`)."""
    mesh = evened(read(name))
    distal, radial, palmar = frame
    return Bone(mesh.vertices @ np.array([radial, -distal, -palmar]), mesh.faces[:, ::-1])


def loose_parts(name: str, least: int = 12) -> list[trimesh.Trimesh]:
    """The bones of a mesh that holds several, the one with the most triangles first."""
    parts = read(name).split(only_watertight=False)
    return sorted((part for part in parts if len(part.faces) >= least), key=lambda part: -len(part.faces))


def metatarsals() -> dict[str, Bone]:
    """The five long bones of the left foot, "mt1" at the big toe, in the axes and about the origin of the whole foot."""
    long = [part for part in loose_parts("l_foot") if len(part.faces) == 220]
    long.sort(key=lambda part: -part.centroid[2])
    return {f"mt{number}": _of_the_foot(part) for number, part in enumerate(long, 1)}


def heel_bone() -> Bone:
    """The hindmost bone of the foot, about the same origin as the metatarsals."""
    return _of_the_foot(min(loose_parts("l_foot"), key=lambda part: part.bounds[0, 0]))


def _of_the_foot(part) -> Bone:
    mesh = evened(part)
    return Bone(mesh.vertices @ np.array([[0, 0, -1.0], [-1, 0, 0], [0, 1, 0]]).T, mesh.faces)


def evened(mesh: trimesh.Trimesh) -> trimesh.Trimesh:
    """The mesh rounded where it is coarse, thinned where it is fine."""
    if len(mesh.faces) < COARSE:
        return _rounded(mesh)
    return _thinned(mesh) if len(mesh.faces) > 2 * FINE else mesh


def _rounded(mesh: trimesh.Trimesh) -> trimesh.Trimesh:
    halved = mesh.subdivide()
    soft = trimesh.Trimesh(halved.vertices, halved.faces, process=False)
    trimesh.smoothing.filter_taubin(soft, lamb=0.5, nu=0.53, iterations=6)
    try:
        loop = [trimesh.Trimesh(*trimesh.remesh.subdivide_loop(mesh.vertices, mesh.faces, iterations=1), process=False)]
    except ValueError:  # Loop's rule has no answer for some meshes with holes
        loop = []
    # A shaft with a few rings of vertices only could not be bent.
    return next((one for one in [*loop, soft] if _within(one, mesh)), halved if len(mesh.faces) < SPARSE else mesh)


def _within(one, mesh) -> bool:
    grown = np.concatenate([mesh.bounds[0] - one.bounds[0], one.bounds[1] - mesh.bounds[1]])
    return grown.max() < GROW and grown.min() > -SHRINK


def _thinned(mesh: trimesh.Trimesh) -> trimesh.Trimesh:
    """Vertices of one small cube become one, the cubes growing until few triangles are left."""
    cube = mesh.scale / 60
    while True:
        cells = np.unique(np.round(mesh.vertices / cube), axis=0, return_inverse=True)[1].ravel()
        counts = np.bincount(cells)
        vertices = np.column_stack([np.bincount(cells, axis) / counts for axis in mesh.vertices.T])
        faces = cells[mesh.faces]
        faces = faces[(faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])]
        if len(faces) <= 2 * FINE:
            return trimesh.Trimesh(vertices, faces, process=False)
        cube *= 1.15
