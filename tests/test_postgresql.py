"""A PostgreSQL in trouble: told to the person and to the operator, nothing acknowledged that is not kept, and no word of theirs in a log."""

import logging
import uuid

import pytest

from tests import databases
from tests.examples import listed_ids, practice_session
from webapp import health, postgresql


@pytest.fixture(scope="module")
def server():
    # As docs/deploy.md asks for: else it quotes what could not be kept.
    found = databases.PostgreSQL({"log_error_verbosity": "terse", "synchronous_commit": "on"})
    yield found
    found.stop()


@pytest.fixture
def app(make_app, server, monkeypatch):
    monkeypatch.setattr(health, "MAX_AGE_SECONDS", -1)
    name = f"p{uuid.uuid4().hex}"
    server.execute(f"CREATE DATABASE {name}")
    return make_app(SQLALCHEMY_DATABASE_URI=server.address(name), BUSY_SECONDS=0.1)


def database(app):
    return app.config["SQLALCHEMY_DATABASE_URI"].partition("@/")[2].partition("?")[0]


def practice(client, number, **changes):
    return client.post("/history", json=practice_session(id=str(uuid.UUID(int=number)), **changes))


def told(answer):
    """Whether an answer says that nothing is lost and when to come again."""
    return answer.status_code == 503 and "kept on your phone" in answer.json["error"]["message"] and answer.headers["Retry-After"]


def test_who_waits_too_long_for_a_turn_is_told_and_served_afterwards(server, app, client):
    with server.connect(database(app)) as other:
        other.execute(f"SELECT pg_advisory_lock({postgresql.TURN})")
        assert told(practice(client, 1))
        assert client.get("/readyz").status_code == 503
        assert client.get("/history").status_code == 200
    assert practice(client, 1).status_code == 201


def test_one_that_only_reads_is_told_and_written_to_afterwards(server, app, client):
    practice(client, 1)
    with server.connect(database(app)) as other:
        other.execute("ALTER ROLE postgres SET default_transaction_read_only = on")
    try:
        restart(server)
        assert told(practice(client, 2))
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
        assert listed_ids(client) == [1]
    finally:
        with server.connect(database(app)) as other:
            other.execute("SET default_transaction_read_only = off")
            other.execute("ALTER ROLE postgres RESET default_transaction_read_only")
        restart(server)
    assert practice(client, 2).status_code == 201


def restart(server):
    server.control("-m", "fast", "stop")
    server.start()


def test_one_that_was_started_anew_is_found_by_the_next_request(server, client):
    practice(client, 1)
    restart(server)
    assert practice(client, 2).status_code == 201
    assert sorted(listed_ids(client)) == [1, 2]


def test_one_that_is_gone_is_told_and_comes_back_without_a_start_of_ours(server, client):
    practice(client, 1)
    server.control("-m", "immediate", "stop")
    try:
        assert told(practice(client, 2))
        assert client.get("/healthz").status_code == client.get("/readyz").status_code == 503
        assert client.get("/regions/lower-back").status_code == 200
    finally:
        server.start()
    assert listed_ids(client) == [1]
    assert practice(client, 2).status_code == 201


def test_no_word_of_a_person_is_in_a_log(server, app, client, caplog):
    caplog.set_level(logging.DEBUG)
    practice(client, 1, note="planted-word")
    with server.connect(database(app)) as other:
        other.execute("ALTER TABLE practice_session ADD CONSTRAINT short CHECK (length(note) < 20)")
        assert practice(client, 2, note="planted-word " * 9).status_code == 503
        other.execute("DROP TABLE practice_step")
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    assert practice(client, 3, note="planted-word").status_code == 500
    assert caplog.text
    assert "planted-word" not in caplog.text
    assert "planted-word" not in server.log()
