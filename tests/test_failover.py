"""What was acknowledged stays, whatever server is killed, replaced or started anew meanwhile."""

import pytest

from tests import databases
from tests.browser.serving import Server
from tests.writers import check, wait_for_more, write_while

PEOPLE = 4


@pytest.fixture
def two_servers(tmp_path):
    """Two processes of the product on the same database."""
    folder = tmp_path / "instance"
    servers = [Server(folder), Server(folder)]
    for one in servers:
        one.start()
    yield servers
    for one in servers:
        one.stop()
    databases.remove(folder)


def test_two_servers_are_started_anew_one_after_the_other_while_people_write(two_servers, record_property):
    def restart(writers):
        for server in two_servers:
            wait_for_more(writers)
            server.stop()
            wait_for_more(writers)
            server.start()
        wait_for_more(writers)

    writers = write_while([one.url for one in two_servers], PEOPLE, restart)
    check(writers)
    record_property("acknowledged", sum(len(one.acknowledged) for one in writers))


@pytest.fixture
def two_databases():
    with databases.replicated() as found:
        yield found


def test_the_database_is_killed_while_people_write_and_its_standby_takes_over(two_databases, tmp_path, record_property):
    primary, standby, address = two_databases
    servers = [Server(tmp_path, database=address), Server(tmp_path, database=address)]

    def kill(writers):
        wait_for_more(writers)
        primary.kill()
        standby.control("promote")
        wait_for_more(writers)

    try:
        for one in servers:
            one.start()
        writers = write_while([one.url for one in servers], PEOPLE, kill)
        check(writers)
    finally:
        for one in servers:
            one.stop()
    assert standby.execute("SELECT pg_is_in_recovery()") == [(False,)]
    record_property("acknowledged", sum(len(one.acknowledged) for one in writers))
