"""What both sides reckon, the phone reckons as the server does: one table of cases for the two (tests/cases)."""

import dataclasses
import json
from pathlib import Path

import pytest

from tests.browser import modules
from webapp.catalogue import limits, load_catalogue
from webapp.catalogue.plan import plan_for_point
from webapp.person import own_plans

CASES = Path(__file__).parents[1] / "cases"
MINUTES = json.loads((CASES / "minutes.json").read_text("utf-8"))
OWN_DOSES = json.loads((CASES / "own_doses.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def page(browser):
    page = modules.page_with(browser, messages="lib/messages.js", plans="player/plan.js")
    yield page
    page.close()


def steps_of(code):
    """The plan of a point as the page of the player gives it to its scripts."""
    point = load_catalogue().points[code]
    caps = {"cap": limits.max_per_side(point, point.dose.holds), "hold": limits.max_per_hold(point)}
    return [{**dataclasses.asdict(step), **caps} for step in plan_for_point(point).steps]


def test_the_phone_counts_whole_minutes_as_the_server_does(page):
    seconds = [seconds for seconds, _minutes in MINUTES]
    assert modules.ask(page, "(all) => all.map(messages.wholeMinutes)", seconds) == [minutes for _seconds, minutes in MINUTES]


def test_an_own_dose_takes_as_long_in_the_player_as_on_the_page_of_the_routine(page):
    given = [{"steps": steps_of(one["point"]["point"]), "own": one["point"]} for one in OWN_DOSES]
    seconds = modules.ask(page, "(all) => all.map(({ steps, own }) => plans.timedSeconds(plans.applyChoices(steps, own)))", given)
    assert seconds == [one["seconds"] for one in OWN_DOSES]
    assert [own_plans.seconds([one["point"]]) for one in OWN_DOSES] == seconds
