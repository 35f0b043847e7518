"""The bones under the skin: laid true, named by the words of the points, drawn where a finger feels them."""

import itertools
import json
import re
from pathlib import Path

import numpy as np
import pytest

from tests.atlas.shapes import bounds, inside, rings
from tools.atlas.bones.felt import felt_places
from tools.atlas.bones.names import load_names, said
from tools.atlas.bones.shapes import SHAPES_FILE, load
from tools.atlas.catalogue import texts_of_points
from tools.atlas.measure_lines import Words, overlap
from webapp import atlas
from webapp.catalogue import load_catalogue
from webapp.catalogue.errors import CatalogueError
from webapp.catalogue.places import check_places

STATIC = Path(__file__).resolve().parents[2] / "static"
ATLAS, TABLE, TEXTS = atlas.load(), load_names(), texts_of_points()
SHAPES = load()
FIGURES = json.loads(SHAPES_FILE.with_suffix(".json").read_text(encoding="utf-8"))

each_point = pytest.mark.parametrize("code", ATLAS.bones)


def outlines(code):
    """The rings of a point's bones, each as its own path data."""
    file = (STATIC / ATLAS.bones[code].file).read_text(encoding="utf-8")
    return ["M" + piece for data in re.findall(r' d="([^"]+)"', file) for piece in data.split("M")[1:]]


def corners(code):
    return [corner for path in outlines(code) for ring in rings(path) for corner in ring]


def mark_of(code, side="left"):
    marks = ATLAS.best_view(code).marks_of(code)
    return next((mark for mark in marks if mark.side == side), marks[0])


def left_bounds(code):
    """Left, top, right and bottom of the bones of the body's left side: in pictures of both sides the left half from the front,
    the right half from behind."""
    paths = outlines(code)
    view = ATLAS.best_view(code)
    if view.side == "both":
        on_the_right = mark_of(code).x > view.width / 2
        paths = [path for path in paths if (sum(bounds(path)[::2]) / 2 > view.width / 2) == on_the_right]
    boxes = [bounds(path) for path in paths]
    return tuple(edge(box[at] for box in boxes) for at, edge in enumerate((min, min, max, max)))


# --- how they lie ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHAPES)
def test_no_bone_pierces_the_skin(name):
    figures = FIGURES["bones"][name]
    assert figures["outside"] == 0
    assert figures["least"] >= 1.5


@pytest.mark.parametrize("words", FIGURES["felt"])
def test_what_a_finger_feels_lies_a_few_millimeters_under_the_skin(words):
    least, median, _greatest = FIGURES["felt"][words]
    assert least >= 1.5
    assert 2 <= median <= 7.5


def test_every_felt_place_is_measured():
    places = felt_places({name: vertices for name, (vertices, _) in SHAPES.items()})
    assert set(places) == set(FIGURES["felt"])
    assert all(len(found) for _, found in places.values())


def test_the_bones_stand_to_each_other_as_in_a_body():
    middle = {name: vertices.mean(0) for name, (vertices, _) in SHAPES.items()}
    top = {name: vertices[:, 2].max() for name, (vertices, _) in SHAPES.items()}
    bottom = {name: vertices[:, 2].min() for name, (vertices, _) in SHAPES.items()}
    assert middle["fibula"][0] > middle["tibia"][0]
    assert bottom["fibula"] < bottom["tibia"] and top["fibula"] < top["tibia"]
    assert middle["patella"][1] < middle["tibia"][1] and bottom["patella"] > top["tibia"]
    assert abs(bottom["femur"] - top["tibia"]) < 0.02
    assert abs(top["hip"] - top["sacrum"]) < 0.06 and abs(middle["sacrum"][0]) < 0.001
    assert middle["radius"][0] > middle["ulna"][0]
    for one, other in itertools.pairwise(["mc5", "mc4", "mc3", "mc2", "mc1"]):
        assert middle[one][0] < middle[other][0]
    for one, other in itertools.pairwise(["mt1", "mt2", "mt3", "mt4", "mt5"]):
        assert middle[one][0] < middle[other][0]


def test_the_triangles_of_a_bone_are_its_own():
    for vertices, triangles in SHAPES.values():
        assert triangles.min() >= 0
        assert triangles.max() < len(vertices)
        assert np.isfinite(vertices).all() and np.abs(vertices).max() < 1


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", TEXTS)
def test_a_bone_that_the_words_name_is_drawn_or_is_said_why_not(code):
    named = {name for name, entry in TABLE["name"].items() if any(re.search(words, TEXTS[code], re.IGNORECASE) for words in entry["words"])}
    drawn, left_out = set(TABLE["point"].get(code, [])), set(TABLE["left_out"].get(code, {}))
    assert not drawn & left_out
    assert drawn | left_out == named


def test_what_is_never_drawn_is_still_named_somewhere():
    for why, patterns in TABLE["undrawn"].items():
        for words in patterns:
            assert any(re.search(words, text, re.IGNORECASE) for text in TEXTS.values()), (why, words)


@each_point
def test_the_names_are_few_and_said_by_the_words(code):
    assert ATLAS.bones[code].said == said(TABLE, code, TEXTS[code])
    assert 1 <= len(ATLAS.bones[code].said) <= 3


def test_the_table_is_what_is_drawn():
    assert set(ATLAS.bones) == set(TABLE["point"])
    assert {f"atlas/bones/{file.name}" for file in (STATIC / "atlas" / "bones").iterdir()} == {bones.file for bones in ATLAS.bones.values()}
    assert len(ATLAS.bones) >= 40


def test_words_that_no_longer_name_a_drawn_bone_are_refused():
    catalogue = load_catalogue()
    bones = {"BL60": atlas.Bones("", {"outer ankle bone": "the heel bone"}, ())}
    changed = atlas.Atlas(**{**vars(ATLAS), "bones": bones})
    with pytest.raises(CatalogueError, match="the heel bone"):
        check_places(catalogue, changed)
    check_places(catalogue, ATLAS)


# --- pictures -------------------------------------------------------------------------------------------------------


@each_point
def test_the_bones_of_a_point_are_drawn_in_its_picture(code):
    view = ATLAS.best_view(code)
    top, bottom, left, right = view.fades
    seen = [
        (x, y)
        for x, y in corners(code)
        if view.width * left * 0.7 <= x <= view.width * (1 - right * 0.7)
        and view.height * top * 0.7 <= y <= view.height * (1 - bottom * 0.7)
    ]
    assert len(seen) >= 6


@each_point
def test_the_outlines_stay_within_the_figure(code):
    view = ATLAS.best_view(code)
    for x, y in corners(code):
        if 0 < x < view.width and 0 < y < view.height:
            assert any(inside(view.silhouette, x + dx, y + dy) for dx, dy in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))), (x, y)


@pytest.mark.parametrize("code", [code for code in ATLAS.bones if ATLAS.best_view(code).side == "both"])
def test_both_sides_have_their_bones_in_a_picture_of_both(code):
    left, _, right, _ = bounds("".join(outlines(code)))
    assert left + right == pytest.approx(ATLAS.best_view(code).width, abs=2)


def wide(words):
    """The box of words on a phone 320 px wide, where 13 px are 15.9 units of the picture."""
    left, top, right, bottom = Words(words.text, words.x, words.y, words.anchor, words.step).box
    more = (right - left) * (15.9 / 13 - 1)
    share = {"start": 0, "middle": 0.5, "end": 1}[words.anchor]
    return left - more * share, top, right + more * (1 - share), bottom


@each_point
def test_the_names_of_the_bones_can_be_read_on_the_narrowest_phone_too(code):
    view = ATLAS.best_view(code)
    names = [wide(one) for one in ATLAS.bones[code].names]
    lines = ATLAS.measure_lines.get(code, ())
    others = [words for line in lines for words in (*line.names, *([line.length] if line.length else []))]
    others = [Words(one.text, one.x, one.y, one.anchor, one.step).box for one in others]
    marks = [(mark.x - 9, mark.y - 9, mark.x + 9, mark.y + 9) for mark in view.marks_of(code)]
    for number, box in enumerate(names):
        assert box[0] >= 0 and box[1] >= 0 and box[2] <= view.width and box[3] <= view.height
        assert all(overlap(box, mark) == 0 for mark in marks)
        assert all(overlap(box, other) < 20 for other in (*others, *names[:number]))


@each_point
def test_a_name_stands_in_the_picture_or_the_measuring_line_says_it(code):
    told = " ".join(words.text for line in ATLAS.measure_lines.get(code, ()) for words in line.names)
    written = {words.text for words in ATLAS.bones[code].names}
    for name in ATLAS.bones[code].said:
        assert name in written or name.removesuffix(" bone") in told


@each_point
def test_an_outline_takes_the_color_of_its_page(code):
    file = (STATIC / ATLAS.bones[code].file).read_text(encoding="utf-8")
    assert '<symbol id="bones"' in file
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', file)) <= {"currentColor", "none"}


@each_point
def test_a_close_up_with_its_bones_weighs_9_kb_at_most(code):
    files = (ATLAS.best_view(code).image, ATLAS.bones[code].file)
    assert sum((STATIC / file).stat().st_size for file in files) <= 9 * 1024


def test_all_pictures_and_bones_together_weigh_400_kb_at_most():
    files = [file for file in (STATIC / "atlas").rglob("*") if file.suffix in (".avif", ".svg")]
    assert sum(file.stat().st_size for file in files) <= 400 * 1024


def test_the_shapes_are_kept_small():
    assert SHAPES_FILE.stat().st_size <= 160_000


# --- the words lead along the bones ---------------------------------------------------------------------------------


def test_the_point_above_the_kneecap_stands_above_it_and_the_eyes_below_and_beside():
    left, top, right, _bottom = left_bounds("EX-LE2")
    mark = mark_of("EX-LE2")
    assert left < mark.x < right and mark.y < top
    for code in ("ST35", "EX-LE4"):
        assert mark_of(code).y > left_bounds(code)[3]
    for code in ("SP10", "ST34"):
        assert mark_of(code).y < left_bounds(code)[1]


def test_points_around_the_ankle_bones_stand_on_their_sides_of_them():
    """Toes to the left from the outside, to the right from the inside."""
    left, _, right, bottom = left_bounds("BL60")
    assert mark_of("BL60").x > right
    assert mark_of("BL62").y > bottom
    assert mark_of("GB40").x < left
    assert mark_of("KI6").y > left_bounds("KI6")[3]
    knob = [x for x, y in corners("KI3") if y > left_bounds("KI3")[3] - 25]
    assert mark_of("KI3").x < max(knob) and mark_of("KI3").x < sum(knob) / len(knob)


def test_a_point_on_a_bones_side_stands_beside_it():
    assert mark_of("LI4").x > sum(left_bounds("LI4")[::2]) / 2
    left, _, right, _ = left_bounds("LR3")
    assert left < mark_of("LR3").x < right
    mark = mark_of("TE5")
    at_its_height = [x for x, y in corners("TE5") if abs(y - mark.y) < 25]
    assert min(at_its_height) < mark.x < max(at_its_height)
    assert mark_of("SP6").x < min(x for x, y in corners("SP6") if abs(y - mark_of("SP6").y) < 25)
    assert mark_of("ST40").x > max(x for x, y in corners("ST40") if abs(y - mark_of("ST40").y) < 25)


def test_points_of_the_back_stand_at_the_heights_that_the_bones_give():
    top = left_bounds("BL25")[1]
    assert abs(mark_of("GV3").y - top) < 20 and abs(mark_of("BL25").y - top) < 20
    assert mark_of("BL23").y < top - 30 and mark_of("GV4").y < top - 30
    for code in ("BL13", "BL15", "BL43"):
        assert abs(mark_of(code).x - 195) <= abs(left_bounds(code)[0] - 195) + 8
    assert left_bounds("BL17")[3] == pytest.approx(mark_of("BL17").y, abs=15)


def test_points_under_the_collarbone_stand_under_it():
    for code in ("KI27", "LU1"):
        mark = mark_of(code)
        assert mark.y > min(y for x, y in corners(code) if abs(x - mark.x) < 25)
