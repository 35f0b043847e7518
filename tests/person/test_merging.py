"""Two phones of one person converge, whatever happens in whatever order."""

import datetime
import itertools
import uuid

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.db import db, write_transaction
from webapp.person import merging
from webapp.person.models import Favorite, OwnRoutine, PracticeSession, PracticeStep, Profile

THINGS = st.tuples(st.sampled_from(["heart", "unheart", "practice", "forget"]), st.integers(1, 3))


@pytest.fixture
def numbers():
    """Ids of practice sessions that no other example has used."""
    return itertools.count(1)


def act(client, thing, number, base):
    """One thing a person does on one phone."""
    code = ("BL23", "LI4", "LR3")[number - 1]
    one = str(uuid.UUID(int=base * 10 + number))
    if thing == "heart":
        client.put(f"/favorites/points/{code}")
    elif thing == "unheart":
        client.delete(f"/favorites/points/{code}")
    elif thing == "forget":
        client.delete(f"/history/{one}")
    else:
        started = datetime.datetime(2026, 5, 4, 8, number, tzinfo=datetime.UTC)
        client.post("/history", json={
            "id": one, "kind": "points", "key": code, "seconds_pressed": 1, "steps_done": 1, "steps_total": 1,
            "started_at": started.isoformat(), "finished_at": (started + datetime.timedelta(minutes=2)).isoformat(),
        })  # fmt: skip


def state(client):
    favorites = [one["key"] for one in client.get("/favorites.json").json["favorites"]]
    return favorites, [one["id"] for one in client.get("/history.json").json]


@given(before=st.lists(st.tuples(st.booleans(), THINGS), max_size=8), after=st.lists(st.tuples(st.booleans(), THINGS), max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_two_phones_converge_and_lose_nothing_that_was_not_taken_away(app, numbers, before, after):
    phones, base = (app.test_client(), app.test_client()), next(numbers)
    for second, (thing, number) in before:
        # Ids are made at random on each phone: two phones never share one before they share a profile.
        act(phones[second], thing, number, 2 * base + second)
    code = phones[0].post("/you/transfer", headers={"Accept": "application/json"}).json["code"]
    assert phones[1].post("/you/join", json={"code": code}).status_code == 200
    for second, (thing, number) in after:
        act(phones[second], thing, number, 2 * base + second)
    assert state(phones[0]) == state(phones[1])
    everything = [(second, *done) for second, done in [*before, *after]]
    hearts = {}
    gone = {(second, number) for second, thing, number in everything if thing == "forget"}
    practiced = {(second, number) for second, thing, number in everything if thing == "practice"}
    for _second, thing, number in everything:
        if thing in ("heart", "unheart"):
            hearts[number] = thing
    wanted = {("BL23", "LI4", "LR3")[number - 1] for number, thing in hearts.items() if thing == "heart"}
    favorites, sessions = state(phones[0])
    assert set(favorites) >= wanted - {("BL23", "LI4", "LR3")[n - 1] for _s, t, n in everything if t == "unheart"}
    assert set(favorites) <= {("BL23", "LI4", "LR3")[n - 1] for _s, t, n in everything if t == "heart"}
    kept = {str(uuid.UUID(int=(2 * base + second) * 10 + number)) for second, number in practiced - gone}
    assert set(sessions) >= kept
    assert len(sessions) == len(set(sessions))


AT = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)


@pytest.fixture
def merged(app):
    """merged(kept, moved) -> what two rows of two profiles become at the merging, the target's first."""

    def make(kept, moved):
        with app.app_context(), write_transaction() as session:
            target, source = Profile(), Profile()
            session.add_all([target, source])
            session.flush()
            kept.profile_id, moved.profile_id = target.id, source.id
            session.add_all([kept, moved])
            session.flush()
            merging.merge(session, source, target)
            [one] = session.scalars(sa.select(type(kept))).all()
            return {column.key: getattr(one, column.key) for column in sa.inspect(type(one)).columns}

    return make


def heart(hearted, minutes=0):
    times = {"created_at": AT, "changed_at": AT + datetime.timedelta(minutes=minutes)}
    return Favorite(kind="points", key="BL23", hearted=hearted, **times)


def routine(name, deleted=False, minutes=0):
    times = {"created_at": AT, "changed_at": AT + datetime.timedelta(minutes=minutes)}
    return OwnRoutine(id=uuid.UUID(int=1), name=name, points=[{"point": "BL23"}], deleted=deleted, **times)


@pytest.mark.parametrize("hearted", [True, False])
def test_of_two_changes_of_a_heart_at_the_same_moment_that_of_the_profile_that_stays_is_kept(merged, hearted):
    assert merged(heart(hearted), heart(not hearted))["hearted"] is hearted


@pytest.mark.parametrize("minutes", [-1, 1])
def test_of_two_changes_of_a_heart_the_later_is_kept(merged, minutes):
    assert merged(heart(True), heart(False, minutes))["hearted"] is (minutes < 0)


@pytest.mark.parametrize("here", [True, False])
def test_a_routine_that_was_deleted_at_the_moment_of_its_change_stays_deleted(merged, here):
    one = merged(routine("A", deleted=here), routine("B", deleted=not here))
    assert one["deleted"] is True


@pytest.mark.parametrize(("minutes", "name"), [(-1, "A"), (0, "B"), (1, "B")])
def test_of_two_changes_of_a_routine_the_later_is_kept(merged, minutes, name):
    assert merged(routine("A"), routine("B", minutes=minutes))["name"] == name


def practice(note):
    facts = {"kind": "points", "key": "BL23", "started_at": AT, "finished_at": AT, "utc_offset": 0, "note": note}
    counts = {"seconds_pressed": 60, "steps_done": 1, "steps_total": 1}
    return PracticeSession(id=uuid.UUID(int=1), steps=[PracticeStep(position=0, point="BL23", side="left", seconds=60)], **facts, **counts)


def test_a_practice_that_a_phone_brought_to_both_profiles_is_there_once(app, merged):
    assert merged(practice("A"), practice("B"))["note"] == "A"
    with app.app_context():
        assert len(db.session.scalars(sa.select(PracticeStep)).all()) == 1


def test_a_practice_moves_with_its_steps(app):
    with app.app_context(), write_transaction() as session:
        target, source = Profile(), Profile()
        session.add_all([target, source])
        session.flush()
        moved = practice("B")
        moved.profile_id = source.id
        session.add(moved)
        session.flush()
        merging.merge(session, source, target)
        one = session.get(PracticeSession, (target.id, uuid.UUID(int=1)))
        assert [step.seconds for step in one.steps] == [60]
