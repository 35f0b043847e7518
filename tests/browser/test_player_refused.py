"""Practicing where a browser refuses something: storage and cookies, a module, the screen that stays on."""

import pytest
from playwright.sync_api import expect

from tests.browser.phone import until
from tests.browser.practicing import answered, open_practice, phone, ready, start, step

REFUSED = """(() => {
  const refuse = () => { throw new DOMException("The operation is insecure.", "SecurityError") };
  for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name, { get: refuse });
  Object.defineProperty(navigator, "cookieEnabled", { value: false });
  IDBFactory.prototype.open = refuse;
  LockManager.prototype.request = LockManager.prototype.query = async () => refuse();
})()"""


@pytest.fixture
def forgetful(new_phone, browser_errors):
    """A browser that refuses storage and cookies."""
    browser_errors.allow("script error: The operation is insecure")
    page = new_phone(service_workers="block")
    page.route("**/*", lambda route: route.continue_(headers={k: v for k, v in route.request.headers.items() if k != "cookie"}))
    page.add_init_script(REFUSED)
    return page


def test_without_storage_it_runs_and_says_that_nothing_is_kept(forgetful):
    posts = []
    forgetful.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    forgetful.goto("/points/BL23/practice")
    expect(forgetful.get_by_text("This browser keeps nothing: the practice runs")).to_be_visible()
    forgetful.get_by_role("button", name="Start").click()
    for answer in ("No", "None of these"):
        forgetful.locator("safety-questions label").get_by_text(answer, exact=True).click()
    expect(forgetful.locator("[data-step-kind=locate]")).to_be_visible()
    ready(forgetful)
    expect(forgetful.get_by_role("timer")).to_have_text("0:58")
    forgetful.get_by_role("button", name="End").click()
    forgetful.get_by_role("button", name="Save").click()
    expect(forgetful.get_by_text("This browser keeps nothing: it is not in your history.")).to_be_visible()
    expect(forgetful.get_by_text("Kept in your history.")).to_be_hidden()
    forgetful.reload()
    expect(forgetful.get_by_text("This browser keeps nothing: the practice runs")).to_be_visible()
    assert posts == []


def test_a_player_that_does_not_load_says_so_and_leaves_the_steps(new_phone, browser_errors):
    browser_errors.allow("net::ERR_FAILED")
    page = new_phone(service_workers="block")
    answered(page)
    page.route("**/js/**/*player*", lambda route: route.abort())
    page.goto("/points/BL23/practice")
    expect(page.locator("#status")).to_contain_text("Part of this page did not come.")
    expect(page.get_by_role("button", name="Start")).to_be_hidden()
    expect(page.get_by_text("press 1 min").first).to_be_visible()


def test_a_device_that_has_no_sound_to_give_runs_the_practice_without_bells(phone):
    phone.add_init_script("window.AudioContext = class { constructor() { throw new DOMException('no device', 'NotSupportedError') } }")
    start(phone, "/points/LI4")
    ready(phone)
    phone.clock.run_for(25_000)
    expect(phone.locator("[data-practice=done]")).to_be_visible()


# A device whose wake lock is in the hands of the story.
SCREEN = """window.asked = 0; window.answer = "yes"; navigator.wakeLock.request = async () => { asked++;
  if (answer !== "yes") throw new DOMException("no", answer);
  return (window.lock = { released: false, async release() { this.released = true } }) }"""


def test_a_lock_that_wants_a_touch_first_is_asked_for_at_the_touch_and_nothing_false_is_said(phone):
    phone.add_init_script(SCREEN)
    start(phone, "/points/BL23")
    ready(phone)
    phone.add_init_script("window.answer = 'NotAllowedError'")
    phone.reload()
    until(phone, "asked === 1")
    expect(phone.get_by_role("timer")).to_be_visible()
    phone.clock.run_for(1_000)
    expect(phone.locator("#status")).to_be_empty()
    phone.evaluate("answer = 'yes'")
    phone.get_by_role("heading", name="Kidney Transport").click()
    until(phone, "asked === 2 && window.lock && !lock.released")


def test_a_lock_that_the_device_takes_away_in_sight_is_taken_again(phone):
    phone.add_init_script(SCREEN)
    start(phone, "/points/BL23")
    until(phone, "Boolean(window.lock?.onrelease)")
    phone.clock.run_for(60_000)
    phone.evaluate("lock.onrelease()")
    until(phone, "asked === 2 && Boolean(window.lock.onrelease)")
    expect(phone.locator("#status")).to_be_empty()
    phone.evaluate("lock.onrelease()")  # at once: this device will not
    expect(phone.locator("#status")).to_contain_text("will not keep its screen on")
    assert phone.evaluate("asked") == 2


def test_an_iphone_says_once_that_its_switch_silences_the_bells(new_phone):
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
    page = new_phone(user_agent=agent)
    answered(page)
    start(page, "/points/LI4")
    expect(page.locator("#status")).to_contain_text("Set to silent, an iPhone rings no bells.")
    page.get_by_role("button", name="End").click()
    start(page, "/points/LI4")
    expect(page.locator("[data-ready]")).to_be_visible()
    expect(page.locator("#status")).to_be_empty()
    page.get_by_role("button", name="How it guides you").click()
    expect(page.get_by_role("dialog")).to_contain_text("It does not vibrate for a web page.")


def test_other_phones_hear_nothing_of_an_iphone(phone):
    start(phone, "/points/LI4")
    phone.get_by_role("button", name="How it guides you").click()
    expect(phone.get_by_text("Set to silent")).to_be_hidden()
    assert step(phone)[0] == "locate"
