"""Public pages: the same bytes for everyone, rendered once and kept."""

from functools import wraps
from typing import Any

from flask import current_app, g, request

from webapp.delivery import security
from webapp.delivery.indentation import Indentation
from webapp.delivery.response_cache import CachedResponse, ResponseCache, key, sent

CACHE_CONTROL = "no-cache"
VARY = "HX-Request-Type, Accept-Encoding"


def is_partial():
    """True when htmx asks for the page alone."""
    return request.headers.get("HX-Request-Type") == "partial"


def describe(title, tab):
    """For templates: note what the page is called, as markup, and under which tab it stands ("" for none). Writes nothing."""
    g.page = {"title": title, "tab": tab}
    return ""


def public(view=None, /, **queries) -> Any:
    """Declare that what a view renders is the same for everyone who asks for its address.

    The view returns the text of the page or fragment, or a CachedResponse of another type; anything else it
    returns (a redirect, another status) is passed on as it is. The text is kept in memory for as long as the process runs, but only
    for the plain address and for the declared queries, so that nobody can fill the memory with made-up ones:

        @public                            every query is rendered anew
        @public(side=("front", "back"))    ?side=front and ?side=back are kept, too
    """
    if view is None:
        return lambda view: public(view, **queries)
    kept = {""} | {f"{name}={value}" for name, values in queries.items() for value in values}

    @_marked
    @wraps(view)
    def wrapper(*args, **kwargs):
        made = view(*args, **kwargs)
        if not isinstance(made, str | CachedResponse):
            return made
        is_kept = not current_app.debug and request.environ.get("QUERY_STRING", "") in kept
        if isinstance(made, str):
            if current_app.debug:
                return made, 200, {"Cache-Control": "no-store"}
            if not is_kept:
                return made, 200, {"Cache-Control": CACHE_CONTROL, "Vary": "HX-Request-Type"}
            made = CachedResponse(made.encode(), "text/html; charset=utf-8", CACHE_CONTROL, VARY)
        if is_kept:
            current_app.extensions["response cache"].responses[key(request.environ)] = made
        return sent(made)

    return wrapper


def _marked(view):
    view.is_public = True
    return view


def init_app(app):
    """Put the cache before the app."""
    app.wsgi_app = app.extensions["response cache"] = ResponseCache(app.wsgi_app, security.guard(app))
    app.jinja_env.add_extension(Indentation)
    app.context_processor(lambda: {"layout": "_partial.html" if is_partial() else "layout.html"})
    app.jinja_env.globals |= {"is_partial": is_partial, "describe": describe}
    app.jinja_env.policies["json.dumps_kwargs"] = {"separators": (",", ":")}
