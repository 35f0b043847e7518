"""Lets one process at a time change the tables of the database."""

import contextlib
from pathlib import Path

import sqlalchemy as sa

from webapp.db import db, on_postgresql

try:
    import fcntl
except ImportError:  # Windows has none; there one process starts at a time.
    fcntl = None

MIGRATION_LOCK = 7_483_219  # any number that no other program takes in the same PostgreSQL database


@contextlib.contextmanager
def migration_lock(app):
    """Only one process at a time: on this machine by a file, beyond it by a lock of PostgreSQL."""
    with contextlib.ExitStack() as stack:
        if fcntl:
            file = stack.enter_context(open(Path(app.instance_path) / "migration.lock", "w"))
            fcntl.flock(file, fcntl.LOCK_EX)
        if on_postgresql():
            connection = stack.enter_context(db.engine.connect())
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
        yield
