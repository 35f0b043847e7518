"""A link that was mangled on its way leads to the page that was meant, or to a page of ours, on- and offline alike."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser import phone

LINKS = cases.load("mangled")
"""[an address, the page it leads to; "" for our page that says there is none]"""


@pytest.fixture(params=["the server", "the worker", "the worker, the server gone"])
def answering(request, new_phone, server, browser_errors):
    browser_errors.allow("status of (404|503)|status 503|Failed to load resource")
    page = new_phone(**({"service_workers": "block"} if request.param == "the server" else {}))
    if request.param != "the server":
        phone.save(page, "/about")
    if request.param.endswith("gone"):
        server.stop()
    return page


def test_it_leads_where_it_was_meant_to(answering):
    for address, meant in LINKS:
        answering.goto(address, wait_until="domcontentloaded")
        missing = answering.locator("#page h1").filter(has_text=re.compile("Not on this phone|There is nothing at this address"))
        expect(answering.locator("nav.tabs"), address).to_be_attached()
        assert missing.count() == (0 if meant else 1), address
        if meant:
            assert urlsplit(answering.url).path == meant, address


def test_a_fragment_of_a_mangled_address_is_the_meant_one(answering):
    answering.goto("/about")
    text = answering.evaluate(
        "fetch('/points/BL23/', { headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } }).then((answer) => answer.text())"
    )
    assert text.startswith("<title>") and "Kidney Transport" in text


def test_the_rules_are_found_where_a_page_of_earlier_asks_for_them(answering):
    answering.goto("/about")
    asked = """(address) => fetch(address, { headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } })
        .then((answer) => answer.text())"""
    former, present = (answering.evaluate(asked, f"/safety/{name}") for name in ("concerns", "contraindications"))
    assert former == present
    assert '"pregnancy"' in former
