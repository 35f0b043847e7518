"""Refinement of the base mesh: quads in, a smooth mesh out, every corner traceable.

Lengths are meters in the body frame (+x left, -y front, +z up).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse


def neighbor_average(count: int, faces: np.ndarray) -> sparse.csr_matrix:
    """Sparse (count, count) matrix: a vertex's new value is the mean of its edge neighbors'."""
    edges = np.concatenate([np.stack([faces[:, k], np.roll(faces, -1, 1)[:, k]], 1) for k in range(faces.shape[1])])
    edges = np.concatenate([edges, edges[:, ::-1]])
    adjacency = sparse.csr_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), (count, count))
    adjacency.data[:] = 1
    degree = np.maximum(np.asarray(adjacency.sum(1)).ravel(), 1)
    return (sparse.diags(1 / degree) @ adjacency).tocsr()


@dataclass(frozen=True)
class Refinement:
    """A Catmull-Clark refinement of the base quads.

    matrix (fine, base): fine vertices = matrix @ base vertices; quads (f, 4) fine quads;
    origin (f,) base quad of each; uv (f, 4, 2) place of each corner in that base quad, where the
    base corners 0 1 2 3 are (0, 0) (1, 0) (1, 1) (0, 1).
    """

    matrix: sparse.csr_matrix
    quads: np.ndarray
    origin: np.ndarray
    uv: np.ndarray


def refine(count: int, quads: np.ndarray, levels: int) -> Refinement:
    """Refine `levels` times; level 0 is the base mesh itself."""
    matrix = sparse.identity(count, format="csr")
    origin = np.arange(len(quads))
    uv = np.broadcast_to(np.array([[0, 0], [1, 0], [1, 1], [0, 1.0]]), (len(quads), 4, 2))
    for _ in range(levels):
        step, quads_next = _catmull_clark(matrix.shape[0], quads)
        matrix = step @ matrix
        middle = (uv + np.roll(uv, -1, 1)) / 2
        center = uv.mean(1)
        uv = np.concatenate([np.stack([uv[:, k], middle[:, k], center, middle[:, k - 1]], 1) for k in range(4)])
        origin = np.tile(origin, 4)
        quads = quads_next
    return Refinement(matrix.tocsr(), quads, origin, uv)


def _catmull_clark(count: int, quads: np.ndarray) -> tuple[sparse.csr_matrix, np.ndarray]:
    """One refinement step; an open border (the mouth's, the eyes') is kept as a crease."""
    faces = len(quads)
    edges = np.sort(np.stack([quads, np.roll(quads, -1, 1)], -1).reshape(-1, 2), 1)
    edges, edge_of_side, uses = np.unique(edges, axis=0, return_inverse=True, return_counts=True)
    edge_of_side = edge_of_side.reshape(-1)
    edge_count = len(edges)
    face_of_side = np.repeat(np.arange(faces), 4)
    face_point = sparse.csr_matrix((np.full(4 * faces, 0.25), (face_of_side, quads.ravel())), (faces, count))
    edge_middle = sparse.csr_matrix(
        (np.full(2 * edge_count, 0.5), (np.repeat(np.arange(edge_count), 2), edges.ravel())),
        (edge_count, count),
    )
    faces_of_edge = sparse.csr_matrix((np.ones(4 * faces), (edge_of_side, face_of_side)), (edge_count, faces))
    inner = (uses == 2).astype(float)
    edge_point = sparse.diags(inner) @ (0.5 * edge_middle + 0.25 * faces_of_edge @ face_point)
    edge_point = edge_point + sparse.diags(1 - inner) @ edge_middle

    faces_at = sparse.csr_matrix((np.ones(4 * faces), (quads.ravel(), face_of_side)), (count, faces))
    faces_at.data[:] = 1
    edges_at = sparse.csr_matrix(
        (np.ones(2 * edge_count), (edges.ravel(), np.repeat(np.arange(edge_count), 2))),
        (count, edge_count),
    )
    face_degree = np.asarray(faces_at.sum(1)).ravel()
    edge_degree = np.maximum(np.asarray(edges_at.sum(1)).ravel(), 1)
    used = face_degree > 0
    degree = np.where(used, face_degree, 1)
    border_edges = np.where(uses != 2)[0]
    on_border = np.zeros(count, bool)
    on_border[edges[border_edges].ravel()] = True
    smooth = (
        sparse.diags(1 / degree**2) @ faces_at @ face_point
        + sparse.diags(2 / (degree * edge_degree)) @ edges_at @ edge_middle
        + sparse.diags((degree - 3) / degree) @ sparse.identity(count)
    )
    border_at = sparse.csr_matrix(
        (
            np.ones(2 * len(border_edges)),
            (edges[border_edges].ravel(), np.repeat(border_edges, 2)),
        ),
        (count, edge_count),
    )
    border_degree = np.maximum(np.asarray(border_at.sum(1)).ravel(), 1)
    crease = 0.5 * sparse.identity(count)
    crease = crease + 0.5 * sparse.diags(1 / border_degree) @ border_at @ edge_middle
    vertex_point = (
        sparse.diags((used & ~on_border).astype(float)) @ smooth
        + sparse.diags((used & on_border).astype(float)) @ crease
        + sparse.diags((~used).astype(float)) @ sparse.identity(count)
    )
    edge_id = edge_of_side.reshape(faces, 4) + count
    face_id = np.arange(faces) + count + edge_count
    children = np.concatenate([np.stack([quads[:, k], edge_id[:, k], face_id, edge_id[:, k - 1]], 1) for k in range(4)])
    return sparse.vstack([vertex_point, edge_point, face_point]).tocsr(), children
