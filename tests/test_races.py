"""Two servers on one database: what comes at the same moment ends as if one had come after the other."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.examples import practice_session

CONCURRENCY = 16
ROUNDS = 12


@pytest.fixture
def servers(make_app):
    return [make_app(BUSY_SECONDS=30), make_app(BUSY_SECONDS=30)]


def together(*requests):
    """Send all requests at once, each a (client, method, path[, JSON]); the statuses in their order."""

    def send(client, method, path, body=None):
        return client.open(path, method=method, json=body).status_code

    with ThreadPoolExecutor(CONCURRENCY) as pool:
        return [one.result() for one in [pool.submit(send, *request) for request in requests]]


def code_of(client):
    return client.post("/you/transfer", json={}, headers={"Accept": "application/json"}).json["code"]


def phones(servers, count):
    """Clients that share one profile, on the servers in turn."""
    first = servers[0].test_client()
    first.put("/favorites/points/LI4")
    found = [first]
    for number in range(1, count):
        found.append(servers[number % 2].test_client())
        assert found[-1].post("/you/join", json={"code": code_of(first)}).status_code == 200
    return found


def test_a_code_is_used_once_in_a_thousand_tries_at_the_same_moment(servers, record_property):
    owner = servers[0].test_client()
    code = code_of(owner)
    statuses = together(*((servers[number % 2].test_client(), "POST", "/you/join", {"code": code}) for number in range(1000)))
    assert sorted(set(statuses)) == [200, 410]
    assert statuses.count(200) == 1
    assert len(owner.get("/you/devices.json").json["devices"]) == 2
    record_property("code_tries", len(statuses))


def test_the_same_heart_routine_and_practice_at_once_are_kept_once(servers):
    four = phones(servers, 4)
    for number in range(ROUNDS):
        done = practice_session(id=str(uuid.UUID(int=number)))
        own = {"name": f"Own {number}", "points": [{"point": "LI4"}]}
        statuses = together(
            *((one, "PUT", "/favorites/points/BL23") for one in four),
            *((one, "PUT", f"/routines/{uuid.UUID(int=number)}", own) for one in four),
            *((one, "POST", "/history", done) for one in four),
        )
        assert statuses[:8] == [204] * 8
        assert sorted(statuses[8:]) == [200, 200, 200, 201]
        together(*((one, "DELETE", "/favorites/points/BL23") for one in four))
    assert [one["key"] for one in four[1].get("/favorites.json").json["favorites"]] == ["LI4"]
    assert len(four[2].get("/routines.json").json["routines"]) == ROUNDS
    assert len(four[3].get("/history.json").json) == ROUNDS


def test_what_was_deleted_is_gone_whichever_came_first(servers):
    four = phones(servers, 4)
    for number in range(ROUNDS):
        done = practice_session(id=str(uuid.UUID(int=number)))
        statuses = together(
            *((one, "POST", "/history", done) for one in four[:2]),
            *((one, "DELETE", f"/history/{done['id']}") for one in four),
        )
        assert set(statuses[:2]) <= {200, 201}
        assert statuses[2:] == [204] * 4
    assert four[0].get("/history.json").json == []


def test_who_deletes_everything_beside_their_own_writes_leaves_nothing_of_before(servers):
    for number in range(ROUNDS):
        two = phones(servers, 2)
        statuses = together(
            (two[0], "DELETE", "/you"),
            *((one, "PUT", "/favorites/points/BL23") for one in two),
            (two[1], "POST", "/history", practice_session(id=str(uuid.UUID(int=number)))),
        )
        assert set(statuses) <= {200, 201, 204}, statuses
        assert [one["key"] for one in two[0].get("/favorites.json").json["favorites"]] in ([], ["BL23"])
