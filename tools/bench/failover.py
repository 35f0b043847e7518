"""The database is killed while people write, its standby takes over: what is lost, and how long nobody is served."""

import time
from contextlib import ExitStack

from tests import databases
from tests.browser.serving import Server
from tests.writers import wait_for_more, write_while
from tools.bench.figures import Figure

PEOPLE = 8


def measure(bench):
    passed = []
    with ExitStack() as stack:
        primary, standby, address = stack.enter_context(databases.replicated())

        def kill(writers):
            wait_for_more(writers, 20)
            began = time.monotonic()
            primary.kill()
            standby.control("promote")
            wait_for_more(writers, 1)
            passed.append(time.monotonic() - began)
            wait_for_more(writers, 20)

        servers = [Server(bench.folder / "failover", database=address) for _ in range(2)]
        for one in servers:
            stack.callback(one.stop)
            one.start()
        writers = write_while([one.url for one in servers], PEOPLE, kill)
        acknowledged = sum(len(one.acknowledged) for one in writers)
        lost = sum(len({*one.acknowledged} - {*one.listed()}) for one in writers)
    yield Figure("failover: acknowledged and lost", lost, 0, note=f"of {acknowledged}, {PEOPLE} people, two servers")
    yield Figure("failover: until everybody is served again", round(passed[0], 1), 5, "s")
