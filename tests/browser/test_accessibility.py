"""What an automatic check of accessibility can see, on every screen, light and dark, and with large text.

Of the regions, points and routines, which share a template each, a sample is looked at; all of them with AXE=all in
the environment.
"""

import os

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from webapp.catalogue import load_catalogue

CATALOGUE = load_catalogue()

SCREENS = [
    "/",
    "/?side=back",
    "/routines",
    "/favorites",
    "/history",
    "/you",
    "/search",
    "/search?q=sleep",
    "/search?q=nothing+like+this",
    "/sources",
    "/grades",
    "/trust",
    "/data",
    "/safety",
    "/about",
    "/regions/none",
    "/points/none",
    "/nowhere",
    "/routines/back-seed",
    "/points/BL23/practice",
    "/safety/help",
    "/routines/back-seed/practice",
]
ALL = os.environ.get("AXE") == "all"
REGIONS = [f"/regions/{slug}" for slug in (CATALOGUE.regions if ALL else ("face", "lower-back", "hand", "foot"))]
POINTS = [f"/points/{code}" for code in (CATALOGUE.points if ALL else ("BL23", "BL40", "CV6", "EX-HN5"))]
ROUTINES = [f"/routines/{slug}" for slug in (CATALOGUE.routines if ALL else ("michigan-relaxing", "period-cramps"))]
THEMES = ["light", "dark"]

# The furthest that anything that is drawn reaches beyond the right edge of the screen, and what does.
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => element && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  return {
    scrolls: document.scrollingElement.scrollWidth - width,
    outside: [...document.querySelectorAll("#main :is(a, button, h1, h2, h3, p, li, input)")]
      .filter(element => element.checkVisibility() && !element.closest("svg") && !scrolls(element.parentElement))
      .filter(element => element.getBoundingClientRect().right > width + 1)
      .map(element => element.outerHTML.slice(0, 120)),
  };
}"""


def enlarge(page, size):
    """Set the reader's own size of text, in px; 16 is the usual one."""
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size * 13 // 16}})


@pytest.fixture
def still(new_phone, browser_errors):
    """still(theme, **options) -> a page on a phone that moves nothing and keeps nothing."""
    browser_errors.allow(r"status of 404")
    options = {"reduced_motion": "reduce", "service_workers": "block"}
    return lambda theme="light", **more: new_phone(color_scheme=theme, **(options | more))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "addresses",
    [SCREENS, REGIONS, POINTS, ROUTINES],
    ids=["screens", "regions", "points", "routines"],
)
def test_no_screen_has_a_violation(still, theme, addresses, record_property):
    page = still(theme)
    screen = page.viewport_size
    found = {}
    for address in addresses:
        page.set_viewport_size(screen)
        page.goto(address)
        if violations := axe.violations(page):
            found[address] = violations
    assert not found
    record_property("pages_looked_at", len(addresses))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("addresses", [REGIONS, POINTS], ids=["regions", "points"])
@pytest.mark.parametrize("size", [(320, 16), (412, 32)], ids=["320 px wide", "text of twice the size"])
def test_no_region_or_point_has_a_violation_where_room_is_scarce(still, size, addresses, theme):
    width, font = size
    page = still(theme, viewport={"width": width, "height": 740})
    enlarge(page, font)
    found = {}
    for address in addresses:
        page.goto(address)
        if violations := axe.violations(page):
            found[address] = violations
    assert not found


@pytest.mark.parametrize("theme", THEMES)
def test_what_was_told_brings_no_violation(still, theme):
    page = still(theme, viewport={"width": 320, "height": 740})
    page.add_init_script("localStorage.answers ??= 'yes some pregnancy bones clot lymph'")
    for address in (
        "/regions/hand",
        "/points/LI4",
        "/routines/back-seed",
        "/routines/back-seed/practice",
        "/points/LI4/practice",
        "/search?q=knee",
        "/you",
        "/safety/help",
    ):
        page.goto(address)
        if address != "/safety/help":
            expect(page.locator("html")).to_have_attribute("data-fitted", "")
        assert not axe.violations(page), address
        reach = page.evaluate(OVERFLOW)
        assert reach["scrolls"] <= 0, address
        assert not reach["outside"], address


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_kept_has_no_violation(still, theme):
    page = still(theme)
    for address in ("/points/BL23", "/routines/back-seed"):
        page.goto(address)
        page.get_by_role("button", name="Add to favorites").first.tap()
        expect(page.get_by_role("button", name="Remove from favorites").first).to_be_visible()
    for address in ("/favorites", "/history"):
        page.goto(address)
        assert not axe.violations(page)


@pytest.mark.parametrize("size", [(820, 1180), (1280, 800)], ids=["tablet", "desktop"])
def test_no_wide_screen_has_a_violation(still, size):
    page = still(viewport={"width": size[0], "height": size[1]})
    for address in ("/", "/regions/lower-back", "/points/BL23", "/routines/back-seed", "/history"):
        page.goto(address)
        assert not axe.violations(page), address


EVERY_KIND = [
    "/",
    "/regions/lower-back",
    "/regions/face",
    "/points/BL23",
    "/points/EX-HN5",
    "/routines",
    "/routines/back-seed",
    "/routines/back-seed/practice",
    "/favorites",
    "/history",
    "/you",
    "/search?q=sleep",
    "/sources",
    "/grades",
    "/data",
    "/safety",
    "/about",
]


def test_nothing_reaches_beyond_a_small_screen(still):
    page = still(viewport={"width": 320, "height": 640})
    for address in EVERY_KIND:
        page.goto(address)
        reach = page.evaluate(OVERFLOW)
        assert reach["scrolls"] <= 0, address
        assert not reach["outside"], address


def test_text_of_twice_the_size_stays_on_the_screen(still):
    page = still()
    enlarge(page, 32)
    for address in EVERY_KIND:
        page.goto(address)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        reach = page.evaluate(OVERFLOW)
        assert reach["scrolls"] <= 0, address
        assert not reach["outside"], address


def test_every_target_of_the_map_is_large_enough_for_a_thumb(still):
    page = still(viewport={"width": 360, "height": 740})
    for side in ("front", "back"):
        page.goto(f"/?side={side}")
        small = page.evaluate(
            """[...document.querySelectorAll('a[data-region]')].filter(link => link.checkVisibility())
            .map(link => [link.dataset.region, link.getBoundingClientRect()])
            .filter(([, box]) => box.width < 43.5 || box.height < 43.5)
            .map(([region, box]) => `${region} ${box.width} x ${box.height}`)"""
        )
        assert not small, side


def test_the_middle_of_every_region_answers_for_it(still):
    page = still()
    for side in ("front", "back"):
        page.goto(f"/?side={side}")
        wrong = page.evaluate(
            """[...new Set([...document.querySelectorAll('#map a[data-region]')].map(link => link.dataset.region))]
            .map(region => {
              const link = [...document.querySelectorAll(`a[data-region="${region}"]`)].find(one => one.checkVisibility());
              link.scrollIntoView({block: "center"});
              const box = link.getBoundingClientRect();
              const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              return [region, hit?.closest("a[data-region]")?.dataset.region];
            }).filter(([region, hit]) => region !== hit).map(pair => pair.join(" → "))"""
        )
        assert not wrong, side


def test_everything_on_a_region_is_reached_by_the_keyboard(still):
    page = still()
    page.goto("/regions/lower-back")
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href')"))
    links = page.evaluate(
        "[...document.querySelectorAll('#page a[href]')].filter(a => a.checkVisibility()).map(a => a.getAttribute('href'))"
    )
    assert set(links) <= reached
