"""Below the floor nothing is dead: without scripts, in an older browser, and when a script does not come."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.practicing import answered

OLDER = "delete HTMLScriptElement.supports; delete window.PerformanceObserver"
PAGES = (
    "/", "/?side=back", "/regions/hand", "/points/LI4", "/points/LI4/practice", "/routines", "/routines/low-back-quick",
    "/routines/low-back-quick/practice", "/routines/own/edit", "/favorites", "/history", "/history?range=week", "/search?q=sleep",
    "/you", "/you/delete", "/you/transfer", "/you/join", "/you/import", "/you/print", "/safety", "/safety/help", "/about", "/nowhere",
)  # fmt: skip
DEAD = """() => [...document.querySelectorAll("button, input, select, textarea, [role=button], summary")]
  .filter((one) => one.checkVisibility() && !one.closest("summary, details > summary"))
  .filter((one) => one.localName !== "summary" && !(one.form && one.form.hasAttribute("action") && (one.localName !== "button" || one.type === "submit")))
  .map((one) => one.outerHTML.slice(0, 160))"""
NO_SCRIPTS = "The timer needs scripts, which do not run here."
NEWER = "The timer needs a newer browser (Safari 16.4"


def lost(context):
    context.route(re.compile(r"/static/.*\.js(\?|$)"), lambda route: route.abort())


@pytest.fixture(params=["no scripts", "older", "scripts that never come"])
def plain(request, new_phone, browser_errors):
    """A page in each state in which the scripts do not run."""
    browser_errors.allow("net::ERR_FAILED")
    page = new_phone(java_script_enabled=request.param != "no scripts", service_workers="block")
    page.state = request.param
    if request.param == "older":
        page.add_init_script(OLDER)
    if request.param == "scripts that never come":
        lost(page.context)
    return page


def open_plain(page, address):
    page.goto(address)
    state = {"no scripts": None, "older": "older", "scripts that never come": "failed"}[page.state]
    if state:
        expect(page.locator(f"html[data-state={state}]")).to_have_count(1)
    expect(page.locator("html[data-scripts], html[data-live]")).to_have_count(0)


@pytest.mark.parametrize("address", PAGES)
def test_no_button_stands_there_that_does_nothing(plain, browser_errors, address):
    browser_errors.allow("status of 404")
    open_plain(plain, address)
    expect(plain.locator("h1").first).to_be_attached()
    assert plain.evaluate(DEAD) == []


def test_one_sentence_says_what_the_timer_needs_and_the_steps_stand_to_read_along(plain):
    open_plain(plain, "/points/BL23/practice")
    said = {"no scripts": [NO_SCRIPTS], "older": [NEWER], "scripts that never come": ["Part of this page did not come."]}
    sentences = [NO_SCRIPTS, NEWER, "Part of this page did not come."]
    shown = [one for one in sentences if plain.get_by_text(one).first.is_visible()]
    assert shown == said[plain.state]
    steps = [text.strip() for text in plain.locator("[data-do]").all_inner_texts()]
    assert steps == ["find it", "press 1 min", "rest 15 s", "press 1 min"]


def test_a_point_that_is_left_out_for_some_says_for_whom_and_shows_its_steps(plain):
    open_plain(plain, "/points/LI4/practice")
    expect(plain.get_by_text("Left out in pregnancy")).to_be_visible()
    expect(plain.locator("[data-do=press]").first).to_be_visible()


def test_a_heart_shows_that_it_took_and_can_be_taken_back(plain):
    open_plain(plain, "/points/BL23")
    plain.get_by_role("button", name="Add to favorites").tap()
    kept = plain.get_by_role("button", name="Remove from favorites")
    expect(kept).to_be_visible()
    expect(kept).to_have_attribute("aria-pressed", "true")
    expect(plain.get_by_role("button", name="Add to favorites")).to_be_hidden()
    plain.goto("/favorites")
    expect(plain.locator("li[data-key='BL23']")).to_be_visible()
    plain.goto("/points/BL23#kept")
    kept.tap()
    expect(plain.get_by_role("button", name="Add to favorites")).to_be_visible()
    plain.goto("/favorites")
    expect(plain.locator("li[data-key='BL23']")).to_have_count(0)


def test_the_search_and_an_own_routine_work_by_their_forms(plain):
    open_plain(plain, "/search")
    plain.get_by_label("Search").fill("sleep")
    plain.keyboard.press("Enter")
    expect(plain.locator("main a[href^='/points/'], main a[href^='/routines/']").first).to_be_visible()
    open_plain(plain, "/routines/own/edit")
    plain.get_by_label("Name").fill("Evening 🧘‍♀️")
    plain.get_by_label("Add a point").select_option("BL23")
    plain.get_by_role("button", name="Add", exact=True).tap()
    plain.get_by_role("button", name="Save").tap()
    expect(plain.get_by_role("heading", name="Evening 🧘‍♀️")).to_be_visible()
    plain.get_by_role("link", name="Start").tap()
    expect(plain.locator("[data-do=press]").first).to_be_visible()


def test_body_and_regions_are_reached_and_the_tab_says_where_one_is(plain):
    open_plain(plain, "/")
    expect(plain.locator(".tab[aria-current=page]")).to_have_text("Body")
    plain.get_by_role("link", name="Back", exact=True).tap()
    plain.locator("a[data-region=lower-back]").first.tap()
    expect(plain).to_have_url(re.compile("/regions/lower-back$"))
    expect(plain.locator(".picture .skin").first).to_be_visible()


def test_the_week_of_the_history_is_a_week(plain):
    open_plain(plain, "/history?range=week")
    expect(plain.locator(".calendar__day")).to_have_count(7)
    expect(plain.locator("[data-range=week]")).to_have_attribute("aria-current", "true")


def test_a_browser_that_does_not_tell_of_its_first_paint_gets_the_scripts_all_the_same(page):
    answered(page)
    page.add_init_script("delete window.PerformanceObserver")
    page.goto("/points/BL23/practice")
    expect(page.locator("html[data-state=ready][data-scripts]")).to_have_count(1)
    expect(page.get_by_role("button", name="Start")).to_be_enabled()


def test_the_marker_is_set_when_the_scripts_run_and_not_before(new_phone):
    page = new_phone(service_workers="block")
    held, passes = [], []
    page.route(re.compile(r"/static/.*\.js(\?|$)"), lambda route: route.continue_() if passes else held.append(route))
    with page.expect_request(re.compile(r"/static/js/")):
        page.goto("/points/BL23/practice", wait_until="commit")
    expect(page.locator("html[data-state=coming]")).to_have_count(1)
    expect(page.locator("html[data-scripts]")).to_have_count(0)
    passes.append(True)
    for route in held:
        route.continue_()
    expect(page.locator("html[data-state=ready][data-scripts]")).to_have_count(1)


def test_a_script_that_does_not_come_later_leaves_the_plain_page_and_says_so(new_phone, browser_errors):
    browser_errors.allow("net::ERR_FAILED")
    page = new_phone(service_workers="block")
    answered(page)
    page.goto("/points/BL23")
    expect(page.locator("html[data-state=ready]")).to_have_count(1)
    lost(page.context)
    page.get_by_role("link", name="Start").tap()
    expect(page.get_by_role("status")).to_contain_text("Part of this page did not come.")
    expect(page.locator("[data-do=press]").first).to_be_visible()
    expect(page.get_by_role("button", name="Start")).to_be_hidden()
    page.context.unroute(re.compile(r"/static/.*\.js(\?|$)"))
    page.get_by_role("button", name="Load it again").tap()
    expect(page.get_by_role("button", name="Start")).to_be_enabled()


@pytest.mark.parametrize("entry", ["first", "player"])
def test_a_script_that_throws_leaves_the_plain_page_and_says_so(new_phone, browser_errors, entry):
    browser_errors.allow("out of order")
    page = new_phone(service_workers="block")
    page.route(
        re.compile(rf"/static/js/{entry}\."),
        lambda route: route.fulfill(content_type="text/javascript", body="throw new Error('out of order')"),
    )
    page.goto("/points/BL23/practice")
    expect(page.locator("html[data-state=failed]:not([data-live], [data-scripts])")).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("Part of this page did not come.")
    expect(page.locator("[data-do=press]").first).to_be_visible()
    page.locator("#status").evaluate("(line) => line.replaceChildren()")  # what can be pressed there works
    assert page.evaluate(DEAD) == []


def test_a_browser_that_cannot_show_the_pictures_shows_the_outline_with_its_points(new_phone, browser_errors):
    browser_errors.allow("net::ERR_FAILED")
    page = new_phone(service_workers="block")
    page.route("**/*.avif", lambda route: route.abort())
    for address in ("/", "/regions/hand", "/points/LI4"):
        page.goto(address)
        expect(page.locator("svg .skin").first).to_be_visible()
        fill = page.locator("svg .skin").first.evaluate("(one) => getComputedStyle(one).fill")
        assert fill not in ("none", "rgba(0, 0, 0, 0)")
    expect(page.locator("[data-point=LI4]").first).to_be_visible()


@pytest.mark.parametrize(
    ("device", "apple"),
    [
        ({"userAgent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15", "maxTouchPoints": 5}, True),
        ({"userAgent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15", "maxTouchPoints": 0}, False),
        ({"userAgent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X)", "maxTouchPoints": 5}, True),
        ({"userAgent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "maxTouchPoints": 10}, False),
        ({"userAgent": "Mozilla/5.0 (Linux; Android 14; Pixel 7)", "maxTouchPoints": 5}, False),
    ],
)
def test_an_ipad_gets_the_steps_of_an_iphone(new_phone, device, apple):
    page = new_phone(service_workers="block", has_touch=device["maxTouchPoints"] > 0, user_agent=device["userAgent"])
    page.add_init_script(f"Object.defineProperty(navigator, 'maxTouchPoints', {{get: () => {device['maxTouchPoints']}}})")
    page.goto("/you")
    page.get_by_role("button", name="Add to home screen").click()
    expect(page.get_by_text("Tap Share in the bar of the browser")).to_be_visible(visible=apple)
