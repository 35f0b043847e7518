"""Requests as the app gets them, and the network that one came from."""

from types import SimpleNamespace

import pytest

from webapp.serving.environ import Believed, brief_environ_of, environ_of, network, network_of


def scope(headers=(), **changes):
    facts = {
        "method": "GET", "path": "/points/é", "query_string": "q=%41", "client": "192.0.2.7:4711", "server": "127.0.0.1:8000",
        "http_version": "1.1", "scheme": "http", "authority": None, "headers": dict(headers),
    }  # fmt: skip
    return SimpleNamespace(**facts | changes)


def test_a_request_is_told_as_wsgi_tells_it():
    environ = environ_of(scope({"host": "a.example", "content-type": "text/plain", "content-length": "3", "x-changed-at": "now"}))
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/points/é"
    assert (environ["QUERY_STRING"], environ["REMOTE_ADDR"], environ["HTTP_HOST"]) == ("q=%41", "192.0.2.7", "a.example")
    assert (environ["CONTENT_TYPE"], environ["CONTENT_LENGTH"], environ["HTTP_X_CHANGED_AT"]) == ("text/plain", "3", "now")


def test_a_header_that_passes_for_that_of_a_proxy_is_left_out():
    environ = environ_of(scope({"x_forwarded_proto": "http", "X_Forwarded_Host": "evil.example", "x-forwarded-proto": "https"}))
    assert environ["HTTP_X_FORWARDED_PROTO"] == "https"
    assert "HTTP_X_FORWARDED_HOST" not in environ


@pytest.mark.parametrize(
    ("named", "client", "is_believed"),
    [
        (["127.0.0.0/8"], "127.0.0.1:4711", True), (["127.0.0.0/8"], "192.0.2.7:4711", False), ([], "127.0.0.1:4711", False),
        (["::1"], "[::1]:4711", True), (["10.0.0.0/8"], "[::ffff:10.1.2.3]:4711", True), (["192.0.2.7"], "192.0.2.7:4711", True),
        (["192.0.2.7"], "unknown", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("make", [environ_of, brief_environ_of])
def test_who_asked_is_believed_of_a_named_proxy_alone(make, named, client, is_believed):
    told = {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https", "x-forwarded-host": "a.example", "host": "b.example"}
    environ = make(scope(told, client=client))
    Believed(named).strip(environ)
    assert {key.startswith("HTTP_X_FORWARDED") for key in environ} == ({True, False} if is_believed else {False})
    assert environ["HTTP_HOST"] == "b.example"


def test_a_proxy_that_nobody_named_is_told_to_the_operator_once_and_without_its_address(caplog):
    believed = Believed(["127.0.0.1"])
    for _ in range(2):
        believed.strip(environ_of(scope({"x-forwarded-for": "203.0.113.9"})))
    [line] = caplog.messages
    assert "PROXY_ADDRESSES" in line and "192.0.2.7" not in line and "203.0.113.9" not in line


def test_cookies_that_come_one_by_one_are_joined_as_cookies():
    several = SimpleNamespace(items=lambda: [("cookie", "a=1"), ("cookie", "b=2"), ("accept", "x"), ("accept", "y")])
    environ = environ_of(SimpleNamespace(**vars(scope()) | {"headers": several}))
    assert (environ["HTTP_COOKIE"], environ["HTTP_ACCEPT"]) == ("a=1; b=2", "x,y")


def test_over_http_2_the_host_is_the_authority():
    assert environ_of(scope(http_version="2", authority="a.example"))["HTTP_HOST"] == "a.example"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"), ("fe80::1%eth0", "fe80::/64"), ("unknown", "unknown"), ("", ""),
    ],
)  # fmt: skip
def test_an_address_belongs_to_a_network(address, expected):
    assert network(address) == expected


@pytest.mark.parametrize(
    ("proxies", "told", "expected"),
    [
        (0, "198.51.100.1", "192.0.2.7"), (1, "198.51.100.1", "198.51.100.1"), (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.1", "198.51.100.1"), (2, "10.0.0.1", "192.0.2.7"), (1, "", "192.0.2.7"),
    ],
)  # fmt: skip
def test_of_what_is_said_about_a_network_only_our_proxies_are_believed(proxies, told, expected):
    assert network_of({"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": told}, proxies) == expected
