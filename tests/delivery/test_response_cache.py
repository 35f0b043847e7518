"""Answers made once and sent many times."""

import gzip

import brotli
import pytest

from webapp.delivery.response_cache import CachedResponse, best_encoding

TEXT = b"<p>press here</p>" * 100


def ask(response, method="GET", **headers):
    environ = {"REQUEST_METHOD": method} | {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    status, sent, body = response.respond(environ)
    return status, dict(sent), body


@pytest.fixture
def page():
    return CachedResponse(TEXT, "text/html; charset=utf-8", "no-cache")


def test_each_encoding_holds_the_same_text_and_has_a_tag_of_its_own(page):
    plain, br, zipped = (ask(page, accept_encoding=name) for name in ("", "br", "gzip"))
    assert plain[2] == brotli.decompress(br[2]) == gzip.decompress(zipped[2]) == TEXT
    assert len({answer[1]["ETag"] for answer in (plain, br, zipped)}) == 3
    for _, headers, body in (plain, br, zipped):
        assert headers["Content-Length"] == str(len(body))


def test_it_is_compressed_once(page, monkeypatch):
    first = ask(page, accept_encoding="br")
    monkeypatch.setattr(brotli, "compress", None)
    assert ask(page, accept_encoding="br") == first


def test_the_tag_depends_on_nothing_but_the_text():
    tags = {ask(CachedResponse(text, "text/html", "no-cache"))[1]["ETag"] for text in (TEXT, TEXT, TEXT + b"!")}
    assert len(tags) == 2


@pytest.mark.parametrize("known", ["{tag}", "W/{tag}", '"other", {tag}', "*"])
def test_who_has_it_gets_a_304_without_a_body(page, known):
    tag = ask(page)[1]["ETag"]
    status, headers, body = ask(page, if_none_match=known.format(tag=tag))
    assert (status[:3], body) == ("304", b"")
    assert headers["ETag"] == tag
    assert headers["Cache-Control"] == "no-cache" and "Vary" in headers
    assert "Content-Length" not in headers


def test_who_has_another_text_or_encoding_gets_it_whole(page):
    br = ask(page, accept_encoding="br")[1]["ETag"]
    assert ask(page, if_none_match=br)[0] == "200 OK"
    assert ask(page, if_none_match='"x"')[2] == TEXT


def test_head_tells_the_length_and_sends_nothing(page):
    status, headers, body = ask(page, "HEAD")
    assert (status, headers["Content-Length"], body) == ("200 OK", str(len(TEXT)), b"")


@pytest.mark.parametrize("kind", ["image/avif", "image/png", "application/octet-stream"])
def test_what_cannot_become_smaller_is_sent_as_it_is(kind):
    assert "Content-Encoding" not in ask(CachedResponse(TEXT, kind, "no-cache"), accept_encoding="br, gzip")[1]


@pytest.mark.parametrize(
    ("accepted", "best"),
    [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("", ""), ("identity", ""), ("br;q=0, gzip;q=0.5", "gzip"),
     ("*", "br"), ("*;q=0", ""), ("br;q=0, *", "gzip"), ("BR", "br"), ("br;q=nonsense", ""), (",,;;=", ""), ("xbr", "")],
)  # fmt: skip
def test_the_best_encoding_is_one_the_browser_takes(accepted, best):
    assert best_encoding(accepted) == best
