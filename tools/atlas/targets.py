"""What a finger can touch on the whole body: enlarged regions and the places of their names.

A phone 360 CSS px wide shows the figure about 480 CSS px high. Each part of a region owns a square
of 44 CSS px there that no other part reaches into, so that a small region between large ones still
answers.
"""

import numpy as np
from shapely.geometry import Point, Polygon, box
from shapely.ops import unary_union

from tools.atlas.regions import Part

FIGURE_PIXELS = 480
TARGET_PIXELS = 44
KEEP_INSIDE = 4.0


def target_size(figure_height: float) -> float:
    """Side of the square target in units. figure_height: of the silhouette, in units."""
    return TARGET_PIXELS * figure_height / FIGURE_PIXELS


def squares(drawn: list[Part], side: float, size: tuple[float, float]) -> list[Polygon]:
    """One square per part, holding its center, apart from all others and inside the view.

    Overlapping squares push each other away until none overlaps. Raises ValueError when they
    cannot.
    """
    home = np.array([part.center for part in drawn])
    middle = home.copy()
    half = side / 2
    reach = half - KEEP_INSIDE
    wanted = side + 0.4
    for _ in range(4000):
        moved = False
        for i in range(len(middle)):
            for j in range(i):
                apart = middle[i] - middle[j]
                overlap = wanted - np.abs(apart)
                if overlap.min() <= 0.2:
                    continue
                moved = True
                axis = int(np.argmin(overlap))
                push = 0.26 * overlap[axis] * (1 if apart[axis] >= 0 else -1)
                middle[i, axis] += push
                middle[j, axis] -= push
        middle = np.clip(middle, home - reach, home + reach)
        middle = np.clip(middle, half, np.array(size) - half)
        if not moved:
            return _off_others(drawn, np.round(middle, 1), side, size)
    raise ValueError("the regions' targets cannot be kept apart")


def _off_others(drawn: list[Part], middle: np.ndarray, side: float, size) -> list[Polygon]:
    """The squares moved in small steps to where they cover least of the other parts."""
    half = side / 2
    reach = half - KEEP_INSIDE
    outlines = [part.outline for part in drawn]

    def square(place) -> Polygon:
        x, y = place
        return box(x - half, y - half, x + half, y + half)

    def taken(index: int, place) -> float:
        """Area of the other parts under the square, and a price for each unit off its center."""
        own = square(place)
        area = sum(own.intersection(shape).area for at, shape in enumerate(outlines) if at != index)
        return area + 16 * float(np.abs(place - np.array(drawn[index].center)).sum())

    def allowed(index: int, place) -> bool:
        others = np.delete(middle, index, 0)
        return (
            np.abs(place - np.array(drawn[index].center)).max() <= reach
            and bool((place >= half).all())
            and bool((place <= np.array(size) - half).all())
            and bool((np.abs(others - place).max(1) >= side).all())
        )

    steps = np.array([[2, 0], [-2, 0], [0, 2], [0, -2]], float)
    for _ in range(30):
        moved = False
        for index in range(len(middle)):
            ways = steps[2:] if drawn[index].side == "midline" else steps
            options = [middle[index] + step for step in ways]
            options = [place for place in options if allowed(index, place)]
            best = min([middle[index], *options], key=lambda place: taken(index, place))
            moved |= not np.array_equal(best, middle[index])
            middle[index] = best
        if not moved:
            break
    return [square(place) for place in middle]


def hits(drawn: list[Part], owned: list[Polygon]) -> list[Polygon]:
    """What answers for each part: its outline and its square, less the squares of the others."""
    found = []
    for index, part in enumerate(drawn):
        others = unary_union([square for at, square in enumerate(owned) if at != index])
        free = unary_union([part.outline.simplify(1.5), owned[index]]) - others
        pieces = list(getattr(free, "geoms", [free]))
        middle = owned[index].centroid
        found.append(next(piece for piece in pieces if piece.distance(middle) == 0))
    return found


def labels(drawn: list[Part], gutters: dict[str, list[str]], apart: float) -> list[list]:
    """[slug, gutter, x, y] of each name; see `webapp.atlas.model.Label`.

    gutters: slugs of "left" and "right" in order from top to bottom; apart: least distance of two
    names in units. Raises ValueError when a name cannot stand level with its region.
    """
    found = []
    for gutter, slugs in gutters.items():
        chosen = [_nearest(drawn, slug, gutter) for slug in slugs]
        lows = [part.body.bounds[1] + 4 for part in chosen]
        highs = [part.body.bounds[3] - 4 for part in chosen]
        heights = _spread([part.center[1] for part in chosen], lows, highs, apart)
        for part, height in zip(chosen, heights, strict=True):
            x = _tick(part, gutter, height)
            found.append([part.slug, gutter, round(x, 1), round(height, 1)])
    return found


def _nearest(drawn: list[Part], slug: str, gutter: str) -> Part:
    same = [part for part in drawn if part.slug == slug]
    return (min if gutter == "left" else max)(same, key=lambda part: part.center[0])


def _spread(wanted, lows, highs, apart: float) -> list[float]:
    """Heights close to the wanted ones, in order, each between its low and high, `apart` apart."""
    heights = np.array(wanted, float)
    for _ in range(3000):
        for i in range(1, len(heights)):
            lack = apart - (heights[i] - heights[i - 1])
            if lack > 0:
                heights[i] += lack / 2
                heights[i - 1] -= lack / 2
        heights = np.clip(heights, lows, highs)
    if np.diff(heights).min() < apart - 0.5:
        raise ValueError("the names of the regions cannot be kept apart")
    return [float(height) for height in heights]


def _tick(part: Part, gutter: str, height: float) -> float:
    """Where the hairline ends: in the middle of a limb, a third into the trunk."""
    level = part.body & box(-1e3, height - 0.5, 1e4, height + 0.5)
    left, _, right, _ = level.bounds
    share = 0.5 if part.side != "midline" else 0.36
    x = left + (right - left) * (share if gutter == "left" else 1 - share)
    return x if part.body.contains(Point(x, height)) else part.center[0]
