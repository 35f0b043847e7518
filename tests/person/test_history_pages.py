"""A long history in pages: nothing is left out or double, and no answer grows with how much there is."""

import csv
import datetime
import io
import json
import re
import uuid

import pytest
import sqlalchemy as sa

from tests.examples import practice_session
from webapp.db import db, write_transaction
from webapp.person import history_pages
from webapp.person.models import PracticeSession, Profile

BEGAN = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)


@pytest.fixture
def person(client, app):
    """The person of `client`, with one practice session; a function that gives them more, one an hour backwards, some at one moment."""
    client.post("/history", json=practice_session(id=str(uuid.UUID(int=1))))

    def give(count):
        with app.app_context(), write_transaction() as session:
            profile_id = session.scalar(sa.select(Profile.id))
            for number in range(2, count + 1):
                began = BEGAN - datetime.timedelta(hours=number - number % 3)
                session.add(
                    PracticeSession(
                        id=uuid.UUID(int=number), profile_id=profile_id, kind="points", key="BL23", started_at=began, finished_at=began,
                        utc_offset=120, seconds_pressed=60, steps_done=1, steps_total=1, before=5, after=2,
                    )
                )  # fmt: skip

    return give


def ids(sessions):
    return [uuid.UUID(one["id"]).int for one in sessions]


def pages(client, limit):
    address = f"/history.json?limit={limit}"
    while address:
        answer = client.get(address)
        assert len(answer.json) <= limit
        yield answer.json
        found = re.fullmatch(r'<(.+)>; rel="next"', answer.headers.get("Link", ""))
        address = found and found[1]


@pytest.mark.parametrize("limit", [1, 2, 7, 20, 21])
def test_all_pages_together_are_the_whole(client, person, limit):
    person(20)
    whole = client.get("/history.json").json
    assert [one for page in pages(client, limit) for one in page] == whole
    assert sorted(ids(whole)) == list(range(1, 21))


def test_a_page_can_begin_at_any_moment(client, person):
    person(20)
    found = client.get("/history.json?limit=500&before=2026-05-04T05:00:00%2B02:00").json
    assert found == [one for one in client.get("/history.json").json if one["started_at"] < "2026-05-04T05:00:00+02:00"]
    assert client.get("/history.json?before=2026-05-04T05:00:00%2B02:00").json == found


@pytest.mark.parametrize(
    ("query", "field"),
    [("before=soon", "before"), ("before=2026-05-04T05:00:00Z,x", "before"), ("before=%00", "before"), ("limit=0", "limit"),
     ("limit=501", "limit"), ("limit=-1", "limit"), ("limit=", "limit"), ("limit=1e2", "limit"), ("limit=9999999", "limit")],
)  # fmt: skip
def test_a_page_that_cannot_be_is_refused_by_its_field(client, person, query, field):
    answer = client.get(f"/history.json?{query}")
    assert (answer.status_code, answer.json["error"]["field"]) == (422, field)


def test_the_page_of_the_history_leads_on_without_scripts_until_everything_was_shown(client, person):
    person(120)
    seen, address = [], "/history"
    while address:
        text = client.get(address).text
        shown = re.findall(r'data-practice-session="([-0-9a-f]{36})"', text)
        assert len(shown) <= history_pages.ON_A_PAGE
        seen += shown
        found = re.search(r'href="(/history\?before=[^"]+)"', text)
        address = found and found[1].replace("&amp;", "&")
    assert seen == [one["id"] for one in client.get("/history.json").json]
    assert "Show earlier" in client.get("/history").text


@pytest.fixture
def small(monkeypatch):
    """A history is long when it has more than ten."""
    monkeypatch.setattr(history_pages, "MAX_PAGE_SIZE", 10)


def test_a_long_history_is_sent_while_it_is_read_and_is_the_same(client, person, monkeypatch):
    person(35)
    before = {address: client.get(address) for address in ("/history.json", "/you.json", "/you.csv")}
    monkeypatch.setattr(history_pages, "MAX_PAGE_SIZE", 10)
    for address, whole in before.items():
        answer = client.get(address)
        assert answer.content_length is None and whole.content_length == len(whole.data)
        assert answer.get_data() == whole.get_data(), address
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers.get("Content-Disposition") == whole.headers.get("Content-Disposition")
        assert answer.mimetype == whole.mimetype
        answer.close()


def test_while_a_long_history_is_sent_no_connection_waits_for_the_reader(client, person, small, app):
    person(35)
    answer = client.get("/history.json")
    parts = iter(answer.response)
    first = next(parts)
    with app.app_context():
        assert db.engine.pool.checkedout() == 0
    rest = b"".join(parts)
    assert len(json.loads(first + rest)) == 35
    answer.close()


def test_the_table_has_its_head_and_a_line_for_each_however_many(client, person, small):
    for count in (1, 35):
        person(count)
        answer = client.get("/you.csv")
        rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
        assert len(rows) == count and rows[0]["key"] == "BL23"
        answer.close()
    assert client.application.test_client().get("/you.csv").get_data().decode("utf-8-sig").startswith("id,started_at")


def test_on_paper_it_leads_on_too(client, person, small):
    person(25)
    text = client.get("/you/print").text
    assert text.count("<tr><td>") == 10
    older = re.search(r'href="(/you/print\?before=[^"]+)"', text)[1]
    assert client.get(older).text.count("<tr><td>") == 10


@pytest.mark.parametrize("address", ["/history", "/history.json?limit=50"])
def test_a_page_of_a_long_history_is_as_large_as_one_of_a_short_one(client, person, address):
    person(100)
    short = len(client.get(address).data)
    with client.application.app_context(), write_transaction() as session:
        session.execute(sa.delete(PracticeSession))
    person(3000)
    assert len(client.get(address).data) <= 1.5 * short
