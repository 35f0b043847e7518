"""Stories of practicing: found, pressed, rested, changed sides, felt, and kept to the second."""

import datetime
import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser import phone as phones
from tests.browser.practicing import (
    NOON,
    answered,
    feel,
    finish,
    open_practice,
    phone,
    ready,
    recorded,
    set_up,
    settled,
    start,
    step,
    timer,
)


def test_it_leads_through_a_point_and_keeps_the_exact_seconds(phone):
    start(phone, "/points/BL23")
    assert step(phone) == ("locate", "BL23", "both")
    expect(phone.get_by_role("img", name="Kidney Transport")).to_be_visible()
    phone.clock.run_for("10:00")
    assert step(phone) == ("locate", "BL23", "both")
    ready(phone)
    expect(timer(phone)).to_have_text("1:00")
    phone.clock.run_for(22_000)
    expect(timer(phone)).to_have_text("0:38")
    phone.clock.run_for(38_000)
    assert step(phone)[0] == "rest"
    expect(timer(phone)).to_have_text("0:15")
    phone.clock.run_for(15_000)
    assert step(phone)[0] == "press"
    phone.clock.run_for(60_000)
    [done] = finish(phone)
    assert (done["kind"], done["key"], done["seconds_pressed"]) == ("points", "BL23", 120)
    assert done["steps_done"] == done["steps_total"] == 4
    assert done["started_at"] == "2026-05-04T14:00:00+02:00"


def test_the_hand_that_tapped_has_time_to_get_ready_which_is_no_second_of_pressing(page):
    answered(page, settle="")
    page.clock.install(time=NOON - datetime.timedelta(seconds=1))
    page.clock.pause_at(NOON)
    start(page, "/points/LI4")
    ready(page)
    assert step(page) == ("ready", "LI4", "left")
    expect(timer(page)).to_have_text("0:03")
    expect(page.get_by_text("get ready", exact=True)).to_be_visible()
    page.clock.run_for(2_900)
    assert step(page)[0] == "ready"
    page.clock.run_for(200)
    assert step(page) == ("press", "LI4", "left")
    page.clock.run_for(25_000)
    [done] = finish(page)
    assert (done["seconds_pressed"], done["steps_done"], done["steps_total"]) == (20, 4, 4)
    page.get_by_role("button", name="Once more").click()
    sheet = set_up(page)
    sheet.get_by_text("Sides and pauses").click()
    sheet.get_by_label("To get ready").select_option("Off")
    settled(page)
    ready(page)
    assert step(page) == ("press", "LI4", "left")


def test_it_changes_sides_and_says_which(phone):
    start(phone, "/points/LI4")
    ready(phone)
    assert step(phone) == ("press", "LI4", "left")
    phone.clock.run_for(10_000)
    assert step(phone) == ("switch", "LI4", "right")
    expect(phone.get_by_role("heading", name="Switch sides")).to_be_visible()
    expect(phone.locator("[data-part=line]")).to_have_text("Now the right hand, left thumb.")
    assert phone.locator("[data-part=find] svg").count() == 2
    phone.clock.run_for(5_000)
    assert step(phone) == ("press", "LI4", "right")
    phone.clock.run_for(10_000)
    assert finish(phone)[0]["seconds_pressed"] == 20


def test_the_right_side_can_come_first(phone):
    start(phone, "/points/LI4")
    sheet = set_up(phone)
    sheet.get_by_text("Sides and pauses").click()
    sheet.get_by_role("button", name="Right").click()
    sheet.get_by_label("To change sides").select_option("10")
    settled(phone)
    ready(phone)
    assert step(phone) == ("press", "LI4", "right")
    phone.clock.run_for(10_000)
    assert step(phone) == ("switch", "LI4", "left")
    expect(timer(phone)).to_have_text("0:10")


def test_the_whole_back_routine_is_told_per_point_and_side(phone):
    start(phone, "/routines/back-seed")
    for _ in range(9):
        assert step(phone)[0] == "locate"
        ready(phone)
        for _ in range(30):
            if phone.locator("[data-practice=done]").count() or step(phone)[0] == "locate":
                break
            phone.clock.run_for(10_000)
    [sent] = [json.loads(request) for request in bodies(phone)]
    pressed = {(one["point"], one["side"]): one["seconds"] for one in sent["steps"]}
    assert pressed == {
        ("GB21", "left"): 18,
        ("GB21", "right"): 18,
        ("KI27", "left"): 60,
        ("KI27", "right"): 60,
        ("LI4", "left"): 10,
        ("LI4", "right"): 10,
        ("CV6", "midline"): 120,
        ("BL23", "both"): 120,
        ("BL53", "both"): 45,
        ("GB30", "left"): 45,
        ("GB30", "right"): 45,
        ("BL40", "left"): 60,
        ("BL40", "right"): 60,
        ("LR3", "left"): 20,
        ("LR3", "right"): 20,
    }
    assert sent["seconds_pressed"] == sum(pressed.values())


def bodies(page):
    """Save, and return the bodies that were sent to the history."""
    with page.expect_request(lambda one: one.method == "POST" and one.url.endswith("/history")) as sent:
        expect(page.locator("[data-practice=done]")).to_be_visible()
        page.get_by_role("button", name="Save").click()
    return [sent.value.post_data]


def test_skip_back_and_ten_more_seconds(phone):
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(30_000)
    phone.get_by_role("button", name="Skip").click()
    assert step(phone)[0] == "rest"
    phone.get_by_role("button", name="Back").click()
    assert step(phone)[0] == "press"
    expect(timer(phone)).to_have_text("1:00")
    phone.get_by_role("button", name="+10 s").click()
    expect(timer(phone)).to_have_text("1:10")
    phone.get_by_role("button", name="Back").click()
    assert step(phone)[0] == "locate"


def test_end_keeps_what_was_really_pressed_and_can_be_taken_back(phone):
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(21_700)
    phone.get_by_role("button", name="End").click()
    expect(phone.locator("[data-practice=done]")).to_be_visible()
    phone.get_by_role("button", name="Go on with it").click()
    expect(timer(phone)).to_have_text("0:39")
    phone.clock.run_for(1_000)
    phone.get_by_role("button", name="End").click()
    [done] = finish(phone)
    assert (done["seconds_pressed"], done["steps_done"], done["steps_total"]) == (22, 1, 4)


def test_ending_before_anything_was_pressed_keeps_nothing(phone):
    start(phone, "/points/BL23")
    phone.get_by_role("button", name="End").click()
    expect(phone.get_by_role("button", name="Start")).to_be_visible()
    assert phones.waiting(phone) == 0
    assert phone.request.get("/history.json").json() == []


def test_before_and_after_by_one_touch_each_and_a_note(phone):
    start(phone, "/points/LI4")
    feel(phone, 6)
    ready(phone)
    phone.clock.run_for(25_000)
    expect(phone.get_by_text("It was 6 when you began.")).to_be_visible()
    feel(phone, 4, "felt")
    expect(phone.get_by_text("Kept in your history.")).to_be_visible()
    expect(phone.locator("[data-part=pair]")).to_have_text(re.compile(r"6\s*before\s*4\s*now"))
    expect(phone.get_by_text("First time today")).to_be_visible()
    phone.get_by_role("button", name="Add a note").click()
    phone.get_by_label("Note").fill("Warm.")
    phone.get_by_label("Note").blur()
    phone.clock.run_for(10_000)
    for _ in range(50):
        kept = phone.request.get("/history.json").json()
        if [one["note"] for one in kept] == ["Warm."]:
            break
        phone.clock.run_for(500)
    [done] = kept
    assert (done["before"], done["after"], done["note"], done["seconds_pressed"]) == (6, 4, "Warm.", 20)


def test_what_is_left_out_is_not_kept(phone):
    start(phone, "/points/LI4")
    ready(phone)
    phone.clock.run_for(25_000)
    phone.get_by_role("button", name="Leave it out").click()
    expect(phone.get_by_text("Left out.")).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("button", name="Start")).to_be_enabled()
    assert phones.waiting(phone) == 0
    assert phone.request.get("/history.json").json() == []


def test_a_dose_of_ones_own_is_kept_for_this_point(phone):
    open_practice(phone, "/points/LI4")
    sheet = set_up(phone)
    sheet.get_by_text("Sides and pauses").click()
    sheet.locator("[data-choice=seconds]").select_option("20")
    sheet.locator("[data-choice=holds]").select_option("2")
    sheet.locator("[data-choice=rest]").select_option("5")
    expect(phone.locator("[data-part=time]")).to_have_text("1 min 35 s")
    phone.reload()
    expect(phone.get_by_role("button", name="Start")).to_be_enabled()
    phone.get_by_role("button", name="Start").click()
    ready(phone)
    seen = []
    for seconds in (20, 5, 20, 5, 20, 5):
        seen.append((*step(phone)[::2], timer(phone).inner_text()))
        phone.clock.run_for(1000 * seconds)
    assert seen == [
        ("press", "left", "0:20"), ("rest", "left", "0:05"), ("press", "left", "0:20"), ("switch", "right", "0:05"),
        ("press", "right", "0:20"), ("rest", "right", "0:05"),
    ]  # fmt: skip
    phone.clock.run_for(20_000)
    assert finish(phone)[0]["seconds_pressed"] == 80


def test_one_side_alone_can_be_chosen_for_a_point(phone):
    open_practice(phone, "/points/LI4")
    sheet = set_up(phone)
    sheet.get_by_text("Sides and pauses").click()
    sheet.get_by_role("button", name="Right").click()
    sheet.locator("[data-choice=only]").select_option("right")
    settled(phone)
    expect(phone.locator("[data-part=time]")).to_have_text("10 s")
    phone.get_by_role("button", name="Start").click()
    assert step(phone) == ("locate", "LI4", "right")
    ready(phone)
    assert step(phone) == ("press", "LI4", "right")
    phone.clock.run_for(10_000)
    [done] = finish(phone)
    assert done["steps"] == [{"point": "LI4", "side": "right", "seconds": 10}]
    open_practice(phone, "/points/PC6")
    phone.get_by_role("button", name="Start").click()
    ready(phone)
    assert step(phone) == ("press", "PC6", "right")
    expect(phone.get_by_text("Next: switch sides")).to_be_visible()


def test_a_dose_of_ones_own_stays_within_the_cap(phone):
    start(phone, "/points/BL40")
    sheet = set_up(phone)
    sheet.get_by_text("Sides and pauses").click()
    sheet.locator("[data-choice=seconds]").select_option("120")
    sheet.locator("[data-choice=holds]").select_option("3")
    settled(phone)
    ready(phone)
    expect(timer(phone)).to_have_text("0:40")


def test_shorter_and_longer_stay_within_the_caps(phone):
    start(phone, "/points/BL40")
    set_up(phone).get_by_role("button", name="Longer").click()
    settled(phone)
    ready(phone)
    expect(timer(phone)).to_have_text("1:30")
    for _ in range(3):
        phone.get_by_role("button", name="+10 s").click()
    expect(timer(phone)).to_have_text("2:00")
    expect(phone.get_by_role("button", name="+10 s")).to_be_hidden()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("list.replaceChildren()", "No point is left to press in this practice."),
        ("list.querySelector('[data-do=press]').dataset.seconds = '0'", "Every step of a practice needs at least one second."),
        ("list.firstElementChild.dataset.step = 'ZZ9'", "a point that this guide does not know"),
        ("list.querySelector('[data-do=rest]').dataset.seconds = '2400'", "A practice takes at most 35 minutes."),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_practiced_is_refused_with_a_sentence(phone, change, sentence):
    open_practice(phone, "/points/BL23")
    phone.evaluate(f"""() => {{ const list = document.querySelector("[data-part=plan]"); {change} }}""")
    set_up(phone).get_by_role("button", name="Shorter").click()
    settled(phone)
    expect(phone.get_by_role("alert")).to_contain_text(sentence)
    expect(phone.get_by_role("button", name="Start")).to_be_disabled()


def test_without_javascript_the_page_is_the_list_of_steps(new_phone):
    page = new_phone(java_script_enabled=False)
    page.goto("/points/BL23/practice")
    expect(page.get_by_role("heading", name="Kidney Transport")).to_be_visible()
    steps = page.locator("[data-do]").all_inner_texts()
    assert [text.strip() for text in steps] == ["find it", "press 1 min", "rest 15 s", "press 1 min"]
    expect(page.get_by_role("button", name="Start")).to_be_hidden()


@pytest.mark.parametrize(("code", "sides"), [("BL23", "both sides"), ("CV6", "midline")])
def test_a_point_that_changes_no_sides_says_where_it_is_pressed(phone, code, sides):
    start(phone, f"/points/{code}")
    ready(phone)
    expect(phone.locator("[data-part=line]")).to_contain_text(sides)


def test_it_says_how_much_is_left(phone):
    start(phone, "/points/BL23")
    ready(phone)
    left = phone.locator("[data-part=left]")
    expect(left).to_have_text("3 min left")
    phone.clock.run_for(20_000)
    expect(left).to_have_text("2 min left")
    phone.clock.run_for(80_000)
    expect(left).to_have_text("35 s left")
    phone.get_by_role("button", name="+10 s").click()
    expect(left).to_have_text("45 s left")


def test_leaving_out_can_be_taken_back_before_and_after_it_was_kept(phone):
    start(phone, "/points/LI4")
    ready(phone)
    phone.clock.run_for(25_000)
    phone.get_by_role("button", name="Leave it out").click()
    expect(phone.get_by_text("Left out.")).to_be_visible()
    phone.get_by_role("button", name="Undo").click()
    feel(phone, 4, "felt")
    expect(phone.get_by_text("Kept in your history.")).to_be_visible()
    assert [one["after"] for one in recorded(phone)] == [4]
    phone.get_by_role("button", name="Leave it out").click()
    expect(phone.get_by_text("Left out.")).to_be_visible()
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_text("Kept in your history.")).to_be_visible()
    expect(phone.get_by_role("button", name="Undo")).to_be_hidden()
    phone.clock.run_for(10_000)
    assert [(one["after"], one["seconds_pressed"]) for one in recorded(phone)] == [(4, 20)]
    phone.get_by_role("button", name="Leave it out").click()
    expect(phone.get_by_text("Left out.")).to_be_visible()
    for _ in range(50):
        phone.clock.run_for(1000)
        if not phone.request.get("/history.json").json():
            break
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_text("Kept in your history.")).to_be_visible()
    assert [(one["after"], one["seconds_pressed"]) for one in recorded(phone)] == [(4, 20)]
