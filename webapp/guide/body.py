"""The body as the menu: the home page, the map pane and the pages of the regions."""

from flask import Blueprint, abort, render_template, request

from webapp import atlas
from webapp.catalogue import load_catalogue
from webapp.delivery import pages
from webapp.guide import pictures
from webapp.guide.plate import plate

bp = Blueprint("body", __name__)

SIDES = ("front", "back")
FIRST_SIDE = "back"


def side_asked_for():
    """The side of the body that the address asks for; the first one when it names none or nonsense."""
    side = request.args.get("side", FIRST_SIDE)
    return side if side in SIDES else FIRST_SIDE


@bp.get("/")
@pages.public(side=SIDES)
def home():
    """The map; on a wide screen also what stands beside it."""
    catalogue = load_catalogue()
    return render_template("guide/body/home.html", plate=plate(side_asked_for()), chips=catalogue.chips, routines=catalogue.routines)


@bp.get("/map")
@pages.public
def pane():
    """What the map pane holds, for a page that was opened without it."""
    return render_template("guide/body/_map.html", plate=plate(FIRST_SIDE), chips=load_catalogue().chips)


@bp.get("/map/<side>")
@pages.public
def one_side(side):
    """One side of the body alone. 404 for a side that no body has."""
    if side not in SIDES:
        abort(404)
    return render_template("guide/body/_plate.html", plate=plate(side))


@bp.get("/turning")
@pages.public
def turning():
    """The body that turns, and the regions to look at closer."""
    regions = load_catalogue().regions
    counts = {slug: len(load_catalogue().points_in(slug)) for slug in regions}
    return render_template("guide/turning/show.html", view=atlas.load().views[FIRST_SIDE], regions=regions, counts=counts)


@bp.get("/regions/<slug>")
@pages.public
def region(slug):
    """A region: its close-ups with numbered points, what helps from elsewhere, its routines. 404 if unknown."""
    catalogue = load_catalogue()
    if slug not in catalogue.regions:
        abort(404)
    shown, numbers = pictures.of_region(slug)
    return render_template(
        "guide/regions/show.html",
        region=catalogue.regions[slug],
        all_points=catalogue.points,
        pictures=shown,
        points=[(number, catalogue.points[code]) for code, number in numbers.items()],
        elsewhere=catalogue.helps_from_elsewhere(slug),
        routines=catalogue.routines_for(slug),
        main=catalogue.main_routine_for(slug),
    )
