"""Practice sessions: kept once however often they are sent, listed by the person's own day, deleted for good."""

import datetime
import json
import random
import uuid

import pytest
from flask import template_rendered
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import listed, listed_ids

EVENING = datetime.datetime(2026, 5, 4, 21, 10, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))


def done(number=1, **changes):
    """A practice session as a phone sends it."""
    return {
        "id": str(uuid.UUID(int=number)),
        "kind": "points",
        "key": "BL23",
        "started_at": EVENING.isoformat(),
        "finished_at": (EVENING + datetime.timedelta(minutes=5)).isoformat(),
        "seconds_pressed": 240,
        "steps_done": 4,
        "steps_total": 6,
        "before": 6,
        "after": 3,
        "note": "warm, slept well",
        "steps": [
            {"point": "BL23", "side": "left", "seconds": 120},
            {"point": "BL23", "side": "right", "seconds": 120},
        ],
    } | changes


def test_what_was_sent_is_what_is_listed(client):
    answer = client.post("/history", json=done())
    assert (answer.status_code, answer.json) == (201, {"id": done()["id"]})
    assert listed(client) == [done()]


def test_the_same_session_again_is_known_and_adds_nothing(client):
    client.post("/history", json=done())
    for again in (done(), done(note="changed", seconds_pressed=1)):
        assert client.post("/history", json=again).status_code == 200
    assert listed(client) == [done()]


def test_what_may_be_left_out_may_be_left_out(client):
    short = {name: value for name, value in done().items() if name not in ("before", "after", "note", "steps")}
    assert client.post("/history", json=short).status_code == 201
    assert listed(client) == [short | {"before": None, "after": None, "note": "", "steps": []}]


@pytest.mark.parametrize("field", ["before", "after", "note", "steps"])
def test_nothing_said_is_nothing_said(client, field):
    assert client.post("/history", json=done(**{field: None})).status_code == 201


def test_a_routine_is_kept_by_its_slug_and_a_point_by_its_code(client):
    client.post("/history", json=done(1, kind="routines", key="back-seed"))
    client.post("/history", json=done(2, key="b23"))
    assert {(one["kind"], one["key"]) for one in listed(client)} == {("routines", "back-seed"), ("points", "BL23")}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", None), ("id", "7"), ("id", 7), ("id", "{00000000-0000-4000-8000-000000000001}"), ("id", "g" * 36),
        ("id", "00000000000040008000000000000001"), ("id", "urn:uuid:00000000-0000-4000-8000-000000000001"),
        ("kind", None), ("kind", "point"), ("kind", []), ("kind", "regions"),
        ("key", None), ("key", "BL999"), ("key", "back-seed"), ("key", {}), ("key", "x" * 10_000), ("key", ""),
        ("started_at", None), ("started_at", "2026-05-04T21:10:00"), ("started_at", 0), ("started_at", "soon"),
        ("finished_at", None), ("finished_at", "2026-05-04T21:09:59+02:00"), ("finished_at", "2026-05-04"),
        ("seconds_pressed", None), ("seconds_pressed", -1), ("seconds_pressed", 306), ("seconds_pressed", "60"),
        ("seconds_pressed", True), ("seconds_pressed", float("nan")), ("seconds_pressed", float("inf")),
        ("steps_done", None), ("steps_done", -1), ("steps_done", 7), ("steps_done", 1.5), ("steps_done", [4]),
        ("steps_total", None), ("steps_total", -1), ("steps_total", 10**9), ("steps_total", "6"),
        ("before", -1), ("before", 11), ("before", 2.5), ("before", "3"), ("before", True), ("before", []),
        ("after", -1), ("after", 11), ("after", {}),
        ("note", 7), ("note", ["x"]), ("note", "x" * 2001), ("note", "\ud800"), ("note", "a\0b"),
        ("steps", "all"), ("steps", {}), ("steps", [{}] * 501),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named_with_a_sentence_that_helps_and_nothing_is_kept(client, field, value):
    answer = client.post("/history", json=done(**{field: value}))
    assert answer.status_code == 422
    assert answer.json["error"]["field"] == field
    assert len(answer.json["error"]["message"].split()) >= 5
    assert listed(client) == []


@pytest.mark.parametrize(
    ("step", "field"),
    [
        ("BL23", "steps.1"), ({}, "steps.1.point"), ({"point": "BL999"}, "steps.1.point"), ({"point": 7}, "steps.1.point"),
        ({"point": "BL23"}, "steps.1.side"), ({"point": "BL23", "side": "top"}, "steps.1.side"),
        ({"point": "BL23", "side": "left"}, "steps.1.seconds"),
        ({"point": "BL23", "side": "left", "seconds": -1}, "steps.1.seconds"),
    ],
)  # fmt: skip
def test_a_wrong_step_is_named_by_its_place(client, step, field):
    answer = client.post("/history", json=done(steps=[done()["steps"][0], step]))
    assert (answer.status_code, answer.json["error"]["field"]) == (422, field)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 60_000, b'{"a":' * 9_000, b"1" * 10_000])
def test_a_body_that_is_no_json_object_is_refused(client, body):
    answer = client.post("/history", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert "JSON object" in answer.json["error"]["message"]


@given(body=st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(list(done())) | st.text(max_size=5), inner, max_size=6),
    max_leaves=20,
), field=st.sampled_from(list(done())))  # fmt: skip
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_body_at_all_breaks_the_server(client, body, field):
    for sent in (body, done(**{field: body})):
        answer = client.post("/history", data=json.dumps(sent), content_type="application/json")
        assert answer.status_code in (200, 201, 400, 422)
    assert client.get("/history.json").status_code == 200
    assert client.get("/history").status_code == 200


def test_a_phone_whose_clock_is_years_off_loses_nothing(client):
    for number, year in enumerate((1970, 2019, 2031, 2999), 1):
        started = EVENING.replace(year=year)
        finished = started + datetime.timedelta(minutes=6)
        body = done(number, started_at=started.isoformat(), finished_at=finished.isoformat())
        assert client.post("/history", json=body).status_code == 201
    assert listed_ids(client) == [4, 3, 2, 1]


def test_the_newest_stands_first_by_the_moment_and_not_by_the_clock_on_the_wall(client):
    for number, started in enumerate(("2026-05-04T21:00:00+09:00", "2026-05-04T20:00:00+02:00", "2026-05-04T19:30:00+00:00"), 1):
        client.post("/history", json=done(number, started_at=started, finished_at="2026-05-05T00:00:00+00:00"))
    assert listed_ids(client) == [3, 2, 1]


def days(app, client):
    """What the page of the history is given: [(date, [number])]."""
    seen = []

    def note(sender, template, context, **_):
        if template.name == "person/history/index.html":
            seen.append(context["days"])

    with template_rendered.connected_to(note, app):
        assert client.get("/history").status_code == 200
    return [(day.isoformat(), [one.id.int for one in sessions]) for day, sessions in seen[-1]]


def test_a_day_is_the_day_where_the_person_was(client, app):
    for number, (started, finished) in enumerate(
        [
            ("2026-05-04T23:50:00+02:00", "2026-05-05T00:05:00+02:00"),
            ("2026-05-05T00:10:00+02:00", "2026-05-05T00:15:00+02:00"),
            ("2026-05-04T20:00:00-07:00", "2026-05-04T20:15:00-07:00"),
        ],
        1,
    ):
        client.post("/history", json=done(number, started_at=started, finished_at=finished))
    # The latest session began on the 4th, where the person was then: its day stands first.
    assert days(app, client) == [("2026-05-04", [3, 1]), ("2026-05-05", [2])]


def test_deleting_is_for_good_and_twice_is_as_good_as_once(client):
    client.post("/history", json=done(1))
    client.post("/history", json=done(2))
    for _ in range(2):
        assert client.delete(f"/history/{done(1)['id']}").status_code == 204
    assert listed_ids(client) == [2]
    assert client.post("/history", json=done(1)).status_code == 200
    assert listed_ids(client) == [2]


def test_a_deletion_that_overtakes_its_session_still_deletes_it(client):
    client.post("/history", json=done(1))
    client.delete(f"/history/{done(2)['id']}")
    assert client.post("/history", json=done(2)).status_code == 200
    assert listed_ids(client) == [1]


def test_a_page_without_scripts_can_delete_too(client):
    client.post("/history", json=done(1))
    answer = client.post(f"/history/{done(1)['id']}/delete", headers={"Sec-Fetch-Site": "same-origin"})
    assert (answer.status_code, answer.location) == (303, "/history")
    assert listed_ids(client) == []


def test_deleting_what_is_no_id_is_not_found(client):
    answer = client.delete("/history/7")
    assert (answer.status_code, answer.json["error"]["field"]) == (404, "id")


def test_everybody_has_their_own(client, other_client):
    client.post("/history", json=done(1))
    other_client.post("/history", json=done(2))
    other_client.delete(f"/history/{done(1)['id']}")
    assert (listed_ids(client), listed_ids(other_client)) == ([1], [2])


def test_the_id_of_somebody_elses_practice_tells_and_changes_nothing(client, other_client):
    client.post("/history", json=done(1))
    answer = other_client.post("/history", json=done(1, note="mine", steps=[]))
    assert (answer.status_code, answer.json) == (201, {"id": done(1)["id"]})
    assert listed(other_client) == [done(1, note="mine", steps=[])]
    assert listed(client) == [done(1)]
    other_client.delete(f"/history/{done(1)['id']}")
    assert listed(client) == [done(1)]


def test_a_hundred_practices_of_a_week_sent_three_times_in_any_order_are_a_hundred_rows(client):
    week = []
    for number in range(1, 101):
        started = EVENING + datetime.timedelta(minutes=97 * number)
        finished = started + datetime.timedelta(minutes=5)
        week.append(done(number, started_at=started.isoformat(), finished_at=finished.isoformat(), steps=[]))
    sent = week * 3
    random.Random(4).shuffle(sent)
    statuses = [client.post("/history", json=one).status_code for one in sent]
    assert (statuses.count(201), statuses.count(200)) == (100, 200)
    assert listed(client) == week[::-1]


def test_what_is_personal_is_kept_by_nobody_on_the_way(client):
    client.post("/history", json=done())
    for address in ("/history", "/history.json"):
        assert client.get(address).headers["Cache-Control"] == "private, no-store"
