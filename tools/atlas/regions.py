"""The outlines of the regions on the whole body: explicit cuts, so the parts share clean borders.

Cuts are made in the frontal plane, (x, z) in meters in the body frame; what comes out is in units
of the view. Every cell is what an earlier cut left over: no gap, no overlap, no sliver.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.interpolate import PchipInterpolator
from shapely import maximum_inscribed_circle
from shapely.affinity import scale
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.ops import unary_union

from tools.atlas.camera import Camera, unit

REGIONS_FILE = Path(__file__).with_name("regions.toml")
PAST_EDGE = 6.0
SMALLEST = 60.0
SIDES = {"left": 1, "right": -1}


@dataclass(frozen=True)
class Cell:
    """One region on one side: "left", "right" or "midline". shape: polygon, see the module."""

    slug: str
    side: str
    shape: Polygon


@dataclass(frozen=True)
class Part:
    """A cell as drawn: outline reaching past the figure's edge, body: what of it is on the body,
    center: a place well inside it; all in units of the view."""

    slug: str
    side: str
    outline: Polygon
    body: Polygon
    center: tuple[float, float]


def load_cuts(path: Path = REGIONS_FILE) -> dict:
    """regions.toml as written; its comments say what it holds."""
    return tomllib.loads(path.read_text("utf-8"))


def cells(cuts: dict, view: str, joints: dict[str, np.ndarray]) -> list[Cell]:
    """The regions of "front" or "back" in the frontal plane, trunk and legs first."""
    arm_cells = _arm(cuts, view, joints)
    left_arm = unary_union(list(arm_cells.values()))
    trunk = box(-1, -1.2, 1, 1.1) - left_arm - _mirrored(left_arm)
    found = []
    bands = cuts[view]["bands"]
    for band, following in zip(bands, [*bands[1:], None], strict=True):
        shape = trunk
        if following:
            lower = trunk & _below(following["below"])
            shape, trunk = trunk - lower, lower
        if band["region"] in cuts["paired"]:
            found.append(Cell(band["region"], "left", shape & box(0, -2, 2, 2)))
            found.append(Cell(band["region"], "right", shape & box(-2, -2, 0, 2)))
        else:
            found.append(Cell(band["region"], "midline", shape))
    for slug, shape in arm_cells.items():
        found.append(Cell(slug, "left", shape))
        found.append(Cell(slug, "right", _mirrored(shape)))
    return found


def _arm(cuts: dict, view: str, joints) -> dict[str, Polygon]:
    """The left arm's cells from the shoulder to the hand."""
    shoulder = Polygon(cuts[view]["shoulder"])
    rest = Polygon([*cuts["arm"], (1, -1.2), (1, 0.45), (0.2, 0.45)]) - shoulder
    elbow, wrist = joints["lowerarm01.L"][[0, 2]], joints["wrist.L"][[0, 2]]
    along = unit(wrist - elbow)
    parts = {"shoulder": shoulder}
    slug = "elbow"
    for cut in cuts["arm_cuts"]:
        joint = elbow if cut["joint"] == "elbow" else wrist
        beyond = rest & _distal(joint + along * cut["past"], along)
        parts[slug] = rest - beyond
        slug, rest = cut["region"], beyond
    return parts | {slug: rest}


def _distal(place: np.ndarray, along: np.ndarray, bow: float = 0.008) -> Polygon:
    """Everything past a slightly bowed cut across the arm, within the arm's reach."""
    across = np.array([-along[1], along[0]])
    steps = np.linspace(-1, 1, 9)
    bent = bow * np.clip(1 - (steps / 0.45) ** 2, -1, 1)
    line = place + 0.13 * steps[:, None] * across + bent[:, None] * along
    return Polygon([*line, line[-1] + along * 2, line[0] + along * 2])


def _below(corners) -> Polygon:
    """Everything under a line given from the midline outward."""
    corners = np.array(corners, float)
    x = np.linspace(0, corners[-1, 0], 11)
    half = np.column_stack([x, PchipInterpolator(corners[:, 0], corners[:, 1])(x)])
    half = np.vstack([half, [[2, half[-1, 1]]]])
    line = np.vstack([(half * [-1, 1])[:0:-1], half])
    return Polygon([*line, (2, -3), (-2, -3)])


def _mirrored(shape):
    return scale(shape, -1, 1, origin=(0, 0))


def parts(found: list[Cell], figure: Polygon | MultiPolygon, camera: Camera) -> list[Part]:
    """Cells cut to the figure. figure: the silhouette; camera: one whose pixels are units."""
    wide = figure.buffer(PAST_EDGE, quad_segs=3).simplify(0.8)
    wide = unary_union([Polygon(piece.exterior) for piece in _pieces(wide)])
    drawn = []
    for cell in found:
        shape = _projected(cell.shape, camera)
        outline = max(_pieces(shape & wide), key=lambda piece: piece.area)
        if outline.area < SMALLEST:
            continue
        body = max(_pieces(outline & figure), key=lambda piece: piece.area)
        drawn.append(Part(cell.slug, cell.side, outline, body, _middle(body)))
    return drawn


def _middle(body: Polygon) -> tuple[float, float]:
    """The centroid where it lies well inside, else the middle of the largest circle inside."""
    if body.buffer(-12).contains(body.centroid):
        return body.centroid.coords[0]
    return maximum_inscribed_circle(body, tolerance=0.5).coords[0]


def _pieces(shape) -> list[Polygon]:
    return [piece for piece in getattr(shape, "geoms", [shape]) if piece.geom_type == "Polygon"]


def _projected(shape, camera: Camera):
    """A frontal polygon in units of the view."""
    polygons = []
    for piece in _pieces(shape):
        corners = np.array(piece.exterior.coords)
        spatial = np.column_stack([corners[:, 0], np.zeros(len(corners)), corners[:, 1]])
        polygons.append(Polygon(camera.project(spatial)[:, :2]).buffer(0))
    return unary_union(polygons)


def neighbors(drawn: list[Part]) -> dict[str, set[str]]:
    """Slugs whose outlines touch along a line, seen on one view."""
    found: dict[str, set[str]] = {}
    for first in drawn:
        for second in drawn:
            if first.slug == second.slug:
                continue
            shared = first.body.buffer(0.8) & second.body.buffer(0.8)
            if shared.area > 12:
                found.setdefault(first.slug, set()).add(second.slug)
    return found
