"""Practice sessions kept per second, on SQLite and on PostgreSQL, for a minute: how long each takes, how many are put off."""

import json
import subprocess
import sys

from tests import databases
from tests.browser.serving import ROOT, Server
from tools.bench.figures import Figure

PER_SECOND = 300
SECONDS = 60


def load(urls):
    """What `tools.bench.write_load` measures against servers at `urls`."""
    command = [sys.executable, "-m", "tools.bench.write_load", str(PER_SECOND), str(SECONDS), *urls]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def figures(kind, found):
    note = f"{found['kept']} of {found['sent']} kept, median {found['median']:.0f} ms"
    yield Figure(f"{kind}: writes kept per second", round(found["per_second"]), PER_SECOND, at_least=True, note=note)
    yield Figure(f"{kind}: writes put off", found["put_off"], 0)
    yield Figure(f"{kind}: 99 of 100 writes take at most", round(found["p99"]), 200, "ms")


def measure(bench):
    # What is measured is not what one person may send.
    server = Server(bench.folder / "writes", settings={"RATE_LIMIT_STORAGE": ""})
    server.start()
    try:
        yield from figures("SQLite", load([server.url]))
    finally:
        server.stop()
    database = databases.PostgreSQL({"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"})
    database.execute("CREATE DATABASE stillpoint")
    servers = [
        Server(bench.folder / "writes-postgresql", database=database.address("stillpoint"), settings={"RATE_LIMIT_STORAGE": ""})
        for _ in range(2)
    ]
    try:
        for one in servers:
            one.start()
        yield from figures("PostgreSQL, two servers", load([one.url for one in servers]))
    finally:
        for one in (*servers, database):
            one.stop()
