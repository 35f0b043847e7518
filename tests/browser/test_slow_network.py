"""A line that breaks at any byte of any answer: no page stays blank, nothing stays half, and all of it comes in the end."""

import contextlib
import random
import re
import urllib.request

import pytest
from playwright.sync_api import Error, expect

from tests.browser import phone
from tests.browser.slow_proxy import SlowProxy
from tests.browser.test_offline import ADDRESSES, CRAWL

# The first packet of an answer comes whole or not at all; where nothing came the whole browser asks again by itself.
FIRST_PACKET = 1460
REGION = "/regions/lower-back"
BROKEN = "net::ERR_|Failed to fetch|Failed to load|bad-precaching-response|somebody else|importScripts|ServiceWorker|dynamically imported module|fetching the script|Unable to import"
SAVED_SOON = f"""async () => {{
  const patience = new Promise((done) => setTimeout(done, 4000, false));
  return Promise.race([patience, ({phone.SAVED})().then(() => true)]);
}}"""
PACKS = """async () => {
  const lengths = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if (request.url.includes("/pack/")) lengths.push((await (await cache.match(request)).arrayBuffer()).byteLength);
    }
  }
  return lengths;
}"""


def size(url):
    """Bytes of an answer as they cross the wire, headers about included."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    with urllib.request.urlopen(request) as answer:
        return len(answer.read()) + len(str(answer.headers))


def whole_pack(server):
    """Bytes of the pack of this version, not compressed."""
    with urllib.request.urlopen(f"{server.url}/service-worker.js") as worker:
        address = re.search(r'"pack":"([^"]+)"', worker.read().decode())[1]
    with urllib.request.urlopen(server.url + address) as pack:
        return len(pack.read())


@pytest.fixture(scope="module")
def browser(whole_browser):
    return whole_browser


@pytest.fixture
def phone_on(new_phone, browser_errors):
    """phone_on(line) -> a page on a new phone that reaches the server over the line only."""
    browser_errors.allow(BROKEN)

    def on(line, **options):
        browser_errors.allow(f"request to another host: {line.url}")
        return new_phone(base_url=line.url, **options)

    return on


@pytest.mark.parametrize("seed", range(2))
def test_a_page_that_breaks_off_is_fetched_again_and_never_stays_blank(phone_on, server, seed):
    chance = random.Random(seed)
    places = [chance.randrange(FIRST_PACKET, size(server.url + REGION)), 0]
    with SlowProxy(server.port, cut=lambda path: places.pop(0) if path == REGION and places else None) as line:
        page = phone_on(line, service_workers="block")
        page.clock.install()
        page.goto(REGION, wait_until="commit")
        for _ in range(3):
            with contextlib.suppress(Error):  # the page was left for its next try
                page.clock.run_for(20_000)
        expect(page.locator(".page h1")).to_have_text("Lower back")
        expect(page.locator("#status")).to_be_attached()
        assert line.cuts[0] == REGION


def test_whatever_else_breaks_off_the_page_can_be_used_and_all_of_it_comes_in_the_end(phone_on, server):
    chance, met, whole = random.Random(4), set(), whole_pack(server)

    def cut(path):
        if path in met or path.startswith(("/healthz", "/regions")) or chance.random() < 0.5:
            return None
        met.add(path)
        return int(size(server.url + path) * chance.random())

    with SlowProxy(server.port, cut=cut) as line:
        page = phone_on(line)
        for _visit in range(12):
            page.goto(REGION)
            expect(page.locator(".page h1")).to_be_visible()
            assert set(page.evaluate(PACKS)) <= {whole}
            if page.evaluate(SAVED_SOON):
                break
        assert len(line.cuts) > 5
        page.locator("#page").get_by_role("link", name="Kidney Transport").first.tap()
        expect(page.locator(".page h1")).to_have_text("Kidney Transport")
        page.goto(REGION)
    assert page.evaluate(CRAWL, ADDRESSES[::7]) == []
