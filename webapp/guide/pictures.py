"""Pictures with points in them: which marks stand in a close-up, and what number each point carries.

Numbers run top to bottom and, at one height, from the midline out; they go on from one close-up of
a region to its next. Of a pair one mark carries the number, the other is a plain dot.
"""

from dataclasses import dataclass
from functools import cache
from math import hypot

from webapp import atlas
from webapp.atlas import View
from webapp.catalogue import load_catalogue

BAND = 16
"""Marks whose heights differ by less (units of a close-up, 390 wide) count as one height."""
FULL_REACH, MIN_REACH = 24, 12
"""Radius of the target around a mark, where its neighbors leave room for it."""
THUMB = {"square": (56, 56), "tall": (112, 136), "card": (163, 148)}
"""Width and height of a thumbnail in CSS px."""
CROP = {"square": 200, "tall": 200, "card": 340}
"""How much of a close-up a thumbnail shows across, so that a joint can be recognized."""


@dataclass(frozen=True)
class Spot:
    """A mark as it is drawn. number: None for a plain dot. hit_radius: radius of its target. Units of the view."""

    point: str
    side: str
    x: float
    y: float
    number: int | None
    hit_radius: float


@dataclass(frozen=True)
class Picture:
    """A close-up with its spots; scale: units of the view in one CSS px on a phone 390 px wide."""

    view: View
    spots: tuple[Spot, ...]

    @property
    def scale(self):
        return self.view.width / 390


@dataclass(frozen=True)
class Thumb:
    """A crop of a view around a point. box: SVG viewBox. dots: places of its marks. scale: units in one CSS px."""

    view: View
    box: str
    dots: tuple[tuple[float, float], ...]
    scale: float


def numbered_mark(marks):
    """The mark of a pair that carries the number: the one to the right in the picture."""
    return max(marks, key=lambda mark: mark.x)


def reading_order(view, marks):
    """Marks top to bottom; those of one height from the midline out, on one limb alone from left to right."""

    def across(mark):
        return abs(mark.x - view.width / 2) if view.side == "both" else mark.x

    ordered, band = [], []
    for mark in sorted(marks, key=lambda mark: mark.y):
        if band and mark.y - band[0].y >= BAND:
            ordered += sorted(band, key=across)
            band = []
        band.append(mark)
    return ordered + sorted(band, key=across)


def spots(view, numbers):
    """The spots of the points in `numbers` (code -> number) that can be seen in a view."""
    marks = [mark for mark in view.marks if mark.point in numbers]
    chiefs = {code: numbered_mark(view.marks_of(code)) for code in {mark.point for mark in marks}}
    found = []
    for mark in marks:
        nearest = min((hypot(mark.x - other.x, mark.y - other.y) for other in marks if other is not mark), default=99)
        hit_radius = max(MIN_REACH, min(FULL_REACH, nearest / 2))
        number = numbers[mark.point] if mark == chiefs[mark.point] else None
        found.append(Spot(mark.point, mark.side, mark.x, mark.y, number, round(hit_radius, 1)))
    return tuple(sorted(found, key=lambda spot: (spot.number is None, spot.number or 0)))


@cache
def of_region(slug):
    """The close-ups of a region with their spots, and the numbers of its points: ((Picture, ...), {code: number})."""
    codes = {point.code for point in load_catalogue().points_in(slug)}
    views = atlas.load().close_ups(slug)
    numbers = {}
    for view in views:
        seen = {mark.point for mark in view.marks} & codes - numbers.keys()
        for mark in reading_order(view, [numbered_mark(view.marks_of(code)) for code in seen]):
            numbers[mark.point] = len(numbers) + 1
    for point in load_catalogue().points_in(slug):
        numbers.setdefault(point.code, len(numbers) + 1)
    shown = [Picture(view, spots(view, numbers)) for view in views]
    return tuple(picture for picture in shown if picture.spots), numbers


@cache
def of_point(code):
    """The best view of a point with its marks."""
    view = atlas.load().best_view(code)
    return Picture(view, tuple(Spot(m.point, m.side, m.x, m.y, None, FULL_REACH) for m in view.marks_of(code)))


@cache
def thumb(code, shape="square"):
    """The thumbnail of a point: its best view cropped around its mark, or around both where they are near."""
    view = atlas.load().best_view(code)
    width, height = THUMB[shape]
    across = min(CROP[shape], view.width)
    down = across * height / width
    near, x, y = [], view.width / 2, view.height / 2
    if marks := view.marks_of(code):
        one = numbered_mark(marks)
        near = [mark for mark in marks if abs(mark.x - one.x) < across * 0.55]
        x, y = sum(mark.x for mark in near) / len(near), one.y
    left = min(max(x - across / 2, 0), view.width - across)
    top = min(max(y - down / 2, 0), max(view.height - down, 0))
    box = f"{left:.0f} {top:.0f} {across:.0f} {down:.0f}"
    return Thumb(view, box, tuple((mark.x, mark.y) for mark in near), across / width)


@cache
def near(code, count):
    """The points of the same region that stand nearest to a point in its best view, and at most `count` of them."""
    catalogue = load_catalogue()
    view = atlas.load().best_view(code)
    marks = view.marks_of(code)
    others = [point for point in catalogue.points_in(catalogue.points[code].region) if point.code != code]

    def distance(point):
        pairs = ((here, there) for here in marks for there in view.marks_of(point.code))
        return min((hypot(here.x - there.x, here.y - there.y) for here, there in pairs), default=view.height)

    return sorted(others, key=distance)[:count]
