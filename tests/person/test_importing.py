"""A large file read back: others write in between, a broken reading can be taken up again, faults are named in proportion."""

import json
import threading
import uuid

import pytest

from tests.examples import practice_session
from webapp.person import importing


def sessions(count):
    return [practice_session(id=str(uuid.UUID(int=number))) for number in range(1, count + 1)]


def bring(client, **file):
    return client.post("/you/import", json={"favorites": [], "practice_sessions": []} | file)


@pytest.fixture
def pauses(monkeypatch):
    """A list of functions to call in the pauses between two transactions, one in each."""
    waiting = []
    monkeypatch.setattr(importing.time, "sleep", lambda _seconds: waiting and waiting.pop(0)())
    return waiting


def test_others_write_while_a_large_file_is_read(client, other_client, pauses):
    statuses = []

    def write():
        thread = threading.Thread(target=lambda: statuses.append(other_client.put("/favorites/points/BL23").status_code))
        thread.start()
        thread.join()

    pauses += [write] * 3
    assert bring(client, practice_sessions=sessions(200)).json["added"] == 200
    assert statuses == [204, 204, 204]
    assert len(client.get("/history.json").json) == 200, "all of it belongs to one person"
    assert len(client.get("/you/devices.json").json["devices"]) == 1


def test_a_reading_that_broke_off_is_taken_up_again_and_makes_nothing_double(client, pauses, monkeypatch):
    client.put("/favorites/points/BL23")

    def fail():
        raise OSError("the machine stopped")

    pauses.append(fail)
    with pytest.raises(OSError, match="stopped"):
        bring(client, practice_sessions=sessions(120))
    assert len(client.get("/history.json").json) == importing.BATCH_SIZE
    assert bring(client, practice_sessions=sessions(120)).json == {
        "added": 120 - importing.BATCH_SIZE,
        "known": importing.BATCH_SIZE,
        "refused": [],
    }


def test_of_many_faults_the_first_hundred_are_named_and_the_rest_is_counted(client):
    answer = bring(client, favorites=[0] * 100_000, practice_sessions=sessions(1))
    assert answer.json["added"] == 1
    assert (len(answer.json["refused"]), answer.json["more_refused"]) == (importing.MAX_NAMED, 100_000 - importing.MAX_NAMED)
    assert answer.json["refused"][99]["place"] == "favorites.99"
    assert len(answer.data) < 20_000


def test_the_page_says_how_many_more_there_are(client):
    file = json.dumps({"favorites": [0] * 103, "practice_sessions": []})
    page = client.post("/you/import", data=file, headers={"Accept": "text/html"}).text
    assert page.count("<li>favorites.") == 100 and "And 3 more." in page


def test_while_nothing_but_faults_is_read_nothing_is_locked(client, other_client, monkeypatch):
    checked = importing.favorite
    statuses = []

    def look(row):
        if not statuses:
            statuses.append(other_client.put("/favorites/points/BL23").status_code)
        return checked(row)

    monkeypatch.setattr(importing, "favorite", look)
    bring(client, favorites=[0])
    assert statuses == [204]
