"""The states that a phone can be in when its owner comes: not only the first load on a quiet line.

`page_in(state)` gives a window of Chromium in one of STATES, at rest on no page of ours yet. Where the worker is in control,
everything is saved: that is what everybody has from the second visit on.
"""

import datetime
import shutil
from contextlib import ExitStack

import pytest

from tests.browser import engines, phone, telling
from tests.browser.browser_errors import BrowserErrors
from tests.browser.engines.driver import PHONE
from tests.browser.portal import Portal
from tests.browser.slow_proxy import SlowProxy

# What a window is started with, in the states that are more than a saved phone.
LOOKS = {
    "first visit": (),
    "worker in control": (),
    "offline": (),
    "sign-in page": (),
    "new version waiting": (),
    "second tab": (),
    "slow line": (),
    "storage refused": ("nothing-kept",),
    "reduced motion": ("still",),
    "forced colors": ("forced-colors",),
    "200 % text": ("large-text",),
    "scripts blocked": ("no-scripts",),
}
STATES = tuple(LOOKS)
WITH_SCRIPTS = tuple(state for state in STATES if state != "scripts blocked")
NEW = ("first visit", "slow line", "storage refused", "scripts blocked")
"""States of a phone on which nothing is saved."""
WAITING = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  return Boolean(registration.waiting);
}"""
SLOW = {"delay": 0.15, "rate": 50_000}  # seconds there and back, bytes a second


@pytest.fixture(scope="session")
def saved_profile(playwright, base_url, tmp_path_factory):
    """The folder of a phone on which the worker is in control and everything is saved; each story takes a copy."""
    folder = tmp_path_factory.mktemp("saved")
    window = engines.start("chromium", base_url, BrowserErrors(base_url), folder, playwright)
    telling.saved(window)
    window.close()
    return folder


@pytest.fixture(scope="module")
def saved_context(browser, browser_context_args):
    """A phone on which the worker is in control and everything is saved; all stories of a module have the one."""
    context = browser.new_context(**browser_context_args)
    page = context.new_page()
    phone.save(page, "/about")
    page.close()
    yield context
    context.close()


@pytest.fixture
def in_control(saved_context, browser_errors):
    """That phone, on which nobody has done anything yet. A clock that a story puts into it stays in it, and goes on as every clock."""
    yield browser_errors.watch(saved_context)
    for page in saved_context.pages:
        page.close()
    page = saved_context.new_page()
    page.goto("/about")
    page.evaluate(phone.script("import('local-store').then(({ localStore }) => localStore.forget()).then(() => localStorage.clear())"))
    if page.evaluate("'__pwClock' in globalThis"):
        page.clock.install(time=datetime.datetime.now(datetime.UTC))
        page.clock.resume()
    page.close()
    saved_context.clear_cookies()


@pytest.fixture
def page_in(request, playwright, running_server, base_url, browser_errors, tmp_path):
    """page_in(state, size=PHONE) -> a window of Chromium in that state."""
    with ExitStack() as stack:

        def start(state, size=PHONE):
            folder, url = tmp_path / "phone", base_url
            if state not in NEW:
                shutil.copytree(request.getfixturevalue("saved_profile"), folder, ignore=shutil.ignore_patterns("Singleton*"))
            if state == "slow line":
                line = stack.enter_context(SlowProxy(running_server.port, **SLOW))
                browser_errors.know(line.url)
                url = line.url
            window = engines.start("chromium", url, browser_errors, folder, playwright, size=size, look=LOOKS[state])
            stack.callback(window.close)
            if state == "new version waiting":
                request.getfixturevalue("next_version")("templates/_tabs.html", "</nav>", "</nav><!-- next -->")
                window.open("/about")
                window.wait(WAITING, why="a new version")
            elif state == "second tab":
                window.open("/")
                window.page = window.context.new_page()
            elif state in ("offline", "sign-in page"):
                browser_errors.allow_unreachable()
                stack.callback(running_server.start)
                running_server.stop()
                if state == "sign-in page":
                    browser_errors.allow("Manifest: Line: 1, column: 1, Syntax error")
                    stack.enter_context(Portal(running_server.port, "a sign-in page", listen=running_server.port))
            return window

        yield start
