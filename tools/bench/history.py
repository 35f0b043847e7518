"""What a hundred thousand practices cost that one person has kept, against a hundred."""

import contextlib
import datetime
import http.client
import json
import secrets
import sqlite3
import time
import uuid
from statistics import median

import psutil

from tests.browser.serving import Server
from tests.examples import practice_session
from tools.bench.figures import Figure

FEW, MANY = 100, 100_000
ROUNDS = 15
PATHS = ("/history", "/history.json?limit=50")
WHOLE = ("/history.json", "/you.csv", "/you.json", "/you/print")


def measure(bench):
    server = Server(bench.folder / "history", settings={"DATABASE_URL": "", "RATE_LIMIT_STORAGE": ""})
    server.start()
    try:
        few, many = (person(server, count) for count in (FEW, MANY))
        for path in PATHS:
            took, sizes = zip(*(turns(server, path, few, many)), strict=True)
            note = f"{1000 * took[1]:.0f} ms and {sizes[1] / 1024:.0f} KB, against {1000 * took[0]:.0f} ms and {sizes[0] / 1024:.0f} KB"
            yield Figure(f"history: {path} with {MANY:,} practices, of the time with {FEW}", round(took[1] / took[0], 2), 1.5, note=note)
        for path in WHOLE:
            asked(server, path, few)
        before = memory(server)
        for path in (*PATHS, *WHOLE):
            asked(server, path, many)
        grown = max(now - then for now, then in zip(memory(server), before, strict=True))
        yield Figure(f"history: memory that {MANY:,} practices cost a worker, exports and all", round(grown / 2**20, 1), 10, "MB")
    finally:
        server.stop()


def person(server, count):
    """The cookie of somebody who has so many practice sessions."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port)
    connection.request("POST", "/history", json.dumps(practice_session(id=str(uuid.uuid4()))), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    with contextlib.closing(sqlite3.connect(server.folder / "stillpoint.db", timeout=60)) as database, database:
        database.row_factory = sqlite3.Row
        session, *steps = (
            dict(row)
            for table in ("practice_session", "practice_step")
            for row in database.execute(f"SELECT * FROM {table} WHERE profile_id = (SELECT profile_id FROM device ORDER BY rowid DESC)")
        )
        began = datetime.datetime(2026, 1, 1)
        for number in range(1, count):
            moment = began - datetime.timedelta(hours=2 * number)
            one = {"id": secrets.token_hex(16), "started_at": str(moment), "finished_at": str(moment + datetime.timedelta(minutes=5))}
            insert(database, "practice_session", session | one)
            for step in steps:
                insert(database, "practice_step", step | {"practice_session_id": one["id"]})
    return answer.headers["Set-Cookie"].partition(";")[0]


def insert(database, table, row):
    database.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def asked(server, path, cookie):
    """(seconds, bytes) of one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    began = time.monotonic()
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    size = 0
    while part := answer.read(2**16):
        size += len(part)
    connection.close()
    assert answer.status == 200, f"{path}: {answer.status}"
    return time.monotonic() - began, size


def turns(server, path, *cookies):
    """(seconds, bytes) of a path for each of some people, who ask in turn: the medians."""
    rounds = [[asked(server, path, cookie) for cookie in cookies] for _ in range(ROUNDS)][2:]
    return [(median(took for took, _ in ones), ones[0][1]) for ones in zip(*rounds, strict=True)]


def memory(server):
    """Bytes that each process which answers has."""
    return [one.memory_info().rss for one in psutil.Process(server.process.pid).children(recursive=True)]
