"""The search on the phone finds what the server's search finds, with the server gone."""

import re

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser import modules, phone
from webapp.catalogue import load_catalogue
from webapp.catalogue.search import Search

pytestmark = pytest.mark.first_visit

TYPED = """
lower back|low back|back pain|back|my back hurts|sciatica|lumbar|headache|headake|hedache|head|temple|neck|stiff neck
|shoulder|sholder|shoulders|knee|knee pain|sore feet|calf|shin|buttock|elbow|tennis elbow|wrist|thumb|hand|finger|belly
|stomach|nausea|car sick|period pain|cramps|constipation|bloated|sleep|can't sleep|insomnia|stress|anxious|worry|tired
|energy|eye strain|sinus|jaw|tmj|toothache|ear|chest|breath|Kidney Transport|kidney tr|kidny transprt|wind pool|sea of qi
|Shènshū|shen shu|shenshu|hegu|合谷|肾|third eye|BL23|b23|b 23|UB-40|LV3|k27|B48|UB48|B54|V23|Dü3|ex hn 3|EXHN3|SJ5|Du20
|web of thumb|behind the knee|between the eyebrows|fungchi|BL|EX|b|xyzzy|???|the|pain|ST9|   |'; drop|top of the foot
"""
FIND = """({ index, queries }) => {
  const opened = search.phoneSearch.open(index);
  return queries.map((query) => search.phoneSearch.find(opened, query));
}"""


def queries(catalogue):
    """Everything in the tables of cases, every name in the guide, and odd things."""
    yield from (query for query, _kind in cases.load("help"))
    yield from (query for _kind, query, _right in cases.load("search"))
    yield from TYPED.replace("\n", "").split("|")
    for point in catalogue.points.values():
        yield from (point.code, point.english, point.english[:-2], point.pinyin, point.pinyin[1:], point.chinese)
        yield from (point.place, point.location, *point.words, *point.aliases, *point.readings, *point.old_codes)
    for use in catalogue.uses.values():
        yield from (use.key, use.phrase, *use.words)
    for answer in catalogue.help_answers:
        yield from (phrase.replace("*", "").replace("|", " ") for phrase in answer.phrases)
    yield from ("", "   ", "???", "x" * 10_000, "<script>", "' or 1=1", "\x00", "e\u0301" * 99, "\U0001f642", "a b " * 500)


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


@pytest.fixture
def on_the_phone(browser, catalogue):
    """What the phone finds for each of `queries`."""
    page = modules.page_with(browser, search="search/phone-search.js")
    yield modules.ask(page, FIND, {"index": Search(catalogue).index(), "queries": list(queries(catalogue))})
    page.close()


def as_on_the_phone(found, catalogue):
    """What the server found, as places in the index."""
    keys = {kind: list(getattr(catalogue, kind).values()) for kind in ("regions", "routines", "points")}
    place = {id(item): (kind, at) for kind, items in keys.items() for at, item in enumerate(items)}
    return {
        "answers": [catalogue.help_answers.index(answer) for answer in found.answers],
        "leads": found.leads,
        "query": found.query,
        "named": [{"at": place[id(one.point)][1], "note": one.note, "old": one.old} for one in found.by_code],
        "missing": found.missing,
        "reason": found.missing_reason,
        "closeBy": [place[id(point)][1] for point in found.close_by],
        "usedIn": [list(place[id(item)]) for item in found.used_in],
        "groups": [[kind, [place[id(item)][1] for item in items]] for kind, items in found.groups],
        "left": found.left_off,
        "corrected": found.corrected,
    }


def test_the_phone_and_the_server_find_the_same(on_the_phone, catalogue):
    search = Search(catalogue)
    for query, found in zip(queries(catalogue), on_the_phone, strict=True):
        assert found == as_on_the_phone(search.find(query), catalogue), query


def test_complaints_places_and_typing_errors_are_found_with_the_server_gone(page, server, browser_errors):
    browser_errors.allow("Failed to load resource")
    phone.save(page)
    server.stop()
    page.goto("/search")
    field = page.get_by_role("searchbox")
    field.fill("headake")
    expect(page.get_by_role("link", name=re.compile("Tension headache"))).to_be_visible()
    expect(page).to_have_url(re.compile(r"/search\?q=headake$"))
    field.fill("B54")
    expect(page.get_by_role("heading", name="Two points by that name")).to_be_visible()
    expect(page.locator("#results section").first.get_by_role("link")).to_have_count(2)
    expect(page.get_by_text("B54 is this point in older books.")).to_be_visible()
    expect(page.get_by_text("B54 is this point in today's numbering.")).to_be_visible()
    page.goto("/search?q=behind+the+knee")
    expect(page.get_by_role("link", name=re.compile("Middle of the Crook"))).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value("behind the knee")


def test_an_emergency_is_answered_by_help_with_the_server_gone_and_the_page_of_help_opens(page, server, browser_errors):
    browser_errors.allow("Failed to load resource")
    phone.save(page)
    server.stop()
    page.goto("/search")
    page.get_by_role("searchbox").fill("tight chest")
    results = page.locator("#results")
    expect(results.get_by_role("link").first).to_contain_text("Get help")
    expect(results.locator("a[href^='/points'], a[href^='/regions'], a[href^='/routines']")).to_have_count(0)
    expect(results.locator("a[href='tel:112']")).to_be_visible()
    results.get_by_role("link", name=re.compile("^Get help")).tap()
    expect(page.get_by_role("heading", name="Get help instead")).to_be_visible()
    expect(page.locator("a[href='tel:112']:visible")).to_have_count(1)
    page.goto("/search?q=pregnant")
    expect(page.locator("#results").get_by_role("link").first).to_have_attribute("href", "/safety#pregnancy")
