"""Practice sessions kept per second, on SQLite and on PostgreSQL, for a minute: how long each takes, how many are put off."""

import json
import subprocess
import sys

import psutil

from tests import databases
from tests.browser.serving import ROOT, Server
from tools.bench.figures import Figure

PER_SECOND = 300
SECONDS = 60
PEOPLE = 64
# Far more than the machine can take, from so many that each can have one on its way.
TOO_MANY = (2000, 10, 500)
MEMORY = 120  # MB


def load(urls, per_second=PER_SECOND, seconds=SECONDS, people=PEOPLE):
    """What `tools.bench.write_load` measures against servers at `urls`."""
    command = [sys.executable, "-m", "tools.bench.write_load", *(str(number) for number in (per_second, seconds, people)), *urls]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def figures(kind, found):
    note = f"{found['kept']} of {found['sent']} kept, median {found['median']:.0f} ms"
    yield Figure(f"{kind}: writes kept per second", round(found["per_second"]), PER_SECOND, at_least=True, note=note)
    yield Figure(f"{kind}: writes put off", found["put_off"], 0)
    yield Figure(f"{kind}: 99 of 100 writes take at most", round(found["p99"]), 200, "ms")


def memory(kind, servers):
    """How much the largest process that answers has, with what it shares with the others."""
    workers = [one for server in servers for one in psutil.Process(server.process.pid).children(recursive=True)]
    yield Figure(f"{kind}: memory of a worker after it", round(max(one.memory_info().rss for one in workers) / 2**20), MEMORY, "MB")


def beyond(kind, found):
    """Whoever cannot be served is told so soon, and everybody else goes on."""
    note = f"{found['kept']} of {found['sent']} kept, {round(found['per_second'])} a second; {found['put_off']} put off"
    yield Figure(f"{kind}: of far too many writes 99 of 100 are answered in", round(found["answered"]), 2000, "ms", note=note)


def measure(bench):
    # What is measured is not what one person may send.
    server = Server(bench.folder / "writes", settings={"RATE_LIMIT_STORAGE": ""})
    server.start()
    try:
        yield from figures("SQLite", load([server.url]))
        yield from memory("SQLite", [server])
        yield from beyond("SQLite", load([server.url], *TOO_MANY))
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
        yield from memory("PostgreSQL, two servers", servers)
    finally:
        for one in (*servers, database):
            one.stop()
