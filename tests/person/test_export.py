"""Everything of a person as a file, on paper, back again, and really gone."""

import csv
import datetime
import io
import json
import uuid

import pytest

from tests import databases

OURS = {"Sec-Fetch-Site": "same-origin"}


def done(number, **changes):
    started = datetime.datetime(2026, 5, 4, 8, number, tzinfo=datetime.UTC)
    return {
        "id": str(uuid.UUID(int=number)), "kind": "points", "key": "BL23", "seconds_pressed": 5, "steps_done": 1,
        "steps_total": 2, "started_at": started.isoformat(), "finished_at": started.replace(second=9).isoformat(),
        "before": 6, "after": None, "note": "slept, well\n\"so\"",
        "steps": [{"point": "BL23", "side": "left", "seconds": 5}],
    } | changes  # fmt: skip


@pytest.fixture
def saved(client):
    """The file of somebody with two hearts and two practice sessions."""
    client.put("/favorites/points/BL23")
    client.put("/favorites/routines/back-seed")
    client.post("/history", json=done(1))
    client.post("/history", json=done(2))
    return client.get("/you.json").json


def everything(client):
    return client.get("/you.json").json


def bring(client, file, **options):
    return client.post("/you/import", data=json.dumps(file), content_type="application/json", **options)


def test_a_file_read_back_elsewhere_gives_everything(saved, make_app, tmp_path):
    from webapp import create_app

    elsewhere = create_app({"TESTING": True}, instance_path=tmp_path / "elsewhere").test_client()
    answer = bring(elsewhere, saved)
    assert answer.json == {"added": 4, "known": 0, "refused": []}
    assert everything(elsewhere) == saved


def test_a_file_read_back_twice_makes_nothing_double(client, saved):
    assert bring(client, saved).json == {"added": 0, "known": 4, "refused": []}
    assert everything(client) == saved


def test_who_lost_the_cookie_gets_everything_back_once(other_client, saved):
    assert bring(other_client, saved).json["added"] == 4
    assert bring(other_client, saved).json == {"added": 0, "known": 4, "refused": []}
    assert everything(other_client) == saved


def test_what_was_deleted_after_it_was_saved_stays_deleted(client, saved):
    client.delete("/favorites/points/BL23")
    client.delete(f"/history/{done(1)['id']}")
    bring(client, saved)
    kept = everything(client)
    assert [one["key"] for one in kept["favorites"]] == ["back-seed"]
    assert [one["id"] for one in kept["practice_sessions"]] == [done(2)["id"]]


def test_what_is_wrong_in_a_file_is_named_and_the_rest_is_added(client):
    heart = {"kind": "points", "key": "LI4", "created_at": "2026-05-04T08:00:00Z"}
    answer = bring(client, {
        "favorites": [heart, heart | {"key": "XX1"}, heart | {"created_at": "soon"}, 7, heart | {"key": ["LI4"]}],
        "practice_sessions": [done(1), done(2, before=11), None],
    }).json  # fmt: skip
    assert answer["added"] == 2
    assert [(one["place"], one["field"]) for one in answer["refused"]] == [
        ("favorites.1", "key"), ("favorites.2", "created_at"), ("favorites.3", "key"), ("favorites.4", "key"),
        ("practice_sessions.1", "before"), ("practice_sessions.2", None),
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"7", b"{}", b'{"favorites": 1, "practice_sessions": []}', b"[" * 100_000, b"\xff"])
def test_a_file_of_something_else_is_refused(client, content):
    answer = client.post("/you/import", data=content, content_type="application/json")
    assert (answer.status_code, answer.json["error"]["field"]) == (422, "file")


def test_the_form_takes_a_file_larger_than_other_bodies(client, saved):
    saved["practice_sessions"] += [done(number, note="x" * 2000) for number in range(3, 60)]
    file = io.BytesIO(json.dumps(saved).encode())
    assert len(file.getvalue()) > 100_000
    answer = client.post("/you/import", data={"file": (file, "stillpoint.json")}, headers=OURS)
    assert answer.status_code == 200
    assert "57 entries were added" in answer.text


def test_a_file_beyond_all_measure_is_refused(client):
    assert client.post("/you/import", data=b" " * (8 * 1024 * 1024 + 1)).status_code == 413


def test_the_table_holds_every_practice_session_with_its_name(client, saved):
    answer = client.get("/you.csv")
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == [done(2)["id"], done(1)["id"]]
    assert rows[0]["name"] == "Kidney Transport"
    assert (rows[0]["before"], rows[0]["after"], rows[0]["note"]) == ("6", "", done(1)["note"])


@pytest.mark.parametrize(
    "note", ["=1+1", "+49", "-1", "@x", "\tx", "\n=1", " =1+1", "\u00a0=1", "\u200b=1", "＝1+1", "\u3000＋1", "\ufeff@x", "－1", "﹦1"]
)
def test_no_note_is_taken_for_a_formula(client, note):
    client.post("/history", json=done(1, note=note))
    rows = list(csv.DictReader(io.StringIO(client.get("/you.csv").get_data().decode("utf-8-sig"))))
    assert rows[0]["note"] == f"'{note}"


def test_on_paper_everything_stands_in_a_table(client, saved):
    page = client.get("/you/print").text
    assert page.count("<tr>") == 3
    assert "2026-05-04" in page and "slept, well" in page


@pytest.mark.parametrize("address", ["/you.csv", "/you.json", "/you/print", "/you/devices", "/you/join"])
def test_what_is_personal_is_kept_by_nobody_on_the_way(client, saved, address):
    assert client.get(address).headers["Cache-Control"] == "private, no-store"


@databases.only_sqlite
def test_after_everything_is_deleted_nothing_is_left_of_it_in_any_file(client, saved, tmp_path):
    client.post("/history", json=done(3, note="a word that stands nowhere else"))
    folder = tmp_path / "instance"

    def found():
        return [file.name for file in folder.iterdir() if b"stands nowhere else" in file.read_bytes()]

    assert found()
    assert client.delete("/you", headers=OURS).status_code == 204
    assert found() == []
    assert everything(client) == {"favorites": [], "practice_sessions": [], "routines": []}


def test_after_everything_is_deleted_other_devices_are_nobody_too(client, other_client, saved):
    code = client.post("/you/transfer", headers={"Accept": "application/json"}).json["code"]
    other_client.post("/you/join", json={"code": code})
    client.delete("/you")
    assert everything(other_client) == {"favorites": [], "practice_sessions": [], "routines": []}
