"""Two servers on one database: what comes at the same moment ends as if one had come after the other."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.examples import practice_session

AT_ONCE = 16
ROUNDS = 12


@pytest.fixture
def servers(make_app):
    return [make_app(BUSY_SECONDS=30), make_app(BUSY_SECONDS=30)]


def together(*jobs):
    """Do all jobs at once; what they return, in their order."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [one.result() for one in [pool.submit(job) for job in jobs]]


def phones(servers, count):
    """Clients that share one profile, on the servers in turn."""
    first = servers[0].test_client()
    first.put("/favorites/points/LI4")
    found = [first]
    for number in range(1, count):
        found.append(servers[number % 2].test_client())
        code = found[0].post("/you/transfer", json={}, headers={"Accept": "application/json"}).json["code"]
        assert found[-1].post("/you/join", json={"code": code}).status_code == 200
    return found


def test_a_code_is_used_once_in_a_thousand_tries_at_the_same_moment(servers):
    owner = servers[0].test_client()
    code = owner.post("/you/transfer", json={}, headers={"Accept": "application/json"}).json["code"]

    def use(number):
        return lambda: servers[number % 2].test_client().post("/you/join", json={"code": code}).status_code

    statuses = together(*(use(number) for number in range(1000)))
    assert sorted(set(statuses)) == [200, 410]
    assert statuses.count(200) == 1
    assert len(owner.get("/you/devices.json").json["devices"]) == 2


def test_the_same_heart_routine_and_practice_at_once_are_kept_once(servers):
    four = phones(servers, 4)
    for number in range(ROUNDS):
        routine, done = str(uuid.UUID(int=number)), practice_session(id=str(uuid.UUID(int=1000 + number)))
        body = {"name": f"Own {number}", "points": [{"point": "LI4"}]}
        statuses = together(
            *(lambda one=one: one.put("/favorites/points/BL23").status_code for one in four),
            *(lambda one=one: one.put(f"/routines/{routine}", json=body).status_code for one in four),
            *(lambda one=one: one.post("/history", json=done).status_code for one in four),
        )
        assert statuses[:4] == [204] * 4
        assert sorted(statuses[4:8]) in ([200] * 3 + [201], [204] * 4), statuses
        assert sorted(statuses[8:]) == [200, 200, 200, 201]
        together(*(lambda one=one: one.delete("/favorites/points/BL23") for one in four))
    assert [one["key"] for one in four[1].get("/favorites.json").json["favorites"]] == ["LI4"]
    assert len(four[2].get("/routines.json").json["routines"]) == ROUNDS
    assert len(four[3].get("/history.json").json) == ROUNDS


def test_what_was_deleted_is_gone_whichever_came_first(servers):
    four = phones(servers, 4)
    for number in range(ROUNDS):
        done = practice_session(id=str(uuid.UUID(int=number)))
        statuses = together(
            *(lambda one=one: one.post("/history", json=done).status_code for one in four[:2]),
            *(lambda one=one: one.delete(f"/history/{done['id']}").status_code for one in four),
        )
        assert set(statuses[:2]) <= {200, 201}
        assert set(statuses[2:]) == {204}
    assert four[0].get("/history.json").json == []


def test_who_deletes_everything_beside_their_own_writes_leaves_nothing_of_before(servers):
    for number in range(ROUNDS):
        two = phones(servers, 2)
        statuses = together(
            lambda two=two: two[0].delete("/you").status_code,
            *(lambda one=one: one.put("/favorites/points/BL23").status_code for one in two),
            lambda two=two, number=number: two[1].post("/history", json=practice_session(id=str(uuid.UUID(int=number)))).status_code,
        )
        assert set(statuses) <= {200, 201, 204}, statuses
        assert [one["key"] for one in two[0].get("/favorites.json").json["favorites"]] in ([], ["BL23"])
