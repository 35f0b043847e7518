"""The sheet that asks before a start: what is open and nothing else, a step at a time, and never twice."""

import datetime

import pytest
from playwright.sync_api import expect

from tests.browser import phone as offline
from tests.browser.asking import ask, choose, start_of, stored_answers
from tests.browser.practicing import NOON, answered, open_practice, phone


def test_the_questions_come_with_the_first_start_with_nothing_preset_and_each_tap_is_kept(page):
    page.goto("/points/GB20/practice")
    start_of(page).click()
    sheet = ask(page)
    expect(sheet.get_by_role("group", name="Are you pregnant?")).to_be_visible()
    expect(page.locator("safety-questions :checked")).to_have_count(0)
    choose(page, "May be")
    assert stored_answers(page) == "may some pregnancy"
    expect(sheet.get_by_role("group", name="Does any of this apply?")).to_be_visible()
    expect(sheet.get_by_role("button", name="Go on")).to_be_hidden()
    choose(page, "Diabetes, poor circulation, numb feet or legs")
    assert stored_answers(page) == "may list2 some pregnancy numb-feet"
    expect(sheet.get_by_role("button", name="Go on")).to_be_visible()
    page.wait_for_timeout(offline.DOUBLE_TAP)
    choose(page, "None of these")
    assert stored_answers(page) == "may none list2 some pregnancy"
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()
    page.goto("/you")
    expect(page.get_by_label("Diabetes, poor circulation, numb feet or legs")).not_to_be_checked()
    expect(page.get_by_label("May be")).to_be_checked()
    choose(page, "Rather not say")
    assert stored_answers(page) == "unsaid none list2 some pregnancy"
    page.get_by_role("button", name="Clear the answers").click()
    expect(page.locator("safety-questions :checked")).to_have_count(0)
    assert stored_answers(page) is None


@pytest.mark.parametrize(
    ("answers", "open_question"), [("no", "Does any of this apply?"), ("list2 some pregnancy clot", "Are you pregnant?")]
)
def test_one_answer_leaves_the_other_question_open(page, answers, open_question):
    answered(page, answers)
    page.goto("/points/GB20/practice")
    expect(page.get_by_text("Not answered: planned as if all of it applied.").last).to_be_visible()
    start_of(page).click()
    expect(ask(page).get_by_role("group", name=open_question)).to_be_visible()
    choose(page, "None of these" if answers == "no" else "No")
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()
    page.get_by_role("button", name="End").click()
    expect(page.get_by_text("Not answered").last).to_be_hidden()
    start_of(page).click()
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()


def test_a_start_that_cannot_be_says_why_beside_it_and_a_tap_leads_to_the_open_question(page):
    page.goto("/points/BL23/practice")
    start_of(page).click()
    ask(page).get_by_role("button", name="Put it off").click()
    assert stored_answers(page) == "later"
    why = page.get_by_role("alert").filter(has_text="Nothing is left until you answer the questions.")
    expect(why).to_be_in_viewport()
    expect(start_of(page)).to_be_disabled()
    start, reason = start_of(page).bounding_box(), why.bounding_box()
    assert 0 <= start["y"] - (reason["y"] + reason["height"]) < 40
    expect(page.locator(".part[data-step=BL23]")).to_contain_text("left out: not answered")
    page.wait_for_timeout(offline.DOUBLE_TAP)
    start_of(page).tap(force=True)
    choose(page, "No")
    page.wait_for_timeout(offline.DOUBLE_TAP)
    choose(page, "Osteoporosis, fracture or recent surgery")
    ask(page).get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert").filter(has_text="No point is left to press in this practice.")).to_be_in_viewport()
    expect(page.locator("[data-own] > p", has_text="Left out: no pressure over fragile or healing bone.")).to_be_in_viewport()
    page.goto("/you")
    choose(page, "None of these")
    page.goto("/points/BL23/practice")
    start_of(page).click()
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()


def test_what_was_put_off_is_not_asked_again_and_can_be_seen_and_changed(page):
    answered(page, "later")
    page.goto("/points/GB20/practice")
    expect(page.get_by_text("Not answered: planned as if all of it applied.").last).to_be_visible()
    start_of(page).click()
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()
    page.get_by_role("button", name="How it guides you").click()
    page.get_by_role("button", name="Ask me the questions again").click()
    choose(page, "No")
    page.wait_for_timeout(offline.DOUBLE_TAP)
    choose(page, "None of these")
    expect(ask_sheet := page.locator("[data-part=ask]")).to_be_hidden()
    assert ask_sheet and stored_answers(page) == "no none list2 later"
    page.goto("/you")
    expect(page.get_by_text("Not answered: planned as if all of it applied.")).to_be_hidden()


def test_the_signs_are_asked_before_the_first_run_of_a_routine_and_again_after_thirty_days(phone):
    phone.goto("/you")
    phone.evaluate("localStorage['red-flags'] = '2026-05-04 headache'")

    def started(slug, asks):
        open_practice(phone, f"/routines/{slug}")
        start_of(phone).click()
        if asks:
            ask(phone).get_by_role("button", name="None of these").click()
        expect(phone.locator("[data-step-kind=locate]")).to_be_visible()
        phone.get_by_role("button", name="End").click()

    started("headache", asks=True)
    started("headache", asks=False)
    started("calm", asks=True)
    phone.clock.set_fixed_time(NOON + datetime.timedelta(days=29))
    started("headache", asks=False)
    phone.clock.set_fixed_time(NOON + datetime.timedelta(days=30))
    started("headache", asks=True)
    start_of(phone).click()
    phone.get_by_role("button", name="How it guides you").click()
    phone.get_by_role("button", name="Ask me the questions again").click()
    expect(ask(phone).get_by_role("heading", name="Is any of this so?")).to_be_visible()
    ask(phone).get_by_role("link", name="The worst headache of your life").click()
    expect(phone.get_by_role("heading", name="Get help instead")).to_be_visible()


def test_the_signs_come_in_two_groups_and_each_leads_to_its_help(page):
    answered(page, signs=False)
    page.goto("/routines/upper-back-shoulders/practice")
    start_of(page).click()
    now, doctor = ask(page).locator("[data-asks=flags] ul").all()
    expect(now).to_contain_text("egs that will not coordinate")
    expect(now).to_contain_text("earing neck pain")
    expect(doctor).to_contain_text("ast cancer")
    expect(ask(page).get_by_role("button", name="A doctor knows of it: go on")).to_be_in_viewport()
    doctor.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="See a doctor first")).to_be_visible()
    expect(page.get_by_text("Then you can go on.")).to_be_visible()


@pytest.mark.parametrize(("kept", "ticked"), [("no none", []), ("no some clot numb-feet", ["clot", "numb-feet"])])
def test_who_answered_an_earlier_list_is_asked_what_is_new_keeps_the_ticks_and_is_locked_out_of_nothing(page, kept, ticked):
    answered(page, kept)
    page.goto("/points/GB20/practice")
    expect(page.get_by_text("Lightly, with the fingers alone: 2–3 out of 10 at most.")).to_be_visible()
    start_of(page).click()
    expect(ask(page).get_by_text("The list has grown since you answered.")).to_be_visible()
    checked = page.locator("safety-questions input[type=checkbox]:checked")
    expect(checked).to_have_count(len(ticked))
    assert checked.evaluate_all("fields => fields.map(({ value }) => value)") == ticked
    if ticked:
        ask(page).get_by_role("button", name="Go on").click()
        assert stored_answers(page) == "no list2 some clot numb-feet"
    else:
        choose(page, "None of these")
        assert stored_answers(page) == "no none list2"
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()
    page.get_by_role("button", name="End").click()
    start_of(page).click()
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()


def test_without_scripts_the_signs_stand_to_be_read_before_the_steps(new_phone):
    page = new_phone(java_script_enabled=False, service_workers="block")
    page.goto("/routines/headache/practice")
    expect(page.get_by_role("heading", name="Is any of this so?")).to_be_visible()
    expect(page.get_by_role("link", name="The worst headache of your life")).to_be_visible()
    expect(page.get_by_role("button", name="None of these")).to_be_hidden()
    expect(page.locator(".part__steps li").first).to_be_visible()
