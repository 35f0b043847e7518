"""The safety questions and what follows from them: on the phone alone, everywhere, at once."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser import phone as offline
from tests.browser.practicing import answered, finish, open_practice, ready, start, step, timer
from tests.browser.practicing import phone as phone_of_practice
from webapp import catalogue

phone = phone_of_practice
BOOK = catalogue.load()
SECRETS = ("clot", "unsaid", "blood-thinners")


def choose(page, name):
    page.locator("safety-questions").get_by_text(name, exact=True).click()


def told(page):
    return page.evaluate("localStorage.getItem('answers')")


def test_the_questions_come_before_the_first_start_with_nothing_preset_and_each_tap_is_kept(page):
    page.goto("/points/BL23/practice")
    expect(page.get_by_role("heading", name="Before you start")).to_be_in_viewport()
    expect(page.locator("safety-questions :checked")).to_have_count(0)
    expect(page.get_by_role("button", name="Start")).to_be_enabled()
    choose(page, "May be")
    assert told(page) == "may some pregnancy"
    choose(page, "Numb feet, or poor circulation")
    assert told(page) == "may some pregnancy numb-feet"
    choose(page, "None of these")
    expect(page.get_by_label("Numb feet, or poor circulation")).not_to_be_checked()
    assert told(page) == "may none some pregnancy"
    choose(page, "No")
    assert told(page) == "no none"
    page.reload()
    expect(page.get_by_role("heading", name="Before you start")).to_be_hidden()
    expect(page.get_by_text("Are you pregnant? No · None of these")).to_be_visible()
    page.get_by_role("button", name="Change").click()
    choose(page, "Rather not say")
    assert told(page) == "unsaid none some pregnancy"
    page.goto("/you")
    expect(page.get_by_label("Rather not say")).to_be_checked()
    page.get_by_role("button", name="Clear the answers").click()
    expect(page.locator("safety-questions :checked")).to_have_count(0)
    assert told(page) is None


def test_whoever_starts_without_an_answer_gets_the_careful_plan(page):
    page.clock.install()
    open_practice(page, "/routines/headache")
    expect(page.get_by_text("Unanswered: planned as for pregnancy.")).to_be_visible()
    expect(page.locator(".part[data-step=LI4]")).to_contain_text("left out: pregnancy")
    page.get_by_role("button", name="Start").click()
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()
    kept = page.evaluate("JSON.parse(localStorage.practice).plan.map(({ point }) => point)")
    assert set(kept) == set(BOOK.routines["headache"].points) - {"LI4"}
    assert told(page) is None


def test_a_point_that_is_left_out_starts_only_when_the_answer_lets_it(phone):
    phone.add_init_script("localStorage.removeItem('answers')")
    phone.goto("/points/LI4/practice")
    button = phone.get_by_role("button", name="Start")
    expect(phone.get_by_role("alert").filter(has_text="No point is left")).to_be_visible()
    expect(phone.get_by_role("link", name="Other points there")).to_have_attribute("href", "/regions/hand")
    expect(button).to_be_disabled()
    choose(phone, "No")
    expect(button).to_be_enabled()
    button.click()
    expect(phone.locator("[data-step-kind=locate]")).to_be_visible()


def test_no_request_of_a_whole_story_carries_an_answer(page, context):
    sent = []
    context.on("request", lambda request: sent.append((request.url, request.post_data or "", json.dumps(request.headers))))
    page.clock.install()
    page.goto("/routines/low-back-quick/practice")
    choose(page, "Rather not say")
    choose(page, "A blood clot, or varicose veins")
    choose(page, "Blood thinners, or I bruise easily")
    page.get_by_role("button", name="Start").click()
    while page.locator("[data-practice=done]").count() == 0:
        page.clock.run_for(500)
        if page.locator("[data-ready]").is_visible():
            ready(page)
        else:
            page.clock.run_for(240_000)
    assert finish(page)
    for address in ("/", "/regions/foot", "/points/ST36", "/favorites", "/search?q=knee", "/history", "/you"):
        page.goto(address)
    page.get_by_role("button", name="Clear the answers").click()
    assert len(sent) > 20
    carried = [one for one in sent if any(secret in part for part in one for secret in SECRETS)]
    assert not carried
    assert not [cookie for cookie in context.cookies() if any(secret in cookie["value"] for secret in SECRETS)]


def shown(page, address):
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-fitted", "")
    return page


def test_what_was_told_is_applied_on_every_page_also_with_no_server(page, server):
    answered(page, "yes some pregnancy clot")
    offline.save(page)
    server.stop()
    hand = shown(page, "/regions/hand")
    row = hand.locator(".row[href='/points/LI4']")
    expect(row).to_contain_text("left out: pregnancy")
    expect(row.locator(".marker")).to_have_css("border-style", "dashed")
    assert "left out" in hand.locator("a.spot[data-point=LI4]").first.get_attribute("aria-label")
    routine = shown(page, "/routines/michigan-stimulating")
    expect(routine.locator("[data-count]")).to_contain_text("left out")
    expect(routine.locator("[data-own]")).to_contain_text("no pressing on a leg")
    minutes = int(re.search(r"\d+", routine.locator("[data-count] [data-minutes]").text_content())[0])
    assert 0 < minutes < BOOK.routines["michigan-stimulating"].minutes
    assert f"{minutes} min" in routine.locator(".bar").text_content()
    point = shown(page, "/points/LI4")
    expect(point.get_by_text("Left out in pregnancy, by tradition")).to_be_visible()
    expect(point.get_by_role("link", name="Start")).to_be_hidden()
    other = shown(page, "/points/BL23")
    expect(other.get_by_text("Ask your midwife or doctor first.")).to_be_visible()
    expect(other.get_by_text("no pressing on a leg")).to_be_hidden()
    expect(other.get_by_role("link", name="Start")).to_be_visible()
    assert "left out" in shown(page, "/search?q=shin").locator(".results").text_content()
    open_practice(page, "/routines/michigan-stimulating")
    expect(page.locator("[data-part=time]")).to_have_text(f"{minutes} min")
    page.get_by_role("button", name="Start").click()
    kept = page.evaluate("JSON.parse(localStorage.practice).plan.map(({ point }) => point)")
    assert not any({"pregnancy", "clot"} & set(BOOK.points[code].left_out_for) for code in kept)


def test_a_page_that_is_tapped_shows_it_like_one_that_is_opened(page):
    answered(page, "yes some pregnancy")
    shown(page, "/?side=front")
    page.locator("a[data-region=hand]:visible").first.tap()
    row = page.locator(".row[href='/points/LI4']")
    expect(row).to_contain_text("left out: pregnancy")
    row.tap()
    expect(page.get_by_text("Left out in pregnancy, by tradition")).to_be_visible()
    expect(page.get_by_role("link", name="Start")).to_be_hidden()
    page.get_by_role("button", name="Add to favorites").tap()
    page.locator(".tab[data-tab=you]").evaluate("tab => tab.click()")
    choose(page, "No")
    page.get_by_role("link", name="Favorites").first.tap()
    expect(page.locator(".card__link[href='/points/LI4']")).to_be_visible()
    expect(page.locator(".card__link[href='/points/LI4']")).not_to_contain_text("left out")


def test_nothing_unfiltered_is_painted_before_the_scripts_come(new_phone, complaints):
    complaints.allow("net::ERR_FAILED")
    page = new_phone(service_workers="block")
    answered(page, "yes some pregnancy")
    page.route("**/bundles/**", lambda route: route.abort())
    page.goto("/points/LI4")
    expect(page.get_by_text("Left out in pregnancy, by tradition")).to_be_visible()
    expect(page.get_by_role("link", name="Start")).to_be_hidden()
    page.goto("/routines/back-seed")
    expect(page.locator(".row[href='/points/LI4'] .row__end")).to_be_hidden()
    expect(page.locator("[data-minutes]").first).to_be_hidden()


def test_a_practice_left_open_does_not_go_on_with_a_point_that_was_ruled_out_meanwhile(phone):
    start(phone, "/points/SP6")
    ready(phone)
    phone.clock.run_for(5000)
    assert step(phone)[0] == "press"
    phone.evaluate("localStorage.answers = 'yes some pregnancy'")
    phone.reload()
    expect(phone.get_by_text("One is still open")).to_be_visible()
    expect(timer(phone)).to_be_hidden()


def test_where_storage_is_refused_the_answers_hold_as_long_as_the_page(page):
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }")
    page.goto("/points/LI4/practice")
    choose(page, "No")
    expect(page.get_by_text("Not kept here: it holds until the page is closed.")).to_be_visible()
    expect(page.get_by_role("button", name="Start")).to_be_enabled()


def test_the_signs_are_shown_before_the_first_run_of_a_routine_and_not_again_that_day(phone):
    open_practice(phone, "/routines/headache")
    flags = phone.locator("red-flags")
    expect(flags).to_be_visible()
    expect(phone.get_by_text("Start means: none of the signs applies.")).to_be_visible()
    phone.get_by_role("button", name="Start").click()
    expect(phone.locator("[data-step-kind=locate]")).to_be_visible()
    phone.get_by_role("button", name="End").click()
    open_practice(phone, "/routines/headache")
    expect(flags).to_be_hidden()
    open_practice(phone, "/routines/calm")
    expect(flags).to_be_visible()
    flags.get_by_role("link", name="One of these applies").click()
    expect(phone.get_by_role("heading", name="Get help instead")).to_be_visible()
    phone.clock.run_for(24 * 3600 * 1000)
    open_practice(phone, "/routines/headache")
    expect(flags).to_be_visible()


@pytest.mark.parametrize("place", ["/points/BL23", "/you"])
def test_the_measuring_line_can_be_switched_off_and_stays_off(page, place):
    page.goto(place)
    page.get_by_role("button", name="Hide the measuring line").click()
    page.goto("/points/LI4")
    expect(page.locator(".measure").first).to_be_hidden()
    page.get_by_role("button", name="Show the measuring line").click()
    expect(page.locator(".measure").first).to_be_visible()
