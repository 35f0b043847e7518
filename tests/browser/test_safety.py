"""The safety questions and what follows from them: on the phone alone, everywhere, at once."""

import datetime
import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser import phone as offline
from tests.browser.practicing import NOON, answered, finish, open_practice, ready, start, step, timer
from tests.browser.practicing import phone as phone_of_practice
from tests.browser.test_own_routines import add
from webapp.catalogue import load_catalogue
from webapp.catalogue.durations import whole_minutes
from webapp.catalogue.limits import CHANGEOVER_SECONDS

phone = phone_of_practice
CATALOGUE = load_catalogue()
SECRETS = ("clot", "unsaid", "blood-thinners", "frail", "list2")


def choose(page, name):
    page.locator("safety-questions").get_by_text(name, exact=True).click()


def stored_answers(page):
    return page.evaluate("localStorage.getItem('answers')")


def start_of(page):
    return page.get_by_role("button", name="Start")


def ask(page):
    """The sheet that asks before a start, once it is up."""
    sheet = page.locator("[data-part=ask]")
    expect(sheet).to_be_visible()
    return sheet


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


WALK = """async ([points, routines]) => {
  const { asPressed, saveAnswers } = await import('safety-answers');
  const page = document.getElementById('page');
  const fragment = (path) => fetch(path, { headers: { 'HX-Request-Type': 'partial' } }).then((answer) => answer.text());
  const visible = (html) => {
    // Inert, so that the elements of a page stay asleep; styles see it as a person would.
    page.innerHTML = html.replaceAll(/<(\\/?)(practice-player|practice-settings|safety-questions|own-practice)/g, '<$1div');
    return page;
  };
  const said = {};
  for (const contraindication of ['blood-thinners', 'clot', 'frail', 'young', 'open']) {
    saveAnswers(contraindication === 'open' ? ['no'] : ['no', contraindication], contraindication !== 'open');
    for (const path of [...points, ...routines]) {
      const own = document.createElement('template');
      own.innerHTML = await fragment(`${path}/practice`);
      for (const { dataset } of own.content.querySelectorAll('template[data-find]')) {
        const { there, findText, hands, advice, toLeft = '', toRight = '' } = asPressed(dataset);
        said[`${contraindication} ${dataset.find} in the player of ${path}`] = [dataset.find, [there, findText, hands, advice, toLeft, toRight].join(' | ')];
      }
      if (contraindication === 'open') continue;
      const code = path.split('/').at(-1);
      said[`${contraindication} ${path}`] = [code, visible(await fragment(path)).innerText];
    }
  }
  return said;
}"""
AID = re.compile(
    r"\btennis\b|\b(?:a|the) ball\b(?! of)|\bball is\b|knuckles (?:of|are)|with the knuckles|press with knuckles|\blean on\b|\beraser\b(?! or)|4–5|Firm but",
    re.IGNORECASE,
)


def test_nobody_who_has_to_press_lightly_reads_or_hears_of_a_ball_knuckles_or_a_firm_hand(page):
    page.goto("/about")
    found = page.evaluate(
        offline.script(WALK), [[f"/points/{code}" for code in CATALOGUE.points], [f"/routines/{slug}" for slug in CATALOGUE.routines]]
    )
    assert len(found) > 3 * len(CATALOGUE.points)
    for where, (code, text) in found.items():
        out = code in CATALOGUE.points and {"blood-thinners", "clot", "frail", "young"} & set(CATALOGUE.points[code].left_out_for)
        text = re.sub(r"Left out: this point needs a ball[^.]*\.|\(no ball or knuckles[^)]*\)", "", text)
        if not (out and "in the player" in where):
            assert not AID.search(text), (where, AID.search(text)[0])


def test_no_request_of_a_whole_story_carries_an_answer(page, context):
    sent = []
    context.on("request", lambda request: sent.append((request.url, request.post_data or "", json.dumps(request.headers))))
    page.clock.install()
    page.goto("/routines/low-back-quick/practice")
    page.get_by_role("button", name="Start").click()
    choose(page, "Rather not say")
    choose(page, "A blood clot, now or lately")
    choose(page, "Blood thinners, low platelets, or I bruise easily")
    choose(page, "Frail, or over 75")
    ask(page).get_by_role("button", name="Go on").click()
    ask(page).get_by_role("button", name="A doctor knows of it: go on").click()
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()
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
    answered(page, "yes list2 some pregnancy clot")
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
    minutes = int(re.search(r"\d+", routine.locator("[data-count] [data-minutes-of]").text_content())[0])
    steps = [
        one
        for one in CATALOGUE.routines["michigan-stimulating"].steps
        if not {"pregnancy", "clot"} & set(CATALOGUE.points[one.point].left_out_for)
    ]
    assert minutes == whole_minutes(sum(one.practice_seconds for one in steps) + CHANGEOVER_SECONDS * (len(steps) - 1))
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
    assert not any({"pregnancy", "clot"} & set(CATALOGUE.points[code].left_out_for) for code in kept)
    expect(page.locator("[data-part=care]")).to_contain_text("Left out in pregnancy, by tradition")
    expect(page.locator("[data-part=care]")).to_contain_text("no pressing on a leg")
    page.get_by_role("button", name="End").click()
    page.goto("/routines/energy/practice")
    expect(page.locator("[data-own]")).to_contain_text("no longer the set that was studied")


def test_a_page_that_is_tapped_shows_it_like_one_that_is_opened(page):
    answered(page, "yes none some pregnancy")
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


def test_what_the_answers_mean_comes_as_soon_as_the_line_is_back(new_phone, browser_errors):
    browser_errors.allow("net::ERR_FAILED")
    page = new_phone(service_workers="block")
    answered(page, "no some blood-thinners")
    page.clock.install()
    page.route("**/safety/contraindications", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.goto("/points/GB20")
    expect(page.locator(".own")).to_have_count(0)
    page.unroute_all()
    page.clock.run_for(6000)
    expect(page.locator(".own").first).to_be_visible()


def test_nothing_unfiltered_is_painted_before_the_scripts_come(new_phone, browser_errors):
    browser_errors.allow("net::ERR_FAILED")
    page = new_phone(service_workers="block")
    answered(page, "yes none some pregnancy")
    page.route("**/static/js/**", lambda route: route.abort())
    page.goto("/points/LI4")
    expect(page.get_by_text("Left out in pregnancy, by tradition")).to_be_visible()
    expect(page.get_by_role("link", name="Start")).to_be_hidden()
    page.goto("/routines/back-seed")
    expect(page.locator(".row[href='/points/LI4'] .row__end")).to_be_hidden()
    expect(page.locator("[data-minutes-of]").first).to_be_hidden()


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


def test_without_scripts_a_point_left_out_says_why_and_nothing_hides(new_phone):
    page = new_phone(java_script_enabled=False, service_workers="block")
    page.goto("/points/LI4/practice")
    expect(page.get_by_text("Pregnancy: Left out in pregnancy, by tradition")).to_be_visible()
    expect(page.locator(".part__steps li").first).to_be_visible()
    expect(page.get_by_text("Firm but comfortable, 4–5 out of 10.")).to_be_visible()
    expect(page.get_by_text("Lightly, with the fingers alone")).to_be_hidden()
    page.goto("/routines/sleep/practice")
    expect(page.locator(".part[data-step=CV12] .part__steps")).to_be_visible()
    expect(page.get_by_text("Pregnancy; osteoporosis, a fracture or recent surgery: Middle Stomach")).to_be_visible()
    expect(page.get_by_text("Under 16: all")).to_be_visible()
    page.get_by_role("link", name="why").click()
    expect(page.get_by_text("no pressing on the belly").first).to_be_visible()


def test_where_storage_is_refused_the_answers_hold_as_long_as_the_page(page):
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }")
    page.goto("/points/LI4/practice")
    page.get_by_role("button", name="Start").click()
    choose(page, "No")
    expect(page.get_by_text("Not kept here: it holds until the page is closed.")).to_be_visible()
    page.wait_for_timeout(offline.DOUBLE_TAP)
    choose(page, "None of these")
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()


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


def test_a_set_for_period_days_cannot_be_started_in_pregnancy(page):
    answered(page, "may none list2 some pregnancy")
    routine = shown(page, "/routines/period-cramps")
    expect(routine.get_by_text("This set is for period days.")).to_be_visible()
    expect(routine.get_by_role("link", name="Start")).to_be_hidden()
    practice = shown(page, "/routines/period-cramps/practice")
    expect(start_of(practice)).to_be_disabled()
    expect(practice.get_by_text("This set is for period days.").first).to_be_visible()


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


def test_the_cautions_of_a_point_stand_where_it_is_found_also_in_a_routine_of_ones_own(phone):
    start(phone, "/points/BL40")
    expect(phone.locator("[data-part=care]")).to_contain_text("with a known or suspected clot in the leg")
    phone.get_by_role("button", name="End").click()
    phone.goto("/routines/own/edit")
    phone.get_by_label("Name").fill("Evening")
    add(phone, "KI27")
    phone.get_by_role("button", name="Save").click()
    phone.get_by_role("link", name="Start").click()
    expect(phone.locator("practice-player")).to_be_visible()
    phone.clock.run_for(1000)
    phone.get_by_role("button", name="None of these").click()
    expect(phone.locator("[data-part=care]")).to_contain_text("near a pacemaker, a port or recent chest surgery")
    ready(phone)
    expect(phone.locator("[data-part=care]")).to_be_hidden()


def test_a_set_that_is_no_longer_the_studied_one_says_so_and_shows_no_grade(page):
    answered(page, "yes none list2 some pregnancy")
    routine = shown(page, "/routines/michigan-stimulating")
    expect(routine.get_by_text("no longer the set that was studied")).to_be_visible()
    expect(routine.get_by_text("evidence B")).to_be_hidden()
    expect(routine.get_by_role("heading", name="What is known")).to_be_hidden()
    whole = shown(page, "/routines/headache")
    expect(whole.get_by_text("no longer the set that was studied")).to_be_hidden()
    expect(whole.get_by_text("evidence C")).to_be_visible()
    rows = shown(page, "/routines")
    expect(rows.locator(".row[href='/routines/michigan-stimulating']")).not_to_contain_text("evidence", use_inner_text=True)
    expect(rows.locator(".row[href='/routines/headache']")).to_contain_text("evidence C", use_inner_text=True)


def test_varicose_veins_leave_the_knee_set_whole_and_say_where_not_to_press(page):
    answered(page, "no list2 some veins")
    routine = shown(page, "/routines/knee")
    expect(routine.get_by_text("Not over a vein that stands out").first).to_be_visible()
    expect(routine.locator("[data-count]")).not_to_contain_text("left out")
    expect(routine.get_by_role("link", name="Start")).to_be_visible()


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


def test_under_16_there_is_no_timer_and_a_grown_up_is_told_how(page):
    answered(page, "no list2 some young")
    point = shown(page, "/points/LI4")
    expect(point.get_by_text("Press only with a grown-up beside you: a fingertip, lightly, on a chair.")).to_be_visible()
    expect(point.get_by_role("link", name="Start")).to_be_hidden()
    expect(point.locator(".facts")).to_contain_text("Lightly")
    routine = shown(page, "/routines/calm")
    expect(routine.get_by_role("link", name="Start")).to_be_hidden()
    expect(routine.get_by_text("All of its points. No timer under 16")).to_be_visible()
    practice = shown(page, "/routines/calm/practice")
    expect(start_of(practice)).to_be_disabled()
    expect(practice.get_by_role("alert").filter(has_text="No point is left to press in this practice.")).to_be_visible()


def test_a_running_hold_stops_when_another_tab_tells_of_an_age_under_16(phone, context):
    start(phone, "/points/ST36")
    ready(phone)
    phone.clock.run_for(5000)
    other = context.new_page()
    other.goto("/you")
    choose(other, "Under 16")
    expect(phone.get_by_text("Stopped: what you told this phone rules out a point of this practice.")).to_be_visible()
    expect(timer(phone)).to_be_hidden()


def test_without_scripts_the_signs_stand_to_be_read_before_the_steps(new_phone):
    page = new_phone(java_script_enabled=False, service_workers="block")
    page.goto("/routines/headache/practice")
    expect(page.get_by_role("heading", name="Is any of this so?")).to_be_visible()
    expect(page.get_by_role("link", name="The worst headache of your life")).to_be_visible()
    expect(page.get_by_role("button", name="None of these")).to_be_hidden()
    expect(page.locator(".part__steps li").first).to_be_visible()
