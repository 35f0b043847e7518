"""The body as the pages draw it: views, the points' marks in them, the outlines of the regions.

All lengths are units of the view's own picture: x grows to the right of the picture, y down, the
origin is its top left corner, and the picture is `width` by `height` units (an SVG viewBox of
`0 0 width height`). A close-up is 390 units wide, so that on a phone 390 CSS px wide one unit is
one pixel. "Left" and "right" of a `side` are the sides of the body, never of the picture.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """One place of a point in one view.

    point: code of the point ("BL23").
    side: "left", "right" or "midline".
    x, y: place in units of the view.
    facing: cosine between the skin's outward direction and the direction to the viewer; 1 looks
        straight out of the picture, near 0 lies on the horizon of the body.
    """

    point: str
    side: str
    x: float
    y: float
    facing: float


@dataclass(frozen=True)
class RegionShape:
    """One outline of a region in a whole-body view.

    slug: the catalogue's region; the left and the right arm carry the same one.
    side: "left", "right" or "midline".
    outline: SVG path data. The outlines of a view divide the figure without gap or overlap and
        reach a little past its edge: clip what is filled with them to the silhouette.
    hit: SVG path data of the enlarged, invisible target. Where two targets overlap, the one later
        in `View.regions` answers.
    x, y: a place inside the outline and on the body, for the ring under a finger.
    """

    slug: str
    side: str
    outline: str
    hit: str
    x: float
    y: float


@dataclass(frozen=True)
class Label:
    """Where the name of a region stands beside a whole-body view.

    gutter: "left" or "right" of the picture.
    x, y: where the hairline from the name ends on the body. The hairline is level, so the middle
        of the name stands at height y too; labels of one gutter keep 44 CSS px from each other
        when the figure stands 480 CSS px high.
    """

    slug: str
    gutter: str
    x: float
    y: float


@dataclass(frozen=True)
class Landmark:
    """A named place of the body that a point is measured from, in units of the view."""

    name: str
    x: float
    y: float


@dataclass(frozen=True)
class Measure:
    """One way over the skin by which a point is found, as far as the view shows it.

    step: which way of the measuring it is, counted from 1.
    label: how far it goes ("1.5 cun", "half way"), or "". x, y: the middle of the way.
    path: SVG path data of the way.
    ticks: ends (x1, y1, x2, y2) of the short strokes across it, one a cun (a thumb's width).
    landmarks: the named places the point is measured from, told once, with the first way.
    """

    point: str
    side: str
    step: int
    label: str
    x: float
    y: float
    path: str
    ticks: tuple[tuple[float, float, float, float], ...]
    landmarks: tuple[Landmark, ...]


@dataclass(frozen=True)
class Words:
    """Words of a measuring line at a place of a picture, centered on y; anchor as SVG has it: "start", "middle" or "end".

    step: of the point's words how it is found, the one that tells the line, from 1; 0 for none. left: where they begin,
    the number of the step included.
    """

    text: str
    x: float
    y: float
    anchor: str
    step: int
    left: float


@dataclass(frozen=True)
class MeasureLine:
    """A way that is measured, on the best view of its point, in units of the view.

    path: SVG path data. ticks: as in Measure. ends: the places (x, y) it starts from. length: how far it goes in the
    person's own fingers, or None. names: of the places it starts from.
    """

    path: str
    ticks: tuple[tuple[float, float, float, float], ...]
    ends: tuple[tuple[float, float], ...]
    length: Words | None
    names: tuple[Words, ...]


@dataclass(frozen=True)
class Bones:
    """The bones under the skin that a point's words name, on its best view.

    file: below `static/`, holds `<symbol id="bones">`: their outlines in the color of the page. said: name -> the words of
    the point that say it. names: those that stand in the picture; a name that a measuring line tells is not told twice.
    """

    file: str
    said: dict[str, str]
    names: tuple[Words, ...]


@dataclass(frozen=True)
class Orientation:
    """Where a close-up stands on the body: a frame in units of the whole-body view of the name `view`."""

    view: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class View:
    """One picture of the body.

    name: unique, also the name of its files ("knee-back").
    title: what it shows, in words ("Back of the knee").
    caption: of a close-up: whose part it is, from where one looks, where head, toes or fingers are; else "".
    region: slug of the region it is a close-up of; None for the whole body and plain views.
    side: "left" where only the left limb is shown, "both" otherwise.
    silhouette, cloth: SVG path data of the figure and of its garment ("" where none is seen).
    image: the shade laid over them, dark ink with an alpha channel, as a path below `static/`.
    symbol: a file below `static/` that holds `<symbol id="body">`: silhouette and garment.
    fades: how far the picture fades into the page at its top, bottom, left and right, as fractions
        of its height or width.
    millimeter: units of the view in one millimeter on the body.
    orientation: where a close-up stands on the body; None for the whole body.
    """

    name: str
    title: str
    caption: str
    region: str | None
    side: str
    width: float
    height: float
    silhouette: str
    cloth: str
    image: str
    symbol: str
    fades: tuple[float, float, float, float]
    millimeter: float
    orientation: Orientation | None = None
    marks: tuple[Mark, ...] = ()
    regions: tuple[RegionShape, ...] = ()
    labels: tuple[Label, ...] = ()
    measures: tuple[Measure, ...] = ()

    def marks_of(self, code: str) -> tuple[Mark, ...]:
        """The marks of one point in this view, the body's left side first."""
        return tuple(mark for mark in self.marks if mark.point == code)


@dataclass(frozen=True)
class Atlas:
    """Every view by name, in the order of `tools/atlas/views.toml`.

    best: code of a point -> name of the close-up that shows it best.
    neighbors: slug of a region -> slugs of the regions that touch it on the body.
    measure_lines: code of a point -> its measuring lines on its best view; not there without any.
    measured_sides: code of a point -> the side of the mark that they lead to.
    bones: code of a point -> the bones that its words name; not there where none is drawn.
    approximate: code of a point -> why its mark is only approximate, in a sentence or two; the others rest on places
        that are read off the body.
    within: code of such a point -> how far from its mark the place may lie, in millimeters on the body.
    """

    views: dict[str, View]
    best: dict[str, str]
    neighbors: dict[str, tuple[str, ...]]
    approximate: dict[str, str]
    within: dict[str, int]
    measure_lines: dict[str, tuple[MeasureLine, ...]]
    measured_sides: dict[str, str]
    bones: dict[str, Bones]

    def close_ups(self, slug: str) -> tuple[View, ...]:
        """The close-ups of one region, the one to open with first; () for an unknown region."""
        return tuple(view for view in self.views.values() if view.region == slug)

    def best_view(self, code: str) -> View:
        """The close-up that shows this point best. Raises KeyError for an unknown code."""
        return self.views[self.best[code]]

    def zone(self, view: View, code: str) -> float:
        """Radius of the zone in which the place lies, in units of a view; 0 where it is read off the body."""
        return round(self.within.get(code, 0) * view.millimeter, 1)

    def marks_of(self, view: View, code: str) -> tuple[Mark, ...]:
        """The marks of one point in one view; () where it cannot be seen there."""
        return view.marks_of(code)
