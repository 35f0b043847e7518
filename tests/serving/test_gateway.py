"""The real server, and people who send and read as slowly as they can."""

import contextlib
import http.client
import json
import socket

import pytest

from tests.browser.serving import Server
from tests.examples import practice_session

JSON = {"Content-Type": "application/json"}
TIMEOUT_SECONDS = 60  # seconds that a busy machine may take


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("served"))
    running.start()
    yield running
    running.stop()


def asked(server, method, address, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=TIMEOUT_SECONDS)
    with contextlib.closing(connection):
        connection.request(method, address, body, headers)
        answer = connection.getresponse()
        answer.body = answer.read()
        return answer


def begun(server, head, body=b""):
    """A connection on which a request was begun."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=TIMEOUT_SECONDS)
    connection.sendall("\r\n".join([*head, "Host: localhost", "", ""]).encode() + body)
    return connection


CHUNKED = ["POST /history HTTP/1.1", "Transfer-Encoding: chunked", "Content-Type: application/json"]
LONG = ["POST /history HTTP/1.1", "Content-Length: 60000", "Content-Type: application/json"]


@pytest.mark.parametrize(("head", "body"), [(LONG, b"{"), (CHUNKED, b"1\r\n{\r\n")])
def test_those_who_send_slowly_hold_up_nobody(server, head, body):
    with contextlib.ExitStack() as slow:
        for _ in range(60):
            slow.enter_context(begun(server, head, body))
        assert asked(server, "GET", "/safety").status == 200
        assert asked(server, "GET", "/history").status == 200
        assert asked(server, "PUT", "/favorites/points/BL23").status == 204


def test_so_many_at_once_from_one_network_are_told_to_come_back(server):
    with contextlib.ExitStack() as slow:
        connections = [slow.enter_context(begun(server, LONG, b"{")) for _ in range(80)]
        statuses = {asked(server, "POST", "/history", json.dumps(practice_session()), **JSON).status for _ in range(8)}
        assert statuses <= {201, 503}
        told = [one for one in connections if _has_answer(one)]
        assert told
        answer = told[0].recv(4096).decode()
        assert " 503 " in answer and "retry-after: 5" in answer.lower() and "X-Stillpoint".lower() in answer.lower()


def _has_answer(connection):
    connection.settimeout(0.2)
    try:
        return bool(connection.recv(1, socket.MSG_PEEK))
    except TimeoutError:
        return False


def test_a_body_that_ends_before_its_time_is_not_taken_for_the_whole(server):
    with begun(server, ["POST /favorites/points/BL23 HTTP/1.1", "Content-Length: 40"], b"action=add") as connection:
        connection.shutdown(socket.SHUT_WR)
        assert b" 303 " not in connection.recv(4096)


def test_a_body_larger_than_is_taken_is_refused_with_our_own_page(server):
    for address, size, status in (
        ("/history", 65 * 1024, 413),
        ("/you/import", 9 * 2**20, 413),
        ("/history", 9 * 2**20, 413),
        ("/you/import", 70 * 1024, 422),
    ):
        answer = asked(server, "POST", address, b" " * size, Accept="text/html")
        assert (answer.status, b"<html" in answer.body) == (status, True), address


def test_a_body_in_chunks_is_one_like_any_other(server):
    sent = json.dumps(practice_session()).encode()
    assert asked(server, "POST", "/history", iter([sent[:100], sent[100:]]), **JSON).status == 201


def test_who_opens_many_connections_and_says_nothing_holds_up_nobody(server):
    with contextlib.ExitStack() as idle:
        for _ in range(400):
            idle.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=TIMEOUT_SECONDS))
        assert asked(server, "GET", "/safety").status == 200


def test_every_answer_has_its_headers_and_its_length(server):
    for method, address, status in (("GET", "/", 200), ("HEAD", "/", 200), ("GET", "/nowhere", 404), ("DELETE", "/you", 204)):
        answer = asked(server, method, address)
        assert answer.status == status
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert (status == 204) == (answer.headers["Content-Length"] is None)
