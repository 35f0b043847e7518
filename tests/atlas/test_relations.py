"""The points lie to each other as the standard says, whoever placed them.

Works on the committed positions only: tools/atlas/data/anchors.json and landmarks.json.
"""

import pytest

from tools.atlas.anchors import load_anchors
from tools.atlas.relations import WITHIN_CUN, Positions, load_relations, names_in

RELATIONS = load_relations()
POSITIONS = Positions()


def test_there_are_enough_relations():
    assert len(RELATIONS) >= 80
    assert len({relation["says"] for relation in RELATIONS}) == len(RELATIONS)


def test_every_code_is_held_by_a_relation():
    named = {name.split(".")[0] for relation in RELATIONS for name in names_in(relation)}
    assert {anchor.point for anchor in load_anchors()} - named == set()


@pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation["says"])
def test_the_place_agrees_with_the_words(relation):
    assert POSITIONS.error(relation) <= WITHIN_CUN


def test_a_point_in_the_wrong_place_is_noticed():
    moved = Positions()
    moved.points["BL23"] = moved.points["BL23"] + [0.02, 0, 0]
    broken = [r for r in RELATIONS if "BL23" in names_in(r) and moved.error(r) > WITHIN_CUN]
    assert [relation["says"] for relation in broken] == ["BL23 is 1.5 cun from the midline"]


def test_a_broken_order_is_noticed():
    moved = Positions()
    moved.points["PC6"], moved.points["PC3"] = moved.points["PC3"], moved.points["PC6"]
    order = next(r for r in RELATIONS if r["says"] == "Down the Pericardium channel")
    assert moved.error(order) == float("inf")
