"""Searching on a phone: it answers while one types, and the address keeps what was typed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import phone


@pytest.fixture
def searching(page):
    """The search, opened from the map as a person would."""
    page.goto("/")
    page.get_by_role("link", name="Search").tap()
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
    return page


def test_it_answers_while_one_types_and_the_address_keeps_it(searching):
    page = searching
    page.get_by_role("searchbox").press_sequentially("headac", delay=20)
    expect(page.get_by_role("link", name=re.compile("Tension headache"))).to_be_visible()
    expect(page).to_have_url(re.compile(r"/search\?q=headac$"))
    expect(page.locator("#found")).to_have_text(re.compile(r"\d+ results"))


def test_an_old_code_leads_to_the_point_and_back_leads_to_what_was_typed(searching):
    page = searching
    page.get_by_role("searchbox").fill("B48")
    page.get_by_role("link", name=re.compile("BL53, B48 in older books")).tap()
    expect(page).to_have_url(re.compile("/points/BL53$"))
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("B48")
    expect(page.get_by_role("heading", name="One point by that name")).to_be_visible()


def test_back_to_what_was_found_keeps_the_place_and_brings_no_keyboard(page):
    page.goto("/search?q=sleep")
    page.wait_for_function("() => window.htmx")
    link = page.locator("#results").get_by_role("link").last
    # Whichever of the two scrolls: the page or the window.
    page.evaluate("""() => {
      const place = () => Math.max(scrollY, document.getElementById('page').scrollTop);
      addEventListener('click', () => (window.place ??= place()), true);
    }""")
    link.tap()
    expect(page).not_to_have_url(re.compile("/search"))
    place = page.evaluate("window.place")
    assert place > 100
    expect(page.locator("#page h1")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("sleep")
    page.wait_for_function("(place) => Math.abs(Math.max(scrollY, document.getElementById('page').scrollTop) - place) < 40", arg=place)
    expect(page.get_by_role("searchbox")).not_to_be_focused()


def test_clear_empties_the_field_and_offers_what_is_often_looked_for(searching):
    page = searching
    page.get_by_role("searchbox").fill("xyzzy")
    expect(page.get_by_role("heading", name="Nothing by that name")).to_be_visible()
    phone.look(page)  # Clear is where the search was
    page.get_by_role("link", name="Clear").tap()
    expect(page.get_by_role("searchbox")).to_have_value("")
    expect(page.get_by_role("heading", name="Often looked for")).to_be_visible()
    expect(page.get_by_role("link", name="Clear")).to_be_hidden()


def test_what_is_typed_before_the_scripts_come_is_looked_for(new_phone):
    page = new_phone(service_workers="block")
    scripts = re.compile(r"/static/.*\.js$")
    page.route(scripts, lambda route: None)  # held until the route is taken away
    with page.expect_request(scripts):
        page.goto("/search", wait_until="commit")
    page.get_by_role("searchbox").fill("headake")
    page.unroute(scripts)
    expect(page.get_by_role("link", name=re.compile("Tension headache"))).to_contain_text("evidence")
    expect(page).to_have_url(re.compile(r"/search\?q=headake$"))


def test_without_scripts_the_form_does_the_same(new_phone):
    page = new_phone(java_script_enabled=False)
    page.goto("/search")
    page.get_by_role("searchbox").fill("kidny transprt")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=kidny\+transprt$"))
    expect(page.get_by_role("link", name=re.compile("Kidney Transport"))).to_be_visible()


def results_of(page):
    """The search with nothing typed, after a result of "stiff neck" and one of "headake" were opened and help was asked for."""
    for query in ("stiff neck", "headake"):
        page.goto(f"/search?q={query}")
        page.wait_for_function("() => customElements.get('recent-searches')")
        page.locator("#results a.row").first.tap()
        expect(page).to_have_url(re.compile("/routines/"))
    page.goto("/search?q=suicidal")
    page.wait_for_function("() => customElements.get('recent-searches')")
    page.locator("#results a.row").first.tap()
    expect(page).to_have_url(re.compile("/safety/help"))
    page.goto("/search")
    return page.locator("recent-searches > section")


def test_what_was_lately_looked_for_stands_below_the_field_on_this_phone_and_can_be_cleared(page):
    recent = results_of(page)
    expect(recent.get_by_role("link")).to_have_text(["headake", "stiff neck"])
    field = page.get_by_role("searchbox")
    field.fill("knee")
    expect(recent).to_be_hidden()
    field.fill("")
    recent.get_by_role("link", name="stiff neck").tap()
    expect(page).to_have_url(re.compile(r"/search\?q=stiff[+ %20]+neck$"))
    page.goto("/search")
    recent.get_by_role("button", name="Clear the list").tap()
    expect(recent).to_be_hidden()
    page.reload()
    page.wait_for_function("() => customElements.get('recent-searches')")
    expect(recent).to_be_hidden()


def test_what_was_lately_looked_for_is_sent_nowhere_and_is_there_with_no_network(page, server, browser_errors):
    browser_errors.allow("Failed to load resource")
    asked = []
    page.on("request", lambda request: asked.append((request.url, request.post_data or "")))
    phone.save(page)
    recent = results_of(page)
    expect(recent.get_by_role("link")).to_have_count(2)
    assert not [one for one in asked if "headake" in one[0] + one[1] and "/search" not in one[0]]
    server.stop()
    page.goto("/search")
    expect(recent.get_by_role("link")).to_have_count(2)
