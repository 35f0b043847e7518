"""Every trouble that a database can have: told to the person, to the operator, and nothing acknowledged that is not kept."""

import shutil
import sqlite3
import subprocess
import sys
import uuid

import pytest
import sqlalchemy as sa

from tests import databases, examples
from webapp import health, sqlite
from webapp.db import db

pytestmark = databases.only_sqlite


def practice_session(number, **changes):
    return examples.practice_session(id=str(uuid.UUID(int=number)), **changes)


@pytest.fixture
def app(make_app):
    return make_app(BUSY_SECONDS=0)


@pytest.fixture
def file(app, client, tmp_path, monkeypatch):
    """The database's file, with one practice session in it."""
    monkeypatch.setattr(health, "MAX_AGE_SECONDS", -1)
    assert client.post("/history", json=practice_session(1)).status_code == 201
    return tmp_path / "instance" / "stillpoint.db"


def changed(app, statement):
    """Let every connection from now on begin with a statement."""
    with app.app_context():
        sa.event.listen(db.engine, "connect", lambda connection, _: connection.execute(statement))
        db.engine.dispose()


def lock(app, file):
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other.close


def fill(app, file):
    pages = sqlite3.connect(file).execute("PRAGMA page_count").fetchone()[0]
    changed(app, f"PRAGMA max_page_count = {pages}")


def forbid(app, file):
    changed(app, "PRAGMA query_only = ON")


def spoil(app, file):
    with app.app_context():
        db.engine.dispose()
    for one in file.parent.glob("stillpoint.db*"):
        one.write_bytes(b"no database " * 1000)


def take_the_folder(app, file):
    shutil.rmtree(file.parent)


def take_the_file(app, file):
    for one in file.parent.glob("stillpoint.db*"):
        one.unlink()


def put_another(app, file):
    take_the_file(app, file)
    file.write_bytes(b"")


TROUBLES = [lock, fill, forbid, spoil, take_the_folder, take_the_file, put_another]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_cannot_be_kept_is_not_acknowledged_and_everyone_is_told(app, client, file, caplog, trouble):
    undo = trouble(app, file)
    statuses = []
    for number in range(2, 40):
        statuses.append(client.post("/history", json=practice_session(number, note="private " * 200)).status_code)
        if statuses[-1] == 503:
            break
    assert set(statuses) <= {201, 503} and statuses[-1] == 503
    refused = client.post("/history", json=practice_session(99, note="private " * 200))
    assert int(refused.headers["Retry-After"]) > 0 and "kept on your phone" in refused.json["error"]["message"]
    assert "<html" in client.get("/nowhere").text, "what needs no database goes on"
    assert "The database did not answer" in caplog.text and "private" not in caplog.text
    assert "Traceback" not in caplog.text
    if trouble is not fill:  # where a little room is left, little can be written
        answer = client.get("/readyz")
        assert answer.status_code == 503 and answer.json["status"].startswith("the database cannot be written: ")
    if undo:
        undo()


@pytest.mark.parametrize("trouble", [spoil, take_the_folder, take_the_file, put_another])
def test_a_database_that_is_gone_is_not_called_well(app, client, file, trouble):
    trouble(app, file)
    assert client.get("/healthz").status_code == 503


@pytest.mark.parametrize("trouble", [take_the_folder, take_the_file])
def test_a_file_that_is_put_back_is_found_without_a_start(app, client, file, tmp_path, trouble):
    with sqlite3.connect(file) as connection, sqlite3.connect(tmp_path / "copy.db") as copy:
        connection.backup(copy)
    trouble(app, file)
    assert client.post("/history", json=practice_session(2)).status_code == 503
    assert not file.exists(), "no empty one is made in its place"
    file.parent.mkdir(exist_ok=True)
    shutil.copy(tmp_path / "copy.db", file)
    assert client.get("/readyz").json == {"status": "ready"}
    assert client.post("/history", json=practice_session(2)).status_code == 201
    assert [uuid.UUID(one["id"]).int for one in client.get("/history.json").json] == [1, 2]


def test_while_another_thread_writes_nobody_waits_longer_than_said(client, file):
    with sqlite.turn(0):
        assert client.post("/history", json=practice_session(2)).status_code == 503
    assert client.post("/history", json=practice_session(2)).status_code == 201


def test_a_file_that_is_taken_while_something_is_written_was_not_written(app, client, file, monkeypatch):
    from webapp.person import profile

    found = profile.take_turn

    def take_turn():
        person = found()
        take_the_folder(app, file)
        return person

    monkeypatch.setattr(profile, "take_turn", take_turn)
    assert client.post("/history", json=practice_session(2)).status_code == 503


def test_it_is_ready_when_it_can_write_and_asking_changes_nothing(client, file):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"status": "ready"})
    assert "no-store" in answer.headers["Cache-Control"]


def test_who_asks_often_whether_it_is_ready_keeps_nobody_from_writing(app, client, file, monkeypatch):
    monkeypatch.setattr(health, "MAX_AGE_SECONDS", 3600)
    tries = []
    monkeypatch.setattr(health, "write_nothing", lambda: tries.append(1))
    for _ in range(50):
        assert client.get("/readyz").status_code == 200
    assert len(tries) == 1


def test_tables_of_a_newer_version_are_not_written_and_stop_the_start_with_a_sentence(make_app, client, file):
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '99'")
    assert "newer version" in client.get("/readyz").json["status"]
    with pytest.raises(RuntimeError, match=r"newer version .* restore the backup"):
        make_app()


def test_a_broken_file_stops_the_start_with_a_sentence(make_app, app, file):
    spoil(app, file)
    with pytest.raises(RuntimeError, match=r"cannot be used: file is not a database\. Nothing was changed"):
        make_app()


START = [sys.executable, "-m", "webapp", "--port"]


def test_the_program_itself_ends_with_that_sentence_alone(tmp_path, monkeypatch):
    (tmp_path / "stillpoint.db").write_bytes(b"no database " * 1000)
    monkeypatch.setenv("INSTANCE_PATH", str(tmp_path))
    done = subprocess.run([*START, "18099"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert done.stderr.startswith("The database cannot be used") and "Traceback" not in done.stderr


@pytest.mark.parametrize("address", ["postgres://nobody@127.0.0.1:1/x", "postgresql+psycopg://nobody@127.0.0.1:1/x", "no address"])
def test_a_database_that_cannot_be_had_is_told_in_a_sentence(make_app, address):
    with pytest.raises(RuntimeError, match=r"cannot be used|no address of a database"):
        make_app(SQLALCHEMY_DATABASE_URI=address)


def test_a_postgresql_without_its_driver_is_told_how_to_get_it(make_app, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(RuntimeError, match=r"pip install .*requirements/postgresql\.lock"):
        make_app(SQLALCHEMY_DATABASE_URI="postgresql://localhost/x")


def test_a_secret_that_cannot_be_written_leaves_nothing_and_says_so(tmp_path, monkeypatch):
    from webapp import config

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(config.os, "fsync", full)
    with pytest.raises(RuntimeError, match="No space left on device"):
        config.secret_key(tmp_path)
    assert list(tmp_path.iterdir()) == []
