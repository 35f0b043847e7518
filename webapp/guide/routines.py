"""The pages of the routines."""

from flask import Blueprint, abort, render_template, request

from webapp import catalogue
from webapp.delivery import pages
from webapp.guide import timing_bar
from webapp.guide.points import named_sources

bp = Blueprint("routines", __name__)


@bp.get("/routines")
@pages.public(area=tuple(catalogue.load().areas))
def index():
    """All routines by area and feeling, or those of one area."""
    book = catalogue.load()
    chosen = request.args.get("area", "")
    return render_template(
        "guide/routines/index.html",
        areas=book.areas,
        routines=book.routines,
        chosen=chosen if chosen in book.areas else "",
    )


@bp.get("/routines/<slug>")
@pages.public
def show(slug):
    """A routine: its steps in order, cautions, signs to get help, what is known. 404 if unknown."""
    book = catalogue.load()
    if slug not in book.routines:
        abort(404)
    routine = book.routines[slug]
    return render_template(
        "guide/routines/show.html",
        routine=routine,
        points=book.points,
        pieces=timing_bar.of_routine(routine),
        postures=[stretch.posture for stretch in routine.stretches],
        red_flags=book.red_flags_for(routine),
        sources=named_sources(routine.sources),
        checked=book.last_checked_text,
    )
