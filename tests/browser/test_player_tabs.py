"""One practice in two tabs: one holds it, the other says where it is and may take it over; nothing pressed is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.phone import until
from tests.browser.practicing import answered, feel, open_practice, ready, start, step

ELSEWHERE = "“Kidney Transport” is open in another tab of this browser."


@pytest.fixture(params=["locks", "no locks"])
def tabs(request, context):
    """Two tabs of one phone on the real clock, with the browser's locks and without."""
    if request.param == "no locks":
        context.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    one, other = context.new_page(), context.new_page()
    for tab in (one, other):
        answered(tab)
    return one, other


def pressed(tab, seconds):
    """Press until the timer has come down by so many seconds."""
    expect(tab.get_by_role("timer")).to_have_text(f"0:{60 - seconds:02}")


def history(tab):
    ask = "fetch('/history.json').then((answer) => answer.json())"
    until(tab, f"{ask}.then((found) => found.length > 0)")
    return tab.evaluate(ask)


def test_the_other_tab_says_where_it_runs_and_starts_nothing(tabs):
    one, other = tabs
    open_practice(other, "/points/LI4")
    start(one, "/points/BL23")
    expect(other.get_by_role("alert").filter(has_text=ELSEWHERE)).to_be_visible()
    expect(other.get_by_role("button", name="Start")).to_be_hidden()
    other.goto("/points/BL23/practice")
    expect(other.get_by_text(ELSEWHERE)).to_be_visible()
    assert step(one) == ("locate", "BL23", "both")
    expect(one.locator("[data-ready]")).to_be_visible()


def test_taken_over_it_goes_on_there_and_its_whole_time_is_kept(tabs):
    one, other = tabs
    start(one, "/points/BL23")
    ready(one)
    pressed(one, 3)
    other.goto("/points/BL23/practice")
    other.get_by_role("button", name="Take it over").click()
    expect(one.get_by_text(ELSEWHERE)).to_be_visible()
    expect(one.get_by_role("button", name="Take it over")).to_be_visible()
    pressed(other, 7)
    other.get_by_role("button", name="End", exact=True).click()
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("Kept in your history.")).to_be_visible()
    expect(one.get_by_role("button", name="Start")).to_be_visible()
    one.goto("/history")
    expect(one.locator("[data-practice-session]")).to_have_count(1)
    [done] = history(one)
    assert 7 <= done["seconds_pressed"] <= 9


def test_an_end_in_the_first_tab_lets_the_second_start(tabs):
    one, other = tabs
    start(one, "/points/BL23")
    open_practice_elsewhere(other, "/points/LI4")
    ready(one)
    pressed(one, 2)
    one.get_by_role("button", name="End", exact=True).click()
    expect(other.get_by_text(ELSEWHERE)).to_be_visible()
    one.get_by_role("button", name="Save").click()
    other.get_by_role("button", name="Start").click()
    assert step(other) == ("locate", "LI4", "left")
    expect(one.get_by_text("Kept in your history.")).to_be_visible()


def open_practice_elsewhere(tab, address):
    tab.goto(f"{address}/practice")
    expect(tab.get_by_text(ELSEWHERE)).to_be_visible()


def test_a_tab_that_is_closed_gives_it_back(tabs):
    one, other = tabs
    start(one, "/points/BL23")
    ready(one)
    pressed(one, 2)
    open_practice_elsewhere(other, "/points/BL23")
    one.close()
    expect(other.get_by_role("button", name="Pause")).to_be_visible()


def test_another_practice_is_taken_over_by_asking_what_becomes_of_it(tabs):
    one, other = tabs
    start(one, "/points/BL23")
    ready(one)
    pressed(one, 3)
    open_practice_elsewhere(other, "/points/LI4")
    other.get_by_role("button", name="Take it over").click()
    other.get_by_role("button", name="Keep what was pressed").click()
    expect(one.get_by_role("button", name="Pause")).to_be_hidden()
    other.get_by_role("button", name="Start").click()
    assert step(other) == ("locate", "LI4", "left")


def test_a_page_without_a_player_leaves_alone_what_another_tab_asks_about(tabs):
    one, other = tabs
    start(one, "/points/BL23")
    ready(one)
    pressed(one, 2)
    one.get_by_role("button", name="End", exact=True).click()
    expect(one.get_by_role("button", name="Save")).to_be_visible()
    other.goto("/safety")
    until(other, "performance.now() > 4000")  # it looks two seconds after it stands
    feel(one, 3, "felt")
    expect(one.get_by_text("Kept in your history.")).to_be_visible()
    one.goto("/history")
    expect(one.locator("[data-practice-session]")).to_have_count(1)
    assert [done["after"] for done in history(one)] == [3]
