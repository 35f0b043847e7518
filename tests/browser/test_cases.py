"""What both sides reckon, the phone reckons as the server does: one table of cases for the two (tests/cases)."""

import csv
import dataclasses
import io

import pytest

from tests import cases
from tests.browser import modules
from webapp.catalogue import limits, load_catalogue
from webapp.catalogue.plan import plan_for_point
from webapp.guide import names
from webapp.person import own_plans

MINUTES = cases.load("minutes")
OWN_DOSES = cases.load("own_doses")
CHANGES = cases.load("changes")
DAYS = cases.load("days")
TABLE = cases.load("table")
SEEN = cases.load("seen")


@pytest.fixture(scope="module")
def page(browser):
    page = modules.page_with(
        browser, messages="lib/messages.js", plans="player/plan.js", doses="lib/doses.js", days="lib/days.js",
        changes="offline/changes.js", tables="person/history-table.js", typed="lib/typed.js",
    )  # fmt: skip
    yield page
    page.close()


def test_the_phone_sees_what_the_server_sees_in_a_name(page):
    found = modules.ask(page, "(all) => all.map(typed.isSeen)", [text for text, _is_seen in SEEN])
    assert found == [is_seen for _text, is_seen in SEEN]


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
    seconds = modules.ask(page, "(all) => all.map(({ steps, own }) => doses.timedSeconds(plans.applyChoices(steps, own)))", given)
    assert seconds == [one["seconds"] for one in OWN_DOSES]
    assert [own_plans.seconds([one["point"]]) for one in OWN_DOSES] == seconds


def test_an_own_dose_takes_as_long_in_the_editor_and_where_points_are_left_out(page):
    given = [{"usual": load_catalogue().points[one["point"]["point"]].dose.facts, "own": one["point"]} for one in OWN_DOSES]
    assert modules.ask(page, "(all) => all.map(({ usual, own }) => doses.doseSeconds(usual, own))", given) == [
        one["seconds"] for one in OWN_DOSES
    ]


def test_the_phone_understands_what_was_changed_as_the_server_does(page):
    states = modules.ask(page, "(all) => all.map(({ changes: made }) => made.reduce(changes.changed, changes.emptyState()))", CHANGES)
    for case, state in zip(CHANGES, states, strict=True):
        assert [f"{one['kind']}/{one['key']}" for one in state["favorites"]] == case["favorites"], case["what"]
        own = [[one["id"], one["name"], [item["point"] for item in one["points"]]] for one in state["routines"]]
        assert own == case["routines"], case["what"]
        assert [one["id"] for one in state["history"]] == case["history"], case["what"]


def test_doing_what_was_changed_last_once_more_changes_nothing(page):
    twice = """(all) => all.map(({ changes: made }) => {
      const once = made.reduce(changes.changed, changes.emptyState());
      return [once, changes.changed(once, made.at(-1))];
    })"""
    for once, again in modules.ask(page, twice, CHANGES):
        assert again == once


def test_a_practice_session_belongs_to_the_day_that_its_own_clock_told(page):
    stamps = [stamp for stamp, _day in DAYS["of_a_stamp"]]
    found = modules.ask(page, "(all) => all.map((stamp) => days.localTime(stamp).day)", stamps)
    assert found == [day for _stamp, day in DAYS["of_a_stamp"]]


def test_months_and_weeks_have_their_days(page):
    found = modules.ask(page, "(all) => all.map((day) => days.monthOf(day))", [case["day"] for case in DAYS["months"]])
    for case, month in zip(DAYS["months"], found, strict=True):
        assert (month["blanks"], len(month["days"])) == (case["blanks"], case["days"]), case
        assert (month["days"][0], month["days"][-1]) == (case["first"], case["last"])
    found = modules.ask(page, "(all) => all.map((day) => days.weekOf(day))", [case["day"] for case in DAYS["weeks"]])
    assert found == [case["days"] for case in DAYS["weeks"]]


def test_the_last_seven_days_are_counted(page):
    found = modules.ask(page, "(all) => all.map(({ sessions, today }) => days.lastSeven(sessions, today))", DAYS["last_seven"])
    assert found == [{"practices": case["practices"], "minutes": case["minutes"]} for case in DAYS["last_seven"]]


def test_the_table_of_the_phone_has_the_cells_that_are_wanted(page):
    given = {"sessions": [case["session"] for case in TABLE], "names": names.facts(load_catalogue())}
    text = modules.ask(page, "({ sessions, names }) => tables.historyTable(sessions, names)", given)
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    assert list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))) == [case["cells"] for case in TABLE]
