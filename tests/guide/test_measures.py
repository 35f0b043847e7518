"""The ways by which points are found: told in fingers, with words that can be read."""

import pytest

from webapp import atlas, catalogue
from webapp.guide import measures

BOOK = catalogue.load()
CODES = tuple(BOOK.points)


def words_of(code):
    for way in measures.of_point(code):
        yield from way.names
        if way.length:
            yield way.length


def test_a_length_is_told_in_the_persons_own_fingers():
    assert measures.in_fingers("1.5 cun") == "2 fingers"
    assert measures.in_fingers("3 cun") == "4 fingers"


def test_a_length_without_a_word_of_its_own_is_told_in_thumbs():
    assert measures.in_fingers("8 cun") == "8 thumbs"


def test_a_share_stays_a_share():
    assert measures.in_fingers("half way") == "half way"


def test_a_point_of_the_back_is_measured_from_the_spine():
    [way] = measures.of_point("BL23")
    assert way.length.text == "2 fingers"
    assert [words.text for words in way.names] == ["spine L2"]


def test_the_course_of_a_line_follows_its_curves():
    places = measures.course("M10 10L22 10q0 6 0 12t0 6")
    assert places[0] == (10, 10)
    assert places[-1] == (22, 28)
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) <= 9 for a, b in zip(places, places[1:], strict=False))


def test_boxes_that_only_touch_do_not_overlap():
    assert measures.overlap((0, 0, 10, 10), (10, 0, 20, 10)) == 0
    assert measures.overlap((0, 0, 10, 10), (8, 5, 20, 20)) == 10


@pytest.mark.parametrize("code", CODES)
def test_the_words_of_a_points_ways_do_not_lie_on_each_other(code):
    boxes = [words.box for words in words_of(code)]
    for number, box in enumerate(boxes):
        assert all(measures.overlap(box, other) < 20 for other in boxes[:number])


@pytest.mark.parametrize("code", CODES)
def test_the_words_of_a_points_ways_keep_off_its_mark(code):
    for mark in atlas.load().best_view(code).marks_of(code):
        disc = (mark.x - 9, mark.y - 9, mark.x + 9, mark.y + 9)
        assert all(measures.overlap(words.box, disc) == 0 for words in words_of(code))


@pytest.mark.parametrize("code", CODES)
def test_the_words_of_a_points_ways_stay_inside_the_picture(code):
    width = atlas.load().best_view(code).width
    assert all(words.box[0] >= 0 and words.box[2] <= width for words in words_of(code))


@pytest.mark.parametrize(
    ("code", "step"),
    [("BL23", 3), ("LI10", 2), ("PC6", 1), ("ST36", 1), ("GB21", 2), ("GB30", 3), ("SP10", 2), ("KI27", 2), ("GV24", 2)],
)
def test_a_length_carries_the_number_of_the_sentence_that_says_it(code, step):
    [length] = [way.length for way in measures.of_point(code) if way.length]
    assert length.step == step


def test_every_way_carries_one_number_of_a_sentence_that_is_there():
    for code, point in BOOK.points.items():
        for way in measures.of_point(code):
            words = [*way.names, *([way.length] if way.length else [])]
            numbers = [one.step for one in words if one.step]
            assert len(numbers) == (1 if words else 0), code
            assert all(1 <= number <= len(point.find) for number in numbers), code
