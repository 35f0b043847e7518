"""What a person or a program gets to read when something cannot be done."""

import sqlite3
import sys
from urllib.parse import quote, urlunsplit

from flask import current_app, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import exc
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from webapp.db import db, first_line

RETRY_SECONDS = 10
OUR_FAULTS = (exc.DataError, exc.ProgrammingError, exc.NotSupportedError, sqlite3.ProgrammingError)
"""Those that the same request meets again however often it is sent."""


class InvalidRequest(HTTPException):
    """A request that is understood and not done.

    status: 400, 403, 404, 409, 410, 422, 429 or 503. field: the name of the wrong field, such as "steps.0.side", or None.
    """

    def __init__(self, status, message, field=None):
        super().__init__(message)
        self.code = status
        self.field = field


def wants_json():
    """True for programs, and for our own scripts."""
    if request.path.endswith(".json") or request.is_json or request.method in ("PUT", "DELETE"):
        return True
    kinds = request.accept_mimetypes
    return kinds.best_match(["text/html", "application/json"]) == "application/json"


def json_body():
    """What the JSON of this request says; None when it is no JSON, or nested deeper than anything of ours."""
    try:
        return request.get_json(force=True, silent=True)
    except RecursionError:
        return None


def title(status):
    """The heading of the page about a status."""
    return {
        400: _("That could not be read"),
        403: _("That is not allowed"),
        404: _("There is nothing at this address"),
        405: _("That cannot be done here"),
        409: _("That was not changed"),
        410: _("That is over"),
        413: _("That is too much at once"),
        422: _("Something is not right yet"),
        429: _("Too many tries"),
        503: _("It is kept on your phone"),
    }.get(status, _("Something went wrong here"))


def message(error):
    """The sentence that helps: the error's own where we wrote one."""
    if isinstance(error, InvalidRequest) or error.description != type(error).description:
        return error.description
    return {
        400: _("Please go back and try once more."),
        404: _("Maybe the address was mistyped, or it has moved."),
        405: _("This address is only for reading."),
        413: _("Send at most %(limit)s kB.", limit=(request.max_content_length or 0) // 1024),
        429: _("Please wait a little before the next try."),
    }.get(error.code, _("It is our fault, not yours. What you did is kept on your phone; please try again."))


def answer(error):
    """The page, the fragment or the JSON about an HTTPException, with its status and headers."""
    status, text = error.code, message(error)
    if wants_json():
        response = jsonify(error={"field": getattr(error, "field", None), "message": str(text)})
    else:
        response = current_app.make_response(
            render_template(
                "delivery/errors/show.html",
                title=title(status),
                message=text,
                suggestions=current_app.extensions["suggestions"](request.path) if status == 404 else [],
            )
        )
    response.status_code = status
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def redirect_or_answer(error):
    """Redirects made by the routing are HTTPExceptions, too."""
    if error.code is None or error.code < 400:
        return error
    if isinstance(error, InternalServerError) and isinstance(error.original_exception, Exception):
        return answer(InternalServerError())
    if error.code in (404, 405) and request.method in ("GET", "HEAD"):
        right = current_app.extensions["meant"](request.path) if error.code == 404 else page_above(request.path)
        if right:
            query = request.query_string.decode(errors="replace")
            return redirect(urlunsplit(("", "", quote(right), query, "")), 301 if error.code == 404 else 302)
    return answer(error)


def page_above(path):
    """The nearest page above an address that only takes changes, or None: a network's sign-in page leads back to what was sent."""
    addresses = current_app.create_url_adapter(request)
    if addresses is None:
        return None
    while path := path.rpartition("/")[0]:
        if addresses.test(path, "GET"):
            return path
    return None


def unavailable(error):
    """The database is locked, full, broken or gone, or two wrote the same at once: nothing is lost, it is kept on the phone."""
    if isinstance(error, OUR_FAULTS):
        current_app.log_exception(sys.exc_info())
        return redirect_or_answer(InternalServerError(original_exception=error))
    current_app.logger.error("The database did not answer: %s: %s", type(error).__name__, first_line(error))
    current_app.extensions["metrics"].database_failed(type(error).__name__)
    db.session.rollback()
    text = _("The server cannot keep anything just now. What you did is kept on your phone and sent later.")
    return answer(ServiceUnavailable(text, retry_after=RETRY_SECONDS))


def init_app(app, suggestions, meant):
    """Answer every error with a page, a fragment or JSON of our own; suggestions, meant: see `webapp.delivery.init_app`."""
    app.extensions["suggestions"] = suggestions
    app.extensions["meant"] = meant
    app.register_error_handler(HTTPException, redirect_or_answer)
    for kind in (exc.DatabaseError, sqlite3.DatabaseError):
        app.register_error_handler(kind, unavailable)
    app.register_error_handler(exc.TimeoutError, unavailable)
