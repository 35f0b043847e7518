"""Compresses the answers that are made anew each time; what is cached comes compressed already."""

import gzip

import brotli
from flask import request

from webapp.delivery.response_cache import COMPRESSIBLE, best_encoding

MIN_BYTES = 500  # bytes; below it nothing is won
QUICK = {"br": lambda body: brotli.compress(body, quality=5), "gzip": lambda body: gzip.compress(body, 6)}


def compress(response):
    """The answer in the best encoding that the browser takes."""
    if not (response.mimetype or "").startswith(COMPRESSIBLE):
        return response
    response.vary.add("Accept-Encoding")
    encoding = best_encoding(request.headers.get("Accept-Encoding", ""))
    fit = not response.is_streamed and (response.content_length or 0) >= MIN_BYTES
    if encoding and fit and "Content-Encoding" not in response.headers:
        response.set_data(QUICK[encoding](response.get_data()))
        response.headers["Content-Encoding"] = encoding
    return response


def init_app(app):
    app.after_request(compress)
