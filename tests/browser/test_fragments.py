"""What a script asks for is the same from the server and from the worker in its place, and nothing of others is shown."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import phone
from webapp.catalogue import load_catalogue
from webapp.offline.offline_pack import FRAGMENT, addresses

ADDRESSES = [*addresses(load_catalogue())]
# Every address as a page and as a fragment: [[address, is a fragment, text, who says so, type], …]
ASKED = """async (addresses) => {
  const answers = [];
  for (const address of addresses) {
    for (const headers of [{ "HX-Request": "true", "HX-Request-Type": "partial" }, {}]) {
      const answer = await fetch(address, { headers });
      const isFragment = "HX-Request" in headers;
      answers.push([address, isFragment, await answer.text(), answer.headers.get("X-Stillpoint"), answer.headers.get("Content-Type")]);
    }
  }
  return answers;
}"""
SIDES = ["Front", "Back"] * 10


def ready(page):
    page.wait_for_function("() => customElements.get('body-plate') && window.htmx")


def turn(page, side):
    page.get_by_role("link", name=side, exact=True).click()
    expect(page.locator(f"svg.plate[data-view='{side.lower()}']")).to_be_visible()
    expect(page.locator("svg.plate")).to_have_count(1)


# The engine ends the worker under the first `count` requests for pages.
FAIL = """(count) => {
  const ask = window.fetch;
  window.fetch = (...given) => (given[0].startsWith("/regions/") && count-- > 0 ? Promise.reject(new TypeError("Load failed")) : ask(...given));
}"""


def squeezed(html):
    return re.sub(r"\s+", " ", re.sub(r">\s+<", "><", html))


def test_the_worker_answers_every_address_as_the_server_does(page, app):
    phone.save(page)
    client = app.test_client()
    for address, is_fragment, text, ours, kind in page.evaluate(ASKED, ADDRESSES):
        sent = client.get(address, headers=FRAGMENT if is_fragment else {})
        assert (ours, kind) == (sent.headers["X-Stillpoint"], sent.headers["Content-Type"]), address
        is_page = sent.text.startswith("<!doctype")
        assert text.startswith("<!doctype") == is_page, address
        if is_page:
            assert squeezed(text[text.index("<body") :]) == squeezed(sent.text[sent.text.index("<body") :]), address
        else:
            assert text == sent.text, address


def test_a_page_comes_although_the_engine_ended_the_worker_under_its_request(saved_context):
    page = saved_context.new_page()
    page.goto("/routines")
    ready(page)
    page.evaluate(FAIL, 1)
    page.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<a id=away href=/regions/foot?once>Foot</a>')")
    page.evaluate("() => document.getElementById('away').click()")
    expect(page.get_by_role("heading", name="Foot", level=1)).to_be_visible()
    page.close()


@pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=["phone", "desktop"])
@pytest.mark.parametrize("gone", [False, True], ids=["with the server", "with the server gone"])
def test_the_body_turns_and_turns_when_the_worker_answers(new_phone, server, size, gone):
    page = new_phone(viewport={"width": size[0], "height": size[1]}, is_mobile=size[0] < 768)
    phone.save(page)
    if gone:
        server.stop()
    page.reload()
    ready(page)
    for side in SIDES:
        turn(page, side)


def test_on_a_wide_screen_the_body_turns_to_the_page_that_opens_when_the_worker_answers(new_phone):
    page = new_phone(viewport={"width": 1280, "height": 800}, is_mobile=False)
    phone.save(page)
    page.reload()
    ready(page)
    for address, region, side in (("/regions/face", "face", "front"), ("/regions/lower-back", "lower-back", "back")):
        page.evaluate(
            "(address) => window.htmx.ajax('GET', address, { source: '#page', target: '#page', swap: 'innerHTML', push: 'true' }).then(() => {})",
            address,
        )
        expect(page.locator(f"svg.plate[data-view='{side}'] a[data-region='{region}']")).to_have_attribute("data-chosen", "")


STRANGE = {
    "a sign-in page": {"status": 200, "content_type": "text/html", "body": "<!doctype html><title>Hotel</title><h1>Welcome, guest</h1>"},
    "a sign-in page with a picture": {"status": 200, "content_type": "text/html", "body": "<svg class=plate data-view=front></svg>"},
    "a proxy's error": {"status": 502, "content_type": "text/html", "body": "<h1>502 Bad Gateway</h1>"},
    "network authentication required": {"status": 511, "content_type": "text/html", "body": "<h1>Log in</h1>"},
    "another type": {"status": 200, "content_type": "application/json", "body": "{}", "headers": {"X-Stillpoint": "1"}},
    "another page of ours": {"status": 200, "content_type": "text/html", "body": "<article></article>", "headers": {"X-Stillpoint": "1"}},
    "half of it": {
        "status": 200,
        "content_type": "text/html",
        "body": '<svg class="plate" data-view="front"><g>',
        "headers": {"X-Stillpoint": "1"},
    },
}


@pytest.mark.parametrize("strange", STRANGE.values(), ids=STRANGE)
def test_the_body_survives_a_turn_that_somebody_else_answers(new_phone, browser_errors, strange):
    browser_errors.allow("status of 5|status 5")
    page = new_phone(service_workers="block")
    page.goto("/")
    ready(page)
    page.route("**/map/front", lambda route: route.fulfill(**strange))
    page.get_by_role("link", name="Front", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("No network")
    expect(page.locator("svg.plate[data-view='back']")).to_be_visible()
    page.unroute("**/map/front")
    for side in ("Front", "Back"):
        turn(page, side)


@pytest.mark.parametrize("strange", [STRANGE[name] for name in ("a sign-in page", "a proxy's error", "half of it", "another type")])
def test_nothing_of_others_becomes_a_page_of_ours(new_phone, browser_errors, strange):
    browser_errors.allow("status of 5|status 5|htmx:error")
    page = new_phone(service_workers="block")
    page.goto("/regions/lower-back")
    ready(page)
    heading = page.locator("#page h1")
    page.route("**/points/BL23", lambda route: route.fulfill(**strange))
    page.locator("#page").get_by_role("link", name="Kidney Transport").first.click()
    expect(page.get_by_role("status")).to_contain_text("No network")
    expect(heading).to_have_text("Lower back")
    page.route("**/search/results*", lambda route: route.fulfill(**strange))
    page.unroute("**/points/BL23")
    page.goto("/search?q=sleep")
    ready(page)
    before = page.locator("#results").inner_html()
    with page.expect_response("**/search/results*"):
        page.get_by_role("searchbox").fill("knee")
    expect(page.get_by_role("status")).to_contain_text("No network")
    assert page.locator("#results").inner_html() == before
