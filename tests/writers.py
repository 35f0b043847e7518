"""People who practice while servers come and go: each sends what was done as a phone's outbox does, until it is acknowledged."""

import http.client
import json
import threading
import time
import uuid
from urllib.parse import urlsplit

from tests.examples import practice_session

PAUSE = 0.1  # seconds before the same is sent again
TIMEOUT_SECONDS = 60


class Writer(threading.Thread):
    """One phone. `acknowledged`: the ids that a server has called kept; `answers`: every status there was, None for no answer."""

    def __init__(self, urls, enough):
        """urls: of the servers, tried in turn. enough: a function () -> whether to stop after the next acknowledgement."""
        super().__init__()
        self.urls, self.enough = urls, enough
        self.cookie, self.acknowledged, self.answers, self.unsent = "", [], [], None

    def run(self):
        self._until(204, "POST", "/you")
        while not self.enough():
            done = practice_session(id=str(uuid.uuid4()))
            self.unsent = done["id"]
            if not self._until((200, 201), "POST", "/history", done):
                return
            self.acknowledged.append(done["id"])
            self.unsent = None

    def _until(self, wanted, method, path, body=None):
        wanted, given_up = wanted if isinstance(wanted, tuple) else (wanted,), time.monotonic() + TIMEOUT_SECONDS
        while time.monotonic() < given_up:
            status = self._send(method, path, body)
            self.answers.append(status)
            if status in wanted:
                return True
            self.urls = self.urls[1:] + self.urls[:1]
            time.sleep(PAUSE)
        return False

    def _send(self, method, path, body):
        connection = http.client.HTTPConnection(urlsplit(self.urls[0]).netloc, timeout=20)
        try:
            headers = {"Cookie": self.cookie, "Content-Type": "application/json"}
            connection.request(method, path, json.dumps(body) if body else None, headers)
            answer = connection.getresponse()
            answer.read()
            if kept := answer.headers["Set-Cookie"]:
                self.cookie = kept.partition(";")[0]
            return answer.status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def listed(self):
        """The ids of all that the servers have of this person."""
        connection = http.client.HTTPConnection(urlsplit(self.urls[0]).netloc, timeout=60)
        connection.request("GET", "/history.json", headers={"Cookie": self.cookie})
        found = [one["id"] for one in json.load(connection.getresponse())]
        connection.close()
        return found


def write_while(urls, count, happening):
    """Let `count` people write to the servers at `urls` while the function `happening` runs. Returns the Writers."""
    over = threading.Event()
    writers = [Writer(urls[number % len(urls) :] + urls[: number % len(urls)], over.is_set) for number in range(count)]
    for one in writers:
        one.start()
    try:
        happening(writers)
    finally:
        over.set()
        for one in writers:
            one.join()
    return writers


def wait_for_more(writers, each=3):
    """Wait until each of the writers has had `each` more acknowledged."""
    goals = [len(one.acknowledged) + each for one in writers]
    given_up = time.monotonic() + TIMEOUT_SECONDS
    while any(len(one.acknowledged) < goal for one, goal in zip(writers, goals, strict=True)):
        assert time.monotonic() < given_up, "nothing is acknowledged any more"
        time.sleep(0.01)


def check(writers):
    """Assert that nothing acknowledged is lost or double, and that who could not be served was told to come again."""
    for one in writers:
        assert one.unsent is None
        assert sorted(one.listed()) == sorted(one.acknowledged)
        assert set(one.answers) <= {200, 201, 204, 503, None}
