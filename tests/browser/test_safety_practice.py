"""What was told to this phone holds for the practice that starts, and for the one that runs."""

import pytest
from playwright.sync_api import expect

from tests.browser.asking import choose, shown, start_of
from tests.browser.practicing import answered, phone, ready, start, step, timer
from tests.browser.test_own_routines import add
from webapp.catalogue import load_catalogue

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("answers", "out"),
    [
        ("later", lambda point: bool(set(point.left_out_for) - {"young"})),
        ("no later", lambda point: bool(set(point.left_out_for) - {"pregnancy", "young"})),
        ("unsaid some pregnancy later", lambda point: bool(set(point.left_out_for) - {"young"})),
        ("unsaid none list2 some pregnancy", lambda point: "pregnancy" in point.left_out_for),
        ("no none list2", lambda point: False),
        ("no none later", lambda point: "frail" in point.left_out_for),
        ("may none some pregnancy later", lambda point: bool({"pregnancy", "frail"} & set(point.left_out_for))),
        ("no some clot later", lambda point: bool({"clot", "frail"} & set(point.left_out_for))),
    ],
)
def test_a_question_put_off_is_planned_as_if_all_that_it_asks_about_applied(page, answers, out):
    answered(page, answers)
    for slug in ("sleep", "low-back-quick", "energy"):
        page.goto(f"/routines/{slug}/practice")
        expect(start_of(page)).to_be_enabled()
        start_of(page).click()
        expect(page.locator("[data-step-kind=locate]")).to_be_visible()
        kept = page.evaluate("JSON.parse(localStorage.practice).plan.map(({ point }) => point)")
        assert set(kept) == {code for code in CATALOGUE.routines[slug].points if not out(CATALOGUE.points[code])}
        page.evaluate("localStorage.removeItem('practice')")


def test_a_point_that_is_left_out_starts_only_when_the_answer_lets_it(phone):
    phone.add_init_script("localStorage.answers = 'some pregnancy later'")
    phone.goto("/points/LI4/practice")
    button = phone.get_by_role("button", name="Start")
    expect(phone.get_by_role("alert").filter(has_text="Nothing is left")).to_be_visible()
    expect(phone.get_by_role("link", name="Other points there")).to_have_attribute("href", "/regions/hand")
    expect(button).to_be_disabled()
    button.click(force=True)
    choose(phone, "No")
    choose(phone, "None of these")
    expect(phone.locator("[data-step-kind=locate]")).to_be_visible()


def test_a_practice_left_open_does_not_go_on_with_a_point_that_was_ruled_out_meanwhile(phone):
    start(phone, "/points/SP6")
    ready(phone)
    phone.clock.run_for(5000)
    assert step(phone)[0] == "press"
    phone.evaluate("localStorage.answers = 'yes none some pregnancy'")
    phone.reload()
    expect(phone.get_by_text("One is still open")).to_be_visible()
    expect(timer(phone)).to_be_hidden()


def test_a_running_hold_stops_when_another_tab_tells_what_rules_it_out(phone, context):
    start(phone, "/points/SP6")
    ready(phone)
    phone.clock.run_for(5000)
    assert step(phone)[0] == "press"
    other = context.new_page()
    other.goto("/you")
    choose(other, "Yes")
    expect(timer(phone)).to_be_hidden()
    expect(phone.locator("[data-practice=done]")).to_be_visible()
    expect(phone.get_by_text("Stopped: what you told this phone rules out a point of this practice.")).to_be_visible()


def test_a_running_hold_goes_on_when_what_another_tab_tells_concerns_no_point_of_it(phone, context):
    start(phone, "/points/SP6")
    ready(phone)
    phone.clock.run_for(5000)
    other = context.new_page()
    other.goto("/you")
    choose(other, "A pacemaker, port or other implant")
    phone.wait_for_function("() => document.documentElement.dataset.answers.includes('implant')")
    phone.clock.run_for(2000)
    assert step(phone)[0] == "press"
    expect(timer(phone)).to_be_visible()


def test_a_set_for_period_days_cannot_be_started_in_pregnancy(page):
    answered(page, "may none list2 some pregnancy")
    routine = shown(page, "/routines/period-cramps")
    expect(routine.get_by_text("This set is for period days.")).to_be_visible()
    expect(routine.get_by_role("link", name="Start")).to_be_hidden()
    practice = shown(page, "/routines/period-cramps/practice")
    expect(start_of(practice)).to_be_disabled()
    expect(practice.get_by_text("This set is for period days.").first).to_be_visible()


def test_the_cautions_of_a_point_stand_where_it_is_found_also_in_a_routine_of_ones_own(phone):
    start(phone, "/points/BL40")
    expect(phone.locator("[data-part=care]")).to_contain_text("with a known or suspected clot in the leg")
    phone.get_by_role("button", name="End").click()
    phone.goto("/routines/own/edit")
    phone.get_by_label("Name").fill("Evening")
    add(phone, "KI27")
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator("own-routine")).to_be_attached()
    phone.clock.run_for(1000)
    phone.get_by_role("link", name="Start").click()
    expect(phone.locator("practice-player")).to_be_visible()
    phone.clock.run_for(1000)
    phone.get_by_role("button", name="None of these").click()
    expect(phone.locator("[data-part=care]")).to_contain_text("near a pacemaker, a port or recent chest surgery")
    ready(phone)
    expect(phone.locator("[data-part=care]")).to_be_hidden()


def test_with_sore_thumbs_something_else_may_press_but_not_where_it_has_to_be_light(phone):
    answers = "no list2 some hand"
    phone.add_init_script(f"localStorage.answers = '{answers}'")
    start(phone, "/points/ST36")
    expect(phone.locator("[data-part=care]")).to_contain_text("a pencil eraser or a rounded wooden tool")
    expect(phone.get_by_role("button", name="It is in place")).to_be_visible()
    phone.add_init_script(f"localStorage.answers = '{answers} frail'")
    phone.get_by_role("button", name="End").click()
    start(phone, "/points/ST36")
    expect(phone.locator("[data-part=care]")).not_to_contain_text("eraser")
    expect(phone.get_by_role("button", name="Thumb is there")).to_be_visible()
    phone.goto("/points/ST36")
    expect(phone.get_by_text("on a chair or with one at hand")).to_be_visible()
    expect(phone.get_by_text("a pencil eraser")).to_be_hidden()


def test_a_running_practice_changes_its_words_when_another_tab_tells_that_it_has_to_be_light(phone, context):
    start(phone, "/points/BL53")
    expect(phone.get_by_role("button", name="Knuckles are there")).to_be_visible()
    other = context.new_page()
    other.goto("/you")
    choose(other, "Frail, or over 75")
    expect(phone.get_by_role("button", name="Fingertips are there")).to_be_visible()
    expect(phone.locator("[data-part=care]")).to_contain_text("on a chair or with one at hand")


def test_a_running_hold_stops_when_another_tab_tells_of_an_age_under_16(phone, context):
    start(phone, "/points/ST36")
    ready(phone)
    phone.clock.run_for(5000)
    other = context.new_page()
    other.goto("/you")
    choose(other, "Under 16")
    expect(phone.get_by_text("Stopped: what you told this phone rules out a point of this practice.")).to_be_visible()
    expect(timer(phone)).to_be_hidden()
