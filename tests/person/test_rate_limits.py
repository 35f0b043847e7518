"""How much may be asked for in a while: strangers meet an end, and what a person really does never does."""

import uuid

import pytest
from limits import RateLimitItemPerMinute

from tests.examples import practice_session
from webapp.person import rate_limits

JSON = {"Accept": "application/json"}


@pytest.fixture
def app(make_app):
    return make_app(RATE_LIMIT_STORAGE="memory://")


@pytest.fixture
def allow(monkeypatch):
    """A function that sets how many of a kind are allowed, by device and by network."""

    def be(kind, device, network):
        items = tuple(count and RateLimitItemPerMinute(count, 10) for count in (device, network))
        monkeypatch.setitem(rate_limits.ALLOWED, kind, items)

    return be


def browser(app, address):
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return client


def test_who_writes_too_much_is_told_when_it_goes_on_and_others_write_on(app, allow):
    allow("writes", 3, 1000)
    one, other = browser(app, "192.0.2.1"), browser(app, "192.0.2.1")
    one.post("/you")  # brings the cookie: from here on it is one device
    assert [one.put("/favorites/points/BL23").status_code for _ in range(4)] == [204, 204, 204, 429]
    answer = one.put("/favorites/points/LI4", headers=JSON)
    assert 1 <= int(answer.headers["Retry-After"]) <= 600
    assert answer.headers["Retry-After"] in answer.json["error"]["message"]
    assert other.put("/favorites/points/BL23").status_code == 204
    assert [heart["key"] for heart in one.get("/favorites.json").json["favorites"]] == ["BL23"]


@pytest.mark.parametrize("addresses", [["192.0.2.1"] * 4, ["2001:db8::1", "2001:db8::2", "2001:db8::3:4", "2001:db8::ffff:1:2:3"]])
def test_a_network_is_counted_as_one_whatever_address_of_it_is_used(app, allow, addresses):
    allow("writes", None, 3)
    statuses = [browser(app, address).put("/favorites/points/BL23").status_code for address in addresses]
    assert statuses == [204, 204, 204, 429]
    assert browser(app, "2001:db8:0:1::1").put("/favorites/points/BL23").status_code == 204


def test_strangers_can_not_make_profiles_without_end(app, allow):
    allow("profiles", None, 2)
    statuses = [browser(app, "192.0.2.1").put("/favorites/points/BL23").status_code for _ in range(4)]
    assert statuses == [204, 204, 429, 429]


@pytest.mark.parametrize(
    ("kind", "ask"),
    [
        ("codes", lambda client: client.post("/you/transfer", headers=JSON)),
        ("joins", lambda client: client.post("/you/join", json={"code": "0000000000"})),
        ("imports", lambda client: client.post("/you/import", json={"favorites": [], "practice_sessions": []})),
        ("large", lambda client: client.get("/you.json")),
        ("large", lambda client: client.get("/history")),
    ],
)
def test_what_costs_much_has_an_end_of_its_own(app, allow, kind, ask):
    allow(kind, None, 2)
    client = browser(app, "192.0.2.1")
    statuses = [ask(client).status_code for _ in range(3)]
    assert 429 not in statuses[:2] and statuses[2] == 429


def test_public_pages_are_counted_by_nobody(app, monkeypatch):
    monkeypatch.setattr(rate_limits, "count", lambda kind: pytest.fail(kind))
    client = browser(app, "192.0.2.1")
    for address in ("/", "/points/BL23", "/healthz", "/readyz", "/search?q=sleep"):
        assert client.get(address).status_code == 200


def test_a_week_that_was_practiced_offline_and_a_file_are_sent_without_meeting_a_limit(app):
    client = browser(app, "192.0.2.1")
    client.post("/you")
    for number in range(200):
        assert client.post("/history", json=practice_session(id=str(uuid.UUID(int=number)))).status_code == 201
        assert client.get("/history.json").status_code == 200
    assert client.post("/you/import", data=client.get("/you.json").data, content_type="application/json").status_code == 200


def test_a_network_of_strangers_can_not_use_up_the_names_of_codes(app):
    statuses = [browser(app, "192.0.2.1").post("/you/transfer", headers=JSON).status_code for _ in range(1100)]
    assert statuses.count(201) == rate_limits.ALLOWED["codes"][1].amount
    assert set(statuses) == {201, 429}
    assert browser(app, "192.0.2.9").post("/you/transfer", headers=JSON).status_code == 201


def test_wrong_codes_are_counted_by_network(app):
    from webapp.person import transfer

    for number in range(transfer.TRIES_FROM_ONE_PLACE):
        assert browser(app, f"2001:db8::{number:x}").post("/you/join", json={"code": f"ZZZZ{number:06}"}).status_code == 404
    assert browser(app, "2001:db8::ffff").post("/you/join", json={"code": "ZZZZ999999"}).status_code == 429
