"""How long a database of one gigabyte takes to be saved and put back: by `webapp.backup`, and by Litestream from its copy."""

import datetime
import sqlite3
import subprocess
import sys
import time
import uuid
from pathlib import Path

from tools.bench.figures import Figure
from webapp import backup, create_app

SIZE = 2**30
NOTE = "It let go a little at the end. " * 64  # a long note, so that a gigabyte is half a million practices
ROWS = 20_000  # in a transaction
LITESTREAM = Path(sys.executable).with_name("litestream")


def fill(folder):
    """Make an instance folder whose database has SIZE bytes. Returns how many practice sessions are in it."""
    create_app(instance_path=folder)
    database = sqlite3.connect(folder / "stillpoint.db", isolation_level=None)
    database.execute("PRAGMA synchronous = OFF")
    person, count = uuid.uuid4().hex, 0
    moment = datetime.datetime(2026, 1, 1)
    database.execute("INSERT INTO profile (id, created_at) VALUES (?, ?)", (person, moment.isoformat(" ")))
    row = (person, "points", "BL23", moment.isoformat(" "), moment.isoformat(" "), 0, 60, 1, 1, NOTE)
    while (folder / "stillpoint.db").stat().st_size < SIZE:
        database.execute("BEGIN")
        database.executemany(
            "INSERT INTO practice_session (id, profile_id, kind, key, started_at, finished_at, utc_offset, seconds_pressed, steps_done, steps_total, note)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(uuid.uuid4().hex, *row) for _ in range(ROWS)],
        )
        database.execute("COMMIT")
        count += ROWS
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return count


def timed(work):
    """(seconds, what it returned)."""
    began = time.monotonic()
    done = work()
    return round(time.monotonic() - began, 1), done


def measure(bench):
    folder = bench.folder / "large"
    count = fill(folder)
    saving, saved = timed(lambda: backup.save(folder))
    yield Figure("backup of 1 GB, read back", saving, None, "s", note=f"{count} practices")
    yield Figure("restore of 1 GB", timed(lambda: backup.restore(saved, bench.folder / "restored"))[0], None, "s")
    copy = bench.folder / "copy"
    subprocess.run(
        [LITESTREAM, "replicate", "-once", "-force-snapshot", folder / "stillpoint.db", f"file://{copy}"], check=True, capture_output=True
    )
    restore = [LITESTREAM, "restore", "-o", bench.folder / "back.db", f"file://{copy}"]
    seconds, _done = timed(lambda: subprocess.run(restore, check=True, capture_output=True))
    yield Figure("restore of 1 GB by Litestream", seconds, None, "s")
