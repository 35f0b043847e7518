"""Whoever looks for help is led to help, before and instead of any point; numbers can be tapped."""

import json
import re
from pathlib import Path

import pytest

from tests import cases
from webapp.catalogue import help as helping
from webapp.catalogue import load_catalogue
from webapp.catalogue.search import Search

CATALOGUE = load_catalogue()
SEARCH = Search(CATALOGUE)
CASES = cases.load("help")
"""[what is typed, the kind of the answer or ""]; the phone answers the same (tests/browser/test_phone_search.py)."""


@pytest.mark.parametrize(("typed", "kind"), CASES)
def test_what_is_typed_in_need_is_answered_by_help_and_an_everyday_ache_is_not(typed, kind):
    found = SEARCH.find(typed)
    assert [one.kind for one in found.answers[:1] if one.kind != "beside"] == ([kind] if kind else [])
    if kind in ("now", "crisis", "doctor"):
        assert found.first.startswith("/safety/help")
        assert not (found.groups or found.by_code or found.close_by or found.corrected)
    elif kind == "pregnancy":
        assert found.first == "/safety#pregnancy"


@pytest.mark.parametrize("word", ["chest", "pain"])
def test_the_words_of_an_emergency_stand_in_any_order(word):
    for typed in ("pain chest", "CHEST  PAIN", "pain, chest!", "so much pain in the chest since today"):
        assert SEARCH.find(typed).first == "/safety/help"


def test_the_name_of_nothing_in_the_guide_is_taken_for_an_emergency():
    names = [name for point in CATALOGUE.points.values() for name in (point.code, point.english, point.pinyin, point.place, *point.words)]
    names += [name for region in CATALOGUE.regions.values() for name in (region.name, *region.words)]
    names += [routine.title for routine in CATALOGUE.routines.values()]
    names += [word for use in CATALOGUE.uses.values() for word in (use.phrase, *use.words)]
    assert {name: SEARCH.find(name).answers for name in names if SEARCH.find(name).leads} == {}


def test_every_sign_that_holds_for_every_routine_is_answered_when_it_is_typed():
    for sign in CATALOGUE.any_red_flags:
        assert SEARCH.find(sign).first == "/safety/help", sign


def test_one_mistyped_word_never_becomes_a_poetic_name():
    assert SEARCH.find("impresion").first == ""
    assert SEARCH.find("ED").first == ""
    assert SEARCH.find("hall of impresion").corrected == "hall impression"
    assert SEARCH.find("kidny transprt").first == "/points/BL23"


def test_the_page_of_an_emergency_shows_help_with_numbers_and_no_point(client):
    for address in ("/search?q=chest+pain", "/search?q=suicidal"):
        page = client.get(address).text
        results = re.search(r'<div id="results".*?<p id="found"', page, re.S)[0]
        links = re.findall(r'<a\b[^>]*href="([^"]+)"', results)
        assert links[0] == "/safety/help"
        assert all(link.startswith("tel:") for link in links[1:])
        assert len(links) > 3
    assert "Nothing by that name" not in client.get("/search?q=cancer").text


def test_help_can_be_called_with_one_tap_and_every_number_says_where_and_who_says_so(client):
    page = client.get("/safety/help").text
    calls = re.findall(r'href="tel:(\d+)"', page)
    assert calls == ["112", "911", "999", "000", "111", "988", "116123", "131114"]
    for one in (*CATALOGUE.emergency_numbers, *CATALOGUE.crisis_lines):
        assert one.where in page and one.source in page and one.checked in page
    assert page.index("local emergency number") < page.index("tel:")


def test_where_pregnancy_is_told_can_be_linked(client):
    assert 'id="pregnancy"' in client.get("/safety").text
    assert 'id="doctor"' in client.get("/safety/help").text


def test_what_helps_is_sorted_by_how_pressing_it_is():
    assert [one.kind for one in helping.answers_to(CATALOGUE.help_answers, "cancer and chest pain")] == ["now"]
    assert helping.answers_to(CATALOGUE.help_answers, "") == []
