"""The search on the phone finds what the server's search finds, with the server gone."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser import phone
from webapp.catalogue import load_catalogue
from webapp.catalogue.search import Search
from webapp.offline.offline_pack import codes

SCRIPT = Path(__file__).resolve().parent.parent.parent / "static" / "js" / "offline" / "phone-search.js"
TYPED = """
lower back|low back|back pain|back|my back hurts|sciatica|lumbar|headache|headake|hedache|head|temple|neck|stiff neck
|shoulder|sholder|shoulders|knee|knee pain|sore feet|calf|shin|buttock|elbow|tennis elbow|wrist|thumb|hand|finger|belly
|stomach|nausea|car sick|period pain|cramps|constipation|bloated|sleep|can't sleep|insomnia|stress|anxious|worry|tired
|energy|eye strain|sinus|jaw|tmj|toothache|ear|chest|breath|Kidney Transport|kidney tr|kidny transprt|wind pool|sea of qi
|Shènshū|shen shu|shenshu|hegu|合谷|肾|third eye|BL23|b23|b 23|UB-40|LV3|k27|B48|UB48|B54|V23|Dü3|ex hn 3|EXHN3|SJ5|Du20
|web of thumb|behind the knee|between the eyebrows|fungchi|BL|EX|b|xyzzy|???|the|pain|ST9|   |'; drop|top of the foot
"""
NEED = cases.load("help")
QUERIES = [
    *TYPED.replace("\n", "").split("|"),
    *(query for query, _kind in NEED),
    "impresion",
    "hall of impresion",
    "ED",
    "depression",
    "expression",
]
FIND = """async ([source, index, redirects, queries]) => {
  const { phoneSearch: search } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  const opened = search.open(index);
  const address = (at) => `/${index.entries[at].kind}/${index.entries[at].key}`;
  return queries.map((query) => {
    const { answers, named, groups, corrected } = search.find(opened, query, (code) => redirects[code]);
    return { answers: answers.map((at) => index.help.answers[at].kind), named: named.map(address), groups: groups.map(([, places]) => places.map(address)), corrected };
  });
}"""


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


@pytest.fixture
def on_the_phone(page, catalogue):
    """What the script finds for each of QUERIES."""
    page.goto("about:blank")
    return page.evaluate(FIND, [SCRIPT.read_text("utf-8"), Search(catalogue).index(), dict(codes(catalogue)), QUERIES])


def addresses(items):
    return [f"/points/{i.code}" if hasattr(i, "code") else f"/{'routines' if hasattr(i, 'steps') else 'regions'}/{i.slug}" for i in items]


def test_the_phone_and_the_server_find_the_same(on_the_phone, catalogue):
    assert len(QUERIES) >= 60
    search = Search(catalogue)
    for query, found in zip(QUERIES, on_the_phone, strict=True):
        wanted = search.find(query)
        assert found["answers"] == [answer.kind for answer in wanted.answers], query
        if wanted.answers:
            assert bool(found["named"] or found["groups"]) == bool(wanted.by_code or wanted.groups), query
            continue
        first = (found["named"] or [address for group in found["groups"] for address in group] or [""])[0]
        assert first == wanted.first, query
        if not wanted.by_code:
            assert found["groups"] == [addresses(items) for _kind, items in wanted.groups], query
            assert found["corrected"] == wanted.corrected, query


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
    expect(page.locator("#results a")).to_have_count(2)
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
