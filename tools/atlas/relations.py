"""How points lie to each other and to landmarks, held against the words of the standard.

Reads tests/atlas/relations.toml and the committed positions; knows nothing of how points were placed.
Numpy only; meters in the body frame.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np

from tools.atlas.anchors import load_anchors
from tools.atlas.findings import Findings, load_findings

RELATIONS_FILE = Path(__file__).parents[2] / "tests" / "atlas" / "relations.toml"
WITHIN_CUN = 0.3
ORDERS = ("order", "side")


def load_relations(path: Path = RELATIONS_FILE) -> list[dict]:
    """The entries of the table."""
    return tomllib.loads(path.read_text(encoding="utf-8"))["relation"]


def names_in(relation: dict) -> list[str]:
    """The points ("EX-HN1.2" for one of several places) and landmarks that a relation speaks of."""
    return [relation[key] for key in "abc" if key in relation] + relation.get("points", [])


class Positions:
    """Where points and landmarks are, by name."""

    def __init__(self, found: Findings | None = None, anchors=None) -> None:
        self.found = found or load_findings()
        self.points = {
            f"{anchor.point}.{anchor.part}" if anchor.part else anchor.point: np.array(anchor.position)
            for anchor in anchors or load_anchors()
            if anchor.side != "right"
        }
        axes = self.found.axes
        up, outer, back = np.array([0, 0, 1.0]), np.array([1.0, 0, 0]), np.array([0, 1.0, 0])
        self.directions = {
            "up": up, "down": -up, "outer": outer, "inner": -outer, "back": back, "front": -back,
            "arm down": axes["forearm along"], "hand down": axes["hand along"],
            "thumb": axes["hand across"], "little finger": -axes["hand across"],
            "foot front": axes["foot along"], "foot back": -axes["foot along"],
        }  # fmt: skip

    def place(self, name: str) -> np.ndarray:
        """Position (3,) of a point or a landmark."""
        return self.points[name] if name in self.points else self.found.landmarks[name]

    def error(self, relation: dict) -> float:
        """How far the place is from what the relation says, in cun of its row.

        For an order or a side: 0 when it holds, infinity when not.
        """
        kind = relation["kind"]
        if kind in ORDERS:
            points = relation.get("points") or [relation["b"], relation["a"]]
            along = [self.place(name) @ self.directions[relation["along"]] for name in points]
            return 0.0 if (np.diff(along) > 0).all() else float("inf")
        meters = self.found.cun[relation["row"]]
        if kind in ("share", "between"):
            return self._share_error(relation) / meters
        way = self.place(relation["a"])
        if kind == "midline":
            return float(abs(abs(way[0]) / meters - relation["cun"]))
        way = way - self.place(relation["b"])
        length = np.linalg.norm(way)
        if kind == "apart":
            length = way @ self.directions[relation["along"]]
        return float(abs(length / meters - relation["cun"]))

    def _share_error(self, relation: dict) -> float:
        a, b, c = (self.place(relation[key]) for key in "abc")
        along = (c - b) / np.linalg.norm(c - b)
        if relation["kind"] == "between":
            along = self.directions[relation["along"]]
        way = (c - b) @ along
        return float(abs((a - b) @ along - relation["share"] * way))
