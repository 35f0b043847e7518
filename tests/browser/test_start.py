"""Stories of starting: how many taps lie between the icon and the first pressed point, and what is asked on the way, once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import phone as phones
from tests.browser.practicing import answered, feel, recorded, set_up

PRESSING = "[data-step-kind=press]"


class Fingers:
    """Taps on a page, counted; none is the second half of a double tap."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def tap(self, target):
        self.page.wait_for_timeout(phones.DOUBLE_TAP)
        target.tap()
        self.taps += 1

    def to_pressing(self):
        expect(self.page.locator("[data-step-kind=locate]")).to_be_visible()
        self.tap(self.page.locator("[data-ready]"))
        expect(self.page.locator(PRESSING)).to_be_visible()
        return self.taps


def from_the_icon(page, region="lower-back", code="BL23"):
    """Open the app and tap region, point and Start."""
    page.goto("/?side=back")
    expect(page.locator("html[data-state=ready]")).to_have_count(1)
    fingers = Fingers(page)
    fingers.tap(page.locator(f"a[data-region='{region}']:visible").first)
    fingers.tap(page.locator(f".row[href='/points/{code}']"))
    fingers.tap(page.get_by_role("link", name="Start"))
    return fingers


def test_with_nothing_to_ask_four_taps_lead_from_the_icon_to_pressing(page):
    answered(page)
    assert from_the_icon(page).to_pressing() <= 4


def test_the_first_run_with_the_questions_answered_takes_six_taps(page):
    fingers = from_the_icon(page)
    fingers.tap(page.get_by_text("No", exact=True))
    fingers.tap(page.locator("safety-questions").get_by_text("None of these", exact=True))
    assert fingers.to_pressing() <= 6
    page.get_by_role("button", name="End").click()
    page.goto("/points/GB20")
    expect(page.locator("html[data-state=ready]")).to_have_count(1)
    page.get_by_role("link", name="Start").tap()
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()


def test_put_off_it_takes_five_taps_and_the_careful_plan(page):
    fingers = from_the_icon(page, "head-back", "GB20")
    fingers.tap(page.get_by_role("button", name="Put it off"))
    fingers.to_pressing()
    assert fingers.taps <= 5
    assert page.evaluate("localStorage.answers") == "later"


@pytest.mark.parametrize("leave", ["Escape", "Close"])
def test_a_sheet_that_is_closed_starts_nothing_and_answers_nothing(page, leave):
    page.goto("/points/LI4/practice")
    page.get_by_role("button", name="Start").click()
    sheet = page.locator("[data-part=ask]")
    expect(sheet).to_be_visible()
    if leave == "Escape":
        page.keyboard.press("Escape")
    else:
        sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("button", name="Start")).to_be_visible()
    assert page.evaluate("[localStorage.answers, localStorage.practice]") == [None, None]


def test_the_arrow_keys_choose_an_answer_and_do_not_go_on(page):
    page.goto("/points/LI4/practice")
    page.get_by_role("button", name="Start").click()
    page.get_by_label("No", exact=True).focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Yes", exact=True)).to_be_checked()
    expect(page.get_by_role("group", name="Are you pregnant?")).to_be_visible()
    page.get_by_role("button", name="Go on").press("Enter")
    expect(page.get_by_role("group", name="Does any of this apply?")).to_be_visible()


def test_how_it_is_now_is_one_tap_on_the_first_screen_and_in_nobodys_way(page):
    answered(page, "no list2 some veins blood-thinners")  # the longest cautions
    page.goto("/points/BL40")
    expect(page.locator("html[data-state=ready]")).to_have_count(1)
    page.get_by_role("link", name="Start").tap()
    group = page.get_by_role("group", name="How is it now?")
    expect(group.get_by_role("radio")).to_have_count(11)
    for dot in group.get_by_role("radio").all():
        assert dot.bounding_box()["height"] >= 44
    for size in ((320, 568), (390, 844)):
        page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        dot, button = (one.bounding_box() for one in (page.locator("[data-part=now] .dot").last, page.locator("[data-ready]")))
        assert dot["y"] + dot["height"] <= button["y"] < size[1], size
    feel(page, 7)
    expect(group.get_by_role("radio", name="7", exact=True)).to_be_checked()
    page.reload()
    page.wait_for_timeout(phones.DOUBLE_TAP)
    page.locator("[data-ready]").tap()
    expect(group).to_be_hidden()
    assert page.evaluate("JSON.parse(localStorage.practice).before") == 7


def test_the_server_may_be_gone_and_start_still_starts(page, server):
    phones.save(page, "/routines/calm")
    server.stop()
    page.get_by_role("link", name="Start").tap()
    for answer in ("No", "None of these"):
        page.wait_for_timeout(phones.DOUBLE_TAP)
        page.get_by_text(answer, exact=True).first.tap()
    page.wait_for_timeout(phones.DOUBLE_TAP)
    page.get_by_role("button", name="None of these").tap()
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()
    expect(page).to_have_url(re.compile("/routines/calm/practice$"))


def test_start_starts_also_when_the_browser_follows_it_before_the_scripts_are_there(page):
    answered(page)
    held = []
    page.route(re.compile("/static/vendor/htmx"), lambda route: route.continue_() if held else held.append(route))
    page.goto("/points/LI4", wait_until="commit")
    page.get_by_role("link", name="Start").click()
    expect(page).to_have_url(re.compile("/points/LI4/practice$"))
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()
    page.get_by_role("button", name="End").click()
    page.reload()
    expect(page.get_by_role("button", name="Start")).to_be_enabled()
    expect(page.locator("[data-step-kind=locate]")).to_be_hidden()


def test_another_practice_that_is_open_is_spoken_of_before_the_new_one_begins(page):
    answered(page)
    page.goto("/points/BL23/practice")
    page.get_by_role("button", name="Start").click()
    page.locator("[data-ready]").click()
    expect(page.get_by_role("timer")).to_have_text("0:58")
    page.goto("/points/LI4")
    expect(page.locator("html[data-state=ready]")).to_have_count(1)
    page.get_by_role("link", name="Start").tap()
    page.get_by_role("button", name="Keep what was pressed").click()
    expect(page.locator("[data-step-kind=locate]")).to_have_attribute("data-point", "LI4")
    assert [one["key"] for one in recorded(page)] == ["BL23"]


def test_a_setting_counts_at_once_before_the_first_hold_and_later_from_the_next_time_on(page):
    answered(page)
    page.goto("/points/LI4/practice")
    page.get_by_role("button", name="Start").click()
    set_up(page).get_by_role("button", name="Right").click()
    expect(page.locator("[data-step-kind=locate]")).to_have_attribute("data-side", "right")
    page.locator("[data-part=guide-close]").click()
    page.locator("[data-ready]").click()
    expect(page.locator(PRESSING)).to_have_attribute("data-side", "right")
    set_up(page).get_by_role("button", name="Longer").click()
    expect(page.get_by_role("timer")).to_have_text(re.compile("0:0."))


FIRST_PAINT = """
  window.shifts = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.shifts += value))).observe({ type: "layout-shift", buffered: true });
"""


def known(page, words):
    """Wait until the phone has kept what its row says, which the first paint of the body's page shows."""
    page.wait_for_function("(words) => localStorage.home?.includes(words)", arg=words)


def from_the_row(page, words):
    """Open the app with none of its scripts there: the row is painted all the same, in its place. Then tap it."""
    held = []
    page.route(re.compile(r"/static/js/first\."), lambda route: held.append(route))
    page.goto("/", wait_until="commit")
    row = page.locator("home-row > a")
    expect(row).to_contain_text(words)
    assert page.locator("html").get_attribute("data-state") == "coming"
    expect(page.locator(".map__chips")).to_be_hidden()
    before = row.bounding_box()
    for route in held:
        route.continue_()
    page.unroute_all()
    expect(page.locator("html[data-state=ready]")).to_have_count(1)
    page.wait_for_function("() => customElements.get('home-copy')")
    assert row.bounding_box() == before
    assert page.evaluate("window.shifts") == 0
    fingers = Fingers(page)
    fingers.tap(row)
    return fingers


def test_on_the_tenth_day_two_taps_lead_from_the_icon_to_pressing_and_what_was_left_open_is_found(new_phone):
    page = new_phone(service_workers="block")
    answered(page)
    page.add_init_script(FIRST_PAINT)
    page.goto("/")
    expect(page.locator("home-row > a")).to_be_hidden()
    phones.practice(page, kind="routines", key="headache", name="Tension headache")
    known(page, "Again: Tension headache")
    assert from_the_row(page, "Again: Tension headache").to_pressing() <= 2
    page.locator("[data-part=skip]").tap()
    expect(page.locator("[data-step-kind=press]")).to_have_count(0)
    from_the_row(page, "Go on: point 1 of")
    page.get_by_role("button", name="End").click()
    page.goto("/you/delete")
    page.get_by_role("button", name="Delete everything").click()
    expect(page).to_have_url(re.compile("/you$"))
    assert page.evaluate("localStorage.length") == 0
    page.goto("/")
    expect(page.get_by_role("navigation", name="Short ways")).to_be_visible()
