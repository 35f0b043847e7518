"""Every kind of page with narrow, usual and wide fonts, with text of the usual and of twice the size, on small screens."""

import pytest
from playwright.sync_api import expect

from tests.browser import fonts, layout
from tests.browser.engines import ENGINES
from tests.browser.engines.seen import Seen, button
from tests.browser.practicing import answered, ready, start
from tests.browser.test_accessibility import enlarge

WIDTHS = (320, 360, 390, 412)
PAGES = [
    "/", "/?side=front", "/regions/lower-back", "/regions/face", "/regions/none", "/points/BL23", "/points/EX-HN5", "/points/LI4",
    "/points/BL23/practice", "/routines", "/routines/back-seed", "/routines/back-seed/practice", "/routines/own/edit", "/favorites",
    "/history", "/you/print", "/you", "/you/delete", "/you/join", "/search", "/search?q=sleep", "/search?q=nothing+like+this",
    "/sources", "/grades", "/data", "/trust", "/safety", "/safety/help", "/about",
]  # fmt: skip


# Whether every word of the player's picture is 13 px on the screen.
SMALL_WORDS = """() => [...document.querySelectorAll(".figure text")].every((words) => {
  const {a, b} = words.getScreenCTM();
  return parseFloat(getComputedStyle(words).fontSize) * Math.hypot(a, b) > 12.9;
})"""
# What the system's own colors must not take away: [the color of a thing, the color of what it stands on or beside].
SEEN = """() => {
  const color = (selector, pseudo, property = "backgroundColor") => getComputedStyle(document.querySelector(selector), pseudo)[property];
  return [
    [color(".dot > :checked + span"), color(".dot > :not(:checked) + span")],
    [color(".seg [aria-pressed=true]"), color(".seg [aria-pressed=false]")],
  ].filter(([one, other]) => one === other);
}"""

# The rows of the asking sheet that lie under its answers while nothing was scrolled.
UNDER_THE_ANSWERS = """(large) => {
  document.documentElement.style.fontSize = large ? "200%" : "";
  const box = (one) => one.getBoundingClientRect();
  const answers = [...document.querySelectorAll(".ask .asked__none, .ask__foot")].map(box);
  return [...document.querySelectorAll(".ask li:not(.asked__none)")].filter((one) => one.checkVisibility())
    .filter((row) => answers.some(({ top, bottom }) => box(row).top < bottom - 1 && box(row).bottom > top + 1)).map((row) => row.innerText);
}"""
SMALL = [((320, 568), False), ((844, 390), False), ((320, 568), True), ((390, 844), True), ((844, 390), True)]


@pytest.fixture
def phone(playwright, browser_type_launch_args, browser_context_args, browser_errors, request):
    """phone(kind of font, size of the text in px) -> a page on a phone that knows this font alone."""
    browser_errors.allow(r"status of 404")

    def new(kind, size):
        browser = playwright.chromium.launch(**{**browser_type_launch_args, "env": fonts.environment(kind)})
        request.addfinalizer(browser.close)
        options = {**browser_context_args, "reduced_motion": "reduce", "service_workers": "block"}
        page = browser_errors.watch(browser.new_context(**options)).new_page()
        enlarge(page, size)
        return page

    return new


def faults(page, where):
    """What is wrong at every width, by where."""
    found = {}
    page.evaluate(layout.OPEN)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        if wrong := page.evaluate(layout.FAULTS):
            found[f"{where} at {width} px"] = wrong
    return found


@pytest.mark.parametrize("size", [16, 32], ids=["usual text", "text of twice the size"])
@pytest.mark.parametrize("kind", fonts.KINDS)
def test_no_word_is_cut_covered_or_off_the_screen(phone, kind, size):
    page = phone(kind, size)
    found = {}
    for address in PAGES:
        page.goto(address)
        found |= faults(page, address)
    assert not found


@pytest.mark.parametrize("size", [16, 32], ids=["usual text", "text of twice the size"])
@pytest.mark.parametrize("kind", fonts.KINDS)
def test_no_word_of_the_player_and_its_sheets_is_cut_or_covered(phone, kind, size):
    page = phone(kind, size)
    answered(page)
    page.clock.install()
    start(page, "/points/BL23")
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()
    # The outline comes by a request of its own.
    page.wait_for_function("() => document.querySelector('.figure image[clip-path]')")
    found = faults(page, "locate")
    page.set_viewport_size({"width": 320, "height": 640})
    page.wait_for_function(SMALL_WORDS)
    page.get_by_role("button", name="How it guides you").click()
    found |= faults(page, "how it guides")
    page.get_by_role("button", name="Done").click()
    ready(page)
    page.clock.run_for(9_000)
    page.get_by_role("button", name="Pause").click()
    expect(page.locator("[data-step-kind=press]")).to_be_visible()
    found |= faults(page, "press")
    page.get_by_role("button", name="End", exact=True).click()
    expect(page.locator("[data-practice=done]")).to_be_visible()
    found |= faults(page, "after")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Kept in your history.")).to_be_visible()
    found |= faults(page, "kept")
    assert not found


@pytest.mark.parametrize("engine", ENGINES)
def test_no_word_is_cut_covered_or_off_the_screen_in_any_engine(engine, open_window, browser_errors):
    browser_errors.allow("404")
    window = open_window(engine)
    window.open("/about")
    window.evaluate("() => { localStorage.answers = 'no none'; }")
    found = {}
    for address in (*PAGES, "/points/GB21/practice"):
        window.open(address)
        window.evaluate(layout.OPEN)
        for size in ((390, 844), (667, 375)):
            window.resize(*size)
            if wrong := window.evaluate(layout.FAULTS):
                found[f"{address} at {size}"] = wrong
    assert not found


@pytest.mark.parametrize("engine", ENGINES)
def test_where_room_is_short_what_is_asked_stands_before_its_answers_and_under_none(engine, open_window):
    window = open_window(engine)
    window.open("/routines/headache/practice")
    window.tap(button("Start"))
    window.tap(Seen("label", "No"))
    covered = {}
    for step, answer in (("conditions", "None of these"), ("flags", None)):
        window.see(f"[data-at={step}]")
        for size, large in SMALL:
            window.resize(*size)
            covered[step, size, large] = window.evaluate(UNDER_THE_ANSWERS, large)
        window.evaluate(UNDER_THE_ANSWERS, False)
        window.resize(390, 844)
        if answer:
            window.tap(Seen("label", answer))
    assert not any(covered.values()), covered


def test_with_the_systems_own_colors_what_is_chosen_and_drawn_is_still_seen(new_phone):
    page = new_phone(forced_colors="active", service_workers="block")
    answered(page)
    page.goto("/points/BL23/practice")
    expect(page.get_by_role("button", name="Start")).to_be_enabled()
    page.locator(".dot input").first.evaluate("one => { one.checked = true; }")
    page.locator("[data-part=guide-sheet]").evaluate("one => one.show()")
    assert page.evaluate(SEEN) == []
