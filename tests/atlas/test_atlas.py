"""The built pictures of the body: what is drawn, how heavy it is, where the points stand, what a finger hits."""

import itertools
import math
import re
from pathlib import Path

import brotli
import pytest

from tests.atlas.shapes import bounds, inside, rings
from webapp import atlas
from webapp.catalogue import load_catalogue

STATIC = Path(__file__).resolve().parents[2] / "static"
ATLAS = atlas.load()
CATALOGUE = load_catalogue()
WHOLE = [view for view in ATLAS.views.values() if view.regions]
CLOSE_UPS = [view for view in ATLAS.views.values() if view.region]
LEFT_OUT = {"front": {"head-back", "upper-back", "lower-back"}, "back": {"head", "face", "chest", "abdomen"}}

each_view = pytest.mark.parametrize("view", ATLAS.views.values(), ids=lambda view: view.name)
each_close_up = pytest.mark.parametrize("view", CLOSE_UPS, ids=lambda view: view.name)
each_whole = pytest.mark.parametrize("view", WHOLE, ids=lambda view: view.name)
each_point = pytest.mark.parametrize("point", CATALOGUE.points.values(), ids=lambda point: point.code)


def pixel(view):
    """How many units one CSS px is where the figure stands 480 px high, as on a phone 360 px wide."""
    _, top, _, bottom = bounds(view.silhouette)
    return (bottom - top) / 480


def points_of(view):
    return {point.code for point in CATALOGUE.points_in(view.region)}


# --- what is drawn --------------------------------------------------------------------------------------------------


def test_the_body_is_seen_from_the_front_and_the_back():
    assert [view.name for view in WHOLE] == ["front", "back"]


def test_every_region_has_a_close_up_and_every_close_up_a_region():
    assert {view.region for view in CLOSE_UPS} == set(CATALOGUE.regions)
    assert len(ATLAS.views) >= 24


@each_whole
def test_the_regions_on_the_whole_body_are_those_of_the_catalogue(view):
    drawn = {shape.slug for shape in view.regions}
    assert drawn == set(CATALOGUE.regions) - LEFT_OUT[view.name]
    assert {label.slug for label in view.labels} == drawn
    assert len(view.labels) == len(drawn)


@each_close_up
def test_a_close_up_says_whose_part_it_shows_and_from_where(view):
    assert re.search(r"\b(from|sole|palm|back of|inner side)\b", view.caption, re.I), view.caption
    assert ("left" in view.caption.lower()) >= (view.side == "left")
    assert len(view.caption) <= 75 and not view.caption.endswith(".")


@each_close_up
def test_the_frame_on_the_little_body_lies_inside_it_and_over_a_part_of_the_region(view):
    frame, whole = view.orientation, ATLAS.views[view.orientation.view]
    assert frame.x >= 0 and frame.x + frame.width <= whole.width
    assert frame.y >= 0 and frame.y + frame.height <= whole.height
    places = [
        shape for shape in whole.regions if shape.slug == view.region and (view.side == "both" or shape.side in (view.side, "midline"))
    ]
    assert bool(places) >= (view.region not in LEFT_OUT[whole.name])
    for left, top, right, bottom in (bounds(place.outline) for place in places[:1]):
        assert left < frame.x + frame.width and right > frame.x
        assert top < frame.y + frame.height and bottom > frame.y


@each_whole
def test_the_whole_body_needs_no_frame(view):
    assert (view.orientation, view.caption) == (None, "")


@each_whole
def test_a_paired_region_is_drawn_on_both_sides(view):
    for slug in {shape.slug for shape in view.regions}:
        sides = [shape.side for shape in view.regions if shape.slug == slug]
        assert sides in (["midline"], ["left", "right"])


@each_view
def test_a_view_has_a_figure_a_picture_and_a_symbol_to_point_at(view):
    assert view.silhouette.startswith("M")
    assert (STATIC / view.image).read_bytes()[4:12] == b"ftypavif"
    symbol = (STATIC / view.symbol).read_text(encoding="utf-8")
    assert '<symbol id="body"' in symbol
    assert f'viewBox="0 0 {view.width:g} {view.height:g}"' in symbol
    assert set(re.findall(r'fill="([^"]+)"', symbol)) <= {"var(--body)", "var(--cloth)"}


def test_no_picture_is_left_from_a_view_that_is_no_more():
    files = {file.stem for file in (STATIC / "atlas").iterdir() if file.suffix in (".avif", ".svg")}
    assert files == set(ATLAS.views)


def test_regions_that_touch_know_each_other():
    for slug, others in ATLAS.neighbors.items():
        assert slug in CATALOGUE.regions
        assert all(slug in ATLAS.neighbors[other] for other in others)
    assert {"forearm", "hand"} <= set(ATLAS.neighbors["wrist"])


# --- weight ---------------------------------------------------------------------------------------------------------


@each_view
def test_a_picture_is_light(view):
    assert (STATIC / view.image).stat().st_size <= (7 if view.region else 18) * 1024


def test_all_pictures_together_are_light():
    assert sum((STATIC / view.image).stat().st_size for view in ATLAS.views.values()) <= 250 * 1024


@each_view
def test_the_paths_of_a_view_are_short(view):
    shapes = "".join(shape.outline + shape.hit for shape in view.regions)
    sent = len(brotli.compress((view.silhouette + view.cloth + shapes).encode()))
    assert sent <= (2 if view.region else 5) * 1024


# --- points ---------------------------------------------------------------------------------------------------------


@each_view
def test_marks_stand_in_the_picture_on_the_figure(view):
    for mark in view.marks:
        assert mark.point in CATALOGUE.points
        assert 0 < mark.x < view.width
        assert 0 < mark.y < view.height
        around = [(mark.x + dx, mark.y + dy) for dx in (-4, 0, 4) for dy in (-4, 0, 4)]
        assert any(inside(view.silhouette, x, y) for x, y in around)


@each_point
def test_a_point_faces_the_viewer_on_a_close_up_of_its_region(point):
    view = ATLAS.best_view(point.code)
    marks = view.marks_of(point.code)
    assert view.region == point.region
    assert max(mark.facing for mark in marks) >= 0.6
    if not point.bilateral:
        assert {mark.side for mark in marks} == {"midline"} or point.code == "EX-HN1"


@each_point
def test_a_point_keeps_its_distance_on_its_best_close_up(point):
    view = ATLAS.best_view(point.code)
    own = points_of(view)
    for mark in view.marks_of(point.code):
        for other in view.marks:
            if other.point in own and other is not mark:
                assert math.hypot(mark.x - other.x, mark.y - other.y) >= 24, other.point


@each_close_up
def test_no_two_points_of_the_region_crowd_each_other(view):
    own = [mark for mark in view.marks if mark.point in points_of(view)]
    assert own
    for one, other in itertools.combinations(own, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= 24, (one.point, other.point)


@each_whole
def test_a_point_on_the_whole_body_lies_in_its_region(view):
    for mark in view.marks:
        region = CATALOGUE.points[mark.point].region
        if mark.facing < 0.5 or region in LEFT_OUT[view.name]:
            continue
        found = [shape.slug for shape in view.regions if inside(shape.outline, mark.x, mark.y)]
        assert found == [region], mark.point


# --- what a finger hits ---------------------------------------------------------------------------------------------


def answering(view, x, y):
    """The shape whose target answers at a place: the last one drawn there."""
    return next((shape for shape in reversed(view.regions) if inside(shape.hit, x, y)), None)


@each_whole
def test_the_regions_divide_the_figure(view):
    left, top, right, bottom = bounds(view.silhouette)
    for x in range(int(left), int(right), 11):
        for y in range(int(top), int(bottom), 11):
            if inside(view.silhouette, x + 0.3, y + 0.7):
                owners = [shape for shape in view.regions if inside(shape.outline, x + 0.3, y + 0.7)]
                assert len(owners) == 1, (x, y, [shape.slug for shape in owners])


@each_whole
def test_the_middle_of_a_region_answers_for_it(view):
    for shape in view.regions:
        assert inside(shape.outline, shape.x, shape.y)
        assert answering(view, shape.x, shape.y) is shape


@each_whole
def test_every_region_has_a_target_of_44_pixels_to_itself(view):
    side = 44 * pixel(view)
    for shape in view.regions:
        assert any(owns(view, shape, x, y, side) for x, y in corners(shape, side)), (shape.slug, shape.side)


def corners(shape, side):
    """Where a square of a region's own might have its top left corner: at the corners of its target."""
    found = [corner for ring in rings(shape.hit) for corner in ring]
    xs = sorted({x for x, _ in found} | {x - side for x, _ in found})
    ys = sorted({y for _, y in found} | {y - side for _, y in found})
    return itertools.product(xs, ys)


def owns(view, shape, left, top, side):
    """Whether a square answers for a shape everywhere. Half a pixel at its edge is rounding."""
    inset = 0.5 * pixel(view)
    if left < -inset or top < -inset or left + side > view.width + inset or top + side > view.height + inset:
        return False
    steps = [inset + (side - 2 * inset) * share / 6 for share in range(7)]
    return all(inside(shape.hit, left + dx, top + dy) for dx in (steps[0], steps[-1]) for dy in (steps[0], steps[-1])) and all(
        answering(view, left + dx, top + dy) is shape for dx in steps for dy in steps
    )


@each_whole
def test_names_stand_44_pixels_apart_and_point_at_their_region(view):
    for gutter in ("left", "right"):
        heights = [label.y for label in view.labels if label.gutter == gutter]
        assert heights == sorted(heights)
        assert all(b - a >= 44 * pixel(view) - 1 for a, b in itertools.pairwise(heights))
    for label in view.labels:
        assert any(inside(shape.outline, label.x, label.y) for shape in view.regions if shape.slug == label.slug)


@each_whole
def test_the_middle_of_a_targets_box_answers_for_it(view):
    """What taps a link in its middle, a test or a switch device, hits the region that it names."""
    for shape in view.regions:
        left, top, right, bottom = bounds(shape.hit)
        assert answering(view, (left + right) / 2, (top + bottom) / 2) is shape, (shape.slug, shape.side)
