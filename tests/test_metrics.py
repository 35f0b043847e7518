"""What an operator is shown: figures that add up over all processes, and logs; in both nothing of a person."""

import http.client
import importlib.util
import json
import logging
import re
import sys
import time
import urllib.request

import pytest

from tests.browser.serving import Server, free_port
from tests.examples import practice_session
from webapp import logs, metrics
from webapp.config import StartProblem

ADDRESS, WORD = "203.0.113.77", "Quittenkuchen"
SESSION = "5d6f1c1e-6f0b-4c55-9c9e-0a4f6a1b7e11"
JSON = {"Content-Type": "application/json"}
AGES_AGO = {"X-Changed-At": "2026-05-04T10:00:00Z", "X-Sent-At": "2026-05-04T10:00:50Z"}


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """The figures and the log of a server to which people came, and whose database went away; and a cookie of theirs."""
    port = free_port()
    settings = {"METRICS": f"127.0.0.1:{port}", "LOG_FORMAT": "json", "PROXIES": "1"}
    folder = tmp_path_factory.mktemp("watched")
    server = Server(folder, settings=settings, database=f"sqlite:///{folder / 'stillpoint.db'}")
    server.start()
    cookie = ""

    def ask(method, address, body=None, **headers):
        nonlocal cookie
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        about = {"X-Forwarded-For": ADDRESS, "User-Agent": WORD, "Referer": f"http://localhost/{WORD}", "Cookie": cookie}
        connection.request(method, address, body, about | headers)
        answer = connection.getresponse()
        answer.read()
        cookie = (answer.headers["Set-Cookie"] or cookie).partition(";")[0]
        connection.close()
        return answer.status

    def figures():
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as answer:
            return answer.read().decode()

    try:
        for _ in range(20):
            assert ask("GET", "/points/BL23") == 200
        done = json.dumps(practice_session(id=SESSION, note=WORD))
        assert [ask("POST", "/history", done, **JSON) for _ in range(2)] == [201, 200]
        assert ask("PUT", "/favorites/points/BL23", **AGES_AGO) == 204
        assert ask("GET", f"/search?q={WORD}") == 200
        assert ask("GET", f"/{WORD}/{SESSION}") == 404
        assert ask(WORD.upper(), "/you") == 405
        assert ask("DELETE", f"/you/devices/{WORD}") in (204, 404)
        shown = figures()
        (server.folder / "stillpoint.db").rename(server.folder / "gone.db")
        assert ask("DELETE", f"/history/{SESSION}") == 503
        given_up = time.monotonic() + 60
        # What was found a moment ago holds for a second.
        while "stillpoint_database_ready 0.0" not in (gone := figures()) and time.monotonic() < given_up:
            pass
    finally:
        server.stop()
    return shown, gone, server.log.read_text(), cookie


def value(shown, name):
    return float(re.search(rf"^{re.escape(name)} (\S+)$", shown, re.M)[1])


def test_the_figures_of_all_processes_are_added_up(watched):
    shown, gone, _log, _cookie = watched
    assert value(shown, 'stillpoint_requests_total{method="GET",status="200",view="ready"}') + value(
        shown, 'stillpoint_requests_total{method="GET",status="200",view="points.show"}'
    ) == pytest.approx(20)
    assert value(shown, 'stillpoint_requests_total{method="other",status="405",view="none"}') == 1
    assert value(shown, 'stillpoint_request_seconds_count{view="history.record"}') == 2
    assert value(shown, "stillpoint_outbox_repeats_total") == 1
    assert value(shown, 'stillpoint_outbox_delay_seconds_bucket{le="300.0"}') == 1
    assert value(shown, 'stillpoint_outbox_delay_seconds_bucket{le="30.0"}') == 0
    assert value(shown, "stillpoint_write_wait_seconds_count") >= 3
    assert 'stillpoint_pack_builds_total{made="' in shown
    assert value(shown, "stillpoint_database_ready") == 1 and value(shown, "stillpoint_database_bytes") > 1000
    assert value(gone, "stillpoint_database_ready") == 0
    assert 'stillpoint_database_errors_total{kind="' in gone


def test_figures_and_logs_hold_no_address_no_id_and_no_word_of_a_person(watched):
    _shown, gone, log, cookie = watched
    assert "The database did not answer" in log
    device = cookie.partition("=")[2].partition(".")[0]
    assert len(device) >= 20
    for planted in (ADDRESS, SESSION, WORD, WORD.upper(), device, "127.0.0.1"):
        assert planted not in gone and planted not in log, planted


def test_each_line_of_the_log_is_json_on_wish(watched):
    lines = [json.loads(line) for line in watched[2].splitlines()]
    assert lines and all({"time", "level", "logger", "message"} <= line.keys() for line in lines)


def test_what_goes_wrong_is_logged_with_its_place_and_its_kind_and_without_its_words(make_app, capsys):
    app = make_app(PROPAGATE_EXCEPTIONS=False)

    @app.get("/broken/<word>", endpoint="broken")
    def broken(word):
        try:
            int(word)
        except ValueError as error:
            raise LookupError(word) from error

    app.logger.handlers[:] = [logging.StreamHandler(sys.stderr)]
    app.logger.handlers[0].setFormatter(logs.Plain())
    assert app.test_client().get(f"/broken/{WORD}").status_code == 500
    told = capsys.readouterr().err
    assert "Exception in broken [GET]" in told and "builtins.ValueError" in told and "builtins.LookupError" in told
    assert "in broken" in told and WORD not in told


def test_nothing_is_counted_unless_it_is_asked_for(app):
    assert type(app.extensions["metrics"]) is metrics.Nothing
    metrics.start(app, "http://127.0.0.1:1")
    assert type(app.extensions["metrics"]) is metrics.Nothing


@pytest.mark.parametrize("address", ["everywhere", "127.0.0.1:", "127.0.0.1:70000", "0"])
def test_what_is_no_address_for_figures_stops_the_start_with_a_sentence(make_app, address):
    with pytest.raises(StartProblem, match=r"127\.0\.0\.1:9464"):
        metrics.start(make_app(METRICS=address), "http://127.0.0.1:1")


def test_a_package_that_is_missing_is_named(make_app, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(StartProblem, match=r"requirements/metrics\.lock"):
        metrics.start(make_app(METRICS="9464"), "http://127.0.0.1:1")
