"""The keys of the lock screen, of headphones and of the keyboard: each means one thing, however long it is held."""

import pytest
from playwright.sync_api import expect

from tests.browser.practicing import open_practice, phone, ready, start, step, timer

# The lock screen in the hands of the story: `press("pause")` is its key.
LOCK_SCREEN = """window.keys = {}; navigator.mediaSession.setActionHandler = (name, act) => (keys[name] = act);
  window.press = (name) => keys[name]()"""


def press(page, name):
    page.evaluate(f"press('{name}')")


def test_pause_pauses_and_play_plays_however_often(phone):
    phone.add_init_script(LOCK_SCREEN)
    start(phone, "/points/BL23")
    ready(phone)
    for _ in range(2):
        press(phone, "pause")
        expect(phone.get_by_role("button", name="Resume")).to_be_visible()
    for _ in range(2):
        press(phone, "play")
        expect(phone.get_by_role("button", name="Pause")).to_be_visible()


@pytest.mark.parametrize("before", ["running", "paused"])
def test_play_goes_on_and_closes_the_sheet_that_says_it_is_paused(phone, before):
    phone.add_init_script(LOCK_SCREEN)
    start(phone, "/points/BL23")
    ready(phone)
    if before == "paused":
        press(phone, "pause")
    press(phone, "stop")
    expect(phone.get_by_role("heading", name="Leave this practice?")).to_be_visible()
    press(phone, "play")
    expect(phone.get_by_role("heading", name="Leave this practice?")).to_be_hidden()
    expect(phone.get_by_role("button", name="Pause")).to_be_visible()
    phone.clock.run_for(10_000)
    expect(timer(phone)).to_have_text("0:50")
    assert phone.evaluate("JSON.parse(localStorage.practice).log.map(({ type }) => type)").count("resume") == 1


def test_while_a_point_is_being_found_neither_of_them_begins_to_press(phone):
    phone.add_init_script(LOCK_SCREEN)
    start(phone, "/points/BL23")
    for name in ("pause", "play", "play", "pause", "pause"):
        press(phone, name)
        assert step(phone)[0] == "locate"
    ready(phone)
    assert step(phone)[0] == "press"
    expect(phone.get_by_role("button", name="Pause")).to_be_visible()


def test_after_the_end_the_lock_screen_shows_nothing(phone):
    start(phone, "/points/LI4")
    ready(phone)
    assert phone.evaluate("navigator.mediaSession.playbackState") == "playing"
    phone.clock.run_for(25_000)
    expect(phone.locator("[data-practice=done]")).to_be_visible()
    assert phone.evaluate("[navigator.mediaSession.playbackState, navigator.mediaSession.metadata]") == ["none", None]


def hold(page, key, times=6):
    """Hold a key down until it has repeated so many times."""
    for _ in range(times):
        page.keyboard.down(key)
    page.keyboard.up(key)


def test_a_held_key_does_it_once(phone):
    start(phone, "/points/BL23")
    ready(phone)
    phone.locator("h1").first.evaluate("() => document.activeElement.blur()")
    hold(phone, "k", times=5)
    expect(phone.get_by_role("button", name="Resume")).to_be_visible()
    hold(phone, "ArrowRight")
    assert step(phone)[0] == "rest"
    hold(phone, "ArrowLeft")
    assert step(phone)[0] == "press"
    hold(phone, "+")
    expect(timer(phone)).to_have_text("1:10")


def test_enter_held_on_start_presses_nothing_that_comes_after_it(phone):
    open_practice(phone, "/points/LI4")
    phone.get_by_role("button", name="Start").focus()
    hold(phone, "Enter")
    expect(phone.locator("[data-ready]")).to_be_focused()
    assert step(phone)[0] == "locate"


def test_the_time_of_a_practice_left_open_is_told_like_every_other_time(phone):
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(20_000)
    phone.goto("/safety")
    phone.clock.fast_forward("20:00:00")
    open_practice(phone, "/points/LI4")
    expect(phone.get_by_text("open on Monday 14:00.")).to_be_visible()
