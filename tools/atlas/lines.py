"""The measuring lines as a view shows them: from a landmark over the skin to a point."""

import json
from pathlib import Path

import numpy as np

from tools.atlas.camera import Camera
from tools.atlas.marks import Mark
from tools.atlas.outline import curve
from tools.atlas.views import Sight

MEASURES_FILE = Path(__file__).with_name("data") / "measures.json"
TICK = 5.0
TOLERANCE = 0.2
BEHIND = 0.006
MIN_LENGTH = 12.0


def load_measures(path: Path = MEASURES_FILE) -> list[dict]:
    """The measures as `tools.atlas.measure` writes them; meters in the body frame, left side."""
    return json.loads(path.read_text("utf-8"))


def seen_lines(measures: list[dict], marks: list[Mark], sight: Sight, camera: Camera, depth: np.ndarray) -> list[dict]:
    """The lines of the points that are marked in a view, as the product reads them.

    Of a pair the line of the mark farther right in the picture is drawn, the one that carries the
    number there. camera and depth belong to the view's picture.
    """
    unit = sight.units[0] / camera.width
    sides = {}
    for mark in sorted(marks, key=lambda mark: mark.x):
        sides[mark.point] = mark.side
    found = []
    for measure in measures:
        side = sides.get(measure["point"])
        if side is None:
            continue
        mirror = np.array([-1, 1, 1]) if side == "right" and measure["side"] == "left" else 1
        landmarks = []
        for mark in measure["marks"]:
            place = camera.project(np.array(mark["position"]) * mirror)
            if _seen(place, depth)[0] and _clear(place[:, :2] * unit, sight)[0]:
                landmarks.append([mark["label"], *_rounded(place[0, :2] * unit)])
        for line in measure["lines"]:
            drawn = _line(line, mirror, sight, camera, depth)
            if drawn:
                found.append({"point": measure["point"], "side": side} | drawn)
        rows = [row for row in found if row["point"] == measure["point"]]
        if rows:
            rows[0]["landmarks"] += [landmark for landmark in landmarks if landmark not in rows[0]["landmarks"]]
    return found


def _line(line: dict, mirror, sight: Sight, camera: Camera, depth: np.ndarray) -> dict | None:
    """The longest part of a line that can be seen; None where that is too short to read."""
    unit = sight.units[0] / camera.width
    places = camera.project(np.array(line["path"]) * mirror)
    seen = _seen(places, depth) & _clear(places[:, :2] * unit, sight)
    start, end = _longest_run(seen)
    path = places[start:end, :2] * unit
    if len(path) < 3 or np.hypot(*np.diff(path, axis=0).T).sum() < MIN_LENGTH:
        return None
    ticks = []
    for tick in line["ticks"]:
        place = camera.project(np.array(tick) * mirror)
        if _seen(place, depth)[0] and _clear(place[:, :2] * unit, sight)[0]:
            ticks.append(_tick(place[0, :2] * unit, path))
    middle = _rounded(path[len(path) // 2])
    return {
        "step": line["number"],
        "label": line["label"],
        "x": middle[0],
        "y": middle[1],
        "path": curve(path, False, TOLERANCE),
        "ticks": ticks,
        "landmarks": [],
    }


def _tick(place: np.ndarray, path: np.ndarray) -> list[float]:
    """Ends of a short stroke across the path at a place on it."""
    near = int(np.argmin(np.hypot(*(path - place).T)))
    along = path[min(near + 1, len(path) - 1)] - path[max(near - 1, 0)]
    across = np.array([-along[1], along[0]]) / (np.hypot(*along) + 1e-9)
    return _rounded(np.r_[place - across * TICK, place + across * TICK])


def _seen(places: np.ndarray, depth: np.ndarray) -> np.ndarray:
    """Which projected places (n, 3) nothing stands before."""
    height, width = depth.shape
    column, row = places[:, 0].astype(int), places[:, 1].astype(int)
    within = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    surface = depth[np.clip(row, 0, height - 1), np.clip(column, 0, width - 1)]
    return within & (places[:, 2] > surface - BEHIND) & (surface > -9)


def _longest_run(seen: np.ndarray) -> tuple[int, int]:
    """Start and end of the longest stretch of true values."""
    edges = np.flatnonzero(np.diff(np.r_[False, seen, False]))
    if not len(edges):
        return 0, 0
    runs = edges.reshape(-1, 2)
    start, end = runs[np.argmax(runs[:, 1] - runs[:, 0])]
    return int(start), int(end)


def _clear(places: np.ndarray, sight: Sight) -> np.ndarray:
    """Which places (n, 2), in units, lie where the picture has not faded away."""
    width, height = sight.units
    top, bottom, left, right = (0.45 * fade for fade in sight.fades)
    x, y = places[:, 0] / width, places[:, 1] / height
    edge = 6 / width
    return (x > max(left, edge)) & (x < 1 - max(right, edge)) & (y > max(top, edge)) & (y < 1 - max(bottom, edge))


def _rounded(values) -> list[float]:
    return [round(float(value), 1) for value in values]
