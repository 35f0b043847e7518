"""The plate: names in the gutters, far enough from each other, each on its place of the body."""

import itertools
from pathlib import Path

import pytest

from webapp import atlas
from webapp.guide.plate import HEIGHT, WIDTH, lines, plate

SIDES = ("front", "back")


@pytest.mark.parametrize("side", SIDES)
def test_every_drawn_region_has_its_name_in_one_gutter(side):
    slugs = [place.slug for place in plate(side).places]
    assert len(slugs) == len(set(slugs))
    assert set(slugs) == {shape.slug for shape in atlas.load().views[side].regions}


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("gutter", ["left", "right"])
def test_names_of_a_gutter_leave_room_for_a_finger(side, gutter):
    heights = sorted(place.y for place in plate(side).places if place.gutter == gutter)
    on_a_small_phone = 360 / WIDTH
    for one, following in itertools.pairwise(heights):
        assert (following - one) * on_a_small_phone >= 44


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("gutter", ["left", "right"])
def test_the_targets_of_a_gutter_hold_their_names_and_do_not_overlap(side, gutter):
    places = sorted((place for place in plate(side).places if place.gutter == gutter), key=lambda place: place.y)
    for place in places:
        top, bottom = place.target
        assert top < place.y < bottom
        assert bottom - top >= 44
    for one, following in itertools.pairwise(places):
        assert one.target[1] <= following.target[0]


def test_no_style_reckons_with_the_angle_of_lengths():
    """WebKit takes the degrees of atan2() of lengths that depend on the screen for radians: webkit.org/b/313300."""
    for path in Path("static/css").glob("*.css"):
        assert "atan2(" not in path.read_text(), path


@pytest.mark.parametrize("side", SIDES)
def test_hairlines_end_on_the_plate(side):
    for place in plate(side).places:
        assert 0 < place.x < WIDTH
        assert 0 < place.y < HEIGHT


def test_a_name_of_several_words_breaks_before_its_last():
    assert lines("Back of head") == ("Back of", "head")
    assert lines("Neck") == ("Neck",)
