"""The database: its tables, its guards, and starting twice at once."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading

import pytest
import sqlalchemy as sa

from tests import databases
from tests.examples import practice_session
from webapp import migrating
from webapp.db import db, write_transaction
from webapp.migrating import alembic, migrate
from webapp.person.models import Device, Favorite, PracticeSession, Profile, now

START = "import sys; from webapp import create_app; create_app(instance_path=sys.argv[1])"


@pytest.fixture(autouse=True)
def inside(app):
    with app.app_context():
        alembic()  # which an app takes in before its first request
        yield


def pragma(name):
    return db.session.execute(sa.text(f"PRAGMA {name}")).scalar()


def test_the_migrations_make_exactly_the_tables_of_the_models():
    assert alembic().compare_metadata() == []


def test_every_migration_can_be_taken_back():
    alembic().downgrade("base")
    assert sa.inspect(db.engine).get_table_names() == ["alembic_version"]


def test_practice_sessions_and_their_steps_come_through_the_migrations_both_ways(client):
    done = practice_session()
    client.post("/history", json=done)
    kept = client.get("/history.json").json
    assert kept[0]["steps"]
    db.session.remove()
    alembic().downgrade("4")
    alembic().upgrade()
    assert client.get("/history.json").json == kept


def test_a_start_knows_the_newest_version_without_the_library_that_makes_it(app):
    assert {one.revision for one in alembic().script_directory.walk_revisions()} == migrating.KNOWN
    assert [one.revision for one in alembic().heads()] == [migrating.NEWEST]
    start = "import sys; from webapp import create_app; create_app(instance_path=sys.argv[1]); print('alembic' in sys.modules)"
    env = {**os.environ, "DATABASE_URL": db.engine.url.render_as_string(hide_password=False)}
    started = subprocess.run([sys.executable, "-c", start, app.instance_path], capture_output=True, text=True, check=True, env=env)
    assert started.stdout == "False\n"


def test_a_change_of_the_models_gets_a_file_with_the_next_number(app, tmp_path, monkeypatch):
    folder = tmp_path / "migrations"
    shutil.copytree(migrating.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setitem(app.config["ALEMBIC"], "script_location", str(folder))
    app.test_cli_runner().invoke(args=["db", "revision", "a color of a heart"], catch_exceptions=False)
    made = folder / f"{int(migrating.NEWEST) + 1}_a_color_of_a_heart.py"
    text = made.read_text("utf-8")
    assert text.startswith('"""a color of a heart."""') and f'down_revision = "{migrating.NEWEST}"' in text
    compile(text, made.name, "exec")


def test_migrating_again_changes_nothing(app):
    before = alembic().current()
    migrate(app)
    assert alembic().current() == before


def test_several_processes_can_start_at_once_on_an_empty_folder(tmp_path):
    folder = tmp_path / "fresh"
    starts = [subprocess.Popen([sys.executable, "-c", START, folder], stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [start.communicate()[1] for start in starts] == [""] * 3
    assert [start.returncode for start in starts] == [0] * 3
    with sqlite3.connect(folder / "stillpoint.db") as connection:
        assert connection.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)


@databases.only_sqlite
def test_sqlite_keeps_a_log_checks_references_and_writes_to_the_disk():
    assert (pragma("journal_mode"), pragma("foreign_keys"), pragma("synchronous")) == ("wal", 1, 2)


def test_a_row_of_nobody_is_refused():
    with pytest.raises(sa.exc.IntegrityError), write_transaction() as session:
        session.add(Device(profile_id="nobody"))


def test_deleting_a_profile_deletes_everything_of_theirs_and_nothing_of_others(client, other_client):
    done = {
        "kind": "points",
        "key": "LI4",
        "seconds_pressed": 60,
        "steps_done": 1,
        "steps_total": 1,
        "started_at": "2026-05-04T21:10:00+02:00",
        "finished_at": "2026-05-04T21:12:00+02:00",
        "steps": [{"point": "LI4", "side": "left", "seconds": 60}],
    }
    for number, browser in enumerate((client, other_client)):
        browser.put("/favorites/points/LI4")
        browser.put("/favorites/points/BL23")
        browser.post("/history", json=done | {"id": f"00000000-0000-4000-8000-00000000000{number}"})
        browser.delete("/history/00000000-0000-4000-8000-00000000000f")
        browser.put("/routines/00000000-0000-4000-8000-0000000000aa", json={"name": "Own", "points": [{"point": "LI4"}]})
        browser.post("/you/transfer")
    tables = [table for table in db.metadata.sorted_tables if "profile" in str(table.foreign_keys)]
    tables += [table for table in db.metadata.sorted_tables if table.name == "practice_step"]

    def rows():
        return {t.name: db.session.execute(sa.select(sa.func.count()).select_from(t)).scalar() for t in tables}

    before = rows()
    assert len(before) == 7
    assert all(before.values())
    with write_transaction() as session:
        session.delete(session.scalars(sa.select(Profile)).first())
    assert rows() == {name: count // 2 for name, count in before.items()}


def test_a_failed_write_leaves_nothing_behind():
    with pytest.raises(ZeroDivisionError), write_transaction() as session:
        session.add(Profile())
        session.flush()
        raise ZeroDivisionError
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Profile)) == 0


def test_writers_wait_for_each_other(app):
    with write_transaction() as session:
        session.add(Profile(id="one"))

    def add(number):
        with app.app_context(), write_transaction() as session:
            session.get(Profile, "one")
            session.add(Favorite(profile_id="one", kind="points", key=str(number), hearted=True, created_at=now(), changed_at=now()))

    threads = [threading.Thread(target=add, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Favorite)) == 20


@pytest.mark.parametrize(
    "query",
    [
        sa.select(Favorite).where(Favorite.profile_id == "x", Favorite.hearted).order_by(Favorite.created_at.desc()),
        sa.select(PracticeSession)
        .where(PracticeSession.profile_id == "x")
        .order_by(PracticeSession.started_at.desc(), PracticeSession.id.desc()),
        sa.select(Device).where(Device.profile_id == "x"),
        sa.select(Device).where(Device.id == "x"),
    ],
    ids=["favorites", "history", "devices", "device"],
)
def test_no_query_reads_a_whole_table(query):
    text = str(query.compile(db.engine, compile_kwargs={"literal_binds": True}))
    assert not databases.reads_a_whole_table(db.session.connection(), text)


def test_a_query_without_an_index_is_noticed():
    assert databases.reads_a_whole_table(db.session.connection(), "SELECT * FROM device WHERE name = 'x'")


def test_a_history_with_its_steps_is_read_without_reading_a_whole_table(client):
    client.post("/history", json=practice_session())
    asked = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda _c, _k, text, given, *_: asked.append((text, given)))
    assert client.get("/history.json").json[0]["steps"]
    reads = [(text, given) for text, given in asked if text.startswith("SELECT")]
    assert any("practice_step" in text for text, _given in reads)
    with db.engine.connect() as connection:
        for text, given in reads:
            assert not databases.reads_a_whole_table(connection, text, given), text


def test_a_database_without_its_driver_is_told_in_a_sentence(make_app):
    with pytest.raises(RuntimeError, match="pip install pymysql"):
        make_app(SQLALCHEMY_DATABASE_URI="mysql+pymysql://localhost/x")


def test_the_text_of_an_error_does_not_carry_what_a_person_wrote():
    with pytest.raises(sa.exc.IntegrityError) as caught, write_transaction() as session:
        session.add(Device(profile_id="nobody", name="my secret"))
    assert "my secret" not in str(caught.value)
