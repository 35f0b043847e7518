"""Hearts: given on the page of a point, found under Favorites, taken back with a way to undo it."""

import pytest
from playwright.sync_api import expect

from tests.browser import phone

ADD = {"name": "Add to favorites"}
REMOVE = {"name": "Remove from favorites"}


def test_a_heart_is_found_under_favorites(page):
    page.goto("/points/BL23")
    page.get_by_role("button", **ADD).tap()
    expect(page.get_by_role("button", **REMOVE)).to_have_attribute("aria-pressed", "true")
    page.goto("/favorites")
    card = page.locator("li[data-key='BL23']")
    expect(card.get_by_role("link")).to_have_attribute("href", "/points/BL23")
    expect(card).to_contain_text("Kidney Transport")


def test_a_heart_given_is_shown_on_the_same_public_page(page):
    page.goto("/about")
    phone.heart(page, "LI4")
    page.goto("/points/LI4")
    expect(page.get_by_role("button", **REMOVE)).to_be_visible()


def test_a_heart_taken_away_can_be_had_back(page):
    page.goto("/about")
    phone.heart(page, "BL23")
    phone.heart(page, "LI4")
    page.goto("/favorites")
    page.locator("li[data-key='LI4']").get_by_role("button", **REMOVE).tap()
    expect(page.locator("li[data-key='LI4']")).to_have_count(0)
    expect(page.locator("li[data-key='BL23']")).to_be_visible()
    page.get_by_role("status").get_by_role("button", name="Undo").tap()
    expect(page.locator("li[data-key='LI4']")).to_be_visible()
    assert phone.flush(page)
    assert sorted(phone.hearted(page)) == [("points", "BL23"), ("points", "LI4")]


def test_routines_tell_when_they_were_last_done(page):
    page.goto("/about")
    phone.heart(page, "low-back-quick", kind="routines")
    phone.practice(page, kind="routines", key="low-back-quick", started_at="2026-05-04T21:10:00+02:00")
    page.goto("/favorites")
    expect(page.locator("li[data-key='low-back-quick']")).to_contain_text("last done Monday, May 4")


def test_a_page_without_hearts_says_how_to_get_one(page):
    page.goto("/favorites")
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.get_by_role("link", name="Choose a place on the body")).to_have_attribute("href", "/")


def test_hearts_work_without_scripts(new_phone):
    page = new_phone(java_script_enabled=False)
    page.goto("/points/BL23")
    with page.expect_navigation():
        page.get_by_role("button", **ADD).tap()
    page.goto("/favorites")
    expect(page.locator("li[data-key='BL23']")).to_be_visible()
    page.get_by_role("button", **REMOVE).tap()
    expect(page.locator("li[data-key='BL23']")).to_have_count(0)


@pytest.mark.parametrize("come", [True, False], ids=["come", "do not come"])
def test_a_heart_that_is_tapped_before_any_script_is_here_is_kept(new_phone, browser_errors, come):
    browser_errors.allow("Service Worker registration blocked|net::ERR_FAILED|failed: .*first.js")
    page = new_phone(service_workers="block")
    coming, sent = [], []
    here = False
    page.route("**/first.*.js", lambda route: route.fallback() if here else coming.append(route))
    page.on("request", lambda request: "/favorites/" in request.url and sent.append(request.method))
    with page.expect_request("**/first.*.js"):
        page.goto("/points/BL23", wait_until="commit")
    page.get_by_role("button", **ADD).tap()
    phone.until(page, "Boolean(window.heart)")
    assert not sent  # as a form it would go to a server that may be out of reach
    here = True
    coming.pop().fallback() if come else coming.pop().abort()
    expect(page.get_by_role("button", **REMOVE)).to_be_visible()
    assert not come or phone.flush(page)
    assert phone.hearted(page) == [("points", "BL23")]
    assert sent[0] == ("PUT" if come else "POST")


def test_only_the_pictures_of_hearted_points_are_fetched(new_phone, browser_errors):
    browser_errors.allow("Service Worker registration blocked")
    page = new_phone(service_workers="block")
    page.goto("/about")
    phone.heart(page, "BL23")
    fetched = []
    page.on("request", lambda request: request.url.endswith(".avif") and fetched.append(request.url))
    page.goto("/favorites")
    expect(page.locator("li[data-key='BL23']")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert 1 <= len(set(fetched)) <= 3
