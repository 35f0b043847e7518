"""Where an arrow and the way back lead: to where one came from, and never into a practice that was left."""

import pytest
from playwright.sync_api import expect

from tests.browser.phone import DOUBLE_TAP, heart, save
from tests.browser.practicing import answered, ready, timer


@pytest.fixture
def phone(page):
    """A phone with everything on it, on which nothing is left out."""
    answered(page)
    save(page)
    return page


def open_from_favorites(phone):
    heart(phone, "BL23")
    phone.goto("/favorites")
    phone.locator("li[data-key=BL23] a").first.tap()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Kidney Transport")
    phone.wait_for_timeout(DOUBLE_TAP)


def test_an_arrow_leads_where_one_came_from_and_says_so(phone):
    open_from_favorites(phone)
    phone.get_by_role("link", name="Back to Favorites").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Favorites")
    phone.go_forward()
    expect(phone.get_by_role("link", name="Back to Favorites")).to_be_visible()


def test_an_arrow_of_a_page_that_an_address_opened_leads_to_its_place(phone):
    phone.goto("/points/BL23")
    expect(phone.locator("html[data-state=ready]")).to_have_count(1)
    phone.get_by_role("link", name="Back to Lower back").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Lower back")


def start_and_end(phone):
    phone.get_by_role("link", name="Start").tap()
    expect(phone.locator("[data-step-kind=locate]")).to_be_visible()
    ready(phone)
    expect(timer(phone)).not_to_have_text("1:00")
    phone.get_by_role("button", name="End").click()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Kept in your history.")).to_be_visible()


def test_a_practice_that_is_closed_is_not_met_on_the_way_back(phone):
    open_from_favorites(phone)
    start_and_end(phone)
    phone.get_by_role("link", name="Done").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Kidney Transport")
    assert phone.url.endswith("/points/BL23")
    phone.go_back()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Favorites")


def test_a_page_opened_from_the_end_of_a_practice_stands_in_its_place(phone):
    open_from_favorites(phone)
    start_and_end(phone)
    phone.get_by_role("link", name="See your history").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("History")
    phone.go_back()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Kidney Transport")
    assert phone.url.endswith("/points/BL23")
