"""The contract about what is a person's own: favorites, history, and who may write."""

import re

import pytest

from tests.examples import practice_session

OURS = {"Sec-Fetch-Site": "same-origin"}


def test_a_heart_is_kept_once_and_taken_back_once(client):
    for _ in range(2):
        assert client.put("/favorites/points/BL23", headers=OURS).status_code == 204
    kept = client.get("/favorites.json").json["favorites"]
    assert [(heart["kind"], heart["key"]) for heart in kept] == [("points", "BL23")]
    assert client.get("/favorites").status_code == 200
    for _ in range(2):
        assert client.delete("/favorites/points/BL23", headers=OURS).status_code == 204
    assert client.get("/favorites.json").json == {"favorites": []}


@pytest.mark.parametrize("address", ["/favorites/points/BL999", "/favorites/nothing/BL23", "/favorites/routines/none"])
def test_a_heart_for_nothing_is_refused(client, address):
    assert client.put(address, headers=OURS).status_code == 404


def test_a_practice_session_is_recorded_once_however_often_it_is_sent(client):
    done = practice_session()
    assert client.post("/history", json=done, headers=OURS).status_code == 201
    assert client.post("/history", json=done, headers=OURS).status_code == 200
    listed = client.get("/history.json").json
    assert len(listed) == 1
    for field in ("id", "kind", "key", "seconds_pressed", "steps_done", "steps_total", "before", "after", "note"):
        assert listed[0][field] == done[field]
    assert re.search(r"T.*([+-]\d\d:\d\d|Z)$", listed[0]["started_at"])
    assert client.delete(f"/history/{done['id']}", headers=OURS).status_code == 204
    assert client.get("/history.json").json == []


def test_history_is_listed_newest_first(client):
    for day in (3, 5, 4):
        started = f"2026-05-0{day}T08:00:00+00:00"
        done = practice_session(started_at=started, finished_at=started.replace("08:00", "08:09"))
        client.post("/history", json=done, headers=OURS)
    days = [one["started_at"][:10] for one in client.get("/history.json").json]
    assert days == ["2026-05-05", "2026-05-04", "2026-05-03"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "not-a-uuid"),
        ("kind", "session"),
        ("key", "BL999"),
        ("started_at", "yesterday"),
        ("started_at", "2026-05-04T21:10:00"),
        ("finished_at", "2026-05-04T20:00:00+02:00"),
        ("seconds_pressed", -1),
        ("seconds_pressed", "many"),
        ("steps_done", 9),
        ("before", 11),
        ("after", 2.5),
        ("note", "x" * 100_000),
        ("steps", "all"),
    ],
)
def test_a_bad_practice_session_is_refused_with_its_field_and_a_sentence(client, field, value):
    response = client.post("/history", json=practice_session(**{field: value}), headers=OURS)
    assert response.status_code in (413, 422)
    if response.status_code == 422:
        assert response.json["error"]["field"].split(".")[0] == field
        assert len(response.json["error"]["message"].split()) >= 3
    assert client.get("/history.json").json == []


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://elsewhere.example"}],
    ids=["cross-site", "same-site", "origin"],
)
def test_only_our_own_pages_may_write(client, headers):
    assert client.put("/favorites/points/BL23", headers=headers).status_code == 403
    assert client.post("/history", json=practice_session(), headers=headers).status_code == 403
    assert client.get("/favorites.json").json == {"favorites": []}
