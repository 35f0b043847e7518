"""What every browser story starts from: a real server, a phone, and a watch on everything that goes wrong unseen."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import chromium
from tests.browser.serving import Server

# A busy machine is slow, not wrong.
expect.set_options(timeout=15_000)

# A phone whose server is gone says so on its console; that is the situation, not a fault.
UNREACHABLE = re.compile(r"net::ERR_(CONNECTION_\w+|INTERNET_DISCONNECTED|EMPTY_RESPONSE|NETWORK_CHANGED)")
# What Playwright itself says on a phone that was made without a worker.
KEPT_OUT = re.compile("Service Worker registration blocked by Playwright")


class Complaints:
    """Everything that a person would not see and that must not happen all the same.

    Script errors, messages of the console (violations of the content security policy are such), requests to other
    hosts, answers from 500 on. What a story brings about on purpose it allows: `complaints.allow(r"status of 404")`.
    """

    def __init__(self, url):
        self.url = url
        self.found = []
        self.allowed = [UNREACHABLE, KEPT_OUT]

    def allow(self, pattern):
        self.allowed.append(re.compile(pattern))

    def say(self, text):
        self.found.append(text)

    def watch(self, context):
        context.on("weberror", lambda error: self.say(f"script error: {error.error}"))
        context.on("console", self.read)
        context.on("request", self.see_request)
        context.on("response", self.see_response)
        return context

    def read(self, message):
        if message.type in ("error", "warning"):
            self.say(f"console {message.type}: {message.text} ({message.location.get('url', '')})")

    def see_request(self, request):
        if not request.url.startswith((f"{self.url}/", "data:", "blob:")):
            self.say(f"request to another host: {request.url}")

    def see_response(self, response):
        if response.status >= 500:
            self.say(f"status {response.status}: {response.url}")

    def remaining(self):
        return [text for text in self.found if not any(pattern.search(text) for pattern in self.allowed)]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, **chromium.launch_arguments()}


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
def server(running_server):
    """The server, which a story may stop and start; the next story finds it running."""
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
    }


@pytest.fixture
def complaints(base_url):
    watcher = Complaints(base_url)
    yield watcher
    assert not watcher.remaining()


@pytest.fixture
def context(new_context, complaints):
    return complaints.watch(new_context())


@pytest.fixture
def new_phone(browser, browser_context_args, complaints):
    """new_phone(**options) -> a page on another phone of its own, watched like the first; the options are its context's."""
    contexts = []

    def new(**options):
        contexts.append(complaints.watch(browser.new_context(**{**browser_context_args, **options})))
        return contexts[-1].new_page()

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def persistent_phone(playwright, browser_type_launch_args, browser_context_args, complaints, tmp_path):
    """A phone that keeps what it is given, as an installation needs; yields its browser context."""
    options = {key: value for key, value in browser_context_args.items() if key != "default_browser_type"}
    context = playwright.chromium.launch_persistent_context(
        str(tmp_path / "phone"), **browser_type_launch_args, **options
    )
    yield complaints.watch(context)
    context.close()
