"""Saving everything as one file while people write, and putting it back."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
import uuid

import pytest

from tests.examples import practice_session
from webapp import backup
from webapp.config import StartProblem


@pytest.fixture(autouse=True)
def here(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def folder(app, client, tmp_path):
    """An instance folder in which somebody has one practice session."""
    assert client.post("/history", json=practice_session(id=str(uuid.UUID(int=1)))).status_code == 201
    return tmp_path / "instance"


def ids(client):
    return sorted(uuid.UUID(one["id"]).int for one in client.get("/history.json").json)


def test_what_was_saved_is_put_back_while_it_runs_and_what_came_after_is_set_aside(client, folder):
    saved = backup.save(folder)
    secret = (folder / "secret").read_text()
    client.post("/history", json=practice_session(id=str(uuid.UUID(int=2))))
    aside = backup.restore(saved, folder)
    assert ids(client) == [1]
    assert (folder / "secret").read_text() == secret
    assert {"stillpoint.db", "secret"} <= set(os.listdir(aside))
    assert client.post("/history", json=practice_session(id=str(uuid.UUID(int=3)))).status_code == 201
    assert ids(client) == [1, 3]


def test_a_log_that_was_left_by_a_killed_server_never_meets_the_restored_database(client, folder):
    saved = backup.save(folder)
    for number in range(2, 30):
        client.post("/history", json=practice_session(id=str(uuid.UUID(int=number))))
    left = {name: (folder / name).read_bytes() for name in backup.BESIDE}
    for name, content in left.items():
        (folder / name).unlink()
        (folder / name).write_bytes(content)
    backup.restore(saved, folder)
    assert not (folder / "stillpoint.db-wal").exists()
    with sqlite3.connect(folder / "stillpoint.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM practice_session").fetchone() == (1,)


def test_a_backup_that_is_made_while_people_write_is_one_moment_of_it(app, client, folder):
    cookies = client.get_cookie("stillpoint").value
    acknowledged, stop = [], threading.Event()

    def write():
        writer = app.test_client()
        writer.set_cookie("stillpoint", cookies)
        number = 2
        while not stop.is_set():
            if writer.post("/history", json=practice_session(id=str(uuid.UUID(int=number)))).status_code == 201:
                acknowledged.append(number)
            number += 1

    thread = threading.Thread(target=write)
    thread.start()
    try:
        before, saved, after = [], [], []
        for _ in range(3):
            before.append(len(acknowledged))
            saved.append(backup.save(folder))
            after.append(len(acknowledged))
    finally:
        stop.set()
        thread.join()
    for first, file, last in zip(before, saved, after, strict=True):
        path = backup.unpack(file, folder / "backups")["stillpoint.db"]
        with sqlite3.connect(path) as connection:
            rows, steps = (
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("practice_session", "practice_step")
            )
        assert first + 1 <= rows <= last + 2
        assert steps == 2 * rows, "no practice is there by half"


@pytest.mark.parametrize("spoil", [
    lambda content: b"", lambda content: b"no tar " * 100, lambda content: content[: len(content) // 2],
    lambda content: content.replace(b"BL23", b"BL24"), lambda content: content.replace(b"secret", b"secred"),
])  # fmt: skip
def test_what_is_not_whole_is_refused_and_nothing_is_changed(client, folder, spoil):
    saved = backup.save(folder)
    spoiled = saved.with_name("spoiled.tar")
    spoiled.write_bytes(spoil(saved.read_bytes()))
    before = sorted(os.listdir(folder))
    with pytest.raises(StartProblem, match="Nothing was changed"):
        backup.restore(spoiled, folder)
    assert sorted(os.listdir(folder)) == before
    assert ids(client) == [1]


def test_a_database_that_is_not_sound_is_not_called_saved(folder, monkeypatch):
    monkeypatch.setattr(backup, "require_sqlite", lambda _: folder / "other.db")
    (folder / "other.db").write_bytes(b"no database " * 1000)
    with pytest.raises((StartProblem, sqlite3.DatabaseError)):
        backup.save(folder)
    assert not list((folder / "backups").glob("*.tar"))


def test_only_its_owner_can_read_a_backup(folder):
    assert stat.S_IMODE(backup.save(folder).stat().st_mode) == 0o600


def test_the_commands_say_what_they_did_and_what_is_wrong(folder, monkeypatch, tmp_path):
    monkeypatch.setenv("INSTANCE_PATH", str(folder))
    saved = tmp_path / "here.tar"
    run = [sys.executable, "-m", "webapp.backup"]
    done = subprocess.run([*run, "--to", saved], capture_output=True, text=True)
    assert done.stdout == f"Saved and verified: {saved}\n"
    assert subprocess.run([*run, "--restore", saved], capture_output=True, text=True).stdout.startswith("Restored.")
    monkeypatch.setenv("INSTANCE_PATH", str(tmp_path / "nowhere"))
    wrong = subprocess.run(run, capture_output=True, text=True)
    assert wrong.returncode == 1 and "There is no database" in wrong.stderr and "Traceback" not in wrong.stderr
    monkeypatch.setenv("DATABASE_URL", "postgresql://x")
    assert "pg_dump" in subprocess.run(run, capture_output=True, text=True).stderr
