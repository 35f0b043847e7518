"""The order and the days of what was practiced: by the moment, told by the clock of the place, to the ends of the calendar."""

import datetime
import re
import uuid

import pytest
import sqlalchemy as sa

from tests.examples import listed, listed_ids, practice_session
from webapp.db import write_transaction
from webapp.person.models import PracticeSession


def done(number=1, **changes):
    return practice_session(id=str(uuid.UUID(int=number))) | changes


def test_after_a_journey_the_order_is_that_of_the_moments(client):
    tokyo, pacific = "2026-11-23T01:00:00+09:00", "2026-11-22T20:00:00-08:00"
    client.post("/history", json=done(1, started_at=tokyo, finished_at="2026-11-23T01:05:00+09:00"))
    client.post("/history", json=done(2, started_at=pacific, finished_at="2026-11-22T20:05:00-08:00"))
    assert listed_ids(client) == [2, 1]
    assert re.findall(r'id="day-([-0-9]+)"', client.get("/history").text) == ["2026-11-22", "2026-11-23"]
    assert re.findall(r"2026-11-2\d", client.get("/you/print").text)[:2] == ["2026-11-22", "2026-11-23"]


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 1)])
def test_what_began_at_the_same_moment_stands_in_the_order_of_its_ids(client, order):
    for number in order:
        client.post("/history", json=done(number))
    assert listed_ids(client) == [1, 2, 3]


def test_the_time_of_day_is_that_of_the_place_where_it_began(client):
    client.post("/history", json=done(started_at="2026-05-04T23:50:00+02:00", finished_at="2026-05-05T01:55:00+04:00"))
    [kept] = listed(client)
    assert (kept["started_at"], kept["finished_at"]) == ("2026-05-04T23:50:00+02:00", "2026-05-04T23:55:00+02:00")
    assert 'id="day-2026-05-04"' in client.get("/history").text


def test_an_own_routine_is_one_and_the_same_in_both_cases_of_its_letters(client):
    own = "0B6F2F5E-8D7E-4F3A-9C60-2B1F0D1C7A55"
    client.post("/history", json=done(kind="routines", key=own, name="Mine"))
    assert listed(client)[0]["key"] == own.lower()


@pytest.mark.parametrize(
    ("now", "offset", "name"),
    [
        ("2026-05-04T22:30:00+00:00", "+09:00", "Today"),
        ("2026-05-05T02:30:00+00:00", "-08:00", "Today"),
        ("2026-05-05T15:30:00+00:00", "+09:00", "Yesterday"),
    ],
)
def test_today_is_the_day_of_the_place_where_the_person_was_last(client, monkeypatch, now, offset, name):
    from webapp.person import history

    class Clock(datetime.datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime.datetime.fromisoformat(now).astimezone(zone)

    class Times:
        UTC, timedelta, timezone, time = datetime.UTC, datetime.timedelta, datetime.timezone, datetime.time
        datetime = Clock

    monkeypatch.setattr(history, "datetime", Times)
    day = "2026-05-05" if offset == "+09:00" else "2026-05-04"
    client.post("/history", json=done(started_at=f"{day}T07:00:00{offset}", finished_at=f"{day}T07:05:00{offset}"))
    assert f'id="day-{day}"><h3 class="meta">{name}<' in client.get("/history").text


@pytest.mark.parametrize(
    ("started", "finished"),
    [
        ("9999-12-31T20:00:00+14:00", "9999-12-31T23:59:59Z"),
        ("0001-01-01T12:00:00Z", "0001-01-01T13:00:00Z"),
        ("9999-12-30T23:00:00-12:00", "9999-12-30T23:05:00-12:00"),
    ],
)
def test_the_ends_of_the_calendar_are_refused_and_spoil_no_file(client, started, finished):
    answer = client.post("/history", json=done(started_at=started, finished_at=finished))
    assert (answer.status_code, answer.json["error"]["field"]) == (422, "started_at")
    for address in ("/history", "/history.json", "/you.json", "/you.csv", "/you/print"):
        assert client.get(address).status_code == 200


def test_a_session_that_an_earlier_version_took_from_there_spoils_no_file_either(client, app):
    client.post("/history", json=done())
    end = datetime.datetime(9999, 12, 31, 23, 59, tzinfo=datetime.UTC)
    with app.app_context(), write_transaction() as session:
        session.execute(sa.update(PracticeSession).values(finished_at=end, utc_offset=840))
    for address in ("/history", "/history.json", "/you.json", "/you.csv", "/you/print"):
        assert client.get(address).status_code == 200
