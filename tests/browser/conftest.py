"""What every browser story starts from: a real server, a phone, and a watch on everything that goes wrong unseen."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser import browsers, chromium, engines, fonts
from tests.browser.browser_errors import BrowserErrors
from tests.browser.serving import Server
from tests.browser.states import in_control, page_in, saved_context, saved_profile

# Every browser of the suite knows the suite's fonts alone, whatever this machine has installed.
os.environ["FONTCONFIG_FILE"] = fonts.environment()["FONTCONFIG_FILE"]
# Selenium looks for no driver elsewhere, and tells nobody that it runs.
os.environ |= {"SE_OFFLINE": "true", "SE_AVOID_STATS": "true"}

# A busy machine is slow, not wrong.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, **chromium.launch_arguments()}


@pytest.fixture(scope="session")
def whole_browser(playwright):
    """The whole of Chromium, for what its engine alone does not do."""
    browser = playwright.chromium.launch(**chromium.launch_arguments(whole=True))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def running_server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("instance"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def base_url(running_server):
    return running_server.url


@pytest.fixture
def server(running_server, browser_errors):
    """The server, which a story may stop and start; the next story finds it running."""
    browser_errors.allow_unreachable()
    yield running_server
    running_server.start()


@pytest.fixture(scope="session")
def browser_context_args(playwright, base_url):
    """A Pixel 7 in Berlin that reads American English, in the light."""
    return {
        **playwright.devices["Pixel 7"],
        "base_url": base_url,
        "locale": "en-US",
        "timezone_id": "Europe/Berlin",
        "color_scheme": "light",
        # As the whole browser does without asking.
        "permissions": ["screen-wake-lock", "background-sync"],
    }


@pytest.fixture
def browser_errors(base_url):
    watcher = BrowserErrors(base_url)
    yield watcher
    assert not watcher.remaining()


@pytest.fixture
def context(request):
    """A phone on which the worker is in control, everything is saved and nobody has done anything: what everybody has from the second visit on.

    Stories marked `first_visit` begin on a phone on which nothing is.
    """
    return request.getfixturevalue("first_visit" if request.node.get_closest_marker("first_visit") else "in_control")


@pytest.fixture
def still_page(context):
    """still_page(width, height, color_scheme="light") -> a page of that phone in which nothing moves by itself, its screen of that size."""

    def new(width, height, color_scheme="light"):
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(reduced_motion="reduce", color_scheme=color_scheme)
        return page

    return new


@pytest.fixture
def first_visit(new_context, browser_errors):
    """A phone that has never been here."""
    return browser_errors.watch(new_context())


@pytest.fixture
def new_phone(browser, browser_context_args, browser_errors):
    """new_phone(**options) -> a page on another phone of its own, watched like the first; the options are its context's."""
    contexts = []

    def new(**options):
        contexts.append(browser_errors.watch(browser.new_context(**{**browser_context_args, **options})))
        return contexts[-1].new_page()

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def persistent_phone(playwright, browser_context_args, browser_errors, tmp_path):
    """A phone that keeps what it is given, as an installation needs; yields its browser context."""
    options = {key: value for key, value in browser_context_args.items() if key != "default_browser_type"}
    context = playwright.chromium.launch_persistent_context(str(tmp_path / "phone"), **chromium.launch_arguments(whole=True), **options)
    yield browser_errors.watch(context)
    context.close()


@pytest.fixture
def open_window(playwright, base_url, browser_errors, tmp_path):
    """open_window(engine, profile="phone", **options) -> a window of that engine (see "engines"), watched like every other.

    The same profile again, after the window was closed, is the same browser started once more. url: the server's, or of what stands before it; options: size, look, ready.
    """
    windows = []

    def start(engine, profile="phone", url=base_url, **options):
        if engine != "chromium" and (why := browsers.missing(engine)):
            assert "CI" not in os.environ, why
            pytest.skip(why)
        folder = tmp_path / f"{engine}-{profile}"
        windows.append(engines.start(engine, url, browser_errors, folder, playwright, **options))
        return windows[-1]

    yield start
    for window in windows:
        window.close()
