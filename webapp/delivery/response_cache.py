"""Answers made once and sent many times, already compressed, without waking Flask."""

import gzip
import hashlib
from functools import lru_cache

import brotli
from flask import current_app, request

COMPRESSIBLE = ("text/", "image/svg", "application/json", "application/ld+json", "application/manifest", "application/xml", "model/")


class CachedResponse:
    """A body with its headers, compressed the first time an encoding is asked for.

    body: bytes as rendered. cache_control, vary: the headers of that name. quality, window: brotli's, for
    a body so large that the best (11, and a window of 2 ** 22 bytes) would keep somebody waiting.
    """

    def __init__(self, body, content_type, cache_control, vary="Accept-Encoding", quality=11, window=22):
        self.body = body
        self.quality, self.window = quality, window
        self.tag = hashlib.sha256(body).hexdigest()[:20]
        self.compressible = content_type.startswith(COMPRESSIBLE) and len(body) > 200
        self.headers = [
            ("Content-Type", content_type),
            ("Cache-Control", cache_control),
            ("Vary", vary),
        ]
        self._encoded = {}

    def encoded(self, accepted):
        """(body, headers) in the best encoding that an Accept-Encoding header's text allows."""
        encoding = best_encoding(accepted) if self.compressible else ""
        if encoding not in self._encoded:
            self._encoded[encoding] = self._encode(encoding)
        return self._encoded[encoding]

    def is_encoded(self, accepted):
        """Whether the same would be given without compressing anything now."""
        return (best_encoding(accepted) if self.compressible else "") in self._encoded

    def _encode(self, encoding):
        if encoding == "br":
            body = brotli.compress(self.body, quality=self.quality, lgwin=self.window)
        elif encoding == "gzip":
            body = gzip.compress(self.body, 9, mtime=0)
        else:
            body = self.body
        tag = f'"{self.tag}-{encoding}"' if encoding else f'"{self.tag}"'
        headers = [*self.headers, ("ETag", tag)]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        return body, headers, tag

    def respond(self, environ):
        """(status, headers, body) for a GET or HEAD request, given as its WSGI environment."""
        body, headers, tag = self.encoded(environ.get("HTTP_ACCEPT_ENCODING", ""))
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and (tag in known or known == "*"):
            return "304 NOT MODIFIED", headers, b""
        headers = [*headers, ("Content-Length", str(len(body)))]
        return "200 OK", headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else body


@lru_cache(maxsize=256)
def best_encoding(accepted):
    """`br`, `gzip` or `` (as it is) for the text of an Accept-Encoding header.

    >>> best_encoding("gzip, deflate, br"), best_encoding("br;q=0, gzip"), best_encoding("")
    ('br', 'gzip', '')
    """
    wanted = {}
    for part in accepted.lower().split(","):
        name, _, quality = part.partition(";")
        try:
            wanted[name.strip()] = float(quality.partition("=")[2] or 1)
        except ValueError:
            wanted[name.strip()] = 0
    anything = wanted.get("*", 0)
    return next((name for name in ("br", "gzip") if wanted.get(name, anything) > 0), "")


def sent(cached):
    """The answer of a CachedResponse to the present request, from a view."""
    status, headers, body = cached.respond(request.environ)
    return current_app.response_class(body, status, headers)


class ResponseCache:
    """WSGI middleware that sends cached responses, and hands every other request on to `wsgi_app`.

    guard(environ): the headers to add to every answer, or None when this request is not for the cache.
    """

    def __init__(self, wsgi_app, guard):
        self.wsgi_app = wsgi_app
        self.guard = guard
        self.responses = {}

    def __call__(self, environ, start_response):
        if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            cached = self.responses.get(key(environ))
            if cached and (headers := self.guard(environ)):
                status, own, body = cached.respond(environ)
                start_response(status, own + headers)
                return [body]
        return self.wsgi_app(environ, start_response)

    def has(self, environ):
        """Whether the answer to a request lies here, compressed as it is asked for."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return False
        cached = self.responses.get(key(environ))
        return bool(cached) and cached.is_encoded(environ.get("HTTP_ACCEPT_ENCODING", ""))


def key(environ):
    """What tells one cached response from another: address, query, page or fragment."""
    return (
        environ["PATH_INFO"],
        environ.get("QUERY_STRING", ""),
        environ.get("HTTP_HX_REQUEST_TYPE") == "partial",
    )
