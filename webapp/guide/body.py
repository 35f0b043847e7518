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


@bp.app_template_filter("number")
def number(value):
    """A number as short as SVG takes it: 12.0 as "12", 12.34 as "12.3"."""
    return f"{value:.1f}".removesuffix(".0")


@bp.app_template_global("thumbnail")
def thumbnail(code, shape="square"):
    """The thumbnail of a point, for the macro of that name (see `pictures.thumb`)."""
    return pictures.thumb(code, shape)


@bp.app_template_global("whole_view")
def whole_view(name):
    """The view of the whole body of that name: "front" or "back"."""
    return atlas.load().views[name]


@bp.app_template_filter("short_place")
def short_place(point):
    """The place of a point as a caption: "back of the knee" as "Back of knee"."""
    words = point.place.replace("the ", "")
    return words[:1].upper() + words[1:]
