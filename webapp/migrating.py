"""Brings the tables of the database to what the models say, and says whether they are."""

import logging
from pathlib import Path

import sqlalchemy as sa
from flask_alembic import Alembic
from sqlalchemy import exc

from webapp import sqlite
from webapp.config import StartProblem
from webapp.db import db, first_line, on_sqlite, write_transaction
from webapp.migration_lock import migration_lock

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
VERSIONS = sa.table("alembic_version", sa.column("version_num"))

alembic = Alembic(run_mkdir=False)


def init_app(app):
    """Migrate the database of an app. Raises StartProblem in a sentence for whoever started it."""
    app.config["ALEMBIC"] = {"script_location": str(MIGRATIONS)}
    app.config["ALEMBIC_CONTEXT"] = {"transactional_ddl": True}
    alembic.init_app(app)
    logging.getLogger("alembic").setLevel(logging.WARNING)
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
        require_known_version()
        if set(alembic.current()) != set(alembic.heads()):
            alembic.upgrade()


def require_known_version():
    """Raise StartProblem where a newer version of the program has changed the tables."""
    if not sa.inspect(db.engine).has_table(VERSIONS.name):
        return
    with db.engine.connect() as connection:
        found = set(connection.scalars(sa.select(VERSIONS.c.version_num)))
    if unknown := found - {one.revision for one in alembic.script_directory.walk_revisions()}:
        raise StartProblem(
            f"A newer version of Stillpoint has changed the database (to {', '.join(sorted(unknown))}; this one knows "
            f"{', '.join(one.revision for one in alembic.heads())}). Start the newer one, or restore the backup from before the update."
        )


def write_nothing():
    """Write as a change of a person is written, and change nothing. Raises StartProblem, or what the database says."""
    require_known_version()
    with write_transaction() as session:
        session.execute(sa.update(VERSIONS).values(version_num=VERSIONS.c.version_num))
