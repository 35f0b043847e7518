"""The history: by day, in a month and a week, before and after, deleted with a way to undo it."""

import re
from datetime import UTC, datetime, timezone

from playwright.sync_api import expect

from tests.browser import phone

NOW = datetime(2026, 5, 7, 12, 0, tzinfo=UTC)


def open_history(page, *sessions):
    """A phone in May on which these sessions were practiced, at its history."""
    page.clock.install(time=NOW)
    page.goto("/about")
    done = [phone.practice(page, **session) for session in sessions]
    page.goto("/history")
    return [page.locator(f"[data-practice-session='{one['id']}']") for one in done]


def at(day, time, **changes):
    return {"started_at": f"2026-05-{day:02}T{time}:00+02:00", "finished_at": f"2026-05-{day:02}T23:50:00+02:00"} | changes


def test_practices_are_listed_by_day_newest_first(page):
    open_history(page, at(4, "21:10"), at(6, "08:00", key="LI4", steps=[]), at(7, "07:30"))
    expect(page.locator("[data-slot='days'] h3")).to_have_text(["Today", "Yesterday", "Monday, May 4"])
    names = page.locator("[data-practice-session] [data-slot='name']")
    expect(names).to_have_text(["Kidney Transport", "Joining Valley", "Kidney Transport"])


def test_a_practice_stays_on_the_day_and_hour_of_the_place_where_it_was_done(page):
    [row] = open_history(page, {"started_at": "2026-05-05T23:30:00-09:00", "finished_at": "2026-05-05T23:34:00-09:00"})
    expect(row).to_contain_text("23:30")
    expect(page.locator("#day-2026-05-05 h3")).to_have_text("Tuesday, May 5")


def test_the_month_has_a_point_for_each_practice_and_today_is_ringed(page):
    open_history(page, at(4, "08:00"), at(4, "21:10"))
    expect(page.get_by_role("heading", level=2).first).to_have_text("May")
    expect(page.get_by_role("link", name="May 4, 2 practices").locator("i")).to_have_count(2)
    expect(page.locator(".today")).to_have_text("7")


def test_the_week_is_the_seven_days_that_end_today(page):
    open_history(page, at(4, "08:00"))
    page.get_by_role("link", name="Week").tap()
    expect(page.get_by_role("heading", level=2).first).to_have_text(re.compile("May 1 . 7"))
    expect(page.locator(".calendar__day")).to_have_text(["1", "2", "3", "4", "5", "6", "7"])
    page.get_by_role("link", name="Month").tap()
    expect(page.locator(".calendar__day")).to_have_count(31)


def test_months_before_are_reached_while_they_hold_something(page):
    open_history(page, {"started_at": "2026-03-10T08:00:00+01:00", "finished_at": "2026-03-10T08:10:00+01:00"})
    page.get_by_role("button", name="April").tap()
    page.get_by_role("button", name="March").tap()
    expect(page.get_by_role("heading", level=2).first).to_have_text("March")
    expect(page.get_by_role("button", name="February")).not_to_be_visible()
    page.get_by_role("button", name="April").tap()
    expect(page.get_by_role("heading", level=2).first).to_have_text("April")


def test_before_and_after_are_drawn_for_the_last_ten(page):
    open_history(page, *(at(1 + n % 7, f"{6 + n:02}:00", before=n % 10, after=5) for n in range(12)))
    expect(page.locator("[data-slot='trend'] .pair")).to_have_count(10)
    expect(page.locator("[data-slot='trend'] .now")).to_have_count(1)


def test_an_untold_before_or_after_is_left_out(page):
    [row] = open_history(page, at(7, "08:00", before=None))
    expect(row.locator("[data-slot='pair']")).not_to_be_visible()
    expect(page.get_by_role("heading", name="Before and after")).not_to_be_visible()
    row.locator("summary").tap()
    expect(row).to_contain_text("Before not told, after 3.")


def test_a_deleted_practice_is_gone_and_can_be_had_back(page):
    _first, second = open_history(page, at(6, "08:00"), at(7, "08:00", note="left side"))
    second.locator("summary").tap()
    expect(second).to_contain_text("left side")
    second.get_by_role("button", name="Delete").tap()
    expect(second).to_have_count(0)
    page.get_by_role("status").get_by_role("button", name="Undo").tap()
    expect(second).to_be_visible()
    page.clock.run_for(20_000)
    assert phone.flush(page)
    assert len(phone.recorded(page)) == 2


def test_a_deleted_practice_is_deleted_on_the_server_too(page):
    [row] = open_history(page, at(7, "08:00"))
    assert phone.flush(page)
    row.locator("summary").tap()
    page.wait_for_timeout(phone.DOUBLE_TAP)
    row.get_by_role("button", name="Delete").tap()
    expect(row).to_have_count(0)
    expect(page.locator("[data-slot='empty']")).to_be_visible()
    page.clock.run_for(9_000)
    assert phone.flush(page)
    assert phone.recorded(page) == []


def test_a_day_of_the_calendar_leads_to_its_practices(page):
    open_history(page, at(4, "08:00"))
    page.get_by_role("link", name="May 4, one practice").tap()
    expect(page).to_have_url(re.compile("#day-2026-05-04$"))
    expect(page.locator("#day-2026-05-04")).to_be_in_viewport()


def test_the_history_works_without_scripts(new_phone):
    page = new_phone(java_script_enabled=False)
    done = phone.practice_session(note="left side")
    page.request.post("/history", data=done, headers={"Sec-Fetch-Site": "same-origin"})
    page.goto("/history")
    row = page.locator(f"[data-practice-session='{done['id']}']")
    expect(row).to_contain_text("Kidney Transport")
    row.locator("summary").tap()
    expect(row).to_contain_text("left side")
    row.get_by_role("button", name="Delete").tap()
    expect(page).to_have_url(re.compile("/history$"))
    expect(page.locator("[data-practice-session]")).to_have_count(0)


def test_an_empty_history_says_what_will_be_here(page):
    page.goto("/history")
    expect(page.locator("[data-slot='empty']")).to_be_visible()
    expect(page.locator("[data-slot='full']")).not_to_be_visible()
