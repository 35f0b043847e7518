"""What a person or a program reads when something cannot be done."""

import sqlite3

import pytest
import sqlalchemy as sa
from flask import abort

from webapp.db import db

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
DONE = {
    "id": "00000000-0000-4000-8000-000000000001", "kind": "points", "key": "BL23",
    "started_at": "2026-05-04T21:10:00+02:00", "finished_at": "2026-05-04T21:14:00+02:00",
    "seconds_pressed": 60, "steps_done": 1, "steps_total": 1,
}  # fmt: skip


@pytest.fixture
def app(make_app):
    app = make_app(SQLITE_BUSY_SECONDS=0.01, PROPAGATE_EXCEPTIONS=False)
    for status in (400, 403, 405, 413, 422, 500, 503):
        app.add_url_rule(f"/fail/{status}", f"fail{status}", lambda status=status: abort(status))

    @app.get("/fail/bug")
    def bug():
        raise RuntimeError("my secret")

    return app


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 422, 500, 503])
def test_each_error_is_a_page_a_fragment_or_json_of_our_own_with_its_status(client, status):
    address = f"/fail/{status}"
    page, fragment = client.get(address), client.get(address, headers=PARTIAL)
    data = client.get(address, headers={"Accept": "application/json"})
    assert page.status_code == fragment.status_code == data.status_code == status
    assert "<html" in page.text and 'href="/"' in page.text
    assert "<html" not in fragment.text and fragment.text.startswith("<title>") and "<h1" in fragment.text
    assert data.json["error"]["field"] is None and len(data.json["error"]["message"]) > 15
    for answer in (page, fragment, data):
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert "HX-Request-Type" in page.headers["Vary"]


def test_a_fault_of_ours_shows_nothing_of_the_program(client, caplog):
    answer = client.get("/fail/bug")
    assert answer.status_code == 500
    assert "my secret" not in answer.text and "Traceback" not in answer.text
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/regions/lower-bak", "/regions/lower-back"),
        ("/regions/Sholder", "/regions/shoulder"),
        ("/points/BL233", "/points/BL23"),
        ("/points/BL999/practice", "/points/BL"),
        ("/routines/back-sead", "/routines/back-seed"),
        ("/shoulder", "/regions/shoulder"),
        ("/BL23", "/points/BL23"),
    ],
)
def test_an_unknown_address_offers_the_nearest_ones(client, address, meant):
    answer = client.get(address)
    assert answer.status_code == 404
    assert f'href="{meant}' in answer.text


def test_an_address_is_never_repeated_as_markup(client):
    assert "<script>alert" not in client.get("/regions/<script>alert(1)</script>").text


def test_a_wrong_method_says_which_are_right(client):
    answer = client.put("/history", json={})
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))
    assert answer.json["error"]["message"]


def test_a_program_that_asks_for_json_gets_it(client):
    for address, headers in (("/nothing.json", {}), ("/nothing", {"Accept": "application/json"})):
        assert client.get(address, headers=headers).json["error"]["message"]
    assert client.get("/nothing", headers={"Accept": "*/*"}).mimetype == "text/html"


@pytest.fixture
def locked(app, tmp_path):
    """Another program holds the database for itself."""
    connection = sqlite3.connect(tmp_path / "instance" / "stillpoint.db", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


def test_a_locked_database_is_told_as_kept_on_the_phone(client, locked):
    for answer in (client.post("/history", json=DONE), client.put("/favorites/points/BL23")):
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "kept on your phone" in answer.json["error"]["message"]
        assert "Set-Cookie" not in answer.headers
    form = client.post("/favorites/points/BL23", data={"action": "add"})
    assert form.status_code == 503 and "kept on your phone" in form.text and "<html" in form.text


def test_a_locked_database_can_still_be_read(client, locked):
    assert client.get("/history.json").json == []
    assert client.get("/healthz").status_code == 200


def test_after_the_lock_the_same_can_be_sent_again(client, app, tmp_path):
    connection = sqlite3.connect(tmp_path / "instance" / "stillpoint.db", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    assert client.post("/history", json=DONE).status_code == 503
    connection.execute("ROLLBACK")
    connection.close()
    assert client.post("/history", json=DONE).status_code == 201


def test_a_full_disk_is_told_as_kept_on_the_phone(client, app):
    client.put("/favorites/points/LI4")
    with app.app_context():

        @sa.event.listens_for(db.engine, "connect")
        def full(connection, _):
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")

        db.engine.dispose()
    note = "x" * 2000
    statuses = [
        client.post("/history", json=DONE | {"id": f"00000000-0000-4000-8000-{n:012}", "note": note}).status_code
        for n in range(30)
    ]
    assert set(statuses) <= {201, 503} and statuses[-1] == 503
    assert len(client.get("/history.json").json) == statuses.count(201)
