"""The product over plain http on another name than localhost, as `make run HOST=0.0.0.0` serves it to a phone.

Browsers keep what needs a secure page from it: crypto.randomUUID, the service worker, locks, the wake lock.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import launch_arguments
from tests.browser.phone import script, until
from tests.browser.practicing import answered, ready, start, step
from tests.browser.test_own_routines import add, open_editor

NAME = "stillpoint.test"
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")

# Asked by the page itself: nobody else knows the name.
HISTORY = "fetch('/history.json').then((answer) => answer.json())"


@pytest.fixture
def plain(playwright, browser_context_args, base_url, browser_errors):
    """A phone that reaches the server over plain http by a name of the house."""
    known = launch_arguments()
    known["args"] = [*known["args"], f"--host-resolver-rules=MAP {NAME} 127.0.0.1"]
    browser = playwright.chromium.launch(**known)
    url = base_url.replace("localhost", NAME)
    browser_errors.know(url)
    browser_errors.allow("Cross-Origin-Opener-Policy header has been ignored")
    context = browser_errors.watch(browser.new_context(**{**browser_context_args, "base_url": url}))
    yield context.new_page()
    browser.close()


def test_what_a_secure_page_alone_has_is_missing_there(plain):
    plain.goto("/")
    missing = "[!isSecureContext, !crypto.randomUUID, !navigator.serviceWorker, !navigator.locks, !navigator.wakeLock]"
    assert plain.evaluate(missing) == [True] * 5


def test_a_practice_runs_there_and_is_kept(plain):
    answered(plain)
    start(plain, "/points/LI4")
    ready(plain)
    assert step(plain)[0] == "press"
    expect(plain.get_by_role("timer")).to_have_text("0:08")
    plain.get_by_role("button", name="End").click()
    plain.get_by_role("button", name="Save").click()
    expect(plain.get_by_text("Kept in your history.")).to_be_visible()
    until(plain, f"{HISTORY}.then((found) => found.length === 1)")
    [done] = plain.evaluate(HISTORY)
    assert UUID.fullmatch(done["id"])


def test_hearts_and_own_routines_are_kept_there(plain):
    plain.goto("/points/LI4")
    plain.get_by_role("button", name="Add to favorites").click()
    expect(plain.get_by_role("button", name="Remove from favorites")).to_be_visible()
    open_editor(plain)
    add(plain, "LI4")
    plain.get_by_label("Name").fill("At the desk")
    plain.get_by_role("button", name="Save").click()
    expect(plain).to_have_url(re.compile(f"/routines/{UUID.pattern}$"))


def test_every_id_is_another_one_and_a_right_one(plain):
    plain.goto("/points/LI4")
    made = plain.evaluate(script("import('uuid').then(({ uuid }) => Array.from({ length: 1000 }, uuid))"))
    assert len(set(made)) == 1000
    assert all(UUID.fullmatch(one) for one in made)
