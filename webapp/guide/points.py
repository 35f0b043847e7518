"""The pages of the points."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_babel import gettext as _

from webapp import atlas, catalogue
from webapp.catalogue import phrasing
from webapp.delivery import pages
from webapp.guide import pictures, timing_bar

bp = Blueprint("points", __name__)

NEAR = 3


@bp.get("/points/<code>")
@pages.public
def show(code):
    """A point. Another spelling or book's code redirects for good; one that means two points gives the choice, as 404."""
    book = catalogue.load()
    if code not in book.points:
        return elsewhere(code)
    point = book.points[code]
    return render_template(
        "guide/points/show.html",
        point=point,
        region=book.regions[point.region],
        picture=pictures.of_point(code),
        measure_lines=atlas.load().measure_lines.get(code, ()),
        approximate=atlas.load().approximate.get(code, ""),
        pieces=timing_bar.of_dose(point.dose),
        alternatives=alternatives(point),
        sources=named_sources(point.sources),
        checked=book.last_checked_text,
        near=pictures.near(code, NEAR),
        routines=book.routines_with(code),
    )


def elsewhere(code):
    """The answer for a name that is no point's own code."""
    found = catalogue.load().resolve(code)
    if len(found) == 1:
        return redirect(url_for("points.show", code=found[0].code), 301)
    if not found:
        abort(404)
    choice = [(catalogue.load().points[one.code], one.note) for one in found]
    return render_template("guide/points/choice.html", code=code.upper(), choice=choice), 404


def alternatives(point):
    """What other sources say of the dose, one sentence each."""
    book = catalogue.load()
    told = []
    for other in point.alternatives:
        time = phrasing.duration_long(other.seconds)
        if other.holds > 1:
            time = f"{other.holds} × {time}"
        words = [time, other.note] if other.note else [time]
        told.append(_("%(source)s: %(words)s.", source=book.sources[other.source].label, words=", ".join(words)))
    if point.article:
        told.append(_("The article this guide began with: %(dose)s.", dose=point.article.dose))
    return told


def named_sources(keys):
    """The sources that can be looked up, in order; "traditional" stands for none."""
    sources = catalogue.load().sources
    return [sources[key] for key in keys if sources[key].kind != "none"]
