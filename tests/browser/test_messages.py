"""A message to the person: it covers nothing that can be pressed, can be closed, and goes by itself."""

import pytest
from playwright.sync_api import expect

from tests.browser import phone
from tests.browser.test_accessibility import enlarge

PAGES = [
    "/",
    "/regions/lower-back",
    "/points/BL23",
    "/routines/back-seed",
    "/routines/own/edit",
    "/points/BL23/practice",
    "/history",
    "/favorites",
    "/search?q=sleep",
    "/you",
]
SCREENS = {
    "phone": (390, 844, 16),
    "small phone": (320, 568, 16),
    "phone on its side": (844, 390, 16),
    "text of twice the size": (360, 780, 32),
    "tablet": (820, 1180, 16),
    "desktop": (1280, 800, 16),
}
SAY = phone.script("""action => import('toast').then(({ showToast }) => showToast("A new version is ready, and it is told in a sentence.",
    action && { name: "Use it now", stay: true, run: () => (document.body.dataset.used = "") }))""")

# What could be pressed and lies under the message, and whether the page scrolls sideways for it.
COVERED = """() => {
  const message = document.getElementById("status").getBoundingClientRect();
  const under = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
    .filter(one => !one.closest("#status, .skip, .unseen") && one.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}))
    .filter(one => {
      const {top, bottom, left, right, width} = one.getBoundingClientRect();
      return width && top < message.bottom - 0.5 && bottom > message.top + 0.5 && left < message.right && right > message.left;
    })
    .map(one => one.outerHTML.slice(0, 90));
  if (message.height < 48) under.push("no message");
  if (message.top < 0 || message.bottom > innerHeight || message.right > innerWidth) under.push("the message is cut");
  if (document.scrollingElement.scrollWidth > innerWidth) under.push("the page scrolls sideways");
  return under;
}"""


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_a_message_covers_nothing_and_is_closed_by_its_button(still_page, screen):
    width, height, size = screen
    page = still_page(width, height)
    enlarge(page, size)
    for address in PAGES:
        page.goto(address)
        page.evaluate(SAY, True)
        message = page.locator("#status")
        expect(message.get_by_role("button", name="Use it now")).to_be_visible()
        # The page has moved when it says how far.
        page.wait_for_function("() => document.documentElement.style.getPropertyValue('--message') !== ''")
        assert page.evaluate(COVERED) == [], address
        close = message.get_by_role("button", name="Close").bounding_box()
        assert min(close["width"], close["height"]) >= 44
        message.get_by_role("button", name="Close").click()
        expect(message).to_be_empty()
        assert page.evaluate("!('used' in document.body.dataset)")


def test_a_message_goes_by_itself_and_an_offer_waits_for_its_answer(page):
    page.clock.install()
    page.goto("/points/BL23")
    message = page.locator("#status")
    page.evaluate(SAY, False)
    expect(message).to_contain_text("A new version")
    page.clock.run_for(8100)
    expect(message).to_be_empty()
    page.evaluate(SAY, True)
    page.clock.run_for(60_000)
    expect(message).to_contain_text("A new version")
    message.get_by_role("button", name="Use it now").tap()
    expect(message).to_be_empty()
    assert page.evaluate("'used' in document.body.dataset")


def test_a_second_tap_on_what_the_message_moved_does_not_close_it(page):
    page.goto("/points/BL23")
    page.evaluate(SAY, True)
    assert page.evaluate("getComputedStyle(document.querySelector('#status .icon-button')).pointerEvents") == "none"
    page.wait_for_function("() => getComputedStyle(document.querySelector('#status .icon-button')).pointerEvents === 'auto'")


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_bar_around_the_page_has_the_color_that_was_chosen(still_page, system):
    page = still_page(390, 844, system)
    bar = """() => [...document.querySelectorAll("meta[name=theme-color]")].filter(({media}) => matchMedia(media).matches)
        .map(({content}) => content)"""
    ground = {"light": "#f6f2eb", "dark": "#11181c"}
    page.goto("/you")
    assert page.evaluate(bar) == [ground[system]]
    for name in ("Dark", "Light"):
        page.wait_for_timeout(phone.DOUBLE_TAP)
        page.get_by_role("button", name=name, exact=True).tap()
        page.wait_for_function("theme => document.documentElement.dataset.theme === theme", arg=name.lower())
        assert page.evaluate(bar) == [ground[name.lower()]]
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == name.lower()
        page.reload()
        assert page.evaluate(bar) == [ground[name.lower()]]
    page.wait_for_timeout(phone.DOUBLE_TAP)
    page.get_by_role("button", name="As the phone").tap()
    page.wait_for_function("() => !document.documentElement.dataset.theme")
    assert page.evaluate(bar) == [ground[system]]
