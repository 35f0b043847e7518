"""The points lie to each other as the standard says, whoever placed them.

Works on the committed positions only: tools/atlas/data/anchors.json and landmarks.json.
"""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from tools.atlas.anchors import load_anchors
from tools.atlas.findings import load_findings

WITHIN_CUN = 0.3
TABLE = tomllib.loads((Path(__file__).parent / "relations.toml").read_text(encoding="utf-8"))
RELATIONS = TABLE["relation"]
FOUND = load_findings()
POINTS = {
    f"{anchor.point}.{anchor.part}" if anchor.part else anchor.point: np.array(anchor.position)
    for anchor in load_anchors()
    if anchor.side != "right"
}
UP, OUTER, BACK = np.array([0, 0, 1.0]), np.array([1.0, 0, 0]), np.array([0, 1.0, 0])
DIRECTIONS = {
    "up": UP,
    "down": -UP,
    "outer": OUTER,
    "inner": -OUTER,
    "back": BACK,
    "front": -BACK,
    "arm down": FOUND.axes["forearm along"],
    "hand down": FOUND.axes["hand along"],
    "thumb": FOUND.axes["hand across"],
    "little finger": -FOUND.axes["hand across"],
    "foot front": FOUND.axes["foot along"],
    "foot back": -FOUND.axes["foot along"],
}


def place(name):
    return POINTS[name] if name in POINTS else FOUND.landmarks[name]


def share_of(relation):
    a, b, c = (place(relation[key]) for key in "abc")
    along = (
        DIRECTIONS[relation["along"]]
        if relation["kind"] == "between"
        else (c - b) / np.linalg.norm(c - b)
    )
    way = (c - b) @ along
    return (a - b) @ along / way, abs(way)


def error_in_cun(relation):
    """How far the place is from what the relation says, in cun of its row."""
    meters = FOUND.cun[relation["row"]]
    kind = relation["kind"]
    if kind == "apart":
        way = (place(relation["a"]) - place(relation["b"])) @ DIRECTIONS[relation["along"]]
        return abs(way / meters - relation["cun"])
    if kind == "midline":
        return abs(abs(place(relation["a"])[0]) / meters - relation["cun"])
    if kind == "distance":
        way = np.linalg.norm(place(relation["a"]) - place(relation["b"]))
        return abs(way / meters - relation["cun"])
    share, way = share_of(relation)
    return abs(share - relation["share"]) * way / meters


def steps_along(relation):
    names = relation["points"] if relation["kind"] == "order" else [relation["b"], relation["a"]]
    return np.diff([place(name) @ DIRECTIONS[relation["along"]] for name in names])


def test_there_are_enough_relations():
    assert len(RELATIONS) >= 80


def test_every_code_is_held_by_a_relation():
    named = {relation.get(key) for relation in RELATIONS for key in "abc"}
    named |= {name for relation in RELATIONS for name in relation.get("points", [])}
    codes = {anchor.point for anchor in load_anchors()}
    assert codes - {str(name).split(".")[0] for name in named} == set()


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation["says"])
def test_the_place_agrees_with_the_words(relation):
    if relation["kind"] in ("order", "side"):
        assert (steps_along(relation) > 0).all(), relation["says"]
    else:
        assert error_in_cun(relation) <= relation.get("within", WITHIN_CUN), relation["says"]
