"""Answers that are made anew each time come compressed, too."""

import gzip

import brotli
import pytest
from flask import Response, jsonify


@pytest.fixture
def client(make_app):
    app = make_app()
    app.add_url_rule("/text", "text", lambda: ("press here " * 100, 422))
    app.add_url_rule("/short", "short", lambda: "press here")
    app.add_url_rule("/json", "json", lambda: jsonify(["press here"] * 100))
    app.add_url_rule("/bytes", "bytes", lambda: Response(b"0" * 1000, mimetype="image/avif"))
    app.add_url_rule("/empty", "empty", lambda: ("", 204))
    return app.test_client()


@pytest.mark.parametrize(("accepted", "decode"), [("br, gzip", brotli.decompress), ("gzip", gzip.decompress)])
@pytest.mark.parametrize("address", ["/text", "/json"])
def test_it_means_the_same_in_fewer_bytes_whatever_its_status(client, address, accepted, decode):
    plain = client.get(address)
    answer = client.get(address, headers={"Accept-Encoding": accepted})
    assert decode(answer.data) == plain.data
    assert answer.content_length == len(answer.data) < len(plain.data)
    assert answer.status_code == plain.status_code
    for one in (plain, answer):
        assert "Accept-Encoding" in one.headers["Vary"]


@pytest.mark.parametrize("address", ["/short", "/bytes", "/empty"])
def test_where_nothing_is_won_it_stays_as_it_is(client, address):
    assert "Content-Encoding" not in client.get(address, headers={"Accept-Encoding": "br"}).headers


def test_a_page_about_an_error_is_compressed(client):
    answer = client.get("/nowhere", headers={"Accept-Encoding": "br"})
    assert answer.status_code == 404
    assert answer.headers["Content-Encoding"] == "br"


def test_what_is_kept_ready_is_not_compressed_twice(client, app):
    for _ in range(2):
        answer = client.get(app.extensions["assets"].address("css/more.css"), headers={"Accept-Encoding": "br"})
        assert brotli.decompress(answer.data).startswith(b"@layer")
