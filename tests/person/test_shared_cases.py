"""What the phone does by itself until the server has it, the server does by the same rules: its part of tests/cases."""

import csv
import datetime
import io

import pytest

from tests import cases
from tests.examples import practice_session
from webapp.person import history, history_days, history_month, practice_sessions

DAYS = cases.load("days")
TABLE = cases.load("table")


def day(text):
    return datetime.date.fromisoformat(text)


def session(started_at, **changes):
    """A PracticeSession that began then and took twenty minutes."""
    finished = datetime.datetime.fromisoformat(started_at) + datetime.timedelta(minutes=20)
    return practice_sessions.parse(practice_session(started_at=started_at, finished_at=finished.isoformat(), steps=[]) | changes)


@pytest.mark.parametrize("case", cases.load("changes"), ids=lambda case: case["what"])
def test_the_server_keeps_what_was_changed(client, case):
    for one in case["changes"]:
        sent = {"X-Changed-At": one["made"], "X-Sent-At": datetime.datetime.now(datetime.UTC).isoformat()}
        assert client.open(one["url"], method=one["method"], json=one.get("body"), headers=sent).status_code < 300, one
    assert [f"{one['kind']}/{one['key']}" for one in client.get("/favorites.json").json["favorites"]] == case["favorites"]
    own = client.get("/routines.json").json["routines"]
    assert [[one["id"], one["name"], [item["point"] for item in one["points"]]] for one in own] == case["routines"]
    assert [one["id"] for one in client.get("/history.json").json] == case["history"]


@pytest.mark.parametrize(("stamp", "wanted"), DAYS["of_a_stamp"])
def test_a_practice_session_belongs_to_the_day_that_its_own_clock_told(stamp, wanted):
    assert [found for found, _sessions in history_days.by_day([session(stamp)])] == [day(wanted)]


@pytest.mark.parametrize("case", DAYS["months"], ids=lambda case: case["day"])
def test_a_month_has_its_days_and_begins_in_its_place(case):
    blanks, cells = history_month.month([], day(case["day"]))
    assert (blanks, len(cells)) == (case["blanks"], case["days"])
    assert (cells[0].day, cells[-1].day) == (day(case["first"]), day(case["last"]))


@pytest.mark.parametrize("case", DAYS["weeks"], ids=lambda case: case["day"])
def test_a_week_is_the_seven_days_that_end_with_today(case):
    _blanks, cells = history_month.week([], day(case["day"]))
    assert [cell.day.isoformat() for cell in cells] == case["days"]


@pytest.mark.parametrize("case", DAYS["last_seven"], ids=lambda case: f"{len(case['sessions'])} sessions")
def test_the_last_seven_days_are_counted(case):
    days = history_days.by_day([session(**one) for one in case["sessions"]])
    assert history_month.last_seven(days, day(case["today"])) == (case["practices"], case["minutes"])


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case["session"]["id"][-2:])
def test_the_table_of_the_server_has_the_cells_that_are_wanted(client, case):
    assert client.post("/history", json=case["session"]).status_code == 201
    [row] = csv.DictReader(io.StringIO(client.get("/you.csv").get_data(as_text=True).removeprefix("\ufeff"), newline=""))
    assert row == case["cells"]
