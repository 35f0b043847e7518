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
from webapp.person.models import DeletedPracticeSession, Device, Favorite, OwnRoutine, PracticeSession, PracticeStep, Profile, now

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


@pytest.fixture
def merge_of(app):
    """merge_of({name: rows}) -> (ids by name, all rows of those kinds): "source" becomes "target", "other" is somebody else."""

    def make(rows_of):
        with app.app_context(), write_transaction() as session:
            profiles = {name: Profile() for name in ("target", "source", "other")}
            session.add_all(profiles.values())
            session.flush()
            for name, rows in rows_of.items():
                for row in rows:
                    row.profile_id = profiles[name].id
                session.add_all(rows)
            session.flush()
            ids = {name: profile.id for name, profile in profiles.items()}
            kinds = {type(row) for rows in rows_of.values() for row in rows}
            merging.merge(session, profiles["source"], profiles["target"])
            session.expunge_all()
            return ids, [facts(row) for kind in kinds for row in session.scalars(sa.select(kind)).all()]

    return make


def facts(row):
    """A row as {column: value}."""
    return {column.key: getattr(row, column.key) for column in sa.inspect(type(row)).columns}


def deletion():
    return DeletedPracticeSession(id=uuid.UUID(int=1))


@pytest.mark.parametrize("make", [lambda: heart(True), lambda: heart(False), lambda: routine("A"), deletion, lambda: practice("A")])
def test_what_one_profile_alone_has_is_the_others_as_it_was(merge_of, make):
    ids, [moved] = merge_of({"source": [make()]})
    assert moved == facts(make()) | {"profile_id": ids["target"]}


@pytest.mark.parametrize("make", [heart, lambda kept: routine("A", deleted=not kept)])
@pytest.mark.parametrize("side", ["source", "target"])
def test_what_was_changed_while_the_clock_was_ahead_is_no_newer_than_now(merge_of, make, side):
    ahead = now() + datetime.timedelta(days=400)
    one, foreign = make(True), make(True)
    one.changed_at = foreign.changed_at = ahead
    ids, rows = merge_of({side: [one], "other": [foreign]})
    changed = {row["profile_id"]: row["changed_at"] for row in rows}
    assert changed[ids["target"]] <= now()
    assert changed[ids["other"]] == ahead


@pytest.mark.parametrize("deleted", ["source", "target"])
def test_a_practice_that_was_deleted_in_one_profile_is_not_brought_back_by_the_other(merge_of, deleted):
    practiced = {"source": "target", "target": "source"}[deleted]
    ids, rows = merge_of({deleted: [deletion()], practiced: [practice("A")]})
    assert rows == [{"profile_id": ids["target"], "id": uuid.UUID(int=1)}]


def test_what_somebody_else_has_under_the_same_id_stays(merge_of):
    ids, rows = merge_of({"source": [deletion()], "target": [practice("A")], "other": [practice("B")]})
    assert [row["note"] for row in rows if "note" in row] == ["B"]
    assert [row["profile_id"] for row in rows if "note" in row] == [ids["other"]]
    ids, rows = merge_of({"source": [practice("A")], "other": [deletion(), heart(True), routine("C")]})
    assert {row["profile_id"] for row in rows if "note" not in row} >= {ids["other"]}
    assert [row["note"] for row in rows if row["profile_id"] == ids["target"]] == ["A"]


def test_a_device_of_the_one_is_a_device_of_the_other(merge_of):
    ids, rows = merge_of(
        {"source": [Device(id="a", joined_at=AT)], "target": [Device(id="b", joined_at=AT)], "other": [Device(id="c", joined_at=AT)]}
    )
    assert {row["id"]: row["profile_id"] for row in rows} == {"a": ids["target"], "b": ids["target"], "c": ids["other"]}


def test_a_profile_is_not_lost_by_being_merged_with_itself(app):
    with app.app_context(), write_transaction() as session:
        one = Profile()
        session.add(one)
        session.flush()
        merging.merge(session, one, one)
        assert session.scalar(sa.select(sa.func.count()).select_from(Profile)) == 1
