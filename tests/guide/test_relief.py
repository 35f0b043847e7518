"""Where else does it ache: one ranked answer to several places and a feeling."""

import json
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from webapp.catalogue import load_catalogue, relief
from webapp.catalogue.limits import max_per_side
from webapp.catalogue.routines import LENGTHS
from webapp.guide.relief import filled

CATALOGUE = load_catalogue()
FACTS = relief.facts(CATALOGUE)
CASES = json.loads((Path(__file__).resolve().parents[1] / "cases" / "relief.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join([*case["places"], case["feeling"]]))
def test_places_and_a_feeling_lead_to_one_ranked_answer(case):
    found = relief.ranked(FACTS, case["places"], case["feeling"])
    assert next((one.key for one in found.routines), None) == case["routine"]
    assert [point.key for point in found.points][: relief.MAX_POINTS] == case["points"]


def test_the_routine_serves_most_and_no_point_serves_only_one():
    for place in CATALOGUE.regions:
        for feeling in relief.FEELINGS:
            found = relief.ranked(FACTS, [place], feeling)
            alone = [one for each in FACTS["routines"] for one in relief.ranked(FACTS | {"routines": [each]}, [place], feeling).routines]
            assert max((len(one.wants) for one in found.routines[:1]), default=0) == max((len(one.wants) for one in alone), default=0)
            assert all(len(point.wants) > 1 for point in found.points)


def test_the_page_is_a_plain_form_and_its_answer_can_be_started_at_a_length_to_choose(client):
    page = client.get("/relief?place=neck&place=shoulder&feeling=tense").text
    assert '<form class="relief" action="/relief" method="get">' in page
    assert '<option value="neck" selected>' in page
    assert 'value="tense" checked' in page
    answer = page.partition('class="section answer"')[2].partition("<form")[0]
    found = relief.ranked(FACTS, ["neck", "shoulder"], "tense").routines[0]
    assert f'href="/routines/{found.key}"' in answer
    assert f'href="/routines/{found.key}/practice?minutes=3&amp;place=neck&amp;place=shoulder&amp;feeling=tense"' in answer
    assert "Traditionally used for the" in answer
    assert "It cannot tell you what is wrong." in answer
    assert 'class="section answer"' not in client.get("/relief").text
    assert "Chest pain or breathlessness can be an emergency" in client.get("/relief?place=chest&feeling=tense").text


@pytest.mark.parametrize("asked", [*(f"place=knee&feeling={one}" for one in relief.NEEDS_HELP), "place=neck&place=chest&feeling=aching"])
def test_some_feelings_and_an_aching_chest_lead_to_help_and_to_no_point(client, asked):
    answer = client.get(f"/relief?{asked}")
    assert (answer.status_code, answer.location) == (302, "/safety/help")


def test_what_is_not_known_or_too_much_is_not_asked(client):
    page = client.get("/relief?place=nowhere&place=neck&place=neck&place=knee&place=foot&place=hand&feeling=<b>").text
    assert page.count(" selected") == 3
    assert "<b>" not in page.partition("<form")[2].partition("</form>")[0]
    assert 'class="section answer"' in page
    assert client.get("/relief?place=&place=&place=").status_code == 200


def test_the_link_of_a_place_begins_the_question_and_answers_nothing_yet(client):
    page = client.get("/relief?place=neck").text
    assert '<option value="neck" selected>' in page
    assert 'class="section answer"' not in page
    assert 'class="section answer"' in client.get("/relief?place=neck&place=&place=").text


def test_a_routine_is_shortened_to_the_points_that_fit_in_their_order(client):
    for routine in CATALOGUE.routines.values():
        for minutes in (3, 5, 10):
            short = routine.within(60 * minutes)
            assert short.minutes <= minutes or len(short.steps) == 1, routine.slug
            assert [step for step in routine.steps if step in short.steps] == list(short.steps)
            assert routine.minutes > minutes or short.steps == routine.steps
    page = client.get("/routines/back-seed/practice?minutes=5").text
    kept = CATALOGUE.routines["back-seed"].within(300)
    assert page.count('class="part"') == len(kept.steps) < len(CATALOGUE.routines["back-seed"].steps)
    assert f">{kept.minutes} min<" in page
    assert client.get("/routines/back-seed/practice?minutes=x").text.count('class="part"') == 9


def test_every_place_leads_to_the_question_where_else(client):
    for slug in CATALOGUE.regions:
        assert f'href="/relief?place={slug}"' in client.get(f"/regions/{slug}").text


@pytest.mark.parametrize("feeling", [*relief.FEELINGS, ""])
def test_a_set_is_filled_to_the_length_that_was_chosen_and_asks_about_what_was_added(feeling):
    for place in CATALOGUE.regions:
        for one in relief.ranked(FACTS, [place], feeling).routines[:1]:
            for minutes in LENGTHS:
                given = CATALOGUE.routines[one.key].within(60 * minutes)
                longer, flags = filled(given, minutes, MultiDict({"place": place, "feeling": feeling}))
                assert longer.minutes in (minutes - 1, minutes), (place, feeling, minutes)
                assert longer.points[: len(given.points)] == given.points
                assert len(set(longer.points)) == len(longer.points)
                assert set(CATALOGUE.routines[one.key].red_flags) <= set(flags)
                assert all(step.dose.side_seconds <= max_per_side(CATALOGUE.points[step.point], step.dose.holds) for step in longer.steps)


def test_the_longest_length_of_an_answer_opens_a_practice_of_that_length(client):
    page = client.get("/routines/low-back-desk/practice?minutes=10&place=lower-back&feeling=aching").text
    assert ">10 min<" in page
    assert page.count('class="part"') > len(CATALOGUE.routines["low-back-desk"].steps)
    assert client.get("/routines/low-back-desk/practice?minutes=1000&place=lower-back").text.count('class="part"') < 12
