"""Short, smooth SVG paths from the edges of pictures and polygons.

A polyline is thinned, then drawn with its corners as control points of quadratic curves that meet
at the middle of each side: a kink is impossible, and only the ends need to be told (SVG's `t`), for
each control point is the one before it mirrored at the end between them.
"""

import numpy as np
from scipy import ndimage
from shapely.geometry import LineString, Polygon
from skimage import measure


def number(value: float) -> str:
    """One decimal, without a leading or trailing zero."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def numbers(values) -> str:
    """Numbers with as few separators as SVG allows."""
    text = ""
    for value in values:
        piece = number(value)
        text += piece if not text or piece[0] == "-" else " " + piece
    return text


def curve(line: np.ndarray, closed: bool, tolerance: float) -> str:
    """Path data of a smooth curve along (n, 2) points; tolerance in the same units."""
    line = np.array(LineString(line).simplify(tolerance).coords)
    if closed:
        line = line[:-1]
    if len(line) < 3:
        return "M" + numbers(line[0]) + "L" + numbers(line[-1])
    if closed:
        ends = (line + np.roll(line, -1, 0)) / 2
        start, controls = ends[-1], line
    else:
        ends = np.vstack([(line[1:-2] + line[2:-1]) / 2, line[-1:]])
        start, controls = line[0], line[1:-1]
    start, control = np.round(start, 1), np.round(controls[0], 1)
    here, steps = start, [control - start]
    for following in controls[1:]:
        # The next control point is this one mirrored at the end: what rounding it takes away here, the next end gives back.
        end = np.round((control + following) / 2, 1)
        steps.append(end - here)
        here, control = end, 2 * end - control
    steps.append(np.round(ends[-1], 1) - here)
    path = f"M{numbers(start)}q{numbers(np.ravel(steps[:2]))}"
    if len(steps) > 2:
        path += "t" + numbers(np.ravel(steps[2:]))
    return path + ("z" if closed else "")


def polygon(shape: Polygon, decimals: int = 0) -> str:
    """Path data of a polygon with straight sides and its holes."""
    path = ""
    for ring in (shape.exterior, *shape.interiors):
        corners = np.round(np.array(ring.coords)[:-1], decimals)
        here = corners[0]
        path += "M" + numbers(here) + "l"
        steps = np.diff(corners, axis=0)
        path += numbers(steps[np.any(steps, axis=1)].ravel()) + "z"
    return path


def rings(picture: np.ndarray, level: float, unit: float, margin: int = 24) -> list[np.ndarray]:
    """Closed edges (n, 2) of the area above `level`, in units of the view.

    picture: (height, width); unit: size of one pixel in units. The area is continued `margin`
    pixels past the frame, so that an outline cut by the frame closes outside the picture.
    """
    wide = np.pad(np.pad(picture, margin, mode="edge"), 1, constant_values=-1.0)
    return [(found[:, ::-1] - margin - 0.5) * unit for found in measure.find_contours(wide, level) if len(found) > 8]


def silhouette(coverage: np.ndarray, unit: float, tolerance: float, smallest: float = 8) -> str:
    """Path data of the area more than half covered. coverage: (height, width), 0 to 1."""
    return "".join(curve(ring, True, tolerance) for ring in rings(coverage, 0.5, unit) if abs(Polygon(ring).area) > smallest)


def garment(cloth: np.ndarray, coverage: np.ndarray, unit: float, tolerance: float) -> str:
    """Path data of the garment, ending at the body's edge under the rim line.

    cloth: (height, width) signed distance to the hem in meters, positive on the garment.
    """
    _, nearest = ndimage.distance_transform_edt(coverage < 0.9, return_indices=True)
    field = ndimage.gaussian_filter(np.clip(cloth[tuple(nearest)], -0.02, 0.02), 1.2)
    field = np.minimum(field, 0.04 * (coverage - 0.45))
    return "".join(curve(ring, True, tolerance) for ring in rings(field, 0.0, unit) if abs(Polygon(ring).area) > 20)
