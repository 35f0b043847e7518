"""The database is killed while people write, its standby takes over: what is lost, and how long nobody is served."""

import time

from tests import databases
from tests.browser.serving import Server
from tests.writers import wait_for_more, write_while
from tools.bench.figures import Figure

PEOPLE = 8


def measure(bench):
    primary = databases.PostgreSQL({"synchronous_commit": "on"})
    primary.execute("CREATE DATABASE stillpoint")
    standby = databases.PostgreSQL(copy_of=primary)
    primary.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
    primary.execute("SELECT pg_reload_conf()")
    hosts = f"host={primary.folder}&host={standby.folder}"
    address = f"postgresql://postgres@/stillpoint?{hosts}&target_session_attrs=read-write"
    servers = [Server(bench.folder / "failover", database=address) for _ in range(2)]
    passed = []

    def kill(writers):
        wait_for_more(writers, 20)
        began = time.monotonic()
        primary.kill()
        standby.control("promote")
        wait_for_more(writers, 1)
        passed.append(time.monotonic() - began)
        wait_for_more(writers, 20)

    try:
        for one in servers:
            one.start()
        writers = write_while([one.url for one in servers], PEOPLE, kill)
        acknowledged = sum(len(one.acknowledged) for one in writers)
        lost = sum(len({*one.acknowledged} - {*one.listed()}) for one in writers)
    finally:
        for one in (*servers, primary, standby):
            one.stop()
    yield Figure("failover: acknowledged and lost", lost, 0, note=f"of {acknowledged}, {PEOPLE} people, two servers")
    yield Figure("failover: until everybody is served again", round(passed[0], 1), 5, "s")
