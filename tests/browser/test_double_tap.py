"""A double tap is one gesture: its second half never meets the control that came in the place of the first."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.phone import script, until
from tests.browser.practicing import NOON, answered, open_practice, ready, start, step
from tests.browser.test_own_routines import add, open_editor

GAPS = (60, 150, 320)
"""Milliseconds between the two halves."""

# A finger of our own, so that the two halves can be as far apart as they are in life, by the clock of the page.
TAP = """([x, y, far]) => {
  const make = (type, Kind, more) => {
    const target = document.elementFromPoint(x + far, y + far);
    const event = new Kind(type, { bubbles: true, cancelable: true, composed: true, clientX: x + far, clientY: y + far,
      pointerId: 7, pointerType: "touch", isPrimary: true, detail: 1, view: window, ...more });
    target.dispatchEvent(event);
  };
  make("pointerdown", PointerEvent);
  make("pointerup", PointerEvent);
  make("mousedown", MouseEvent);
  make("mouseup", MouseEvent);
  make("click", PointerEvent);
}"""


@pytest.fixture
def finger(page):
    """A page whose clock goes only when told to."""
    answered(page)
    page.clock.install(time=NOON)
    page.goto("/points/LI4")
    page.clock.pause_at(NOON.replace(minute=30))
    return page


def tap(page, control, far=0):
    box = control.bounding_box()
    page.evaluate(TAP, [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, far])


def double_tap(page, control, gap):
    """Two halves `gap` ms apart at the same place, whatever is there then."""
    control.tap(trial=True)  # a sheet that comes up has come to rest
    box = control.bounding_box()
    place = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    page.clock.run_for(1_000)
    page.evaluate(TAP, [*place, 0])
    page.clock.run_for(gap)
    page.evaluate(TAP, [*place, 4])
    page.clock.run_for(20)


@pytest.mark.parametrize("gap", GAPS)
def test_on_start_it_starts_and_skips_nothing(finger, gap):
    open_practice(finger, "/points/LI4")
    double_tap(finger, finger.get_by_role("button", name="Start"), gap)
    assert step(finger) == ("locate", "LI4", "left")
    expect(finger.locator("[data-ready]")).to_be_visible()


@pytest.mark.parametrize("gap", GAPS)
def test_on_ready_it_presses_and_does_not_pause(finger, gap):
    start(finger, "/points/LI4")
    double_tap(finger, finger.locator("[data-ready]"), gap)
    assert step(finger)[0] == "press"
    expect(finger.get_by_role("button", name="Pause")).to_be_visible()


@pytest.mark.parametrize("gap", GAPS[1:2])
def test_on_pause_it_pauses(finger, gap):
    start(finger, "/points/LI4")
    ready(finger)
    double_tap(finger, finger.get_by_role("button", name="Pause"), gap)
    expect(finger.get_by_role("button", name="Resume")).to_be_visible()


@pytest.mark.parametrize("gap", GAPS[1:2])
def test_on_the_lower_half_it_pauses(finger, gap):
    start(finger, "/points/LI4")
    ready(finger)
    double_tap(finger, finger.locator("[data-part=next]"), gap)
    expect(finger.get_by_role("button", name="Resume")).to_be_visible()


@pytest.mark.parametrize("gap", GAPS[1:2])
def test_on_skip_it_skips_one_step(finger, gap):
    start(finger, "/points/BL23")
    ready(finger)
    double_tap(finger, finger.get_by_role("button", name="Skip"), gap)
    assert step(finger)[0] == "rest"


@pytest.mark.parametrize("gap", GAPS[1:2])
def test_on_skip_at_the_last_step_nothing_is_saved_or_left_out(finger, gap):
    start(finger, "/points/LI4")
    ready(finger)
    finger.clock.run_for(3_000)
    finger.get_by_role("button", name="Skip").click()
    finger.get_by_role("button", name="Skip").click()
    double_tap(finger, finger.get_by_role("button", name="Skip"), gap)
    expect(finger.locator("[data-part=after]")).to_be_visible()
    expect(finger.locator("[data-part=felt] :checked")).to_have_count(0)


@pytest.mark.parametrize("gap", GAPS[1:2])
@pytest.mark.parametrize("name", ["Save", "Leave it out"])
def test_at_the_end_it_opens_nothing_more(finger, gap, name):
    start(finger, "/points/LI4")
    ready(finger)
    finger.clock.run_for(26_000)
    double_tap(finger, finger.get_by_role("button", name=name), gap)
    expect(finger.locator("[data-part=kept]")).to_be_visible()
    expect(finger).to_have_url(re.compile("/points/LI4/practice$"))


@pytest.mark.parametrize("gap", GAPS[1:2])
def test_on_a_button_that_opens_a_sheet_the_sheet_stays(finger, gap):
    start(finger, "/points/LI4")
    ready(finger)
    finger.clock.run_for(2_000)
    double_tap(finger, finger.get_by_role("button", name="How it guides you"), gap)
    expect(finger.get_by_role("dialog")).to_be_visible()
    double_tap(finger, finger.get_by_role("dialog").get_by_role("button", name="Done"), gap)
    expect(finger.get_by_role("dialog")).to_be_hidden()
    assert step(finger)[0] == "press"
    expect(finger.get_by_role("button", name="Pause")).to_be_visible()


@pytest.mark.parametrize("gap", GAPS)
def test_on_a_region_it_opens_the_region_and_no_point_of_it(finger, gap):
    finger.goto("/?side=back")
    until(finger, "Boolean(window.htmx)")
    region = finger.locator("a[data-region='lower-back']:visible").first
    double_tap(finger, region, gap)
    expect(finger).to_have_url(re.compile("/regions/lower-back$"))
    expect(finger.locator("#page").get_by_role("heading", level=1)).to_have_text("Lower back")


@pytest.mark.parametrize("gap", GAPS)
def test_on_remove_one_row_goes(finger, gap):
    open_editor(finger)
    add(finger, "BL23", "LI4", "LR3")
    double_tap(finger, finger.locator(".own-row__remove").first, gap)
    expect(finger.locator(".own-row__remove")).to_have_count(2)


def test_on_a_heart_it_is_given_and_not_taken_back(finger):
    finger.goto("/points/BL23")
    until(finger, "Boolean(customElements.get('heart-button'))")
    finger.clock.run_for(1_000)
    tap(finger, finger.get_by_role("button", name="Add to favorites"))
    given = finger.get_by_role("button", name="Remove from favorites")
    expect(given).to_be_visible()
    finger.clock.run_for(150)
    tap(finger, given)
    kept = "import('local-state').then(({ state }) => state()).then(({ favorites }) => favorites.map(({ key }) => key))"
    assert finger.evaluate(script(kept)) == ["BL23"]
    expect(given).to_be_visible()


def test_a_control_that_stays_takes_both_halves(finger):
    start(finger, "/points/BL23")
    ready(finger)
    double_tap(finger, finger.get_by_role("button", name="+10 s"), 150)
    expect(finger.get_by_role("timer")).to_have_text("1:19")


def test_two_controls_that_were_there_take_a_tap_each(finger):
    start(finger, "/points/BL23")
    ready(finger)
    finger.clock.run_for(1_000)
    tap(finger, finger.get_by_role("button", name="Skip"))
    finger.clock.run_for(100)
    tap(finger, finger.get_by_role("button", name="Pause"))
    assert step(finger)[0] == "rest"
    expect(finger.get_by_role("button", name="Resume")).to_be_visible()


def test_a_second_tap_that_takes_its_time_counts(finger):
    start(finger, "/points/BL23")
    finger.clock.run_for(1_000)
    tap(finger, finger.locator("[data-ready]"))
    finger.clock.run_for(600)
    tap(finger, finger.get_by_role("button", name="Pause"))
    expect(finger.get_by_role("button", name="Resume")).to_be_visible()


def test_a_double_click_of_a_mouse_is_one_gesture_too(finger):
    open_practice(finger, "/points/LI4")
    finger.get_by_role("button", name="Start").dblclick()
    assert step(finger) == ("locate", "LI4", "left")
    finger.locator("[data-ready]").dblclick()
    assert step(finger)[0] == "press"
    expect(finger.get_by_role("button", name="Pause")).to_be_visible()
