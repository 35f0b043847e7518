"""The whole server is killed again and again while people write: what was acknowledged and is not there afterwards."""

import contextlib
import sqlite3

import psutil

from tests.browser.serving import Server
from tests.writers import wait_for_more, write_while
from tools.bench.figures import Figure

KILLS, PEOPLE = 100, 6


def measure(bench):
    server, broken = Server(bench.folder / "kills", settings={"DATABASE_URL": "", "RATE_LIMIT_STORAGE": ""}), []
    server.start()

    def happening(writers):
        for _ in range(KILLS):
            wait_for_more(writers, 1)
            kill(server)
            with contextlib.closing(sqlite3.connect(server.folder / "stillpoint.db")) as database:
                broken.extend(row for row in database.execute("PRAGMA integrity_check") if row != ("ok",))
            server.start()
        wait_for_more(writers, 1)

    try:
        writers = write_while([server.url], PEOPLE, happening)
        acknowledged = sum(len(one.acknowledged) for one in writers)
        lost = sum(len({*one.acknowledged} - {*one.listed()}) for one in writers)
    finally:
        server.stop()
    yield Figure("killed server: acknowledged and lost", lost, 0, note=f"of {acknowledged} in {KILLS} kills, {PEOPLE} people")
    yield Figure("killed server: faults of the database", len(broken), 0)


def kill(server):
    """End every process of a server at once, as a machine that fails would."""
    processes = [*psutil.Process(server.process.pid).children(recursive=True), psutil.Process(server.process.pid)]
    for one in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    server.process.wait()
    psutil.wait_procs(processes, timeout=30)
    server.process = None
