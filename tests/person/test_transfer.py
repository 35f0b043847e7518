"""Carrying over to another device: joined once, merged, and hard to guess."""

import datetime
import re
import uuid

import pytest
import sqlalchemy as sa

from webapp.db import db
from webapp.person import models, transfer, transfer_code
from webapp.person.models import Profile
from webapp.person.transfer_models import Transfer, TransferTry

JSON = {"Accept": "application/json"}


@pytest.fixture
def other_client(app):
    """The other device, at another address."""
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    return client


def done(number):
    started = datetime.datetime(2026, 5, 4, 8, number, tzinfo=datetime.UTC)
    return {
        "id": str(uuid.UUID(int=number)), "kind": "points", "key": "BL23", "seconds_pressed": 5, "steps_done": 1,
        "steps_total": 1, "started_at": started.isoformat(), "finished_at": started.replace(second=9).isoformat(),
    }  # fmt: skip


def offer(client):
    return client.post("/you/transfer", headers=JSON).json


def join(client, code):
    return client.post("/you/join", json={"code": code})


def hearts(client):
    return {one["key"] for one in client.get("/favorites.json").json["favorites"]}


def sessions(client):
    return {uuid.UUID(one["id"]).int for one in client.get("/history.json").json}


def count(app, model):
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_a_new_device_sees_what_the_first_one_recorded(client, other_client):
    client.put("/favorites/points/BL23")
    client.post("/history", json=done(1))
    answer = join(other_client, offer(client)["code"])
    assert (answer.status_code, answer.json) == (200, {"joined": True})
    assert (hearts(other_client), sessions(other_client)) == ({"BL23"}, {1})


def test_from_then_on_both_share_everything(client, other_client):
    join(other_client, offer(client)["code"])
    client.put("/favorites/points/BL23")
    other_client.post("/history", json=done(1))
    assert hearts(client) == hearts(other_client) == {"BL23"}
    assert sessions(client) == sessions(other_client) == {1}


def test_what_both_had_recorded_is_merged_and_nothing_is_lost_or_double(client, other_client, app):
    client.put("/favorites/points/BL23")
    client.post("/history", json=done(1))
    other_client.put("/favorites/points/BL23")
    other_client.put("/favorites/points/LI4")
    other_client.post("/history", json=done(2))
    join(other_client, offer(client)["code"])
    for one in (client, other_client):
        assert (hearts(one), sessions(one)) == ({"BL23", "LI4"}, {1, 2})
    assert count(app, Profile) == 1


def test_what_one_deleted_the_other_does_not_bring_back(client, other_client):
    client.put("/favorites/points/LI4")
    client.delete("/history/" + done(2)["id"])
    other_client.post("/history", json=done(2))
    other_client.post("/history", json=done(3))
    join(other_client, offer(client)["code"])
    assert sessions(client) == {3}
    other_client.post("/history", json=done(2))
    assert sessions(client) == {3}


def test_the_later_change_of_a_heart_wins_on_both(client, other_client):
    early = {"X-Changed-At": "2026-05-04T08:00:00Z", "X-Sent-At": "2026-05-04T09:00:00Z"}
    late = {"X-Changed-At": "2026-05-04T08:30:00Z", "X-Sent-At": "2026-05-04T09:00:00Z"}
    client.put("/favorites/points/BL23", headers=early)
    client.put("/favorites/points/LI4", headers=early)
    client.delete("/favorites/points/LI4", headers=late)
    other_client.put("/favorites/points/LI4", headers=early)
    other_client.put("/favorites/points/BL23", headers=early)
    other_client.delete("/favorites/points/BL23", headers=late)
    join(other_client, offer(client)["code"])
    assert hearts(client) == hearts(other_client) == set()


def test_the_other_devices_of_the_joining_person_come_along(client, other_client, app):
    third = app.test_client()
    other_client.put("/favorites/points/LI4")
    join(third, offer(other_client)["code"])
    client.put("/favorites/points/BL23")
    join(other_client, offer(client)["code"])
    assert hearts(third) == {"BL23", "LI4"}


def test_the_picture_and_the_code_lead_to_the_same(client, other_client):
    client.put("/favorites/points/BL23")
    address = offer(client)["address"]
    page = other_client.get(address)
    token = re.search(r'name="code" value="([^"]+)"', page.text)[1]
    answer = other_client.post("/you/join", data={"code": token})
    assert (answer.status_code, answer.location) == (303, "/you/devices")
    assert hearts(other_client) == {"BL23"}


def test_the_page_shows_the_code_and_a_picture_of_its_address(client, other_client):
    client.put("/favorites/points/BL23")
    page = client.post("/you/transfer").text
    code = re.search(r'id="code">([0-9A-Z]{5}-[0-9A-Z]{5})<', page)[1]
    assert "<svg" in page and 'role="img"' in page
    assert join(other_client, code).status_code == 200


def test_opening_the_address_joins_nothing(client, other_client):
    client.put("/favorites/points/BL23")
    other_client.get(offer(client)["address"])
    assert hearts(other_client) == set()


def test_a_code_works_once(client, other_client, app):
    client.put("/favorites/points/BL23")
    code = offer(client)["code"]
    assert join(other_client, code).status_code == 200
    replay = join(app.test_client(), code)
    assert replay.status_code == 410
    assert replay.json["error"]["field"] == "code"


def test_a_code_works_for_ten_minutes(client, other_client, monkeypatch):
    code = offer(client)["code"]
    later = models.now() + datetime.timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(transfer, "now", lambda: later)
    assert join(other_client, code).status_code == 410


def test_a_new_code_ends_the_one_before(client, other_client):
    first, second = offer(client)["code"], offer(client)["code"]
    assert join(other_client, first).status_code == 404
    assert join(other_client, second).status_code == 200


def wrong(code):
    """The same transfer with another secret."""
    return code[:-1] + ("0" if code[-1] != "0" else "1")


def test_after_five_wrong_tries_even_the_right_code_is_locked(client, other_client):
    client.put("/favorites/points/BL23")
    offered = offer(client)
    for _ in range(5):
        assert join(other_client, wrong(offered["code"])).status_code == 404
    token = offered["address"].partition("code=")[2]
    for code in (offered["code"], token):
        answer = join(other_client, code)
        assert answer.status_code == 429
        assert hearts(other_client) == set()


def test_somebody_who_guesses_on_is_locked_out_for_every_code(client, other_client, monkeypatch):
    for number in range(transfer.TRIES_FROM_ONE_PLACE):
        assert join(other_client, f"ZZZZ{number:06}").status_code == 404
    code = offer(client)["code"]
    assert join(other_client, code).status_code == 429
    assert join(client, code).status_code == 200


def test_after_ten_minutes_one_may_try_again(client, other_client, monkeypatch):
    for number in range(transfer.TRIES_FROM_ONE_PLACE):
        join(other_client, f"ZZZZ{number:06}")
    later = models.now() + datetime.timedelta(minutes=11)
    monkeypatch.setattr(transfer, "now", lambda: later)
    assert join(other_client, offer(client)["code"]).status_code == 200


def test_no_address_and_no_secret_stand_in_the_database(client, other_client, app):
    offered = offer(client)
    join(other_client, wrong(offered["code"]))
    with app.app_context():
        kept = [str(value) for model in (Transfer, TransferTry) for row in db.session.execute(sa.select(model.__table__)) for value in row]
    secret, token = offered["code"].replace("-", "")[2:], offered["address"].partition("code=")[2][2:]
    for text in ("192.0.2.7", secret, token):
        assert not any(text in value for value in kept)


@pytest.mark.parametrize("body", [{}, {"code": None}, {"code": "7KQM"}, {"code": ["7KQM-2XWD"]}, []])
def test_what_can_be_no_code_is_refused_with_its_field(client, body):
    answer = client.post("/you/join", json=body)
    assert (answer.status_code, answer.json["error"]["field"]) == (422, "code")


def test_a_wrong_code_on_a_page_leaves_the_field_and_says_why(other_client):
    answer = other_client.post("/you/join", data={"code": "7KQM2-XWD9A"})
    assert answer.status_code == 404
    assert 'name="code"' in answer.text and 'role="alert"' in answer.text
    assert "<script>" not in other_client.get("/you/join?code=<script>alert(1)</script>").text.partition("<body")[2]


@pytest.mark.parametrize("address", ["/you/transfer", "/you/join"])
def test_no_other_site_can_start_or_end_a_transfer(client, address):
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(address, data={"code": "7KQM2-XWD9A"}, headers=headers).status_code == 403


def test_joining_the_same_profile_again_changes_nothing(client):
    client.put("/favorites/points/BL23")
    assert join(client, offer(client)["code"]).status_code == 200
    assert hearts(client) == {"BL23"}


def test_when_every_name_is_taken_one_is_asked_to_wait(client, monkeypatch, app):
    monkeypatch.setattr(transfer_code, "new_id", lambda: "7K")
    assert client.post("/you/transfer", headers=JSON).status_code == 201
    answer = app.test_client().post("/you/transfer", headers=JSON)
    assert answer.status_code == 503
    assert "Set-Cookie" not in answer.headers


def test_a_code_that_is_long_over_is_forgotten_at_the_next_one(client, other_client, app, monkeypatch):
    offer(client)
    later = models.now() + datetime.timedelta(minutes=31)
    monkeypatch.setattr(transfer, "now", lambda: later)
    offer(other_client)
    assert count(app, Transfer) == 1


def test_a_code_that_is_just_over_is_still_told_from_a_wrong_one(client, other_client, app, monkeypatch):
    code = offer(client)["code"]
    later = models.now() + datetime.timedelta(minutes=25)
    monkeypatch.setattr(transfer, "now", lambda: later)
    offer(app.test_client())
    assert join(other_client, code).status_code == 410
