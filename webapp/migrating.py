"""Brings the tables of the database to what the models say, and says whether they are."""

import logging
from pathlib import Path

import sqlalchemy as sa
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import exc

from webapp import sqlite
from webapp.config import StartProblem
from webapp.db import db, first_line, on_sqlite, write_transaction
from webapp.migration_lock import migration_lock

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
VERSIONS = sa.table("alembic_version", sa.column("version_num"))
KNOWN = {path.name.partition("_")[0] for path in MIGRATIONS.glob("*_*.py")}
"""The versions of the tables that this program knows: a file each, numbered in their order."""
NEWEST = max(KNOWN, key=int)


def alembic():
    """Flask-Alembic for the app of the context. It takes a fifth of a start's work to import, and only a change of tables needs it."""
    from flask_alembic import Alembic

    class Numbered(Alembic):
        """A new version gets the next number."""

        def rev_id(self):
            return str(int(NEWEST) + 1)

    if "alembic" not in current_app.extensions:
        Numbered(run_mkdir=False).init_app(current_app._get_current_object())  # type: ignore[attr-defined]
        logging.getLogger("alembic").setLevel(logging.WARNING)
    return current_app.extensions["alembic"]


class Commands(AppGroup):
    """The commands of `flask db`, which are Flask-Alembic's."""

    def get_command(self, ctx, cmd_name):
        from flask_alembic.cli import cli

        ctx.obj = alembic()
        return cli.get_command(ctx, cmd_name)

    def list_commands(self, ctx):
        from flask_alembic.cli import cli

        return cli.list_commands(ctx)


def init_app(app):
    """Migrate the database of an app. Raises StartProblem in a sentence for whoever started it."""
    app.config["ALEMBIC"] = {"script_location": str(MIGRATIONS)}
    app.config["ALEMBIC_CONTEXT"] = {"transactional_ddl": True}
    app.cli.add_command(Commands("db", short_help="Change the tables of the database."))
    try:
        migrate(app)
    except exc.SQLAlchemyError as error:
        text = f"The database cannot be used: {first_line(error)}. Nothing was changed. docs/deploy.md says how a backup is restored."
        raise StartProblem(text) from error
    except OSError as error:
        raise StartProblem(f"The folder of the database cannot be written: {error}") from error
    with app.app_context():
        if on_sqlite():
            sqlite.require_file(db.engine)


def migrate(app):
    """Bring the database's tables to what the models say. Safe when several processes start at once."""
    with app.app_context(), migration_lock(app):
        if on_sqlite():
            with db.engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
        if require_known_version() != {NEWEST}:
            alembic().upgrade()


def require_known_version():
    """The versions of the tables, a set of one; empty where there are none yet.

    Raises StartProblem where a newer version of the program has changed them.
    """
    if not sa.inspect(db.engine).has_table(VERSIONS.name):
        return set()
    with db.engine.connect() as connection:
        found = set(connection.scalars(sa.select(VERSIONS.c.version_num)))
    if unknown := found - KNOWN:
        raise StartProblem(
            f"A newer version of Stillpoint has changed the database (to {', '.join(sorted(unknown))}; this one knows "
            f"{NEWEST}). Start the newer one, or restore the backup from before the update."
        )
    return found


def write_nothing():
    """Write as a change of a person is written, and change nothing. Raises StartProblem, or what the database says."""
    require_known_version()
    with write_transaction() as session:
        session.execute(sa.update(VERSIONS).values(version_num=VERSIONS.c.version_num))
