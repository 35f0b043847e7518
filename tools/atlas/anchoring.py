"""From placed points to committed anchors: left, right (its mirror) and midline."""

from __future__ import annotations

import numpy as np

from tools.atlas.anchors import Anchor, anchor_position, place_in_quad
from tools.atlas.mesh import load_base_mesh
from tools.atlas.mirror import Mirror
from tools.atlas.placing import Placing
from tools.atlas.trust import why_approximate, within_mm


def make_anchors(body, placing: Placing) -> list[Anchor]:
    """Anchors of every place, in the order of the catalogue, left before right."""
    base = load_base_mesh()
    mirror = Mirror(base.vertices, base.quads)
    anchors = []
    for placed in placing.all():
        trust = why_approximate(placing, placed.code), within_mm(placing, placed.code)
        triangle = placed.hit.triangle
        u, v = place_in_quad(body.triangle_uv[triangle], placed.hit.weights)
        place = int(body.triangle_quad[triangle]), u, v
        midline = placing.entries[placed.code]["side"] == "midline"
        sides = [("midline", place)]
        if not midline:
            sides = [("left", place), ("right", mirror.place(*place))]
        for side, (quad, u, v) in sides:
            anchors.append(_anchor(body, placed, side, (quad, round(u, 5), round(v, 5)), *trust))
    return anchors


def _anchor(body, placed, side: str, place: tuple[int, float, float], why: str, within: int) -> Anchor:
    blank = Anchor(placed.code, side, placed.part, *place, 0.0, (0, 0, 0), (0, 0, 0), bool(why), why, within)
    position, normal = anchor_position(body, blank)
    return Anchor(
        placed.code, side, placed.part, *place, 0.0,
        tuple(np.round(position, 5).tolist()), tuple(np.round(normal, 4).tolist()),
        bool(why), why, within,
    )  # fmt: skip
