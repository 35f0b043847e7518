"""The database: SQLite in the instance folder, or whatever DATABASE_URL names."""

import contextlib
import time
from contextvars import ContextVar

import sqlalchemy as sa
from flask import current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import exc
from sqlalchemy.orm import DeclarativeBase

from webapp import postgresql, sqlite
from webapp.config import StartProblem


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
_writes = ContextVar("writes", default=False)


@contextlib.contextmanager
def write_transaction(is_alone=True):
    """A transaction that writes: it takes the database's lock when it begins, commits at the end, rolls back on an error.

    Taking the lock first lets two writers wait for each other instead of failing halfway: what they do happens in one
    order, on SQLite as on PostgreSQL. is_alone: False for one that first takes the turn of the one profile of which it changes
    something (`profile.take_turn`): where the database can, those of others go on meanwhile. Raises sqlite.FileGone where what was written went into a file that nobody will find.
    """
    db.session.rollback()
    token = _writes.set(True)
    try:
        began = time.monotonic()
        with sqlite.turn(current_app.config["BUSY_SECONDS"]) if on_sqlite() else contextlib.nullcontext():
            yield from _write(is_alone, began)
    finally:
        _writes.reset(token)


def _write(is_alone, began):
    try:
        connection = _begin(is_alone, began)
        check = sqlite.open_file(connection) if on_sqlite() else None
        yield db.session
        db.session.commit()
        if check:
            check()
    except BaseException:
        db.session.rollback()
        raise


def _begin(is_alone, waits_since):
    """The session's connection, when no other writes."""
    try:
        connection = db.session.connection()
        if on_postgresql():
            (postgresql.wait_for_turn if is_alone else postgresql.wait_for_shared_turn)(connection)
        return connection
    finally:
        current_app.extensions["metrics"].write_waited(time.monotonic() - waits_since)


def in_turn(query, profile_id):
    """On PostgreSQL: a sa.Select that also waits until nobody else changes what a profile keeps. profile_id: a column of it."""
    return query.add_columns(postgresql.turn_of(profile_id))


def on_sqlite():
    return db.engine.dialect.name == "sqlite"


def on_postgresql():
    return db.engine.dialect.name == "postgresql"


def first_line(error):
    """What a database says in its first line; from the second on it may quote what a person wrote."""
    return str(getattr(error, "orig", error)).partition("\n")[0]


def checkpoint_wal():
    """After a deletion: leave nothing of it in SQLite's log either, unless somebody reads just now. Does nothing elsewhere.

    A reader, or Litestream, which always is one, is not waited for: nobody could write meanwhile.
    """
    if on_sqlite():
        db.session.rollback()
        with db.engine.connect() as connection:
            driver = connection.connection.cursor()
            driver.execute("PRAGMA busy_timeout = 0")
            try:
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                driver.execute(f"PRAGMA busy_timeout = {int(current_app.config['BUSY_SECONDS'] * 1000)}")


def init_app(app):
    """Connect the app with its database. Raises StartProblem where that cannot be done."""
    # An error's text must not carry what a person wrote into the log.
    options = {"hide_parameters": True}
    address = app.config["SQLALCHEMY_DATABASE_URI"].replace("postgres://", "postgresql://", 1)
    app.config["SQLALCHEMY_DATABASE_URI"] = address
    try:
        if sa.make_url(address).get_backend_name() == "postgresql":
            options |= postgresql.OPTIONS
        app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", options)
        db.init_app(app)
    except ModuleNotFoundError as missing:
        package = {"psycopg": "--require-hashes -r requirements/postgresql.lock"}.get(missing.name or "", missing.name)
        raise StartProblem(f"DATABASE_URL names a database whose driver is missing: pip install {package}") from missing
    except exc.ArgumentError as wrong:
        raise StartProblem("DATABASE_URL is no address of a database, such as postgresql://user@host/name.") from wrong
    with app.app_context():
        if on_sqlite():
            sqlite.prepare(db.engine, app.config["BUSY_SECONDS"], _writes.get)
        elif on_postgresql():
            postgresql.prepare(db.engine, app.config["BUSY_SECONDS"])
