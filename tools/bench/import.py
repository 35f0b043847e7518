"""The largest file read back while somebody else changes something all the time, and a file of nothing but faults."""

import contextlib
import http.client
import json
import threading
import time
import uuid

from tests.browser.serving import Server
from tests.examples import practice_session
from tools.bench.figures import Figure

SESSIONS = 14_000  # some eight megabytes less a little
FAULTS = 500_000


def measure(bench):
    server = Server(bench.folder / "imports", settings={"RATE_LIMIT_STORAGE": ""})
    server.start()
    over, waits = threading.Event(), []
    try:
        file = {"favorites": [], "practice_sessions": [practice_session(id=str(uuid.uuid4())) for _ in range(SESSIONS)]}
        sent = json.dumps(file, separators=(",", ":")).encode()
        other = threading.Thread(target=heart, args=(server, over, waits))
        other.start()
        try:
            began = time.monotonic()
            status, answer = posted(server, sent)
            took = time.monotonic() - began
        finally:
            over.set()
            other.join()
        assert status == 200 and json.loads(answer)["added"] == SESSIONS, answer[:200]
        refused = sum(status != 204 for status, _seconds in waits)
        note = f"{len(sent) / 2**20:.1f} MB, {SESSIONS:,} practices in {took:.0f} s"
        yield Figure("import: changes of another person refused meanwhile", refused, 0, note=f"{note}; of {len(waits)}")
        yield Figure("import: another person's change takes at most", round(1000 * max(seconds for _status, seconds in waits)), 1000, "ms")
        faults = json.dumps({"favorites": [0] * FAULTS, "practice_sessions": []}, separators=(",", ":")).encode()
        began = time.monotonic()
        status, answer = posted(server, faults)
        note = f"{len(faults) / 2**20:.1f} MB in {time.monotonic() - began:.1f} s, {status}"
        yield Figure("import: answer to a file of nothing but faults", round(len(answer) / 1024), 64, "KB", note=note)
    finally:
        server.stop()


def posted(server, body):
    """(status, body) of the answer to a file."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=900)
    with contextlib.closing(connection):
        connection.request("POST", "/you/import", body, {"Content-Type": "application/json", "Accept": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read()


def heart(server, over, waits):
    """Give and take a heart until it is `over`, and note (status, seconds) of each."""
    connection, cookie, method = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120), "", "PUT"
    while not over.wait(0.05):
        began = time.monotonic()
        connection.request(method, "/favorites/points/LI4", headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        waits.append((answer.status, time.monotonic() - began))
        if kept := answer.headers["Set-Cookie"]:
            cookie = kept.partition(";")[0]
        method = "DELETE" if method == "PUT" else "PUT"
    connection.close()
