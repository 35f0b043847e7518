"""The pages of the points."""

import re

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_babel import gettext as _

from webapp import atlas
from webapp.catalogue import durations, load_catalogue
from webapp.delivery import pages
from webapp.guide import pictures, timing_bar

bp = Blueprint("points", __name__)

NEAR = 3
SIGNS = re.compile(r"\bcun\b|\b[A-Z]+(?:-[A-Z]+)?\d+\b")
"""What the standard writes and few people know: its measure, bones of the spine, codes of points."""


@bp.get("/points/<code>")
@pages.public
def show(code):
    """A point. Another spelling or book's code redirects for good; one that means two points gives the choice, as 404."""
    catalogue = load_catalogue()
    if code not in catalogue.points:
        return elsewhere(code)
    point = catalogue.points[code]
    return render_template(
        "guide/points/show.html",
        point=point,
        region=catalogue.regions[point.region],
        has_signs=SIGNS.search(point.location) is not None,
        picture=pictures.of_point(code),
        measure_lines=atlas.load().measure_lines.get(code, ()),
        bones=atlas.load().bones.get(code),
        approximate=atlas.load().approximate.get(code, ""),
        zone=atlas.load().zone(pictures.of_point(code).view, code),
        pieces=timing_bar.of_dose(point.dose),
        alternatives=alternatives(point),
        sources=named_sources(point.sources),
        checked=catalogue.last_checked_text,
        near=pictures.near(code, NEAR),
        routines=catalogue.routines_with(code),
    )


def elsewhere(code):
    """The answer for a name that is no point's own code."""
    found = load_catalogue().resolve(code)
    if len(found) == 1:
        return redirect(url_for("points.show", code=found[0].code), 301)
    if not found:
        abort(404)
    choice = [(load_catalogue().points[one.code], one.note) for one in found]
    return render_template("guide/points/choice.html", code=code.upper(), choice=choice), 404


def alternatives(point):
    """What other sources say of the dose, one sentence each."""
    catalogue = load_catalogue()
    others = []
    for other in point.alternatives:
        time = durations.duration_long(other.seconds)
        if other.holds > 1:
            time = f"{other.holds} × {time}"
        words = [time, other.note] if other.note else [time]
        others.append(_("%(source)s: %(words)s.", source=catalogue.sources[other.source].label, words=", ".join(words)))
    if point.article:
        others.append(_("The article this guide began with: %(dose)s.", dose=point.article.dose))
    return others


def named_sources(keys):
    """The sources that can be looked up, in order; "traditional" stands for none."""
    sources = load_catalogue().sources
    return [sources[key] for key in keys if sources[key].kind != "none"]
