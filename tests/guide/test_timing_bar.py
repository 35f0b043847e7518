"""Time drawn to scale: lengths are true to their seconds, and the bar is always full."""

import itertools

import pytest

from webapp.catalogue import load_catalogue
from webapp.guide import timing_bar

CATALOGUE = load_catalogue()


def ends(pieces):
    _kind, start, length, _name = pieces[-1]
    return start + length


@pytest.mark.parametrize("code", CATALOGUE.points)
def test_the_bar_of_a_point_is_full_and_true_to_its_seconds(code):
    dose = CATALOGUE.points[code].dose
    pieces = timing_bar.of_dose(dose)
    assert ends(pieces) == pytest.approx(100)
    pressed = sum(length for kind, _, length, _ in pieces if kind == "hold")
    drawn = sum(length for _, _, length, _ in pieces)
    sides = 2 if dose.paired else 1
    assert pressed / drawn == pytest.approx(dose.side_seconds * sides / dose.practice_seconds)


def test_the_change_of_sides_is_drawn_between_the_two_sides():
    pieces = timing_bar.of_dose(CATALOGUE.points["LR3"].dose)
    assert [kind for kind, *_ in pieces][:3] == ["hold", "rest", "hold"]


def test_pieces_follow_each_other_with_one_gap():
    pieces = timing_bar.to_scale([("hold", 10, ""), ("rest", 5, ""), ("hold", 10, "")])
    for (_, start, length, _), (_, following, _, _) in itertools.pairwise(pieces):
        assert following - (start + length) == pytest.approx(timing_bar.GAP)


def test_nothing_is_drawn_for_a_rest_of_no_seconds():
    assert [kind for kind, *_ in timing_bar.to_scale([("hold", 60, ""), ("rest", 0, "")])] == ["hold"]


def test_a_posture_is_named_where_its_piece_has_room():
    pieces = timing_bar.of_routine(CATALOGUE.routines["back-seed"])
    names = [name for _, _, _, name in pieces]
    assert names[0] == "Sitting"
    assert len(pieces) == len(CATALOGUE.routines["back-seed"].stretches)
    assert all(length >= timing_bar.LETTER * len(name) for _, _, length, name in pieces)
