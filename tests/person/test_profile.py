"""An anonymous profile behind a cookie, made at the first write."""

import datetime
import hashlib

import pytest
import sqlalchemy as sa

from webapp.db import db, write_transaction
from webapp.person import cookie as cookies
from webapp.person.models import Device, Profile


def cookie(client):
    return client.get_cookie(cookies.PLAIN)


def count(app, model):
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(model))


@pytest.mark.parametrize("address", ["/favorites.json", "/history.json", "/healthz", "/favorites", "/history", "/"])
def test_reading_leaves_no_trace(client, app, address):
    client.get(address)
    assert cookie(client) is None
    assert count(app, Profile) == 0


def test_taking_back_or_deleting_nothing_leaves_no_trace(client, app):
    client.delete("/favorites/points/BL23")
    client.delete("/history/00000000-0000-4000-8000-000000000000")
    assert cookie(client) is None
    assert count(app, Profile) == 0


def test_the_first_write_makes_a_profile_and_the_next_ones_use_it(client, app):
    client.put("/favorites/points/BL23")
    first = cookie(client).value
    client.put("/favorites/points/LI4")
    assert cookie(client).value == first
    assert (count(app, Profile), count(app, Device)) == (1, 1)


def test_a_refused_write_makes_no_profile(client, app):
    client.put("/favorites/points/XX99")
    client.post("/history", json={})
    assert cookie(client) is None
    assert count(app, Profile) == 0


def test_the_cookie_is_for_us_only_and_for_a_long_time(client):
    kept = client.put("/favorites/points/BL23").headers["Set-Cookie"]
    assert "HttpOnly" in kept and "SameSite=Lax" in kept and "Path=/" in kept
    assert "Domain" not in kept
    assert f"Max-Age={400 * 24 * 3600}" in kept


def test_the_cookie_is_secure_exactly_under_https(app):
    plain = app.test_client().put("/favorites/points/BL23", base_url="http://localhost")
    secure = app.test_client().put("/favorites/points/BL23", base_url="https://localhost")
    assert "Secure" not in plain.headers["Set-Cookie"]
    assert "Secure" in secure.headers["Set-Cookie"]


HTTPS = {"base_url": "https://localhost"}


def test_over_https_no_other_site_of_the_domain_can_set_the_cookie(client):
    [given] = client.put("/favorites/points/BL23", **HTTPS).headers.getlist("Set-Cookie")
    assert given.startswith("__Host-stillpoint=")
    assert "Secure" in given and "Path=/" in given and "Domain" not in given


def test_a_cookie_of_the_former_name_is_carried_over_once(client):
    client.put("/favorites/points/BL23")
    answer = client.get("/favorites.json", **HTTPS)
    assert len(answer.json["favorites"]) == 1
    given, taken = answer.headers.getlist("Set-Cookie")
    assert given.startswith("__Host-stillpoint=") and taken.startswith("stillpoint=;")
    assert "Set-Cookie" not in client.get("/favorites.json", **HTTPS).headers


def test_beside_the_new_cookie_the_former_name_means_nothing(client, other_client):
    client.put("/favorites/points/BL23", **HTTPS)
    other_client.put("/favorites/points/LI4")
    client.set_cookie(cookies.PLAIN, cookie(other_client).value)
    assert [one["key"] for one in client.get("/favorites.json", **HTTPS).json["favorites"]] == ["BL23"]


def test_the_cookie_does_not_carry_the_profile(client, app):
    client.put("/favorites/points/BL23")
    with app.app_context():
        assert db.session.scalar(sa.select(Profile.id)) not in cookie(client).value


@pytest.mark.parametrize(
    "damage",
    [
        lambda value: "",
        lambda value: "x" * 3000,
        lambda value: ("0" if value[0] != "0" else "1") + value[1:],
        lambda value: value.split(".")[0],
        lambda value: value[:-4] + "AAAA",
        lambda value: value.replace(".", "%2E", 1),
        lambda value: "\u00ff" * 20,
    ],
)
def test_a_tampered_cookie_is_nobody(client, damage):
    client.put("/favorites/points/BL23")
    client.set_cookie(cookies.PLAIN, damage(cookie(client).value))
    assert client.get("/favorites.json").json == {"favorites": []}


def test_a_cookie_signed_with_another_secret_is_nobody(client, make_app):
    client.put("/favorites/points/BL23")
    stranger = make_app(SECRET_KEY="another secret, long enough to count").test_client()
    stranger.set_cookie(cookies.PLAIN, cookie(client).value)
    assert stranger.get("/favorites.json").json == {"favorites": []}


def test_a_cookie_signed_as_the_next_version_will_is_understood(client, app):
    client.put("/favorites/points/BL23")
    device = cookie(client).value.partition(".")[0]
    with app.app_context():
        client.set_cookie(cookies.PLAIN, cookies._signer(hashlib.sha256).sign(device).decode())
    assert [one["key"] for one in client.get("/favorites.json").json["favorites"]] == ["BL23"]


def test_a_device_that_was_thrown_out_is_nobody_at_once(client, app):
    client.put("/favorites/points/BL23")
    with app.app_context(), write_transaction() as session:
        session.execute(sa.delete(Device))
    assert client.get("/favorites.json").json == {"favorites": []}


def test_a_cookie_is_renewed_after_a_month_and_not_before(client, monkeypatch):
    client.put("/favorites/points/BL23")
    assert "Set-Cookie" not in client.get("/favorites.json").headers
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=31)
    monkeypatch.setattr(cookies, "now", lambda: later)
    answer = client.get("/favorites.json")
    assert cookies.PLAIN in answer.headers["Set-Cookie"]
    assert len(answer.json["favorites"]) == 1


def test_a_public_page_never_reads_or_sets_the_cookie(client):
    client.put("/favorites/points/BL23")
    for _ in range(2):
        answer = client.get("/regions/lower-back")
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers["Vary"]


FORM = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
FORMS = {
    "/favorites/points/BL23": {"action": "add"},
    "/routines/own/edit": {"name": "Mine", "point": "BL23", "do": "save"},
    "/you/transfer": {},
}


@pytest.mark.parametrize("address", FORMS)
def test_the_first_form_of_a_browser_is_sent_again_with_the_cookie_and_kept_once(client, app, address):
    first = client.post(address, data=FORMS[address], headers=FORM)
    assert first.status_code == 307 and cookies.PLAIN in first.headers["Set-Cookie"]
    assert count(app, Profile) == 0
    assert client.post(first.location, data=FORMS[address], headers=FORM).status_code in (201, 303)
    assert (count(app, Profile), count(app, Device)) == (1, 1)


@pytest.mark.parametrize("address", FORMS)
def test_a_form_of_a_browser_that_refuses_cookies_keeps_nothing_and_says_so(app, address):
    refusing = app.test_client(use_cookies=False)
    asked = refusing.post(address, data=FORMS[address], headers=FORM)
    answer = refusing.post(asked.location, data=FORMS[address], headers=FORM)
    assert answer.status_code in (403, 422) and "keeps no cookies" in answer.text
    assert (count(app, Profile), count(app, Device)) == (0, 0)


def test_a_code_is_not_used_up_by_a_browser_that_refuses_cookies(client, app):
    client.put("/favorites/points/BL23")
    code = client.post("/you/transfer", headers={"Accept": "application/json"}).json["code"]
    refusing = app.test_client(use_cookies=False)
    asked = refusing.post("/you/join", data={"code": code}, headers=FORM)
    assert refusing.post(asked.location, data={"code": code}, headers=FORM).status_code == 403
    assert app.test_client().post("/you/join", json={"code": code}).status_code == 200


def test_a_browser_that_has_its_cookie_sends_a_form_once(client):
    client.put("/favorites/points/BL23")
    assert client.post("/favorites/points/LI4", data={"action": "add"}, headers=FORM).status_code == 303


def test_a_device_that_was_thrown_out_and_writes_again_is_somebody_new(client, app):
    client.put("/favorites/points/BL23")
    with app.app_context(), write_transaction() as session:
        session.execute(sa.delete(Device))
    client.put("/favorites/points/LI4")
    assert [one["key"] for one in client.get("/favorites.json").json["favorites"]] == ["LI4"]
    assert count(app, Profile) == 2
