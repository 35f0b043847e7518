"""The plate: one side of the body with the names of its regions in the two gutters.

Lengths are units of the plate's own picture, `WIDTH` by `HEIGHT`; on a phone 390 CSS px wide one
unit is one CSS px. The figure stands in the middle, scaled to the whole height.
"""

from dataclasses import dataclass
from functools import cache
from math import hypot

from webapp import atlas, catalogue
from webapp.atlas import View

WIDTH, HEIGHT = 390, 584
GUTTER = 24
SPARE = 176
"""How far a name can move out of the plate where the screen is wider than the plate."""
TARGET = 44
"""Height of the target around a name; the style sheet keeps it at 44 CSS px at every scale."""
LETTER = 7.5
"""Width of a letter of a name, at most."""


@dataclass(frozen=True)
class Place:
    """A region on the plate: its shapes on the body and its name in a gutter.

    lines: the name as it stands where the gutter is too narrow for it in one line.
    middle: of the shape, where the least target stands.
    shape: the outline to tint and the target to press, path data in the view's units; others: the same for
        the rest of the region, such as the other knee.
    x, y: where the hairline ends on the body; the name's middle stands at the same height.
    """

    slug: str
    name: str
    lines: tuple[str, ...]
    gutter: str
    x: float
    y: float
    middle: tuple[float, float]
    shape: tuple[str, str]
    others: tuple[tuple[str, str], ...]

    @property
    def name_x(self):
        """Where the name starts (left gutter) or ends (right gutter)."""
        return GUTTER if self.gutter == "left" else WIDTH - GUTTER

    @property
    def far_x(self):
        """Where the hairline begins: outside the plate, as the name moves out when there is room to spare."""
        return -SPARE if self.gutter == "left" else WIDTH + SPARE

    @property
    def ground_x(self):
        """The left edge of the paper that hides the hairline beyond the name; it moves with the name."""
        return self.name_x - (SPARE + GUTTER if self.gutter == "left" else 0)

    @property
    def target_width(self):
        """From the edge of the plate over the name."""
        return GUTTER + LETTER * len(self.name) + 8

    @property
    def target_x(self):
        """The left edge of the target around the name."""
        return 0 if self.gutter == "left" else WIDTH - self.target_width

    @property
    def target_y(self):
        """The upper edge of the target around the name."""
        return self.y - TARGET / 2


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


@cache
def plate(side):
    """The plate of one side of the body, "front" or "back"."""
    view = atlas.load().views[side]
    regions = catalogue.load().regions
    scale = HEIGHT / view.height
    left = (WIDTH - view.width * scale) / 2
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
                middle=(left + shapes[0].x * scale, shapes[0].y * scale),
                shape=one,
                others=tuple(others),
            )
        )
    return Plate(side, view, f"translate({left:.1f})scale({scale:.4f})", tuple(places))
