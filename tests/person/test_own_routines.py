"""Routines that a person puts together: kept once, changed by the latest hand, gone when deleted, within the caps."""

import datetime
import html
import json
import re
import uuid

import pytest

from tests.examples import practice_session
from webapp import create_app
from webapp.catalogue import load_catalogue

ONE = "0b6f2f5e-8d7e-4f3a-9c60-2b1f0d1c7a55"
OTHER = "4a1d7a0e-53c1-4f0e-8f57-8a54a5c6d101"
EVENING = {"name": "Evening", "points": [{"point": "BL23"}, {"point": "LI4", "seconds": 20, "holds": 2, "rest": 5}]}
NOON = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)


def at(minutes):
    """The headers of a change made so many minutes after noon and sent a day later."""
    made = NOON + datetime.timedelta(minutes=minutes)
    return {"X-Changed-At": made.isoformat(), "X-Sent-At": (NOON + datetime.timedelta(days=1)).isoformat()}


def put(client, body=EVENING, routine=ONE, **options):
    return client.put(f"/routines/{routine}", json=body, **options)


def names(client):
    return [one["name"] for one in client.get("/routines.json").json["routines"]]


def test_what_was_put_together_is_listed_with_its_minutes_and_may_be_sent_again(client):
    assert put(client).status_code == put(client).status_code == 204
    [one] = client.get("/routines.json").json["routines"]
    assert (one["id"], one["name"], one["points"]) == (ONE, "Evening", EVENING["points"])
    # 2 × 60 + 15 s, 8 s to the next point, and (2 × 20 + 5) s on both sides with 5 s between.
    assert one["minutes"] == round((135 + 8 + 95) / 60)


def test_an_old_name_of_a_point_is_kept_under_todays(client):
    put(client, {"name": "Old", "points": [{"point": "ub23"}]})
    assert client.get("/routines.json").json["routines"][0]["points"] == [{"point": "BL23"}]


def test_the_later_change_wins_whatever_comes_first(client):
    put(client, EVENING | {"name": "Later"}, headers=at(10))
    put(client, EVENING | {"name": "Earlier"}, headers=at(5))
    assert names(client) == ["Later"]
    client.delete(f"/routines/{ONE}", headers=at(5))
    assert names(client) == ["Later"]


def test_a_deletion_beats_an_older_edit_that_comes_late(client):
    put(client, headers=at(0))
    assert client.delete(f"/routines/{ONE}", headers=at(10)).status_code == 204
    put(client, headers=at(5))
    assert names(client) == []
    put(client, EVENING | {"name": "Again"}, headers=at(11))
    assert names(client) == ["Again"]


def test_deleting_what_is_not_there_makes_nobody(client):
    answer = client.delete(f"/routines/{ONE}")
    assert (answer.status_code, answer.headers.get("Set-Cookie")) == (204, None)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"name": " "}, "name", "The name"),
        ({"name": "x" * 61}, "name", "60 characters"),
        ({"name": "a\nb"}, "name", "character"),
        ({"name": None}, "name", "The name"),
        ({"points": []}, "points", "no points"),
        ({"points": "BL23"}, "points", "no points"),
        ({"points": [{"point": "LI4"}] * 61}, "points", "at most 60 points"),
        ({"points": [{"point": "LI4"}, {"point": "QQ1"}]}, "points.1.point", "QQ1 is no point of this guide"),
        ({"points": [7]}, "points.0.point", "no point of this guide"),
        ({"points": [{"point": "LI4"}, {"point": "li4"}]}, "points.1.point", "Joining Valley is in the routine already"),
        ({"points": [{"point": "LI4", "seconds": 0}]}, "points.0.seconds", "The seconds of Joining Valley"),
        ({"points": [{"point": "LI4", "seconds": 1.5}]}, "points.0.seconds", "The seconds of Joining Valley"),
        ({"points": [{"point": "LI4", "holds": 0}]}, "points.0.holds", "The holds of Joining Valley"),
        ({"points": [{"point": "LI4", "holds": 2, "rest": 0}]}, "points.0.rest", "The rest of Joining Valley"),
        ({"points": [{"point": "BL23", "seconds": 181, "holds": 1}]}, "points.0.seconds", "181 are more than the 180"),
        ({"points": [{"point": "BL40", "seconds": 61, "holds": 2}]}, "points.0.seconds", "122 are more than the 120"),
        ({"points": [{"point": "GB21", "seconds": 16, "holds": 2}]}, "points.0.seconds", "32 are more than the 30"),
        ({"points": [{"point": "CV6", "seconds": 61, "holds": 1}]}, "points.0.seconds", "61 are more than the 60"),
        (
            {"points": [{"point": code, "seconds": 180, "holds": 1} for code in ("BL23", "LI4", "LR3", "ST36", "SP6", "GB20", "PC6")]},
            "points", "A routine takes at most 35",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_practiced_is_refused_with_a_sentence_that_names_the_field(client, change, field, words):
    answer = put(client, EVENING | change)
    assert answer.status_code == 422
    assert answer.json["error"]["field"] == field
    assert words in answer.json["error"]["message"]
    assert names(client) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"[" * 50_000])
def test_what_is_no_routine_at_all_is_refused(client, body):
    assert client.put(f"/routines/{ONE}", data=body).status_code == 400


def test_there_is_room_for_a_hundred(client):
    for _ in range(100):
        assert put(client, routine=uuid.uuid4()).status_code == 204
    answer = put(client)
    assert (answer.status_code, answer.json["error"]["field"]) == (422, "id")
    [*_others, last] = client.get("/routines.json").json["routines"]
    client.delete(f"/routines/{last['id']}")
    assert put(client).status_code == 204


def test_nobody_else_sees_or_changes_it(client, other_client):
    put(client)
    put(other_client, EVENING | {"name": "Mine"})
    other_client.delete(f"/routines/{ONE}")
    assert names(client) == ["Evening"]
    assert names(other_client) == []
    assert other_client.get(f"/routines/{ONE}").status_code == 404


@pytest.mark.parametrize("end", ["", "/edit", "/practice"])
def test_its_pages_show_it_to_nobody_on_the_way(client, end):
    put(client)
    answer = client.get(f"/routines/{ONE}{end}")
    assert answer.status_code == 200
    assert "Evening" in answer.text and "Joining Valley" in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_its_practice_is_the_plan_of_its_points_with_the_persons_doses(client):
    put(client)
    page = client.get(f"/routines/{ONE}/practice").text
    parts = re.split(r'class="part" data-step="(\w+)"', page)[1:]
    steps = [
        (kind, point, side, seconds)
        for point, part in zip(parts[::2], parts[1::2], strict=True)
        for kind, side, seconds in re.findall(r'data-do="(\w+)" data-on="(\w+)" data-seconds="(\d*)"', part)
    ]
    assert steps == [
        ("locate", "BL23", "both", ""), ("press", "BL23", "both", "60"), ("rest", "BL23", "both", "15"), ("press", "BL23", "both", "60"),
        ("locate", "LI4", "left", ""), ("press", "LI4", "left", "20"), ("rest", "LI4", "left", "5"), ("press", "LI4", "left", "20"),
        ("switch", "LI4", "right", "5"), ("press", "LI4", "right", "20"), ("rest", "LI4", "right", "5"), ("press", "LI4", "right", "20"),
    ]  # fmt: skip
    assert 'data-kind="routines"' in page and f'data-key="{ONE}"' in page


def test_a_point_that_left_the_guide_leaves_the_routine_too(client, app):
    put(client)
    with app.app_context():
        from webapp.db import write_transaction
        from webapp.person.models import OwnRoutine

        with write_transaction() as session:
            row = session.query(OwnRoutine).one()
            row.points = [{"point": "QQ1"}, {"point": "BL23"}]
    assert "1 point is no longer in the guide" in client.get(f"/routines/{ONE}").text
    assert "QQ1" not in client.get(f"/routines/{ONE}/practice").text


def test_it_stands_with_the_favorites(client):
    put(client)
    page = client.get("/favorites").text
    assert f'href="/routines/{ONE}"' in page and "Evening" in page and 'href="/routines/own/edit"' in page
    assert 'href="/routines/own/edit"' in client.get("/routines").text


def test_what_was_practiced_keeps_the_name_that_it_had(client):
    put(client)
    done = practice_session(kind="routines", key=ONE, name="Evening")
    assert client.post("/history", json=done).status_code == 201
    put(client, EVENING | {"name": "Night"})
    client.delete(f"/routines/{ONE}")
    assert client.get("/history.json").json[0]["name"] == "Evening"
    for address in ("/history", "/you/print", "/you.csv"):
        assert "Evening" in client.get(address).text
    refused = client.post("/history", json=practice_session(kind="routines", key=OTHER))
    assert (refused.status_code, refused.json["error"]["field"]) == (422, "name")


def test_it_is_in_the_file_and_comes_back_from_it_once(client, other_client):
    put(client)
    file = client.get("/you.json").json
    assert [one["id"] for one in file["routines"]] == [ONE]
    assert other_client.post("/you/import", json=file).json == {"added": 1, "known": 0, "refused": []}
    assert other_client.post("/you/import", json=file).json == {"added": 0, "known": 1, "refused": []}
    assert other_client.get("/routines.json").json["routines"][0]["points"] == EVENING["points"]
    file["routines"][0] |= {"id": OTHER, "points": []}
    assert other_client.post("/you/import", json=file).json["refused"][0]["place"] == "routines.0"
    client.delete(f"/routines/{ONE}")
    client.post("/you/import", json=file | {"routines": [file["routines"][0] | {"id": ONE, "points": EVENING["points"]}]})
    assert names(client) == []


def test_a_file_from_before_there_were_own_routines_is_read(client):
    assert client.post("/you/import", json={"favorites": [], "practice_sessions": []}).status_code == 200


def test_two_devices_that_become_one_keep_the_later_hand_and_the_deletion(client, other_client):
    put(client, EVENING | {"name": "Old"}, headers=at(0))
    put(other_client, EVENING | {"name": "New"}, headers=at(5))
    put(client, routine=OTHER, headers=at(0))
    put(other_client, routine=OTHER, headers=at(0))
    other_client.delete(f"/routines/{OTHER}", headers=at(5))
    code = client.post("/you/transfer", headers={"Accept": "application/json"}).json["code"]
    assert other_client.post("/you/join", json={"code": code}).status_code == 200
    assert names(client) == names(other_client) == ["New"]


def test_everything_deleted_deletes_it(client):
    put(client)
    client.delete("/you")
    assert names(client) == []


# --- the plain form ---------------------------------------------------------------------------------------------------


def chosen(page):
    return [json.loads(html.unescape(value)) for value in re.findall(r'name="point" value="([^"]+)"', page)]


BL23, LI4, LR3 = {"point": "BL23"}, {"point": "LI4", "seconds": 20, "holds": 2, "rest": 5}, {"point": "LR3"}


def test_the_plain_form_adds_moves_removes_and_saves(client):
    fields = {"name": "Plain", "point": [json.dumps(BL23), json.dumps(LI4)]}
    page = client.post("/routines/own/edit", data=fields | {"do": "add", "more": "LR3"})
    assert chosen(page.text) == [BL23, LI4, LR3]
    assert chosen(client.post("/routines/own/edit", data=fields | {"do": "up-1"}).text) == [LI4, BL23]
    assert chosen(client.post("/routines/own/edit", data=fields | {"do": "down-0"}).text) == [LI4, BL23]
    assert chosen(client.post("/routines/own/edit", data=fields | {"do": "remove-0"}).text) == [LI4]
    assert names(client) == []
    saved = client.post("/routines/own/edit", data=fields | {"do": "save"})
    assert saved.status_code == 303
    assert "Joining Valley" in client.get(saved.location).text
    client.post(f"{saved.location}/edit", data=fields | {"name": "Changed", "do": "save"})
    assert names(client) == ["Changed"]
    assert client.post(f"{saved.location}/delete").location == "/favorites"
    assert names(client) == []


def test_the_plain_form_says_what_is_wrong_and_keeps_what_was_written(client):
    page = client.post("/routines/own/edit", data={"name": "Mine", "point": [json.dumps(LI4 | {"seconds": 0})], "do": "save"})
    assert page.status_code == 422
    assert "The seconds of Joining Valley" in page.text
    assert chosen(page.text) == [LI4 | {"seconds": 0}] and 'value="Mine"' in page.text


def test_the_plain_form_takes_what_a_page_of_earlier_has_in_it(client):
    page = client.post("/routines/own/edit", data={"name": "Plain", "point": ["BL23", "LI4 20 2 5"], "do": "add"})
    assert chosen(page.text) == [BL23, LI4]


@pytest.mark.parametrize(
    "text", ["", "[]", "5", "null", "{}", '{"point": 5}', '{"point": ["BL23"]}', "[" * 5000, '{"point": "XX", "holds": []}']
)
def test_the_plain_form_refuses_what_names_no_point(client, text):
    page = client.post("/routines/own/edit", data={"name": "Plain", "point": [text], "do": "save"})
    assert page.status_code == 422
    assert names(client) == []


def test_the_editor_has_the_facts_of_every_point(client):
    page = client.get("/routines/own/edit").text
    facts = json.loads(re.search(r'<script type="application/json" data-part="facts">(.*?)</script>', page)[1])
    assert facts.keys() == load_catalogue().points.keys()
    assert facts["GB21"] == {
        "name": "Shoulder Well", "dose": load_catalogue().points["GB21"].dose_text, "seconds": 6, "holds": 3, "rest": 4, "sides": 2,
        "switch": 4, "max_side": 30, "max_hold": 180,
    }  # fmt: skip


def test_every_point_can_be_chosen(tmp_path):
    client = create_app({"TESTING": True}, instance_path=tmp_path / "instance").test_client()
    page = client.get("/routines/own/edit").text
    assert set(re.findall(r'<option value="([\w-]+)"', page)) == set(load_catalogue().points)
