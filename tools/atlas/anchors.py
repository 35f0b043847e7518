"""Anchors: places on the skin, kept on the quads of the base mesh so that they survive refinement.

An anchor names a base quad and a place (u, v) in it; its corners 0 1 2 3 are (0, 0) (1, 0) (1, 1)
(0, 1). Numpy only, so that the product's tests can read them.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

ANCHORS_FILE = Path(__file__).parent / "data" / "anchors.json"


@dataclass(frozen=True)
class Anchor:
    """Where a point lies.

    point: its code; side: "left", "right" or "midline"; part: number of the place for a code that
    has several, else None; quad, u, v: place on the base mesh; offset_mm: height above the skin;
    position, normal (3,): on the body as last built, meters, for a check; approximate, why: whether
    the place rests on a stand-in or an estimated distance, and which; within_mm: how far off it may be.
    """

    point: str
    side: str
    part: int | None
    quad: int
    u: float
    v: float
    offset_mm: float
    position: tuple[float, float, float]
    normal: tuple[float, float, float]
    approximate: bool
    why: str
    within_mm: int


def load_anchors(path: Path = ANCHORS_FILE) -> tuple[Anchor, ...]:
    """All anchors in the order of the catalogue, left before right."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return tuple(Anchor(**{**entry, "position": tuple(entry["position"]), "normal": tuple(entry["normal"])}) for entry in stored["anchors"])


def save_anchors(anchors, path: Path = ANCHORS_FILE) -> None:
    """Write anchors, one a line."""
    lines = ",\n".join("  " + json.dumps(asdict(anchor), ensure_ascii=False) for anchor in anchors)
    note = "Made by `python -m tools.atlas`; meters, +x = the body's left, -y = front, +z = up."
    path.write_text(f'{{"note": {json.dumps(note)},\n "anchors": [\n{lines}\n]}}\n', "utf-8")


def place_in_quad(triangle_uv: np.ndarray, weights) -> tuple[float, float]:
    """(u, v) of a point given by weights (3,) of a triangle's corners, their uv being (3, 2)."""
    u, v = np.asarray(weights) @ triangle_uv
    return float(u), float(v)


def anchor_position(body, anchor: Anchor) -> tuple[np.ndarray, np.ndarray]:
    """Position (3,) meters and unit normal (3,) of an anchor on a body of any refinement."""
    triangle, weights = triangle_at(body, anchor.quad, anchor.u, anchor.v)
    corners = body.triangles[triangle]
    normal = weights @ body.normals[corners]
    normal = normal / np.linalg.norm(normal)
    return weights @ body.vertices[corners] + normal * anchor.offset_mm / 1000, normal


def triangle_at(body, quad: int, u: float, v: float) -> tuple[int, np.ndarray]:
    """The triangle over a place of a base quad and the weights (3,) of its corners."""
    candidates = np.where(body.triangle_quad == quad)[0]
    corners = body.triangle_uv[candidates]
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    offset = np.array([u, v]) - corners[:, 0]
    area = first[:, 0] * second[:, 1] - first[:, 1] * second[:, 0]
    b = (offset[:, 0] * second[:, 1] - offset[:, 1] * second[:, 0]) / area
    c = (first[:, 0] * offset[:, 1] - first[:, 1] * offset[:, 0]) / area
    weights = np.stack([1 - b - c, b, c], 1)
    best = int(np.argmax(weights.min(1)))
    return int(candidates[best]), np.clip(weights[best], 0, 1) / np.clip(weights[best], 0, 1).sum()
