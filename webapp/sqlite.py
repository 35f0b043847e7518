"""SQLite as the product uses it: what was answered with "kept" is on the disk, in the file that others will find there."""

import contextlib
import sqlite3
import threading
import time
from pathlib import Path

from sqlalchemy import event, exc

FILE = "file of the database"
"""Under this name a connection remembers which file it opened."""
GONE = "the database's file was moved, replaced or removed"
PAUSE_SECONDS = 0.0005
"""SQLite itself looks for its lock after longer and longer pauses: of many who write, some would wait for seconds by chance."""

_turn = threading.Lock()


class FileGone(sqlite3.OperationalError):
    """The file that a connection has open is not the one at its address any more: a write to it would be lost."""


def prepare(engine, busy_seconds, is_writing):
    """Set up every connection of `engine`. is_writing: a function that tells whether the transaction that begins will write."""
    path = engine.url.database

    @event.listens_for(engine, "connect")
    def connect(connection, record):
        # The transactions are ours (see begin below), not those that Python's module would guess.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(busy_seconds * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        # What was answered with "kept" is on the disk, also after the power went.
        connection.execute("PRAGMA synchronous = FULL")
        # What was deleted is overwritten.
        connection.execute("PRAGMA secure_delete = ON")
        record.info[FILE] = identity(path)

    @event.listens_for(engine, "checkout")
    def checkout(_connection, record, _proxy):
        # SQLite goes on in a file that has no name any more; whoever comes next would find nothing of it.
        if record.info.get(FILE) != identity(path):
            raise exc.DisconnectionError(GONE)

    @event.listens_for(engine, "begin")
    def begin(connection):
        if is_writing():
            _begin_writing(connection, busy_seconds)
        else:
            connection.exec_driver_sql("BEGIN")


@contextlib.contextmanager
def turn(seconds):
    """The turn to write among the threads of this process, so that only one of them looks for the database's lock.

    Raises sqlite3.OperationalError after `seconds`.
    """
    if not _turn.acquire(timeout=seconds):
        raise sqlite3.OperationalError("database is locked")
    try:
        yield
    finally:
        _turn.release()


def _begin_writing(connection, seconds):
    """Begin a transaction that writes on a sa.Connection, with the database's lock. Raises OperationalError after `seconds`."""
    driver, until = connection.connection.driver_connection, time.monotonic() + seconds
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                    raise
            time.sleep(PAUSE_SECONDS)
    finally:
        driver.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


def require_file(engine):
    """From now on no connection makes a database where there is none. Call it when the database is set up."""
    path = engine.url.database
    if not in_file(path):
        return

    @event.listens_for(engine, "do_connect")
    def do_connect(*_):
        if identity(path) is None:
            raise FileGone(GONE)


def open_file(connection):
    """A function to call right after a commit on a sa.Connection: raises FileGone where that went into a file which nobody will find."""
    path, opened = connection.engine.url.database, connection.info.get(FILE)

    def check():
        if identity(path) != opened:
            raise FileGone(GONE)

    return check


def in_file(path):
    """Whether a database of that name is a file, and not in memory."""
    return bool(path) and path != ":memory:"


def identity(path):
    """What tells the file at `path` from another one in its place; None when there is none, or it is in memory."""
    if not in_file(path):
        return None
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
