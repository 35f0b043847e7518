"""PostgreSQL as the product uses it: one writer at a time for each person, and no waiting for a server that has gone."""

import sqlalchemy as sa
from sqlalchemy import event

TURN = 7_483_220
"""Whoever writes holds the lock of this number, which no other program takes in the same database."""
TURN_OF = TURN + 1
"""The same for whoever changes nothing but what one profile keeps: the second number is made of its id."""
CONNECTION = {
    "connect_timeout": 3,  # seconds for each of the servers that the address names
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 8000,  # milliseconds until an answer that never comes is an error
}
OPTIONS = {"pool_pre_ping": True, "connect_args": CONNECTION}
"""SQLAlchemy's engine finds out before a request whether its server is still the one that takes writes."""
IDLE_SECONDS = 10


def prepare(engine, busy_seconds):
    """Set up every connection of `engine`. busy_seconds: how long a writer waits for its turn."""

    @event.listens_for(engine, "connect")
    def connect(connection, _record):
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {max(1, int(busy_seconds * 1000))}")
            # A program that stands still in the middle of its turn keeps the others waiting no longer than this.
            cursor.execute(f"SET idle_in_transaction_session_timeout = {IDLE_SECONDS * 1000}")
        connection.commit()


def wait_for_turn(connection):
    """Wait until no other transaction on a sa.Connection's database writes. Raises OperationalError after too long.

    So two changes of one person at the same moment, from two servers, end as if one had come after the other.
    """
    connection.execute(ALONE)


def wait_for_shared_turn(connection):
    """Wait until no other transaction has a turn of its own; those of other persons may go on. `turn_of` comes behind it."""
    connection.execute(SHARED)


def turn_of(profile_id):
    """A column that a statement asks for to wait until nobody else changes what a profile keeps. profile_id: a column."""
    return sa.func.pg_advisory_xact_lock(TURN_OF, sa.func.hashtext(profile_id))


ALONE, SHARED = sa.select(sa.func.pg_advisory_xact_lock(TURN)), sa.select(sa.func.pg_advisory_xact_lock_shared(TURN))
