"""The plate: one side of the body with the names of its regions in the two gutters.

The figure, its shapes and the hairlines are drawn in units of a picture of their own, `WIDTH` by `HEIGHT`, which the
browser scales; on a phone 390 CSS px wide one unit is one CSS px. The names stand outside of it, in CSS px, so that
they keep their size at every scale: how far down is a share of the plate's height, which the style sheet makes the
height of the scaled picture.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import hypot, inf

from webapp import atlas
from webapp.atlas import View
from webapp.catalogue import load_catalogue

WIDTH, HEIGHT = 390, 584
SPARE = 176
"""How far a hairline reaches out of the picture, towards a name in the gutter of a wider screen, in units."""
GUTTER = 24
"""From the edge of the screen to a name, in CSS px; the style sheet moves the names by as much."""
REACH = 25
"""How far the target around a name reaches up and down at most, in units."""
LETTER = 7.5
"""Width of a letter of a name in CSS px, at most."""


@dataclass(frozen=True)
class Place:
    """A region on the plate: its shapes on the body and its name in a gutter.

    lines: the name as it stands where the gutter is too narrow for it in one line.
    middle: of the shape, where the smallest target stands.
    shape: the outline to tint and the target to press, path data in the view's units; others: the same for
        the rest of the region, such as the other knee.
    x, y: where the hairline ends on the body; the name's middle stands at the same height.
    target: from where to where the target around the name reaches: half way to the next name in its gutter.
    """

    slug: str
    name: str
    lines: tuple[str, ...]
    gutter: str
    x: float
    y: float
    target: tuple[float, float]
    middle: tuple[float, float]
    shape: tuple[str, str]
    others: tuple[tuple[str, str], ...]

    @property
    def far_x(self):
        """Where the hairline begins: outside the picture, behind the paper on which the name stands."""
        return -SPARE if self.gutter == "left" else WIDTH + SPARE

    @property
    def share(self):
        """How far down the name stands, in percent of the plate's height."""
        return 100 * self.y / HEIGHT

    @property
    def target_width(self):
        """From the edge of the plate over the name, in CSS px."""
        return GUTTER + LETTER * len(self.name) + 8

    @property
    def target_share(self):
        """The upper edge and the height of the target around the name, in percent of the plate's height."""
        top, bottom = self.target
        return 100 * top / HEIGHT, 100 * (bottom - top) / HEIGHT


@dataclass(frozen=True)
class Plate:
    """What the template draws. place: the figure's place on the plate, an SVG transform."""

    side: str
    view: View
    place: str
    places: tuple[Place, ...]


def lines(name):
    """A name in at most two lines: "Back of head" as ("Back of", "head")."""
    words = name.split()
    return (" ".join(words[:-1]), words[-1]) if len(words) > 1 else (name,)


def targets(heights):
    """From where to where each name's target reaches, by the heights of the names of one gutter: {y: (top, bottom)}."""
    ordered = sorted(heights)
    middles = [-inf, *((one + following) / 2 for one, following in pairwise(ordered)), inf]
    return {
        y: (max(top, y - REACH, 0), min(bottom, y + REACH, HEIGHT)) for y, (top, bottom) in zip(ordered, pairwise(middles), strict=True)
    }


@cache
def plate(side):
    """The plate of one side of the body, "front" or "back"."""
    view = atlas.load().views[side]
    regions = load_catalogue().regions
    scale = HEIGHT / view.height
    left = (WIDTH - view.width * scale) / 2
    reach = {gutter: targets([label.y * scale for label in view.labels if label.gutter == gutter]) for gutter in ("left", "right")}
    places = []
    for label in view.labels:
        shapes = sorted(
            (shape for shape in view.regions if shape.slug == label.slug),
            key=lambda shape: hypot(shape.x - label.x, shape.y - label.y),
        )
        one, *others = [(shape.outline, shape.hit) for shape in shapes]
        name = regions[label.slug].name
        places.append(
            Place(
                slug=label.slug,
                name=name,
                lines=lines(name),
                gutter=label.gutter,
                x=round(left + label.x * scale, 1),
                y=round(label.y * scale, 1),
                target=reach[label.gutter][label.y * scale],
                middle=(left + shapes[0].x * scale, shapes[0].y * scale),
                shape=one,
                others=tuple(others),
            )
        )
    return Plate(side, view, f"translate({left:.1f})scale({scale:.4f})", tuple(places))
