"""The main job from end to end, as a person with a phone does it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.practicing import answered
from webapp.catalogue import load_catalogue

CATALOGUE = load_catalogue()
STEPS = 200  # no routine has more
EVENING = datetime(2026, 5, 4, 19, 0, tzinfo=UTC)

ON_THE_PHONE = "() => navigator.serviceWorker.controller !== null"


def open_(page, address="/"):
    """Open an address as the first thing of the evening, the questions answered, the clock in the test's hand."""
    answered(page)
    page.clock.install(time=EVENING)
    page.goto(address)


def turn_to_the_back(page):
    page.locator("#map").get_by_role("link", name="Back", exact=True).tap()


def tap_region(page, slug):
    page.locator(f"a[data-region='{slug}']:visible").first.tap()
    expect(page).to_have_url(re.compile(f"/regions/{slug}$"))


def start(page):
    """From a point's or a routine's page into its player."""
    page.get_by_role("link", name=re.compile("^Start")).first.tap()
    expect(page).to_have_url(re.compile("/practice$"))
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()
    think(page)


def think(page):
    """Let the time pass that keeps a tap from being the second half of the one before it."""
    page.clock.run_for(500)


def begin(page):
    think(page)
    page.get_by_role("button", name="Start").tap()


def seconds_left(page):
    minutes, seconds = page.get_by_role("timer").inner_text().strip().split(":")
    return int(minutes) * 60 + int(seconds)


def current(page):
    """The element of the current step, or of the end."""
    now = page.locator("[data-step-kind]:visible, [data-practice='done']:visible").first
    expect(now).to_be_visible()
    return now


def facts(step):
    return tuple(step.get_attribute(f"data-{name}") for name in ("step-kind", "point", "side"))


def follow(page, until=None):
    """Follow the steps to the end, or until one step `until(kind, point, side)`, moving the clock forward.

    Returns the steps as they came: [(kind, point, side)].
    """
    came = []
    # No time passes between looking at a step and its timer.
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 1"))
    for _ in range(STEPS):
        now = current(page)
        is_over = now.get_attribute("data-practice") == "done"
        step = facts(now)
        if is_over or (until and until(*step)):
            page.clock.resume()
            return came
        came.append(step)
        if step[0] == "locate":
            think(page)
            page.locator("[data-ready]:visible").first.tap()
        else:
            page.clock.run_for((seconds_left(page) + 1) * 1000)
    raise AssertionError(f"no end after {STEPS} steps: {came[-3:]}")


def save(page):
    think(page)
    page.get_by_role("button", name="Save").tap()
    expect(page.get_by_role("button", name="Save")).to_be_hidden()


def recorded(page, sessions=1):
    """The practice sessions that the server has for the person on this page, newest first."""
    for _ in range(100):
        listed = page.request.get("/history.json").json()
        if len(listed) >= sessions:
            break
        page.wait_for_timeout(50)
    assert len(listed) == sessions
    return listed


def wait_until_all_is_on_the_phone(page):
    page.goto("/you")
    expect(page.get_by_text("Saved for offline: all 110 points")).to_be_visible(timeout=60_000)


def test_tap_the_lower_back_and_press_bl23(page):
    open_(page)
    turn_to_the_back(page)
    tap_region(page, "lower-back")
    expect(page.locator("#page").get_by_role("heading", level=1)).to_have_text("Lower back")
    expect(page.locator("[data-view] [data-point='BL23']")).to_have_count(2)
    page.get_by_role("link", name="Kidney Transport").first.tap()
    expect(page).to_have_url(re.compile("/points/BL23$"))
    start(page)
    came = follow(page)
    assert {point for _, point, _ in came if point} == {"BL23"}
    presses = [step for step in came if step[0] == "press"]
    assert len(presses) == CATALOGUE.points["BL23"].dose.holds
    save(page)
    [done] = recorded(page)
    assert (done["kind"], done["key"]) == ("points", "BL23")
    assert done["seconds_pressed"] == pytest.approx(CATALOGUE.points["BL23"].dose.seconds * len(presses), abs=1)
    assert done["steps_done"] == done["steps_total"]
    page.goto("/history")
    expect(page.locator(f"[data-practice-session='{done['id']}']")).to_be_visible()


def test_heart_it_and_find_it(page):
    page.goto("/points/BL23")
    page.get_by_role("button", name="Add to favorites").tap()
    expect(page.get_by_role("button", name="Remove from favorites")).to_have_attribute("aria-pressed", "true")
    page.goto("/favorites")
    found = page.locator("#page").get_by_role("link", name="Kidney Transport")
    expect(found).to_be_visible()
    found.tap()
    page.get_by_role("button", name="Remove from favorites").tap()
    expect(page.get_by_role("button", name="Add to favorites")).to_have_attribute("aria-pressed", "false")
    page.goto("/favorites")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("#page").get_by_role("link", name="Kidney Transport")).to_have_count(0)


def test_do_the_back_routine_with_the_clock_moved_forward(page):
    routine = CATALOGUE.routines["back-seed"]
    answered(page)
    open_(page, "/routines/back-seed")
    start(page)
    came = follow(page)
    order = []
    for _, point, _ in came:
        if point and point not in order:
            order.append(point)
    assert order == [step.point for step in routine.steps]
    for code in order:
        presses = {side for kind, point, side in came if kind == "press" and point == code}
        assert presses in ({"left", "right"}, {"both"}, {"midline"}), code
    save(page)
    [done] = recorded(page)
    assert (done["kind"], done["key"]) == ("routines", "back-seed")
    assert done["seconds_pressed"] == pytest.approx(786 - 26 - 90, abs=120)
    started, finished = (datetime.fromisoformat(done[field]) for field in ("started_at", "finished_at"))
    assert timedelta(minutes=10) < finished - started < timedelta(minutes=20)


def test_reload_in_the_middle_and_the_clock_goes_on(page):
    open_(page, "/points/BL23/practice")
    begin(page)
    follow(page, until=lambda kind, point, side: kind == "press")
    page.clock.run_for(10_000)
    before = seconds_left(page)
    step = facts(current(page))
    page.reload()
    expect(page.get_by_role("timer")).to_be_visible()
    resume = page.get_by_role("button", name="Resume")
    if resume.is_visible():
        resume.tap()
    assert facts(current(page)) == step
    assert before - 6 <= seconds_left(page) <= before
    follow(page)
    save(page)
    [done] = recorded(page)
    assert done["seconds_pressed"] == pytest.approx(CATALOGUE.points["BL23"].practice_seconds, abs=40)


def test_install_it_and_launch_it_standalone(persistent_phone, base_url):
    page = persistent_phone.pages[0]
    page.goto(f"{base_url}/")
    page.wait_for_function(ON_THE_PHONE)
    session = persistent_phone.new_cdp_session(page)
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert not errors
    manifest = session.send("Page.getAppManifest")
    assert not manifest.get("errors")
    app = {"manifestId": f"{base_url}/"}
    session.send("PWA.install", app)
    session.send("PWA.changeAppUserSettings", {**app, "displayMode": "standalone"})
    with persistent_phone.expect_page() as opened:
        session.send("PWA.launch", app)
    launched = opened.value
    launched.wait_for_load_state()
    assert launched.evaluate("matchMedia('(display-mode: standalone)').matches")
    expect(launched.locator("a[data-region='lower-back']").first).to_be_attached()
    session.send("PWA.uninstall", app)


def test_stop_the_server_and_do_it_all_again(page, server):
    answered(page)
    page.clock.install(time=EVENING)
    wait_until_all_is_on_the_phone(page)
    page.goto("/points/LI4")
    page.get_by_role("button", name="Add to favorites").tap()
    server.stop()
    page.goto("/")
    turn_to_the_back(page)
    tap_region(page, "lower-back")
    expect(page.locator("[data-view] [data-point='BL23']")).to_have_count(2)
    page.get_by_role("link", name="Kidney Transport").first.tap()
    page.get_by_role("button", name="Add to favorites").tap()
    start(page)
    follow(page)
    save(page)
    page.goto("/favorites")
    for name in (CATALOGUE.points["BL23"].english, CATALOGUE.points["LI4"].english):
        expect(page.locator("#page").get_by_role("link", name=name)).to_be_visible()
    page.goto("/history")
    expect(page.locator("[data-practice-session]")).to_have_count(1)
    expect(page.locator("[data-pending]").first).to_be_visible()
    page.goto("/routines/back-seed")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    server.start()
    page.goto("/history")
    [done] = recorded(page)
    assert done["key"] == "BL23"
    kept = page.request.get("/favorites.json").json()["favorites"]
    assert {heart["key"] for heart in kept} == {"BL23", "LI4"}
