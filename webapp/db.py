"""The database: SQLite in the instance folder, or whatever DATABASE_URL names."""

import contextlib
import logging
from contextvars import ContextVar
from pathlib import Path

import sqlalchemy as sa
from flask_alembic import Alembic
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase

try:
    import fcntl
except ImportError:  # Windows has none; there one process starts at a time.
    fcntl = None

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
MIGRATION_LOCK = 7_483_219  # any number that no other program takes in the same PostgreSQL database


class Base(DeclarativeBase):
    """What all models share."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)
alembic = Alembic(run_mkdir=False)
_writes = ContextVar("writes", default=False)


@contextlib.contextmanager
def write_transaction():
    """A transaction that writes: it takes SQLite's lock when it begins, commits at the end, rolls back on an error.

    Taking the lock first lets two writers wait for each other instead of failing halfway.
    """
    db.session.rollback()
    token = _writes.set(True)
    try:
        yield db.session
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _writes.reset(token)


def checkpoint_wal():
    """After a deletion: leave nothing of it in SQLite's log either. Does nothing elsewhere."""
    if db.engine.dialect.name == "sqlite":
        db.session.rollback()
        with db.engine.connect() as connection:
            connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def migrate(app):
    """Bring the database's tables to what the models say. Safe when several processes start at once."""
    with app.app_context(), migration_lock(app):
        if db.engine.dialect.name == "sqlite":
            with db.engine.connect() as connection:
                connection.connection.dbapi_connection.execute("PRAGMA journal_mode = WAL")
        if set(alembic.current()) != set(alembic.heads()):
            alembic.upgrade()


@contextlib.contextmanager
def migration_lock(app):
    """Only one process at a time: on this machine by a file, beyond it by a lock of PostgreSQL."""
    with contextlib.ExitStack() as stack:
        if fcntl:
            file = stack.enter_context(open(Path(app.instance_path) / "migration.lock", "w"))
            fcntl.flock(file, fcntl.LOCK_EX)
        if db.engine.dialect.name == "postgresql":
            connection = stack.enter_context(db.engine.connect())
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
        yield


def _prepare_sqlite(engine, busy_seconds):
    @sa.event.listens_for(engine, "connect")
    def connect(connection, _):
        # The transactions are ours (see begin below), not those that Python's module would guess.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(busy_seconds * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        # What was answered with "kept" is on the disk, also after the power went.
        connection.execute("PRAGMA synchronous = FULL")
        # What was deleted is overwritten.
        connection.execute("PRAGMA secure_delete = ON")

    @sa.event.listens_for(engine, "begin")
    def begin(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes.get() else "BEGIN")


def init_app(app):
    """Connect the app with its database and migrate it."""
    # An error's text must not carry what a person wrote into the log.
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {"hide_parameters": True})
    app.config["ALEMBIC"] = {"script_location": str(MIGRATIONS)}
    app.config["ALEMBIC_CONTEXT"] = {"transactional_ddl": True}
    try:
        db.init_app(app)
    except ModuleNotFoundError as missing:
        text = f"DATABASE_URL names a database whose driver is missing: pip install {missing.name}"
        raise RuntimeError(text) from missing
    alembic.init_app(app)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            _prepare_sqlite(db.engine, app.config["SQLITE_BUSY_SECONDS"])
    migrate(app)
