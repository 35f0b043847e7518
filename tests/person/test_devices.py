"""The devices that share a profile."""

import pytest


@pytest.fixture
def devices(client, other_client):
    """Two devices of one person; the ids, the one of `client` first."""
    client.put("/favorites/points/BL23")
    code = client.post("/you/transfer", headers={"Accept": "application/json"}).json["code"]
    other_client.post("/you/join", json={"code": code})
    return [one["id"] for one in listed(client)]


def listed(client):
    return client.get("/you/devices.json").json["devices"]


def test_somebody_who_left_nothing_has_no_devices(client):
    assert listed(client) == []
    assert client.get("/you/devices").status_code == 200


def test_each_sees_both_and_itself_first(client, other_client, devices):
    assert [one["here"] for one in listed(client)] == [True, False]
    assert [one["id"] for one in listed(other_client)] == devices[::-1]


def test_a_device_has_the_name_that_the_person_gives_it(client, other_client, devices):
    assert client.put(f"/you/devices/{devices[1]}", json={"name": "  Tablet  "}).status_code == 204
    assert other_client.post(f"/you/devices/{devices[0]}", data={"action": "rename", "name": "<b>"}).status_code == 303
    assert [one["name"] for one in listed(client)] == ["<b>", "Tablet"]
    page = client.get("/you/devices").text
    assert "Tablet" in page and "&lt;b&gt;" in page


def test_a_device_that_is_thrown_out_sees_nothing_from_then_on(client, other_client, devices):
    for _ in range(2):
        assert client.delete(f"/you/devices/{devices[1]}").status_code == 204
    assert other_client.get("/favorites.json").json == {"favorites": []}
    assert [one["id"] for one in listed(client)] == devices[:1]


def test_what_it_does_afterwards_is_nothing_to_the_others(client, other_client, devices):
    client.post(f"/you/devices/{devices[1]}", data={"action": "remove"})
    other_client.put("/favorites/points/LI4")
    assert [one["key"] for one in client.get("/favorites.json").json["favorites"]] == ["BL23"]


def test_the_device_in_the_hand_cannot_be_thrown_out(client, devices):
    answer = client.delete(f"/you/devices/{devices[0]}")
    assert answer.status_code == 409
    assert "another one" in answer.json["error"]["message"]
    assert len(listed(client)) == 2


def test_nobody_else_can_name_or_throw_out_a_device(app, client, devices):
    stranger = app.test_client()
    stranger.put("/favorites/points/LI4")
    assert stranger.put(f"/you/devices/{devices[0]}", json={"name": "mine"}).status_code == 404
    assert stranger.delete(f"/you/devices/{devices[0]}").status_code == 204
    assert [one["name"] for one in listed(client)] == ["", ""]


@pytest.mark.parametrize("body", [{}, {"name": None}, {"name": "x" * 61}, {"name": "a\0"}, []])
def test_a_wrong_name_is_refused(client, devices, body):
    answer = client.put(f"/you/devices/{devices[0]}", json=body)
    assert (answer.status_code, answer.json["error"]["field"]) == (422, "name")


def test_the_id_of_a_device_is_no_key_to_it(app, devices):
    thief = app.test_client()
    thief.set_cookie("stillpoint", devices[0])
    assert thief.get("/favorites.json").json == {"favorites": []}


def test_a_form_that_htmx_sends_opens_the_page_of_the_devices_anew(client, devices):
    answer = client.post(f"/you/devices/{devices[1]}", data={"action": "remove"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"], answer.text) == (200, "/you/devices", "")
    assert [one["id"] for one in listed(client)] == devices[:1]
