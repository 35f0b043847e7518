"""The plate: names in the gutters, far enough from each other, each on its place of the body."""

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
    for one, following in zip(heights, heights[1:], strict=False):
        assert (following - one) * on_a_small_phone >= 44


@pytest.mark.parametrize("side", SIDES)
def test_hairlines_end_on_the_plate(side):
    for place in plate(side).places:
        assert 0 < place.x < WIDTH
        assert 0 < place.y < HEIGHT


def test_a_name_of_several_words_breaks_before_its_last():
    assert lines("Back of head") == ("Back of", "head")
    assert lines("Neck") == ("Neck",)
