"""What the templates need to draw: short numbers, thumbnails, whole views, short captions."""

from webapp import atlas
from webapp.guide import pictures


def number(value):
    """A number as short as SVG takes it: 12.0 as "12", 12.34 as "12.3"."""
    return f"{value:.1f}".removesuffix(".0")


def thumbnail(code, shape="square"):
    """The thumbnail of a point, for the macro of that name (see `pictures.thumb`)."""
    return pictures.thumb(code, shape)


def whole_view(name):
    """The view of the whole body of that name: "front" or "back"."""
    return atlas.load().views[name]


def short_place(point):
    """The place of a point as a caption: "back of the knee" as "Back of knee"."""
    words = point.place.replace("the ", "")
    return words[:1].upper() + words[1:]


def init_app(app):
    """Give them to the templates."""
    app.jinja_env.filters |= {"number": number, "short_place": short_place}
    app.jinja_env.globals |= {"thumbnail": thumbnail, "whole_view": whole_view}
