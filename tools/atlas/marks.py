"""Where the points stand in each view, and which close-up shows a point best."""

import itertools
from dataclasses import dataclass

import numpy as np

from tools.atlas.camera import Camera
from tools.atlas.views import Sight

MIN_FACING = 0.6
MIN_FACING_WHOLE = 0.05
MIN_APART = 24.0
FRAME_MARGIN = 8.0
FADE_SHARE = 0.6


@dataclass(frozen=True)
class Place:
    """An anchor on the built body. position, normal: (3,), meters in the body frame."""

    point: str
    side: str
    position: np.ndarray
    normal: np.ndarray


@dataclass(frozen=True)
class Mark:
    """A place seen in a view: x, y in units of the view, facing as a cosine."""

    point: str
    side: str
    x: float
    y: float
    facing: float

    def row(self) -> list:
        """As the product reads it."""
        return [self.point, self.side, self.x, self.y, self.facing]


def seen_marks(places: list[Place], sight: Sight, camera: Camera, depth: np.ndarray) -> list[Mark]:
    """The places that this view shows.

    camera and depth (height, width) belong to the view's picture; depth is meters toward the
    viewer. A place counts as seen when its skin faces the viewer, nothing stands before it and it
    is neither at the frame's edge nor where the picture has faded away.
    """
    unit = sight.units[0] / camera.width
    least = MIN_FACING if sight.region else MIN_FACING_WHOLE
    found = []
    for place in places:
        if sight.side == "left" and place.side == "right":
            continue
        x, y, near = camera.project(place.position)[0]
        facing = float(place.normal @ camera.axes[2])
        mark = Mark(place.point, place.side, round(x * unit, 1), round(y * unit, 1), round(facing, 2))
        if facing < least or not _inside(mark, sight):
            continue
        around = depth[max(0, int(y) - 2) : int(y) + 3, max(0, int(x) - 2) : int(x) + 3]
        slack = 0.008 if facing > 0.25 else 0.03
        if around.max() - slack < near < around.max() + 0.02:
            found.append(mark)
    return found


def _inside(mark: Mark, sight: Sight) -> bool:
    width, height = sight.units
    top, bottom, left, right = (max(fade * FADE_SHARE, 0.0) for fade in sight.fades)
    return max(FRAME_MARGIN, left * width) <= mark.x <= width - max(FRAME_MARGIN, right * width) and max(
        FRAME_MARGIN, top * height
    ) <= mark.y <= height - max(FRAME_MARGIN, bottom * height)


def spaced(marks: list[Mark], own: set[str]) -> list[Mark]:
    """The marks without those points of the view's own region that crowd better-facing ones."""
    points = {code: [mark for mark in marks if mark.point == code] for code in own}
    kept: list[Mark] = []
    for code in sorted(own, key=lambda code: (-_facing(points[code]), code)):
        if clearance(points[code], kept) >= MIN_APART:
            kept += points[code]
    return [mark for mark in marks if mark.point not in own or mark in kept]


def _facing(marks: list[Mark]) -> float:
    return max((mark.facing for mark in marks), default=-1.0)


def clearance(marks: list[Mark], others: list[Mark]) -> float:
    """Least distance of marks from others and from each other, in units; large where there is
    nothing to be near to."""
    pairs = [*itertools.product(marks, others), *itertools.combinations(marks, 2)]
    return min((float(np.hypot(a.x - b.x, a.y - b.y)) for a, b in pairs), default=999.0)


def merit(code: str, marks: list[Mark], own: set[str], sight: Sight) -> float:
    """How well a close-up shows a point: facing first, then room, the middle, and both of a pair."""
    shown = [mark for mark in marks if mark.point == code]
    others = [mark for mark in marks if mark.point in own and mark.point != code]
    room = min(clearance(shown, others), 48) / 48
    width, height = sight.units
    middle = np.mean([(mark.x, mark.y) for mark in shown], axis=0)
    off = float(np.abs(middle / (width, height) - 0.5).sum())
    pair = 0.15 * (len(shown) == 2)
    return _facing(shown) + 0.35 * room - 0.35 * off + pair
