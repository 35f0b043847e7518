"""The measuring lines by which points are found: told in fingers, with words that can be read."""

import itertools
import json
import re

import pytest

from tools.atlas import measure_lines
from webapp import atlas
from webapp.catalogue import load_catalogue

CATALOGUE = load_catalogue()
CODES = tuple(CATALOGUE.points)


def lines_of(code):
    return atlas.load().measure_lines.get(code, ())


def words_of(code):
    for line in lines_of(code):
        yield from line.names
        if line.length:
            yield line.length


def boxes_of(code):
    """The words of a point as boxes (left, top, right, bottom)."""
    return [measure_lines.Words(one.text, one.x, one.y, one.anchor, one.step).box for one in words_of(code)]


def test_a_length_is_told_in_the_persons_own_fingers():
    assert measure_lines.in_fingers("1.5 cun") == "2 fingers"
    assert measure_lines.in_fingers("3 cun") == "4 fingers"


def test_a_length_without_a_word_of_its_own_is_told_in_thumbs():
    assert measure_lines.in_fingers("8 cun") == "8 thumbs"


def test_a_share_stays_a_share():
    assert measure_lines.in_fingers("half way") == "half way"


def test_a_point_of_the_back_is_measured_from_the_spine():
    [line] = lines_of("BL23")
    assert line.length.text == "2 fingers"
    assert [words.text for words in line.names] == ["spine"]


def test_the_course_of_a_line_follows_its_curves():
    places = measure_lines.course("M10 10L22 10q0 6 0 12t0 6")
    assert places[0] == (10, 10)
    assert places[-1] == (22, 28)
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) <= 9 for a, b in itertools.pairwise(places))


def test_boxes_that_only_touch_do_not_overlap():
    assert measure_lines.overlap((0, 0, 10, 10), (10, 0, 20, 10)) == 0
    assert measure_lines.overlap((0, 0, 10, 10), (8, 5, 20, 20)) == 10


@pytest.mark.parametrize("code", CODES)
def test_the_words_of_a_points_lines_do_not_lie_on_each_other(code):
    boxes = boxes_of(code)
    for number, box in enumerate(boxes):
        assert all(measure_lines.overlap(box, other) < 20 for other in boxes[:number])


@pytest.mark.parametrize("code", CODES)
def test_the_words_of_a_points_lines_keep_off_its_mark(code):
    for mark in atlas.load().best_view(code).marks_of(code):
        disc = (mark.x - 9, mark.y - 9, mark.x + 9, mark.y + 9)
        assert all(measure_lines.overlap(box, disc) == 0 for box in boxes_of(code))


@pytest.mark.parametrize("code", CODES)
def test_the_words_of_a_points_lines_stay_inside_the_picture(code):
    width = atlas.load().best_view(code).width
    assert all(box[0] >= 0 and box[2] <= width for box in boxes_of(code))


@pytest.mark.parametrize(
    ("code", "step"),
    [("BL23", 3), ("LI10", 2), ("PC6", 1), ("ST36", 1), ("GB21", 2), ("GB30", 3), ("SP10", 2), ("KI27", 2), ("GV24", 2)],
)
def test_a_length_carries_the_number_of_the_sentence_that_says_it(code, step):
    [length] = [line.length for line in lines_of(code) if line.length]
    assert length.step == step


def test_every_line_carries_one_number_of_a_sentence_that_is_there():
    for code, point in CATALOGUE.points.items():
        for line in lines_of(code):
            words = [*line.names, *([line.length] if line.length else [])]
            numbers = [one.step for one in words if one.step]
            assert len(numbers) == (1 if words else 0), code
            assert all(1 <= number <= len(point.find) for number in numbers), code


def test_what_is_committed_is_what_the_views_and_placements_give(tmp_path):
    for file in measure_lines.DATA.glob("*.json"):
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / measure_lines.FILE).unlink()
    measure_lines.write_measure_lines(tmp_path)
    assert (tmp_path / measure_lines.FILE).read_bytes() == (measure_lines.DATA / measure_lines.FILE).read_bytes()


def test_the_mark_that_the_lines_lead_to_is_one_of_the_view():
    for code, side in atlas.load().measured_sides.items():
        assert side in {mark.side for mark in atlas.load().best_view(code).marks_of(code)}, code


def test_no_line_is_told_in_codes_or_in_what_no_hand_can_measure():
    lines = json.loads((measure_lines.DATA / measure_lines.FILE).read_text("utf-8"))
    words = [words[0] for one in lines.values() for line in one["lines"] for words in (*line["names"], *filter(None, [line["length"]]))]
    assert words
    assert [text for text in words if re.search(r"[A-Z]+\d|cun\b|\d thumbs|third of a thumb", text)] == []
