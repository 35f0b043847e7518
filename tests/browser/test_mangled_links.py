"""A link that was mangled on its way leads to the page that was meant, or to a page of ours, on- and offline alike."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser import phone
from webapp.guide.mangled import tidy

# Address -> the page it leads to; "" for our page that says there is none.
LINKS = {
    "/points/BL23%": "/points/BL23",
    "/points/BL23%ff": "/points/BL23",
    "/points/BL23/": "/points/BL23",
    "/points/BL23.": "/points/BL23",
    "/points/BL23)": "/points/BL23",
    "/points/%22BL23%22": "/points/BL23",
    f"/points/{quote('ＢＬ２３')}": "/points/BL23",
    f"/points/{quote('ｂ４８')}/": "/points/BL53",
    f"/points/BL23{quote(chr(0x200B))}": "/points/BL23",
    "/points/bl023": "/points/BL23",
    "/points/shenshu": "/points/BL23",
    f"/points/{quote('肾俞')}": "/points/BL23",
    "/points/ex-hn3": "/points/EX-HN3",
    "/points/lv3/practice/": "/points/LR3/practice",
    "/regions/Lower-Back/": "/regions/lower-back",
    "/routines/": "/routines",
    "/About": "/about",
    "/history/?range=week": "/history",
    "/%ff": "",
    "/points/%": "",
    "/nowhere/": "",
    "/%e2%80%8b": "",
}


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
    for address, meant in LINKS.items():
        answering.goto(address)
        heading = answering.locator("#page h1").first
        if meant:
            assert re.sub(r"\?.*", "", answering.url).endswith(meant), address
            expect(heading).not_to_have_text(re.compile("Not on this phone|nothing at this address"))
        else:
            expect(heading).to_have_text(re.compile("Not on this phone|There is nothing at this address"))
        expect(answering.locator("nav.tabs")).to_be_attached()


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


def test_tidying_twice_is_tidying_once():
    for address in ("//a//b/", "/points/ＢＬ２３%", "/ / ", "/%", "/a/ b ./", "/..", "/\u200b/x"):
        assert tidy(tidy(address)) == tidy(address)
