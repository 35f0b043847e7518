"""A phone on its side, a tablet, a desk: the picture and its words are in sight at once, no action is lost and none is stretched."""

import pytest
from playwright.sync_api import expect

from tests.browser.practicing import answered, ready, start
from tests.browser.test_accessibility import enlarge
from webapp.catalogue import load_catalogue

REGIONS = list(load_catalogue().regions)
ON_THEIR_SIDE = ((844, 390), (932, 430), (667, 375))
WIDE = ((1280, 800), (1920, 1080), (820, 1180), (1180, 820))
ISLAND = 59  # px on both sides, as on a phone with a camera in its screen
WIDEST = 44 * 16 + 2  # px

# What of `selectors` is not wholly in the window, or partly under the bar of the action or the tabs.
OUT_OF_SIGHT = """(selectors) => {
  const over = [...document.querySelectorAll(".tabs, .bar, .controls, .stepping__found")].filter((one) => one.checkVisibility());
  return selectors.filter((selector) => {
    const all = [...document.querySelectorAll(selector)];
    const one = all.find((each) => each.checkVisibility() && each.getBoundingClientRect().width);
    if (!one) return true;
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const isUnder = (bar) => {
      const box = bar.getBoundingClientRect();
      return !bar.contains(one) && left < box.right - 1 && right > box.left + 1 && top < box.bottom - 1 && bottom > box.top + 1;
    };
    return left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1 || over.some(isUnder);
  });
}"""
# How high a bar at the lower edge is, where there is one.
BARS = "() => [...document.querySelectorAll('.bar, .tabs')].filter((one) => one.checkVisibility()).map((one) => one.offsetHeight)"
# What can be pressed and reaches into the strips at the sides that a phone may cover; what scrolls sideways may pass there.
AT_THE_EDGE = """(island) => [...document.querySelectorAll("a[href], button, input, summary, select")]
  .filter((one) => one.checkVisibility() && !one.closest(".skip, .strip, .chips, .close-ups__strip, .plate"))
  .filter((one) => { const { left, right, width } = one.getBoundingClientRect(); return width > 1 && (left < island || right > innerWidth - island); })
  .map((one) => one.outerHTML.slice(0, 90))"""
UNDER_THE_ARROW = """() => {
  const arrow = document.querySelector(".top > .icon-button").getBoundingClientRect();
  return [...document.querySelectorAll(".spot .disc")].map((one) => one.getBoundingClientRect())
    .filter((box) => box.left < arrow.right && box.right > arrow.left && box.top < arrow.bottom && box.bottom > arrow.top).length;
}"""
STRETCHED = """(widest) => [...document.querySelectorAll(".button, .field, .row")].filter((one) => one.checkVisibility() && one.offsetWidth > widest)
  .map((one) => `${one.className} ${one.offsetWidth}`)"""


@pytest.fixture
def screen(new_phone, still_page):
    """screen(width, height) -> a page on a still phone of that size whose owner has answered the questions; with other options a new device."""

    def new(width, height, **options):
        size = {"width": width, "height": height}
        page = (
            new_phone(viewport=size, reduced_motion="reduce", service_workers="block", **options) if options else still_page(width, height)
        )
        answered(page)
        return page

    return new


def go(page, address):
    """Open an address and wait until its page is laid out: the tabs know whether it has them, a wide screen has its body."""
    page.goto(address)
    page.wait_for_function(
        "() => document.documentElement.dataset.screen && (innerHeight < 500 || document.querySelector('.plate, .player'))"
    )


def out_of_sight(page, *selectors):
    return page.evaluate(OUT_OF_SIGHT, list(selectors))


each_side = pytest.mark.parametrize("size", ON_THEIR_SIDE, ids=lambda size: f"{size[0]}x{size[1]}")
each_wide = pytest.mark.parametrize("size", WIDE, ids=lambda size: f"{size[0]}x{size[1]}")


@each_side
def test_on_its_side_a_phone_shows_the_picture_and_the_words_at_once(screen, size):
    page = screen(*size)
    for side in ("front", "back"):
        go(page, f"/?side={side}")
        assert (
            out_of_sight(page, ".plate", ".map .title", ".map .search-link", "[data-side=front]", "[data-side=back]", ".map__chips a") == []
        )
    for slug in REGIONS:
        go(page, f"/regions/{slug}")
        assert out_of_sight(page, ".picture", "h1", ".section--list li:first-child .row", ".search-link", ".top__back") == [], slug
        assert page.evaluate(UNDER_THE_ARROW) == 0, slug
        assert max(page.evaluate(BARS)) <= 76, slug
    go(page, "/points/BL23")
    assert out_of_sight(page, ".picture", "h1", ".bar .button", "measure-switch", "heart-button:not([hidden]) button") == []
    go(page, "/routines/back-seed")
    assert out_of_sight(page, "h1", ".rows li:first-child .row", ".bar .button") == []
    go(page, "/points/BL23/practice")
    expect(page.get_by_role("button", name="Start")).to_be_enabled()
    assert max(page.evaluate(BARS)) <= 72


@each_side
def test_on_its_side_a_phone_shows_the_whole_of_a_step_and_of_the_end(screen, size):
    page = screen(*size)
    page.clock.install()
    start(page, "/points/BL23")
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()
    assert (
        out_of_sight(page, ".figure .picture", ".stepping__name", "[data-part=ready]", "[data-part=skip-point]", "[data-part=open-guide]")
        == []
    )
    ready(page)
    expect(page.locator("[data-step-kind=press]")).to_be_visible()
    assert (
        out_of_sight(page, ".ring", ".stepping__name", ".stepping__advice", "[data-part=add]", "[data-part=pause]", "[data-part=skip]")
        == []
    )
    page.clock.run_for(9_000)
    page.get_by_role("button", name="End", exact=True).click()
    expect(page.locator("[data-practice=done]")).to_be_visible()
    assert out_of_sight(page, "[data-part=question]", ".after .dots__row", "[data-part=save]", "[data-part=leave-out]") == []
    page.clock.run_for(500)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Kept in your history.")).to_be_visible()
    assert out_of_sight(page, "[data-part=kept-text]", ".after--kept a.button", "[data-part=again]", "[data-part=calendar]") == []


def test_nothing_to_press_lies_where_a_phone_on_its_side_covers_its_screen(screen):
    page = screen(844, 390)
    insets = {"insets": {"left": ISLAND, "right": ISLAND, "top": 0, "bottom": 21}}
    page.context.new_cdp_session(page).send("Emulation.setSafeAreaInsetsOverride", insets)
    addresses = (
        "/",
        "/regions/lower-back",
        "/regions/face",
        "/points/BL23",
        "/points/BL23/practice",
        "/routines",
        "/routines/own/edit",
        "/history",
        "/you",
        "/search?q=sleep",
    )
    found = {}
    for address in addresses:
        go(page, address)
        if wrong := page.evaluate(AT_THE_EDGE, ISLAND):
            found[address] = wrong
    start(page, "/points/BL23")
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()
    assert page.evaluate(AT_THE_EDGE, ISLAND) == []
    assert found == {}


def test_on_its_side_and_with_text_of_twice_the_size_everything_is_reached_by_scrolling(screen):
    page = screen(844, 390)
    enlarge(page, 32)
    for address, last in (
        ("/", ".map__chips a:last-child"),
        ("/regions/lower-back", ".section--last p"),
        ("/points/BL23", ".page__words section:last-child .row"),
    ):
        page.goto(address)
        one = page.locator(last).last
        one.scroll_into_view_if_needed()  # what is rendered late may move it once more
        one.scroll_into_view_if_needed()
        expect(one).to_be_in_viewport(ratio=0.3)


@each_wide
def test_a_wide_screen_shows_the_body_the_picture_and_the_first_point_at_once(screen, size):
    page = screen(*size, is_mobile=False)
    for slug in REGIONS:
        go(page, f"/regions/{slug}")
        assert out_of_sight(page, ".map .plate", ".picture", ".section--list li:first-child .row", ".search-link") == [], slug
    go(page, "/points/ST36")
    assert out_of_sight(page, ".map .plate", ".picture", "h1", ".bar .button") == []


@each_wide
def test_a_wide_screen_stretches_nothing(screen, size):
    page = screen(*size, is_mobile=False)
    for address in (
        "/",
        "/points/BL23",
        "/routines",
        "/routines/back-seed",
        "/routines/own/edit",
        "/favorites",
        "/you",
        "/you/delete",
        "/you/join",
        "/points/BL23/practice",
    ):
        go(page, address)
        assert page.evaluate(STRETCHED, WIDEST) == [], address


def test_a_very_wide_window_shows_a_large_body_and_fills_what_is_beside_it(screen):
    page = screen(1920, 1080, is_mobile=False)
    go(page, "/")
    assert out_of_sight(page, ".plate", ".map__chips", "#page .rows") == []
    body, rows = (page.locator(css).bounding_box() for css in (".plate", "#page .rows"))
    assert body["height"] > 0.6 * 1080
    assert rows["width"] > 0.9 * (1920 - rows["x"])
    assert len({row.bounding_box()["x"] for row in page.locator("#page .rows .row").all()}) == 2
