"""The left half of the body and of its bones, as whole numbers of steps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from scipy.sparse.csgraph import connected_components

from tools.atlas.bones.shapes import load
from tools.atlas.mesh import load_base_mesh
from tools.atlas.refine import refine
from tools.atlas.views import ARM, LEG

STEP = 0.00025
"""Meters."""
MIDDLE = 0.012
"""A bone whose middle is nearer (m) to the body's has no twin."""
LIMBS = {"leg": ("femur", "tibia", "fibula", "patella", "mt"), "arm": ("humerus", "ulna", "radius", "mc")}
"""How the names of their bones begin."""
CUBE = 0.0055
"""Vertices of a bone in one cube of so many meters become one."""
ROUNDS = 6
CLOTH = 0.016
"""Meters from the hem, in and out, beyond which the cloth is all or nothing."""


@dataclass(frozen=True)
class Half:
    """positions (n, 3): steps, x from the middle, y and z from `low`; faces (m, 3 or 4), in groups; values: of each vertex."""

    positions: np.ndarray
    faces: np.ndarray
    groups: dict[str, list[int]]
    values: dict[str, np.ndarray]


def lowest(body) -> np.ndarray:
    """Where the steps are counted from (3,): the middle of the body, its foremost and its lowest place."""
    _, front, bottom = np.floor(body.vertices.min(0) / STEP) * STEP
    return np.array([0, front, bottom])


def in_steps(places, low) -> np.ndarray:
    """Meters (n, 3) as whole steps."""
    return np.round((np.asarray(places) - low) / STEP).astype(int)


def half_body(body, low) -> Half:
    """The skin: the quads of the base mesh, by groups "trunk" (with the head), "leg" and "arm"; values: see `_values`."""
    base = load_base_mesh()
    count = len(base.vertices)
    outside = _outer(base.quads, count)
    places = body.vertices[:count]
    quads = base.quads[outside[base.quads[:, 0]] & (places[base.quads][:, :, 0].mean(1) > 0)]
    controls = _controls(body, base)
    positions = in_steps(controls, low)
    seam = np.unique(quads)[np.abs(places[np.unique(quads), 0]) < 1e-4]
    positions[seam, 0] = 0
    arm = (body.weight(*ARM, side="L")[:count] > 0.5)[quads].all(1)
    leg = (body.weight(*LEG, side="L")[:count] > 0.5)[quads].all(1) & ~arm
    groups = {name: np.where(where)[0].tolist() for name, where in (("trunk", ~arm & ~leg), ("leg", leg), ("arm", arm))}
    return Half(positions, quads, groups, _values(body, count))


def half_bones(low) -> Half:
    """The bones, thinned: triangles by groups "middle" (whole, without a twin), "trunk", "leg" and "arm"."""
    positions, faces, groups, count = [], [], {"middle": [], "trunk": [], "leg": [], "arm": []}, 0
    for name, (vertices, triangles) in load().items():
        thin, kept = _thinned(vertices, triangles)
        first = sum(map(len, faces))
        limb = next((limb for limb, bones in LIMBS.items() if name.startswith(bones)), "trunk")
        groups[limb if vertices[:, 0].mean() > MIDDLE else "middle"] += range(first, first + len(kept))
        positions.append(in_steps(thin, low))
        faces.append(kept + count)
        count += len(thin)
    return Half(np.concatenate(positions), np.concatenate(faces), groups, {})


def _outer(quads: np.ndarray, count: int) -> np.ndarray:
    """Which vertices (count,) belong to the skin: what hangs together with it, not the eyes behind their lids or the mouth inside."""
    edges = np.concatenate([quads[:, [0, at]] for at in (1, 2, 3)])
    graph = sparse.coo_matrix((np.ones(len(edges)), edges.T), (count, count))
    label = connected_components(graph)[1]
    return label == np.bincount(label).argmax()


def _controls(body, base) -> np.ndarray:
    """Places (n, 3) of the base mesh from which one refinement leads back to the body as it was sculpted."""
    count = len(base.vertices)
    step = refine(count, base.quads, 1).matrix[:count]
    wanted = body.vertices[:count]
    controls = wanted.copy()
    for _ in range(ROUNDS):
        controls += wanted - step @ controls
    return controls


def _values(body, count: int) -> dict[str, np.ndarray]:
    """Of each vertex: how open it is far (0 to 31) and near (from .4; 0 to 31), how far inside the hem (0 to 31), how much hair (0 to 7)."""

    def scaled(values, start, end, most):
        return np.clip(np.round((values[:count] - start) / (end - start) * most), 0, most).astype(int)

    return {
        "wide": scaled(body.occlusion_wide, 0, 1, 31),
        "near": scaled(body.occlusion_near, 0.4, 1, 31),
        "cloth": scaled(body.cloth, -CLOTH, CLOTH, 31),
        "hair": scaled(body.hair, 0, 1, 7),
    }


def _thinned(vertices: np.ndarray, triangles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The vertices of one small cube as one, and the triangles that are left, each edge between two of them at most."""
    cells = np.unique(np.round(vertices / CUBE), axis=0, return_inverse=True)[1].ravel()
    counts = np.bincount(cells)
    thin = np.column_stack([np.bincount(cells, axis) / counts for axis in vertices.T])
    faces = cells[triangles]
    kept, edges = [], set()
    for a, b, c in faces[(faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])].tolist():
        around = {(a, b), (b, c), (c, a)}
        if not around & edges:
            edges |= around
            kept.append((a, b, c))
    return thin, np.array(kept)
