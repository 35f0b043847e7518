"""The page of the search."""

from functools import cache

from flask import Blueprint, make_response, redirect, render_template, request, url_for

from webapp import atlas
from webapp.catalogue import load_catalogue
from webapp.catalogue.search import MAX_QUERY_LENGTH, Search
from webapp.delivery import pages

bp = Blueprint("search", __name__)


@cache
def engine():
    """The search over the catalogue; built once per process."""
    return Search(load_catalogue())


def search_index():
    """What the search on the phone needs, as plain data; its entries in the order regions, routines, points."""
    return engine().index()


@bp.get("/search")
@pages.public
def show():
    """The field and what it finds; ?q= is what was typed, of any length."""
    return render_template("guide/search/show.html", **found())


@bp.get("/search/results")
def results():
    """What was found alone, for the field that asks at each keystroke. A browser gets the whole page."""
    address = url_for("search.show", q=request.args.get("q", "")[:MAX_QUERY_LENGTH] or None)
    if not pages.is_partial():
        return redirect(address)
    answer = make_response(render_template("guide/search/answer.html", **found()))
    answer.headers["HX-Replace-Url"] = address
    answer.headers["Cache-Control"] = pages.CACHE_CONTROL
    answer.vary.add("HX-Request-Type")
    return answer


def found():
    """What the templates of the search need."""
    catalogue = load_catalogue()
    asked = request.args.get("q", "")
    return {
        "results": engine().find(asked),
        "close_ups": atlas.load().close_ups,
        "max_length": MAX_QUERY_LENGTH,
        "chips": catalogue.chips,
        "routines": catalogue.routines,
        "regions": catalogue.regions,
        "points_in_all": len(catalogue.points),
        "counts": {slug: len(catalogue.points_in(slug)) for slug in catalogue.regions},
    }
