"""Hearts: kept once, taken back once, the later change wins."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

BL23 = "/favorites/points/BL23"


def keys(client):
    return [(one["kind"], one["key"]) for one in client.get("/favorites.json").json["favorites"]]


def test_a_heart_is_kept_once_however_often_it_is_sent(client):
    for _ in range(3):
        answer = client.put(BL23)
        assert (answer.status_code, answer.data) == (204, b"")
    assert keys(client) == [("points", "BL23")]


def test_taking_a_heart_away_twice_is_as_good_as_once(client):
    client.put(BL23)
    for _ in range(2):
        assert client.delete(BL23).status_code == 204
    assert keys(client) == []


def test_the_newest_heart_stands_first_and_a_second_press_does_not_move_it(client):
    client.put(BL23)
    client.put("/favorites/routines/back-seed")
    client.put("/favorites/points/LI4")
    client.put(BL23)
    assert keys(client) == [("points", "LI4"), ("routines", "back-seed"), ("points", "BL23")]
    client.delete(BL23)
    client.put(BL23)
    assert keys(client)[0] == ("points", "BL23")


def test_everybody_has_their_own(client, other_client):
    client.put(BL23)
    other_client.put("/favorites/points/LI4")
    other_client.delete(BL23)
    assert keys(client) == [("points", "BL23")]


@pytest.mark.parametrize("name", ["b23", "bl23", "UB23", "BL-23"])
def test_an_older_name_hearts_the_same_point(client, name):
    assert client.put(f"/favorites/points/{name}").status_code == 204
    assert keys(client) == [("points", "BL23")]
    assert client.delete(f"/favorites/points/{name}").status_code == 204
    assert keys(client) == []


@pytest.mark.parametrize(
    "address", ["points/BL999", "points/back-seed", "routines/BL23", "regions/lower-back", "nothing/BL23", "points/%00"]
)
def test_what_does_not_exist_can_get_no_heart(client, address):
    answer = client.put(f"/favorites/{address}")
    assert answer.status_code == 404
    assert answer.json["error"]["field"] == "key"
    assert len(answer.json["error"]["message"].split()) > 5


def test_what_the_guide_has_no_more_can_lose_its_heart_and_is_no_error(client, monkeypatch):
    from webapp.person import favorites

    client.put(BL23)
    monkeypatch.setattr(favorites, "canonical", lambda kind, key: None)
    assert keys(client) == [("points", "BL23")]
    assert client.put(BL23).status_code == 404
    assert client.delete(BL23).status_code == 204
    assert keys(client) == []


def test_a_page_without_scripts_can_do_both_and_returns(client):
    came_from = {"Referer": "http://localhost/regions/lower-back?x=1", "Sec-Fetch-Site": "same-origin"}
    added = client.post(BL23, data={"action": "add"}, headers=came_from)
    assert (added.status_code, added.location) == (303, "/regions/lower-back#kept")
    assert keys(client) == [("points", "BL23")]
    removed = client.post(BL23, data={"action": "remove"})
    assert (removed.status_code, removed.location) == (303, "/points/BL23")
    assert keys(client) == []


@pytest.mark.parametrize("referrer", ["https://evil.example/x", "http://localhost//evil.example", "nonsense", ""])
def test_nobody_is_sent_to_a_foreign_page(client, referrer):
    answer = client.post(BL23, data={"action": "add"}, headers={"Referer": referrer})
    assert answer.location == "/points/BL23#kept"


@pytest.mark.parametrize("data", [{}, {"action": ""}, {"action": "toggle"}])
def test_a_form_that_says_neither_is_refused(client, data):
    assert client.post(BL23, data=data).status_code == 422
    assert keys(client) == []


def at(minute, sent=59):
    return {"X-Changed-At": f"2026-05-04T21:{minute:02}:00+02:00", "X-Sent-At": f"2026-05-04T21:{sent:02}:00+02:00"}


def test_an_older_change_that_comes_late_changes_nothing(client):
    client.put(BL23, headers=at(30))
    client.delete(BL23, headers=at(20))
    assert keys(client) == [("points", "BL23")]
    client.delete(BL23, headers=at(40))
    client.put(BL23, headers=at(35))
    assert keys(client) == []


@pytest.mark.parametrize("headers", [{"X-Changed-At": "now"}, at(1) | {"X-Sent-At": "2026"}])
def test_a_time_that_is_none_is_refused(client, headers):
    answer = client.put(BL23, headers=headers)
    assert answer.status_code == 400
    assert "2026-05-04T21:10:00+02:00" in answer.json["error"]["message"]
    assert keys(client) == []


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_whatever_order_changes_arrive_the_last_one_made_wins(app, data):
    client = app.test_client()
    changes = data.draw(st.lists(st.tuples(st.sampled_from(["BL23", "LI4"]), st.booleans()), min_size=1, max_size=8))
    made = list(enumerate(changes))
    arriving = data.draw(st.permutations(made + data.draw(st.lists(st.sampled_from(made), max_size=4))))
    for minute, (code, hearted) in arriving:
        send = client.put if hearted else client.delete
        # The first heart makes the profile; before it a removal has nothing to remember.
        assert send(f"/favorites/points/{code}", headers=at(minute)).status_code == 204
    wanted = {code for code, hearted in dict(changes).items() if hearted}
    if any(hearted for _, hearted in changes):
        first = next(place for place, (_, (_, hearted)) in enumerate(arriving) if hearted)
        known = {minute for minute, _ in arriving[first:]}
        wanted = {
            code
            for code in {code for code, _ in changes}
            if any(m in known for m, (c, _) in made if c == code) and max((m, h) for m, (c, h) in made if c == code and m in known)[1]
        }
    assert {key for _, key in keys(client)} == wanted


def test_the_page_lists_what_is_hearted(client):
    client.put(BL23)
    answer = client.get("/favorites")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
