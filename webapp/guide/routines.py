"""The pages of the routines."""

from flask import Blueprint, abort, render_template, request

from webapp.catalogue import load_catalogue
from webapp.delivery import pages
from webapp.guide import timing_bar
from webapp.guide.points import named_sources

bp = Blueprint("routines", __name__)


@bp.get("/routines")
@pages.public(area=tuple(load_catalogue().areas))
def index():
    """All routines by area and feeling, or those of one area."""
    catalogue = load_catalogue()
    chosen = request.args.get("area", "")
    return render_template(
        "guide/routines/index.html",
        areas=catalogue.areas,
        routines=catalogue.routines,
        chosen=chosen if chosen in catalogue.areas else "",
    )


@bp.get("/routines/<slug>")
@pages.public
def show(slug):
    """A routine: its steps in order, cautions, signs to get help, what is known. 404 if unknown."""
    catalogue = load_catalogue()
    if slug not in catalogue.routines:
        abort(404)
    routine = catalogue.routines[slug]
    return render_template(
        "guide/routines/show.html",
        routine=routine,
        points=catalogue.points,
        pieces=timing_bar.of_routine(routine),
        postures=[stretch.posture for stretch in routine.stretches],
        red_flags=catalogue.red_flags_for(routine),
        sources=named_sources(routine.sources),
        checked=catalogue.last_checked_text,
    )
