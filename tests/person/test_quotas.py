"""How much one person may keep: far more than anybody does, said before it is reached, and nothing of before is lost."""

import uuid

import pytest
import sqlalchemy as sa

from tests.examples import listed, practice_session
from webapp.catalogue import limits
from webapp.db import db
from webapp.person import own_routine_changes
from webapp.person.models import DeletedPracticeSession, OwnRoutine


@pytest.fixture(autouse=True)
def small(monkeypatch):
    for name, size in (("MAX_PRACTICE_SESSIONS", 20), ("MAX_DEVICES", 2)):
        assert getattr(limits, name) > size
        monkeypatch.setattr(limits, name, size)


def practice(client, number):
    return client.post("/history", json=practice_session(id=str(uuid.UUID(int=number))))


def test_one_practice_too_many_is_refused_with_what_to_do_and_none_is_lost(client):
    for number in range(20):
        assert practice(client, number).status_code == 201
    refused = practice(client, 99)
    assert refused.status_code == 422
    assert refused.json["error"]["field"] == "id"
    assert "room for 20 practices" in refused.json["error"]["message"] and "delete some" in refused.json["error"]["message"]
    assert practice(client, 7).status_code == 200
    assert len(listed(client)) == 20
    client.delete(f"/history/{uuid.UUID(int=7)}")
    assert practice(client, 99).status_code == 201


def test_how_much_room_is_left_is_said_when_it_is_little(client):
    for number in range(17):
        practice(client, number)
    assert "room for" not in client.get("/history").text
    practice(client, 17)
    assert "There is room for 2 more practices." in client.get("/history").text
    practice(client, 18)
    assert "There is room for one more practice." in client.get("/history").text


def test_a_file_brings_as_many_practices_as_there_is_room_for(client):
    sessions = [practice_session(id=str(uuid.UUID(int=number))) for number in range(25)]
    answer = client.post("/you/import", json={"favorites": [], "practice_sessions": sessions})
    assert (answer.json["added"], len(answer.json["refused"])) == (20, 5)
    assert "room for 20 practices" in answer.json["refused"][0]["message"]


def test_whatever_is_deleted_can_be_deleted(app, client):
    practice(client, 0)
    for number in range(40):
        assert client.delete(f"/history/{uuid.UUID(int=number)}").status_code == 204
    assert listed(client) == []
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(DeletedPracticeSession)) == 20


def test_of_deleted_routines_the_oldest_are_forgotten(app, client, monkeypatch):
    monkeypatch.setattr(own_routine_changes, "MAX_MARKS", 5)
    for number in range(1, 12):
        client.put(f"/routines/{uuid.UUID(int=number)}", json={"name": "Own", "points": [{"point": "LI4"}]})
        client.delete(f"/routines/{uuid.UUID(int=number)}")
    with app.app_context():
        kept = db.session.scalars(sa.select(OwnRoutine.id)).all()
    assert {one.int for one in kept} == set(range(6, 12))


def test_one_device_too_many_is_told_and_the_code_is_good_until_one_was_thrown_out(app, client):
    def join(code):
        return app.test_client().post("/you/join", json={"code": code})

    def code():
        return client.post("/you/transfer", json={}, headers={"Accept": "application/json"}).json["code"]

    assert join(code()).status_code == 200
    third = code()
    refused = join(third)
    assert refused.status_code == 409
    assert "room for 2 devices" in refused.json["error"]["message"]
    other = next(one for one in client.get("/you/devices.json").json["devices"] if not one["here"])
    client.delete(f"/you/devices/{other['id']}")
    assert join(third).status_code == 200
