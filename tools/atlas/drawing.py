"""Draws one view: from the body and a camera to paths, marks and the shade picture."""

from dataclasses import dataclass

import numpy as np
from shapely.geometry import Polygon
from shapely.ops import unary_union

from tools.atlas import outline
from tools.atlas.export import faded, shade_picture
from tools.atlas.lines import seen_lines
from tools.atlas.marks import Place, seen_marks, spaced
from tools.atlas.raster import rasterize
from tools.atlas.regions import cells, load_cuts, neighbors, parts
from tools.atlas.shading import Shade, shade
from tools.atlas.targets import hits, labels, squares, target_size
from tools.atlas.views import Sight

WHOLE_BODY_PIXELS = 640
CLOSE_UP_PIXELS = 600
WHOLE_BODY_TOLERANCE = 0.28
CLOSE_UP_TOLERANCE = 0.16


@dataclass(frozen=True)
class Content:
    """What stands in the views. places: of the points; measures: see `lines`; regions: code of
    each point -> slug of its region."""

    places: list[Place]
    measures: list[dict]
    regions: dict[str, str]

    def points_of(self, region: str | None) -> set[str]:
        """Codes of the points of a region."""
        return {code for code, slug in self.regions.items() if slug == region}


@dataclass(frozen=True)
class Drawing:
    """A finished view. entry: its data as the product reads it; picture: AVIF bytes."""

    sight: Sight
    entry: dict
    picture: bytes


def draw(sight: Sight, body, content: Content) -> Drawing:
    """Draw one view with what stands in it."""
    pixels = CLOSE_UP_PIXELS if sight.region else WHOLE_BODY_PIXELS
    camera = sight.camera(body.joints, pixels)
    drawn = shade(body, sight.triangles(body), camera)
    entry = {
        "size": list(sight.units),
        "fades": list(sight.fades),
        **_paths(sight, drawn),
        **locate(sight, body, content),
        "regions": [],
        "labels": [],
    }
    if not sight.region:
        entry |= _regions(sight, body, drawn)
    return Drawing(sight, entry, shade_picture(faded(drawn.shadow, sight.fades)))


def locate(sight: Sight, body, content: Content) -> dict:
    """Only what the data of a view says of the points; quick, for points that have moved."""
    pixels = CLOSE_UP_PIXELS if sight.region else WHOLE_BODY_PIXELS
    camera = sight.camera(body.joints, pixels)
    raster = rasterize(camera, body.vertices, sight.triangles(body))
    depth = np.where(raster.mask, raster.depth, -9.0)
    marks = seen_marks(content.places, sight, camera, depth)
    own = content.points_of(sight.region) - set(sight.leaves_out)
    marks = spaced([mark for mark in marks if mark.point not in sight.leaves_out], own)
    shown = [mark for mark in marks if mark.point in own]
    return {
        "marks": [mark.row() for mark in marks],
        "measures": seen_lines(content.measures, shown, sight, camera, depth),
    }


def _paths(sight: Sight, drawn: Shade) -> dict[str, str]:
    unit = sight.units[0] / drawn.shadow.shape[1]
    tolerance = CLOSE_UP_TOLERANCE if sight.region else WHOLE_BODY_TOLERANCE
    clothed = ((drawn.cloth > 0) & (drawn.coverage > 0.5)).sum() > 50
    return {
        "silhouette": outline.silhouette(drawn.coverage, unit, tolerance),
        "cloth": outline.garment(drawn.cloth, drawn.coverage, unit, tolerance) if clothed else "",
    }


def _regions(sight: Sight, body, drawn: Shade) -> dict:
    """What the data of a whole-body view says of its regions."""
    unit = sight.units[0] / drawn.shadow.shape[1]
    rings = outline.rings(drawn.coverage, 0.5, unit)
    figure = unary_union([Polygon(ring).buffer(0) for ring in rings])
    cuts = load_cuts()
    camera = sight.unit_camera(body.joints)
    found = parts(cells(cuts, sight.name, body.joints), figure, camera)
    side = target_size(figure.bounds[3] - figure.bounds[1])
    answers = hits(found, squares(found, side, sight.units))
    rows = [
        [
            part.slug,
            part.side,
            outline.polygon(part.outline),
            outline.polygon(hit),
            round(part.center[0], 1),
            round(part.center[1], 1),
        ]
        for part, hit in zip(found, answers, strict=True)
    ]
    gutters = {gutter: cuts[sight.name][gutter] for gutter in ("left", "right")}
    names = labels(found, gutters, side)
    touching = {slug: sorted(others) for slug, others in neighbors(found).items()}
    return {"regions": rows, "labels": names, "neighbors": touching}
