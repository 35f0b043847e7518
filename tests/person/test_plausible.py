"""What cannot have been: refused with a sentence, or put right where it is the clock's fault."""

import datetime

import pytest

from tests.examples import practice_session
from webapp.person import merging, models, timestamps, transfer

NOW = datetime.datetime(2026, 5, 5, tzinfo=datetime.UTC)
CLOCKS = (models, timestamps, transfer, merging)


@pytest.fixture
def clock(monkeypatch):
    """A function that sets the server's clock."""

    def be(moment):
        for module in CLOCKS:
            if hasattr(module, "now"):
                monkeypatch.setattr(module, "now", lambda: moment)

    be(NOW)
    return be


LEFT = {"point": "BL23", "side": "left", "seconds": 60}


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("seconds_pressed", {"seconds_pressed": 5.5}),
        ("note", {"note": 0}), ("note", {"note": False}), ("note", {"note": []}), ("note", {"note": {}}),
        ("finished_at", {"started_at": "1026-05-04T21:10:00Z"}), ("finished_at", {"started_at": "2026-04-01T21:10:00Z"}),
        ("steps", {"steps": [LEFT | {"seconds": 10**6}] * 500}), ("steps", {"steps": [LEFT, LEFT, LEFT | {"seconds": 160}]}),
        ("steps.1.point", {"steps": [LEFT, LEFT | {"point": "LI4"}]}),
        ("steps.0.side", {"steps": [LEFT | {"side": "midline"}]}),
        ("steps.0.side", {"key": "CV6", "steps": [LEFT | {"point": "CV6"}]}),
        ("steps.0.seconds", {"steps": [LEFT | {"seconds": 5.5}]}),
    ],
)  # fmt: skip
def test_what_cannot_have_been_is_refused_by_its_field(client, field, changes):
    answer = client.post("/history", json=practice_session(**changes))
    assert (answer.status_code, answer.json["error"]["field"]) == (422, field)
    assert client.get("/history.json").json == []


@pytest.mark.parametrize("changes", [
    {"steps": []},
    {"steps": [LEFT, LEFT | {"side": "right"}]},
    {"key": "CV6", "steps": [{"point": "CV6", "side": "midline", "seconds": 60}]},
    {"kind": "routines", "key": "back-seed", "steps": [LEFT, LEFT | {"point": "LI4"}]},
    {"started_at": "2026-04-10T21:10:00+02:00", "seconds_pressed": 60},
    {"steps": [LEFT | {"seconds": 26}] * 11},
    {"seconds_pressed": 240.0},
])  # fmt: skip
def test_what_can_have_been_is_kept(client, changes):
    assert client.post("/history", json=practice_session(**changes)).status_code == 201


@pytest.mark.parametrize("year", [2027, 2999, 9998])
def test_a_practice_of_the_future_ended_when_it_arrived(client, clock, year):
    sent = practice_session(started_at=f"{year}-05-04T21:10:00+05:30", finished_at=f"{year}-05-04T21:14:30+05:30")
    assert client.post("/history", json=sent).status_code == 201
    (kept,) = client.get("/history.json").json
    assert (kept["started_at"], kept["finished_at"]) == ("2026-05-05T05:25:30+05:30", "2026-05-05T05:30:00+05:30")


def test_a_phone_whose_clock_is_hours_ahead_is_believed(client, clock):
    sent = practice_session(started_at="2026-05-05T21:10:00+00:00", finished_at="2026-05-05T21:14:30+00:00")
    client.post("/history", json=sent)
    assert client.get("/history.json").json[0]["started_at"] == sent["started_at"]


FUTURE = NOW.replace(year=2030)


def test_a_heart_given_while_the_clock_was_ahead_can_be_taken_away_and_given(client, clock):
    clock(FUTURE)
    client.put("/favorites/points/BL23")
    clock(NOW)
    assert client.delete("/favorites/points/BL23").status_code == 204
    assert client.get("/favorites.json").json == {"favorites": []}
    client.put("/favorites/points/BL23")
    assert len(client.get("/favorites.json").json["favorites"]) == 1


def test_a_routine_changed_while_the_clock_was_ahead_can_be_changed_and_deleted(client, clock):
    address, body = "/routines/0b6f2f5e-8d7e-4f3a-9c60-2b1f0d1c7a55", {"name": "One", "points": [{"point": "BL23"}]}
    clock(FUTURE)
    client.put(address, json=body)
    clock(NOW)
    client.put(address, json=body | {"name": "Two"})
    assert client.get("/routines.json").json["routines"][0]["name"] == "Two"
    client.delete(address)
    assert client.get("/routines.json").json == {"routines": []}


def test_a_code_made_while_the_clock_was_ahead_is_too_old(client, other_client, clock):
    clock(FUTURE)
    code = client.post("/you/transfer", headers={"Accept": "application/json"}).json["code"]
    clock(NOW)
    assert other_client.post("/you/join", json={"code": code}).status_code == 410
    other_client.post("/you/transfer")
    assert other_client.post("/you/join", json={"code": code}).status_code == 404, "it is not remembered for years"


def test_what_was_kept_while_the_clock_was_ahead_lets_itself_be_changed_after_two_devices_became_one(client, other_client, clock):
    clock(FUTURE)
    other_client.put("/favorites/points/BL23")
    clock(NOW)
    code = client.post("/you/transfer", headers={"Accept": "application/json"}).json["code"]
    assert other_client.post("/you/join", json={"code": code}).status_code == 200
    clock(NOW + datetime.timedelta(minutes=1))
    client.delete("/favorites/points/BL23", headers={"X-Changed-At": NOW.isoformat(), "X-Sent-At": NOW.isoformat()})
    assert client.get("/favorites.json").json == {"favorites": []}
