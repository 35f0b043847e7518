"""What a phone tells of a practice is taken field by field, or refused by the first wrong field with a sentence."""

import datetime
import uuid

import pytest
from flask import Flask
from flask_babel import Babel

from tests.examples import practice_session
from webapp.catalogue.limits import MAX_NOTE_LENGTH, MAX_STEPS
from webapp.delivery.errors import InvalidRequest
from webapp.person import practice_sessions, timestamps

ID = "0B6F2F5E-8d7e-4f3a-9c60-2b1f0d1c7a55"
LEFT = {"point": "BL23", "side": "left", "seconds": 60}
NOW = datetime.datetime(2026, 5, 5, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def words():
    """Sentences need an app that knows languages, and nothing else of it."""
    app = Flask(__name__)
    Babel(app)
    with app.test_request_context():
        yield


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timestamps, "now", lambda: NOW)


def parsed(**changes):
    return practice_sessions.parse(practice_session(**changes))


def test_every_field_is_taken_as_it_was_sent():
    steps = [LEFT, {"point": "B23", "side": "both", "seconds": 61.0}]
    one = parsed(id=ID, key="b23", before=0, after=10, note="e\u0301\ntwo", steps=steps, seconds_pressed=0)
    assert (one.id, one.kind, one.key, one.name) == (uuid.UUID(ID), "points", "BL23", None)
    assert (one.seconds_pressed, one.steps_done, one.steps_total, one.before, one.after, one.note) == (0, 4, 4, 0, 10, "\xe9\ntwo")
    assert (one.started_at.isoformat(), one.finished_at.isoformat()) == ("2026-05-04T21:10:00+02:00", "2026-05-04T21:14:30+02:00")
    assert [(s.position, s.point, s.side, s.seconds) for s in one.steps] == [(0, "BL23", "left", 60), (1, "BL23", "both", 61)]
    assert all(type(number) is int for number in (one.before, one.seconds_pressed, one.steps[1].seconds))


def test_what_was_not_told_is_nothing():
    body = practice_session()
    for name in ("before", "after", "note", "steps"):
        del body[name]
    one = practice_sessions.parse(body)
    assert (one.before, one.after, one.note, one.steps) == (None, None, "", [])


@pytest.mark.parametrize(("offset", "minutes"), [("Z", 0), ("+02:00", 120), ("-03:30", -210), ("+05:45", 345)])
def test_the_zone_is_that_of_the_start(offset, minutes):
    started, finished = f"2026-05-04T20:10:00{offset}", "2026-05-04T23:59:59+00:00"
    assert parsed(started_at=started, finished_at=finished, steps=[], seconds_pressed=0).utc_offset == minutes


def test_a_routine_is_known_by_its_slug_and_an_own_one_by_its_id_in_lower_case_with_its_name():
    assert (parsed(kind="routines", key="calm").key, parsed(kind="routines", key="calm", name="Mine").name) == ("calm", None)
    own = parsed(kind="routines", key=ID, name=" Mine ")
    assert (own.kind, own.key, own.name) == ("routines", ID.lower(), "Mine")


# What just may be: one more of it may not, see REFUSED.
@pytest.mark.parametrize("changes", [
    {"finished_at": "2026-05-04T21:10:00+02:00", "seconds_pressed": 5, "steps": []},
    {"started_at": "2026-04-03T21:14:30+02:00", "steps": []},
    {"seconds_pressed": 275},
    {"steps_done": 0, "steps_total": 0}, {"steps_done": 10_000, "steps_total": 10_000},
    {"steps": [LEFT | {"seconds": 276}]}, {"steps": [LEFT | {"seconds": 138}, LEFT | {"seconds": 139}]},
    {"steps": [LEFT | {"seconds": 0}] * MAX_STEPS},
    {"note": "x" * MAX_NOTE_LENGTH}, {"note": None},
    {"kind": "routines", "key": "calm", "steps": [LEFT, LEFT | {"point": "LI4"}]},
    {"key": "CV6", "steps": [LEFT | {"point": "CV6", "side": "midline"}]},
    {"key": "ANMIAN" + " " * 58, "steps": []},
])  # fmt: skip
def test_what_just_may_be_is_kept(changes):
    parsed(**changes)


def test_the_largest_numbers_may_be_those_of_four_months():
    month = {"started_at": "2026-04-04T21:14:30+02:00", "steps": []}
    assert parsed(**month, seconds_pressed=30 * 24 * 3600).seconds_pressed == 30 * 24 * 3600


IN_THE_GUIDE = "There is no such point or routine in this guide."
NUMBER, WHOLE = "This is a number from 0 to 10000", "This is a whole number."
TIME = "This is a time with its offset, such as 2026-05-04T21:10:00+02:00."
SIDES = "The side is left, right or both."
FEELING = "How it feels is a whole number from 0 to 10, or null."
REFUSED = [
    ("id", "The id is a UUID such as 0b6f2f5e-8d7e-4f3a-9c60-2b1f0d1c7a55.", [{"id": one} for one in (None, 7, ID[:-1], ID + "0", f"{{{ID}}}", ID.replace("-", ""))]),
    ("kind", "The kind is points or routines.", [{"kind": None}, {"kind": "point"}]),
    ("key", IN_THE_GUIDE, [{"key": one} for one in (None, 7, "BL999", "calm", "ANMIAN" + " " * 59)]),
    ("key", IN_THE_GUIDE, [{"kind": "routines", "key": one} for one in (None, 7, {}, "BL23", ID[:-1])]),
    ("name", "", [{"kind": "routines", "key": ID}, {"kind": "routines", "key": ID, "name": " "}]),
    ("started_at", TIME, [{"started_at": None}, {"started_at": "soon"}]),
    ("finished_at", TIME, [{"finished_at": None}, {"finished_at": 7}]),
    ("finished_at", "It cannot be finished before it started.", [{"finished_at": "2026-05-04T21:09:59+02:00"}, {"started_at": "2026-05-04T21:14:31+02:00"}]),
    ("finished_at", "A practice lasts a month at most. Look at the clock of the phone.", [{"started_at": "2026-04-03T21:14:29+02:00"}]),
    ("seconds_pressed", "More seconds pressed than passed between start and finish.", [{"seconds_pressed": 276}]),
    ("seconds_pressed", NUMBER + "000.", [{"seconds_pressed": one} for one in (None, -1, True, "7", 10**7 + 1, float("nan"))]),
    ("seconds_pressed", WHOLE, [{"seconds_pressed": 1.5}]),
    ("steps_total", NUMBER + ".", [{"steps_total": one} for one in (None, -1, 10_001)]),
    ("steps_done", NUMBER + ".", [{"steps_done": one} for one in (None, -1, 10_001)]),
    ("steps_done", "More steps done than there were.", [{"steps_done": 5}]),
    ("before", FEELING, [{"before": one} for one in (-1, 11, 2.5, "3", True, [])]),
    ("after", FEELING, [{"after": one} for one in (-1, 11, False)]),
    ("note", f"The note is a text of at most {MAX_NOTE_LENGTH} characters.", [{"note": one} for one in (7, 0, [], "x" * (MAX_NOTE_LENGTH + 1))]),
    ("note", "The note holds a character that cannot be kept.", [{"note": "a\0b"}]),
    ("steps", f"The steps are a list of at most {MAX_STEPS}.", [{"steps": one} for one in ("all", {}, [LEFT | {"seconds": 0}] * (MAX_STEPS + 1))]),
    ("steps", "The steps took longer than what passed between start and finish.", [{"steps": [LEFT | {"seconds": 277}]}, {"steps": [LEFT | {"seconds": 139}] * 2}]),
    ("steps.1", "A step has a point, a side and seconds.", [{"steps": [LEFT, "BL23"]}]),
    ("steps.1.point", "There is no such point in this guide.", [{"steps": [LEFT, LEFT | {"point": one}]} for one in (None, 7, "BL999")]),
    ("steps.1.point", "This is a step of another point than the one practiced.", [{"steps": [LEFT, LEFT | {"point": "LI4"}]}]),
    ("steps.1.side", SIDES, [{"steps": [LEFT, LEFT | {"side": one}]} for one in (None, "top", "midline")]),
    ("steps.0.side", "The side of a point in the middle is midline.", [{"key": "CV6", "steps": [LEFT | {"point": "CV6"}]}]),
    ("steps.1.seconds", NUMBER + "000.", [{"steps": [LEFT, LEFT | {"seconds": one}]} for one in (None, -1, True, 10**7 + 1)]),
    ("steps.1.seconds", WHOLE, [{"steps": [LEFT, LEFT | {"seconds": 5.5}]}]),
]  # fmt: skip


@pytest.mark.parametrize(("field", "said", "changes"), [(field, said, one) for field, said, cases in REFUSED for one in cases])
def test_the_first_wrong_field_is_named_with_a_sentence(field, said, changes):
    with pytest.raises(InvalidRequest) as caught:
        parsed(**changes)
    assert (caught.value.code, caught.value.field) == (422, field)
    assert str(caught.value.description) == (said or caught.value.description)


@pytest.mark.parametrize("body", [None, [], "x", 7])
def test_what_is_no_object_is_refused_as_a_whole(body):
    with pytest.raises(InvalidRequest) as caught:
        practice_sessions.parse(body)
    assert (caught.value.code, caught.value.field) == (400, None)
    assert str(caught.value.description) == "Send one practice session as a JSON object."


@pytest.mark.parametrize(
    ("finished", "kept"),
    [
        ("2026-05-06T00:00:00+00:00", "2026-05-06T00:00:00+00:00"),
        ("2026-05-06T00:00:01+00:00", "2026-05-05T00:00:00+00:00"),
        ("2999-01-01T05:30:00+05:30", "2026-05-05T05:30:00+05:30"),
    ],
)
def test_a_clock_is_believed_a_day_ahead_and_what_is_later_ended_now(finished, kept):
    started = datetime.datetime.fromisoformat(finished) - datetime.timedelta(minutes=10)
    one = parsed(started_at=started.isoformat(), finished_at=finished)
    assert one.finished_at.isoformat() == kept
    assert one.finished_at - one.started_at == datetime.timedelta(minutes=10)
