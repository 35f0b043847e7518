"""What follows from the safety answers on every page: on the phone alone, everywhere, at once."""

import json
import re

from playwright.sync_api import expect

from tests.browser import phone as offline
from tests.browser.asking import ask, choose, shown, start_of
from tests.browser.practicing import answered, finish, open_practice, ready
from webapp.catalogue import load_catalogue
from webapp.catalogue.durations import whole_minutes
from webapp.catalogue.limits import CHANGEOVER_SECONDS

CATALOGUE = load_catalogue()


SECRETS = ("clot", "unsaid", "blood-thinners", "frail", "list2")


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
