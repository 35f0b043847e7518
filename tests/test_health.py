"""What a watcher is told, who asks the machine itself."""

import re

import pytest

from tests import databases


def test_a_working_product_says_ok(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


@databases.only_sqlite
def test_a_database_that_cannot_be_read_is_told_as_503(client, app, tmp_path):
    from webapp.db import db

    with app.app_context():
        db.engine.dispose()
    database = tmp_path / "instance" / "stillpoint.db"
    database.unlink()
    database.mkdir()
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json["status"] != "ok"


def test_nobody_keeps_the_answer_on_the_way(client):
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]


HERE = ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "127.0.0.1", "LOCALHOST", "[::1]"]


@pytest.mark.parametrize("proxies", [0, 1])
@pytest.mark.parametrize("named", ["stillpoint.example", ".stillpoint.example"])
def test_where_hosts_are_named_all_of_it_answers_under_its_name_and_to_this_machine(make_app, pack, proxies, named):
    app = make_app(TRUSTED_HOSTS=[named], PROXIES=proxies)
    app.extensions["pack"] = pack
    client = app.test_client()
    through_the_proxy = {"X-Forwarded-Host": "stillpoint.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
    asked = [{"Host": host} for host in (*HERE, "stillpoint.example")]
    if proxies:
        asked.append({"Host": "127.0.0.1:8000", **through_the_proxy})
    for headers in asked:
        worker = client.get("/service-worker.js", headers=headers)
        assert worker.status_code == 200, headers
        pack = re.search(r"/pack/[0-9a-f]{12}", worker.text)[0]
        for address in (pack, "/healthz", "/", "/"):
            assert client.get(address, headers=headers).status_code == 200, (address, headers)
        assert client.get("/healthz", headers=headers).json == {"status": "ok"}


@pytest.mark.parametrize("proxies", [0, 1])
def test_no_other_host_is_answered_where_hosts_are_named(make_app, proxies):
    client = make_app(TRUSTED_HOSTS=["stillpoint.example"], PROXIES=proxies).test_client()
    foreign = ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "127.0.0.2", "[::2]", "localhost:80x", "", "0.0.0.0"]
    asked = [{"Host": host} for host in foreign]
    if proxies:
        asked.append({"Host": "127.0.0.1:8000", "X-Forwarded-Host": "evil.example"})
    for headers in asked:
        for address in ("/healthz", "/", "/", "/service-worker.js", "/you/transfer"):
            assert client.get(address, headers=headers).status_code == 400, (address, headers)


def test_a_code_made_from_this_machine_leads_to_the_name_that_others_reach(make_app):
    client = make_app(TRUSTED_HOSTS=["stillpoint.example"]).test_client()
    asked = {"Host": "127.0.0.1:8000", "Accept": "application/json"}
    assert client.post("/you/transfer", headers=asked).json["address"].startswith("http://stillpoint.example/you/join?code=")
