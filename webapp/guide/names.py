"""What the points and routines of the catalogue are called, as facts for the lists that a phone makes itself."""

from flask import Blueprint, render_template

from webapp.catalogue import load_catalogue
from webapp.delivery.pages import public

bp = Blueprint("names", __name__)


@bp.get("/names")
@public
def index():
    """The facts, in a fragment."""
    return render_template("guide/names/index.html", facts=facts(load_catalogue()))


def facts(catalogue):
    """{"points": {code: {"name", "dose"}}, "routines": {slug: {"name"}}}, all in words."""
    return {
        "points": {code: {"name": point.english, "dose": point.dose_text} for code, point in catalogue.points.items()},
        "routines": {slug: {"name": routine.title} for slug, routine in catalogue.routines.items()},
    }
