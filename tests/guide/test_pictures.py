"""Which marks stand in a close-up, what numbers they carry, what a thumbnail shows."""

from math import hypot

import pytest

from webapp import atlas
from webapp.catalogue import load_catalogue
from webapp.guide import pictures

CATALOGUE = load_catalogue()


@pytest.mark.parametrize("slug", CATALOGUE.regions)
def test_numbers_of_a_region_are_whole_and_go_on_over_its_close_ups(slug):
    shown, numbers = pictures.of_region(slug)
    assert sorted(numbers.values()) == list(range(1, len(CATALOGUE.points_in(slug)) + 1))
    first = [max(spot.number or 0 for spot in picture.spots) for picture in shown]
    assert first[-1] <= len(numbers)
    drawn = {spot.point for picture in shown for spot in picture.spots if spot.number}
    assert drawn == numbers.keys()


@pytest.mark.parametrize("slug", CATALOGUE.regions)
def test_a_point_carries_its_number_once_in_a_picture(slug):
    shown, numbers = pictures.of_region(slug)
    for picture in shown:
        carried = [spot.number for spot in picture.spots if spot.number]
        assert len(carried) == len(set(carried))
        for spot in picture.spots:
            assert spot.number in (None, numbers[spot.point])


@pytest.mark.parametrize("slug", CATALOGUE.regions)
def test_targets_of_two_marks_overlap_only_where_both_are_at_their_least(slug):
    for picture in pictures.of_region(slug)[0]:
        for one in picture.spots:
            for other in picture.spots:
                if one is not other and min(one.hit_radius, other.hit_radius) > pictures.MIN_REACH:
                    assert hypot(one.x - other.x, one.y - other.y) >= one.hit_radius + other.hit_radius - 0.2


def test_numbers_run_top_to_bottom_and_from_the_midline_out():
    _, numbers = pictures.of_region("lower-back")
    assert numbers["GV4"] < numbers["BL23"] < numbers["BL52"]
    assert numbers["BL52"] < numbers["GV3"] < numbers["BL25"]


@pytest.mark.parametrize("shape", pictures.THUMB)
@pytest.mark.parametrize("code", CATALOGUE.points)
def test_a_thumbnail_shows_its_point_well_inside_its_edges(code, shape):
    thumb = pictures.thumb(code, shape)
    left, top, width, height = map(float, thumb.box.split())
    assert thumb.dots
    for x, y in thumb.dots:
        assert left + 11 * thumb.scale <= x <= left + width - 11 * thumb.scale
        assert top + 11 * thumb.scale <= y <= top + height - 11 * thumb.scale


@pytest.mark.parametrize("code", CATALOGUE.points)
def test_the_picture_of_a_point_is_a_close_up_with_its_marks(code):
    picture = pictures.of_point(code)
    assert {spot.point for spot in picture.spots} == {code}
    assert picture.view.region


def test_points_near_a_point_come_nearest_first():
    near = pictures.near("BL23", 3)
    assert len(near) == 3
    view = atlas.load().best_view("BL23")
    here = view.marks_of("BL23")

    def distance(point):
        pairs = [hypot(a.x - b.x, a.y - b.y) for a in here for b in view.marks_of(point.code)]
        return min(pairs, default=1000)

    assert [distance(point) for point in near] == sorted(distance(point) for point in near)
