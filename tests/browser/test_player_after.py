"""Stories of the moment before and the time after a practice: leaving, the heart, the calendar, once more."""

import re

from playwright.sync_api import expect

from tests.browser import phone as phones
from tests.browser.practicing import answered, open_practice, phone, ready


def test_going_back_from_what_is_asked_first_simply_leaves(page):
    page.goto("/points/LI4")
    expect(page.locator("html[data-state=ready]")).to_have_count(1)
    page.get_by_role("link", name="Start").click()
    expect(page.get_by_role("group", name="Are you pregnant?")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile("/points/LI4$"))
    expect(page.get_by_role("heading", name="Find it")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_with_the_server_gone_it_can_be_hearted_put_in_the_calendar_and_done_again(page, server):
    answered(page)
    phones.save(page, "/points/LI4")
    server.stop()
    page.get_by_role("link", name="Start").click()
    page.get_by_role("button", name="How it guides you").click()
    page.get_by_role("dialog").get_by_role("button", name="Voice").click()
    page.get_by_role("button", name="Done").click()
    ready(page)
    expect(page.get_by_role("timer")).to_have_text("0:08")
    page.get_by_role("button", name="End").click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Add to favorites").click()
    page.get_by_role("button", name="Next time").click()
    page.get_by_label("When").fill("21:15")
    page.get_by_label("How often").select_option("Monday to Friday")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the file").click()
    text = saved.value.path().read_text(encoding="utf-8")
    assert saved.value.suggested_filename == "stillpoint.ics"
    assert text.startswith("BEGIN:VCALENDAR\n") and text.endswith("END:VCALENDAR\n")  # read with its line ends made one
    entry = dict(line.split(":", 1) for line in text.replace("\n ", "").splitlines())
    assert entry["SUMMARY"] == "Joining Valley" and entry["URL"].endswith("/points/LI4/practice")
    assert entry["DTSTART"].endswith("T211500") and entry["DURATION"] == "PT1M"
    assert entry["RRULE"] == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    page.get_by_role("button", name="Once more").click()
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()
    server.start()
    assert phones.flush(page)
    assert phones.hearted(page) == [("points", "LI4")]
    assert len(phones.recorded(page)) == 1


def test_a_calendar_entry_begins_on_a_day_of_its_rule_and_no_line_is_too_long(phone):
    open_practice(phone, "/points/LI4")
    phone.clock.set_fixed_time("2026-05-08T12:00:00Z")  # a Friday
    ask = """async (rule) => (await import('practice-calendar')).calendarEntry(
      'BEGIN:VEVENT\\nDTSTART:{start}00\\nDURATION:PT{minutes}M\\n{rule}SUMMARY:{title}\\n', {title: 'Größe; ' + '肾俞'.repeat(20), href: '/x', seconds: 61}, {time: '07:05', rule})"""
    weekdays, daily = phone.evaluate(phones.script(ask), "WEEKLY;BYDAY=MO,TU,WE,TH,FR"), phone.evaluate(phones.script(ask), "")
    assert "DTSTART:20260511T070500" in weekdays.replace("\r\n ", "")
    assert "DTSTART:20260509T070500" in daily.replace("\r\n ", "")
    assert "RRULE" not in daily and "DURATION:PT2M" in daily
    assert "SUMMARY:Größe\\; 肾俞" in daily.replace("\r\n ", "")
    assert max(len(line.encode()) for line in daily.split("\r\n")) <= 75


def test_one_place_of_the_page_speaks_short_messages(phone):
    open_practice(phone, "/points/LI4")
    assert phone.locator("[role=status], output").count() == 1
