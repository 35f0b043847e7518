"""Pages and changes of everybody else while somebody sends as slowly as they can, and opens as many connections as they can."""

import contextlib
import http.client
import json
import socket
import threading
import time
import uuid

from tests.browser.serving import Server
from tests.examples import practice_session
from tools.bench.figures import Figure

UPLOADS, IDLE = 20, 1000
SECONDS = 20
HEAD = "POST /history HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n"


def measure(bench):
    server = Server(bench.folder / "slow", settings={"RATE_LIMIT_STORAGE": ""})
    server.start()
    over = threading.Event()
    try:
        with contextlib.ExitStack() as stack:
            idle = [stack.enter_context(connected(server)) for _ in range(IDLE)]
            uploads = [stack.enter_context(connected(server)) for _ in range(UPLOADS)]
            for one in uploads:
                one.sendall(HEAD.encode() + b"{")
            drip = threading.Thread(target=trickle, args=(uploads, over))
            drip.start()
            try:
                took = list(everybody_else(server))
            finally:
                over.set()
                drip.join()
        statuses = [status for status, _seconds in took]
        note = f"{len(took)} pages and changes beside {UPLOADS} uploads of one byte a second and {len(idle)} open connections"
        yield Figure("slow senders: of everybody else not answered", sum(status >= 400 for status in statuses), 0, note=note)
        yield Figure("slow senders: everybody else waits at most", round(1000 * max(seconds for _status, seconds in took)), 1000, "ms")
    finally:
        server.stop()


def connected(server):
    return socket.create_connection(("127.0.0.1", server.port), timeout=60)


def trickle(uploads, over):
    """A byte a second on each connection, also when the server has closed it."""
    while not over.wait(1):
        for one in uploads:
            with contextlib.suppress(OSError):
                one.sendall(b" ")


def everybody_else(server):
    """(status, seconds) of pages and changes, one after the other for a while."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        for method, path, body in (
            ("GET", "/", None),
            ("GET", "/history", None),
            ("POST", "/history", json.dumps(practice_session(id=str(uuid.uuid4())))),
        ):
            began = time.monotonic()
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
            with contextlib.closing(connection):
                connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
                answer = connection.getresponse()
                answer.read()
            yield answer.status, time.monotonic() - began
            time.sleep(0.05)
