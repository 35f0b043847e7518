"""From the browser's tab into the app on the home screen, and out again."""

import re

from playwright.sync_api import expect

from tests.browser import phone


def test_the_app_takes_over_what_the_tab_recorded_and_can_be_thrown_out_again(page, new_phone):
    page.goto("/about")
    phone.heart(page, "BL23")
    done = phone.practice(page)
    assert phone.flush(page)
    page.goto("/you")
    page.get_by_role("link", name="Carry over to another device").tap()
    page.get_by_role("button", name="Make a code").tap()
    code = page.locator("#code").text_content()

    app = new_phone()
    app.goto("/you")
    own = phone.practice(app, key="LI4", steps=[], started_at="2026-05-06T21:10:00+02:00", finished_at="2026-05-06T21:20:00+02:00")
    assert phone.flush(app)
    app.get_by_role("link", name="Enter the code of another device").tap()
    app.get_by_label("Code with ten letters and digits").fill(code.replace("-", "").lower())
    app.get_by_role("button", name="Join").tap()
    expect(app.get_by_role("heading", level=1)).to_have_text("Your devices")
    expect(app.locator("[data-device]")).to_have_count(2)
    phone.until(app, phone.script("import('local-state').then(({ state }) => state()).then(({ favorites }) => favorites.length === 1)"))
    app.goto("/points/BL23")
    expect(app.get_by_role("button", name="Remove from favorites")).to_be_visible()
    assert [one["id"] for one in phone.recorded(app)] == [own["id"], done["id"]] == [one["id"] for one in phone.recorded(page)]

    page.goto("/you/devices")
    other = page.locator("[data-device]").last
    other.locator("summary").tap()
    other.get_by_label("Name of this device").fill("The app")
    other.get_by_role("button", name="Name it").tap()
    expect(other).to_contain_text("The app")
    page.wait_for_timeout(phone.DOUBLE_TAP)
    other.locator("summary").tap()
    other.get_by_role("button", name="Throw out").tap()
    expect(page.locator("[data-device]")).to_have_count(1)
    app.goto("/history")
    expect(app.locator("[data-slot='empty']")).to_be_visible()
    assert phone.recorded(app) == []


def test_the_history_is_printed_by_a_button(page):
    page.goto("/about")
    phone.practice(page, note="left side")
    assert phone.flush(page)
    page.goto("/you/print")
    row = page.locator(".paper tbody tr")
    expect(row).to_have_text(re.compile("2026-05-04.*21:10.*Kidney Transport.*left side"))
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    page.get_by_role("button", name="Print").tap()
    assert page.evaluate("window.printed")
