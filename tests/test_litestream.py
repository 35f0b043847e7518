"""Continuous copies by Litestream, with the file of `deploy/`: a server and its disk are lost, and the copy has everything."""

import http.client
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path

import pytest

from tests import databases
from tests.browser.serving import ROOT, Server
from tests.examples import practice_session

LITESTREAM = Path(sys.executable).with_name("litestream")
TIMEOUT = 60  # seconds that a busy machine may take
JSON = {"Content-Type": "application/json"}


def ids(file):
    """The numbers of the practice sessions in an SQLite file, which is sound."""
    connection = sqlite3.connect(file)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return {uuid.UUID(one).int for (one,) in connection.execute("SELECT id FROM practice_session")}
    finally:
        connection.close()


def restored(folder, name):
    """The database as the copy has it now, as a new file; None where there is no copy yet."""
    target = folder / name
    done = subprocess.run([LITESTREAM, "restore", "-o", target, f"file://{folder}/copy"], capture_output=True)
    return target if done.returncode == 0 else None


def test_what_was_acknowledged_is_in_the_copy_when_server_and_disk_are_lost(tmp_path):
    instance = tmp_path / "instance"
    server = Server(instance, database=f"sqlite:///{instance / 'stillpoint.db'}")
    own = (ROOT / "deploy" / "litestream.yml").read_text()
    own = own.replace("/var/lib/stillpoint/", f"{instance}/").replace("/srv/copies/stillpoint", f"{tmp_path}/copy")
    (tmp_path / "litestream.yml").write_text(own.replace("interval: 1s", "interval: 100ms"))
    server.start()
    with open(tmp_path / "log", "wb") as log:
        copying = subprocess.Popen([LITESTREAM, "replicate", "-config", tmp_path / "litestream.yml"], stdout=log, stderr=log)
    try:
        connection, headers = http.client.HTTPConnection("127.0.0.1", server.port, timeout=TIMEOUT), dict(JSON)
        for number in range(1, 41):
            connection.request("POST", "/history", json.dumps(practice_session(id=str(uuid.UUID(int=number)))), headers)
            answer = connection.getresponse()
            assert (answer.status, answer.read()) and answer.status == 201
            headers["Cookie"] = (answer.headers["Set-Cookie"] or headers["Cookie"]).partition(";")[0]
        connection.close()
        given_up, tries = time.monotonic() + TIMEOUT, 0
        while not (found := restored(tmp_path, f"try-{tries}.db")) or len(ids(found)) < 40:
            assert time.monotonic() < given_up and copying.poll() is None, (tmp_path / "log").read_text()
            tries += 1
    finally:
        copying.send_signal(signal.SIGKILL)
        copying.wait()
        server.process.kill()
        server.stop()
    shutil.rmtree(instance)
    assert ids(restored(tmp_path, "back.db")) == set(range(1, 41))


@databases.only_sqlite
def test_a_deletion_waits_for_nobody_who_reads_as_litestream_always_does(make_app, tmp_path):
    app = make_app(BUSY_SECONDS=600)
    client = app.test_client()
    assert client.post("/history", json=practice_session()).status_code == 201
    reader = sqlite3.connect(tmp_path / "instance" / "stillpoint.db")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM practice_session").fetchall()
    answers = []
    deleting = threading.Thread(target=lambda: answers.append(client.delete("/you").status_code))
    deleting.start()
    deleting.join(TIMEOUT)
    done = list(answers)
    reader.close()
    deleting.join()
    assert done == [204]
