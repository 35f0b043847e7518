"""Sentences, lists, scripts and typing errors are understood; routines come before points, and no poetic name before an ache."""

import json

import brotli
import pytest

from tests import cases
from webapp.catalogue import characters, load_catalogue
from webapp.catalogue.codes import fold
from webapp.catalogue.search import Search

CASES = cases.load("search")
"""[kind, what is typed, the addresses of which one must come first, "" for nothing]; the phone finds the same (tests/browser)."""


@pytest.fixture(scope="module")
def search():
    return Search(load_catalogue())


def test_the_index_weighs_40_kilobytes_at_most(search):
    """As it is sent; it is a part of the pack."""
    text = json.dumps(search.index(), ensure_ascii=False, separators=(",", ":")).encode()
    assert len(brotli.compress(text)) <= 40 * 1024


@pytest.mark.parametrize(("kind", "typed", "right"), CASES)
def test_what_is_typed_leads_to_what_was_meant(search, kind, typed, right):
    assert search.find(typed).first in right


@pytest.mark.parametrize(
    "typed", ["migraine", "throwing up", "my back hurts when I sit", "dolor de cabeza", "肩こり", "can't poop", "tierd eyes"]
)
def test_routines_stand_before_places_and_points_when_an_ache_was_typed(search, typed):
    assert next(kind for kind, _items in search.find(typed).groups) == "routines"


def test_no_poetic_name_wins_over_an_ache(search):
    for use in search.catalogue.uses.values():
        for word in (use.phrase, *use.words):
            found = search.find(word)
            assert not found.by_code and found.groups, word


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("LI4, ST36, SP6", ["LI4", "ST36", "SP6"]),
        ("st36 sp6 pc6", ["ST36", "SP6", "PC6"]),
        ("LI4 and LV3", ["LI4", "LR3"]),
        ("zusanli & hegu", ["ST36", "LI4"]),
        ("合谷、足三里", ["LI4", "ST36"]),
        ("four gates", ["LI4", "LR3"]),
        ("stomach thirty-six and large intestine four", ["ST36", "LI4"]),
        ("what is ST36", ["ST36"]),
        ("where is the point zusanli", ["ST36"]),
        ("合谷穴在哪里", ["LI4"]),
    ],
)
def test_points_are_found_in_lists_and_sentences(search, typed, points):
    assert [found.point.code for found in search.find(typed).by_code] == points


def test_what_no_letter_alone_can_mean_among_other_words_is_no_code(search):
    assert search.find("b 23").by_code
    assert not search.find("vitamin b12").by_code
    assert not search.find("covid 19").by_code


def test_every_point_is_found_by_its_name_in_korean_japanese_and_traditional_characters(search):
    for point in search.catalogue.points.values():
        assert len(point.readings) >= 1
        for name in point.readings:
            assert point in [found.point for found in search.find(name).by_code], (point.code, name)
    for typed, code in (("內關", "PC6"), ("内関", "PC6"), ("太衝", "LR3"), ("三陰交", "SP6"), ("關元", "CV4"), ("腎兪", "BL23")):
        assert [found.point.code for found in search.find(typed).by_code] == [code], typed


@pytest.mark.parametrize("typed", ["zu san li", "ZuSanLi", "zú sān lǐ", "zu2 san1 li3", "tsu san li", "zusanly"])
def test_pinyin_is_read_however_it_is_written(search, typed):
    assert search.find(typed).first == "/points/ST36"


def test_a_code_beside_an_ache_shows_the_point_and_what_is_for_the_ache(search):
    found = search.find("LI4 for headache")
    assert found.first == "/points/LI4" and dict(found.groups)["routines"][0].slug == "headache"


def test_a_word_is_weak_or_means_something_and_means_one_thing(search):
    words = search.data["words"]
    known = [fold(word) for meant in words.values() for word in meant.split()]
    assert not set(known) & search.words.weak
    several = {}
    for meant, group in words.items():
        for word in group.split():
            several.setdefault(fold(word), set()).add(meant)
    assert {word: meant for word, meant in several.items() if len(meant) > 1} == {}


def test_every_form_of_a_character_is_read_as_one():
    assert len(characters.OTHER) == len(characters.SIMPLE) == len(set(characters.OTHER))
    assert not set(characters.OTHER) & set(characters.SIMPLE)
