"""The page about the person, taking everything along, and deleting it for good."""

import sqlalchemy as sa

from tests.examples import practice_session
from webapp.db import db
from webapp.person.models import DeletedPracticeSession, Device, Favorite, PracticeSession, PracticeStep, Profile

OURS = {"Sec-Fetch-Site": "same-origin"}


def live(client):
    """Let somebody heart and practice; returns the id of the practice session."""
    done = practice_session(note="left side")
    assert client.put("/favorites/points/LI4", headers=OURS).status_code == 204
    assert client.post("/history", json=done, headers=OURS).status_code == 201
    return done["id"]


def rows(app):
    """How many rows every table of a person holds."""
    with app.app_context():
        models = (Profile, Device, Favorite, PracticeSession, PracticeStep, DeletedPracticeSession)
        return {model.__name__: db.session.scalar(sa.select(sa.func.count()).select_from(model)) for model in models}


def test_you_is_the_same_for_everyone(client, other_client):
    live(client)
    assert client.get("/you").data == other_client.get("/you").data


def test_you_leads_to_safety_sources_and_about(client):
    page = client.get("/you").text
    for address in ("/safety", "/sources", "/about", "/you.json", "/you/delete"):
        assert f'href="{address}"' in page


def test_you_says_what_is_kept_where(client):
    page = client.get("/you").text
    assert "Only on this phone" in page
    assert "On this phone and on the server" in page


def test_everything_can_be_taken_along_as_a_file(client):
    done = live(client)
    answer = client.get("/you.json")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert [one["key"] for one in answer.json["favorites"]] == ["LI4"]
    [session] = answer.json["practice_sessions"]
    assert (session["id"], session["note"]) == (done, "left side")


def test_somebody_without_a_history_gets_an_empty_file(client):
    assert client.get("/you.json").json == {"favorites": [], "practice_sessions": [], "routines": []}
    assert "Set-Cookie" not in client.get("/you.json").headers


def test_a_phone_gets_its_cookie_before_it_sends_the_first_thing_and_nothing_is_kept_until_then(app, client):
    first = client.post("/you", headers=OURS)
    assert (first.status_code, first.headers["X-Profile"]) == (204, "unknown")
    again = client.post("/you", headers=OURS)
    assert "X-Profile" not in again.headers and "Set-Cookie" not in again.headers
    assert rows(app)["Profile"] == rows(app)["Device"] == 0
    for _answer_lost_and_sent_again in range(2):
        assert "Set-Cookie" not in client.put("/favorites/points/BL23", headers=OURS).headers
    assert rows(app)["Profile"] == rows(app)["Device"] == 1
    assert len(client.get("/favorites.json").json["favorites"]) == 1


def test_a_browser_that_refuses_cookies_leaves_nobody_behind(app):
    refusing = app.test_client(use_cookies=False)
    for _try in range(3):
        assert refusing.post("/you", headers=OURS).headers["X-Profile"] == "unknown"
    assert rows(app)["Profile"] == rows(app)["Device"] == 0


def test_deleting_everything_leaves_not_one_row(app, client):
    done = live(client)
    client.delete(f"/history/{done}", headers=OURS)
    live(client)
    assert client.delete("/you", headers=OURS).status_code == 204
    assert set(rows(app).values()) == {0}
    assert client.get("/history.json").json == []


def test_deleting_everything_leaves_others_alone(app, client, other_client):
    live(client)
    kept = live(other_client)
    client.delete("/you", headers=OURS)
    assert [one["id"] for one in other_client.get("/history.json").json] == [kept]
    assert rows(app)["Profile"] == 1


def test_deleting_takes_the_cookie_away(client):
    live(client)
    answer = client.delete("/you", headers=OURS)
    assert "Max-Age=0" in answer.headers["Set-Cookie"]


def test_deleting_empties_the_browser_by_itself_only_where_no_script_did(client):
    """A phone sends its deletion from its outbox, perhaps days later: what it holds by then, and the worker, are not the deleted."""
    assert client.delete("/you", headers=OURS).headers["Clear-Site-Data"] == '"cache"'
    assert client.post("/you/delete", headers=OURS).headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.get("/you").headers


def test_deleting_nothing_is_no_error(client):
    assert client.delete("/you", headers=OURS).status_code == 204


def test_the_question_comes_before_everything_is_deleted_without_scripts(app, client):
    live(client)
    assert 'action="/you/delete"' in client.get("/you/delete").text
    assert rows(app)["PracticeSession"] == 1
    answer = client.post("/you/delete", headers=OURS)
    assert (answer.status_code, answer.location) == (303, "/you")
    assert set(rows(app).values()) == {0}


def test_a_foreign_page_can_delete_nothing(app, client):
    live(client)
    assert client.delete("/you", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert rows(app)["PracticeSession"] == 1
