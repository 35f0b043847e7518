"""Public pages: the same bytes for everyone."""

from flask import request


def is_partial():
    """True when htmx asks for the leaf alone."""
    return request.headers.get("HX-Request-Type") == "partial"


def public(view):
    return view


def init_app(app):
    app.context_processor(lambda: {"layout": "_partial.html" if is_partial() else "layout.html"})
