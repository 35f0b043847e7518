"""Two phones of one person converge, whatever happens in whatever order."""

import datetime
import itertools
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
