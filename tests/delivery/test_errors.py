"""What a person or a program reads when something cannot be done."""

import sqlite3

import pytest
import sqlalchemy as sa
from flask import abort

from tests import databases
from webapp.db import db

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
DONE = {
    "id": "00000000-0000-4000-8000-000000000001", "kind": "points", "key": "BL23",
    "started_at": "2026-05-04T21:10:00+02:00", "finished_at": "2026-05-04T21:14:00+02:00",
    "seconds_pressed": 60, "steps_done": 1, "steps_total": 1,
}  # fmt: skip


@pytest.fixture
def app(make_app):
    app = make_app(BUSY_SECONDS=0.01, PROPAGATE_EXCEPTIONS=False)
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


@pytest.mark.parametrize(
    ("sent", "page"),
    [
        ("/favorites/points/BL23", "/favorites"),
        ("/history/00000000-0000-4000-8000-000000000001/delete", "/history"),
        ("/routines/00000000-0000-4000-8000-000000000001/delete", "/routines/00000000-0000-4000-8000-000000000001"),
        ("/you/devices/x", "/you/devices"),
    ],
)
def test_who_is_led_back_to_the_address_of_a_form_by_a_sign_in_page_comes_to_the_page_of_it(client, sent, page):
    answer = client.get(sent)
    assert (answer.status_code, answer.location) == (302, page)


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


@databases.only_sqlite
def test_a_locked_database_is_told_as_kept_on_the_phone(client, locked):
    for answer in (client.post("/history", json=DONE), client.put("/favorites/points/BL23")):
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert "kept on your phone" in answer.json["error"]["message"]
        assert "Set-Cookie" not in answer.headers
    form = client.post("/favorites/points/BL23", data={"action": "add"})
    assert form.status_code == 503 and "kept on your phone" in form.text and "<html" in form.text


@databases.only_sqlite
def test_a_locked_database_can_still_be_read(client, locked):
    assert client.get("/history.json").json == []
    assert client.get("/healthz").status_code == 200


@databases.only_sqlite
def test_after_the_lock_the_same_can_be_sent_again(client, app, tmp_path):
    connection = sqlite3.connect(tmp_path / "instance" / "stillpoint.db", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    assert client.post("/history", json=DONE).status_code == 503
    connection.execute("ROLLBACK")
    connection.close()
    assert client.post("/history", json=DONE).status_code == 201


@databases.only_sqlite
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
        client.post("/history", json=DONE | {"id": f"00000000-0000-4000-8000-{n:012}", "note": note}).status_code for n in range(30)
    ]
    assert set(statuses) <= {201, 503} and statuses[-1] == 503
    assert len(client.get("/history.json").json) == statuses.count(201)


@pytest.mark.parametrize(
    "address", ["/favorites/points/%00", "/favorites/points/BL23%00", "/you/devices/%00", "/history/%00", "/routines/%00"]
)
@pytest.mark.parametrize("method", ["PUT", "DELETE", "POST"])
def test_a_nul_in_an_address_reaches_no_database(client, monkeypatch, method, address):
    client.put("/favorites/points/LI4")
    with client.application.app_context():
        statements = []
        sa.event.listen(db.engine, "before_cursor_execute", lambda *sent: statements.append(sent[3]))
    assert client.open(address, method=method, json={"name": "x"}).status_code in (204, 404, 405, 422)
    assert not [one for one in statements if any("\0" in str(value) for value in one)]


DEEP = "[" * 30_000


@pytest.mark.parametrize(
    ("method", "address"),
    [("POST", "/history"), ("POST", "/you/join"), ("PUT", "/you/devices/x"), ("POST", "/you/import"),
     ("PUT", "/routines/0b6f2f5e-8d7e-4f3a-9c60-2b1f0d1c7a55"), ("POST", "/favorites/points/BL23")],
)  # fmt: skip
@pytest.mark.parametrize("body", [DEEP, DEEP + "]" * 30_000, '{"a":' * 9_000, "", "\xff", '"\\ud800"', "1e999", "9" * 5_000])
def test_json_that_is_none_of_ours_is_refused_with_a_sentence(client, method, address, body):
    answer = client.open(address, method=method, data=body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert len(answer.json["error"]["message"]) > 10


@pytest.mark.parametrize("address", ["/favorites/points/BL23", "/routines/0b6f2f5e-8d7e-4f3a-9c60-2b1f0d1c7a55"])
def test_times_that_overflow_the_calendar_are_refused(client, address):
    times = {"X-Changed-At": "0001-01-01T00:00:00Z", "X-Sent-At": "9999-12-31T23:59:59Z"}
    answer = client.put(address, json={"name": "a", "points": [{"point": "BL23"}]}, headers=times)
    assert (answer.status_code, answer.json["error"]["field"]) == (400, "X-Changed-At")


@pytest.mark.parametrize("kind", [sa.exc.DatabaseError, sa.exc.OperationalError, sa.exc.IntegrityError, sa.exc.InternalError])
def test_a_database_that_fails_is_told_as_kept_on_the_phone_and_the_log_quotes_nobody(client, app, monkeypatch, caplog, kind):
    said = Exception("database disk image is malformed\nDETAIL: Key (profile_id, key)=(fb6f, ST36)")

    def fail(*_):
        raise kind("INSERT …", {}, said)

    for asked in ("device", "_id"):
        monkeypatch.setattr(f"webapp.person.profile.{asked}", fail)
    for answer in (client.put("/favorites/points/BL23"), client.get("/history.json")):
        assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
    assert "kept on your phone" in client.get("/favorites").text
    assert "malformed" in caplog.text and "ST36" not in caplog.text


@databases.only_sqlite
def test_a_database_whose_file_is_broken_while_it_runs_is_told_so(client, app, tmp_path):
    client.put("/favorites/points/LI4")
    with app.app_context():
        db.engine.dispose()
    for file in (tmp_path / "instance").glob("stillpoint.db*"):
        file.write_bytes(b"not a database at all " * 1000)
    for answer in (client.get("/history.json"), client.post("/history", json=DONE), client.delete("/you")):
        assert answer.status_code == 503


def test_what_no_sending_again_would_mend_is_our_fault(client, monkeypatch):
    def fail(*_):
        raise sa.exc.DataError("SELECT …", {}, Exception("NUL"))

    for asked in ("device", "_id"):
        monkeypatch.setattr(f"webapp.person.profile.{asked}", fail)
    assert client.get("/history.json").status_code == 500
