"""Where else does it ache, on the phone: the same answer from the worker as from the server, and a start from it."""

import json
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser import modules
from tests.browser import phone as offline
from tests.browser.practicing import answered
from webapp.catalogue import load_catalogue, relief

CASES = json.loads((Path(__file__).resolve().parents[1] / "cases" / "relief.json").read_text("utf-8"))
RANK = """({ known, cases }) => cases.map(({ places, feeling }) => {
  const found = relief.ranked(known, places, feeling);
  return [found.routines.map(({ key, wants }) => [key, wants]), found.points.map(({ key, wants }) => [key, wants]), relief.needsHelp(known, places, feeling)];
})"""


def test_the_phone_ranks_what_the_server_ranks(browser):
    known = relief.facts(load_catalogue())
    regions = [*load_catalogue().regions, "nowhere"]
    cases = CASES + [
        {"places": [one, other], "feeling": feeling}
        for one in regions for other in regions for feeling in (*relief.FEELINGS, *relief.NEEDS_HELP, "")
    ]  # fmt: skip
    tab = modules.page_with(browser, relief="search/relief.js")
    for case, (routines, points, help_first) in zip(cases, modules.ask(tab, RANK, {"known": known, "cases": cases}), strict=True):
        found = relief.ranked(known, case["places"], case["feeling"])
        assert routines == [[one.key, list(one.wants)] for one in found.routines], case
        assert points == [[point.key, list(point.wants)] for point in found.points], case
        assert help_first == relief.needs_help(case["places"], case["feeling"]), case
    tab.close()


def words(page):
    return re.sub(r"\s+", " ", page.locator("article").inner_text())


def test_the_answer_comes_without_the_server_too_and_is_started_from_there(page, server):
    answered(page)
    asked = "/relief?place=lower-back&place=hip&place=&feeling=tired"
    page.goto(asked)
    given = words(page)
    offline.save(page)
    server.stop()
    page.goto("/regions/lower-back")
    page.get_by_role("link", name="Where else?").click()
    expect(page.get_by_label("Place 1")).to_have_value("lower-back")
    expect(page.get_by_role("heading", name="Start with this")).to_be_hidden()
    page.get_by_label("Place 2").select_option("hip")
    page.get_by_role("radio", name="Tired").check(force=True)
    page.get_by_role("button", name="Show what fits").click()
    expect(page.get_by_role("heading", name="Start with this")).to_be_visible()
    assert words(page) == given
    page.get_by_role("link", name="min", exact=False).and_(page.locator(".chip")).last.click()
    expect(page.get_by_role("group", name="Are you pregnant?").or_(page.locator("[data-step-kind=locate]"))).to_be_visible()
    page.goto("/relief?place=knee&feeling=numb")
    expect(page.get_by_role("heading", name="Get help instead")).to_be_visible()


def test_a_set_of_a_chosen_length_is_started_as_it_is(page):
    answered(page)
    page.goto("/relief?place=lower-back&feeling=tired")
    page.get_by_role("link", name="5 min", exact=True).click()
    expect(page.locator("[data-step-kind=locate]")).to_be_visible()
    kept = page.evaluate("JSON.parse(localStorage.practice).plan.map(({ point }) => point)")
    assert set(kept) == {*load_catalogue().routines["michigan-stimulating"].within(300).points, "CV6"}


def test_what_is_left_out_for_somebody_is_not_offered_and_nobody_but_the_phone_knows(page):
    told = []
    page.on("request", lambda request: told.append(f"{request.url} {request.all_headers()} {request.post_data}"))
    page.goto("/relief?place=lower-back&feeling=tired")
    expect(page.get_by_role("link", name="Stimulating set")).to_be_visible()
    expect(page.get_by_role("link", name="Low back at the desk")).to_be_hidden()
    page.evaluate("localStorage.answers = 'yes none list2 some pregnancy'")
    page.reload()
    expect(page.get_by_role("link", name="Low back at the desk")).to_be_visible()
    expect(page.get_by_role("link", name="Stimulating set")).to_be_hidden()
    expect(page.locator("li[data-key=CV6]")).to_be_hidden()
    page.evaluate("localStorage.answers = 'no list2 some young'")
    page.reload()
    expect(page.get_by_text("No set fits what you told this phone.")).to_be_visible()
    assert not [one for one in told if "pregnan" in one or "young" in one]
