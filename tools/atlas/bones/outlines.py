"""The outlines of the bones that a point's words name, on its best picture.

Reads the committed bones and views and `names.toml`; writes static/atlas/bones/VIEW.svg, VIEW2.svg, … (the outlines, in the ink of the
page that shows them; points that show the same bones share one) and webapp/atlas/data/bones.json (of each point its file, the names and where they stand).
"""

from __future__ import annotations

import json
from dataclasses import replace
from math import hypot
from pathlib import Path

import numpy as np
from scipy.ndimage import gaussian_filter1d
from shapely.geometry import LineString, Point, Polygon, box
from skimage.measure import find_contours

from tools.atlas.bones.names import load_names, said
from tools.atlas.bones.shapes import load
from tools.atlas.camera import Camera
from tools.atlas.catalogue import texts_of_points
from tools.atlas.export import write_json
from tools.atlas.measure_lines import HALO, Words, course, overlap
from tools.atlas.outline import curve
from tools.atlas.raster import rasterize

ROOT = Path(__file__).parents[3]
VIEWS, PICTURES = ROOT / "webapp" / "atlas" / "data", ROOT / "static" / "atlas" / "bones"
FILE = "bones.json"
FINE, TOLERANCE = 4, 0.5
"""Subpixels a unit; by how many units an outline may be simplified."""
MARGIN = 12
"""Outlines run on so many units beyond the picture, so that no bone ends at its edge."""
SMALLEST = 30
"""Area (square units) of the smallest part of an outline that is drawn."""
SHORTEST = 20
"""Length (units) of the shortest edge that is drawn."""
MIDDLE = 0.012
"""A bone whose middle is nearer (m) to the body's has no twin."""
SHOWN = 0.7
"""Share of a fade behind which a bone can no longer be made out."""
NARROW = 15.9 / 13
"""How much larger the pictures' words are against them on a phone 320 px wide (static/css/picture.css)."""
STYLE = 'fill="currentColor" fill-opacity=".08" stroke="currentColor" stroke-opacity=".55" stroke-width="1.25" stroke-linejoin="round"'


def silhouette(camera: Camera, vertices: np.ndarray, triangles: np.ndarray) -> list[Polygon]:
    """The area that a bone covers in a picture, in units of the view; parts and holes too small to be read left out."""
    sheet = replace(camera, width=camera.width + 2 * MARGIN, height=camera.height + 2 * MARGIN)
    mask = rasterize(sheet.enlarged(FINE), vertices, triangles).mask
    contours = [(ring[:, ::-1] - 1.5) / FINE - MARGIN for ring in find_contours(np.pad(mask.astype(float), 2), 0.5) if len(ring) > 3]
    parts = sorted((Polygon(ring).buffer(0) for ring in contours), key=lambda part: -part.area)
    found: list[Polygon] = []
    for part in parts:
        if part.area >= SMALLEST and not any(larger.contains(part.representative_point()) for larger in found):
            found.append(part)
    return found


def ridge(vertices: np.ndarray, toward, axis: int, start: float, end: float, step: float = 0.008) -> np.ndarray:
    """The line (n, 3) of a bone's outermost places in a direction, from slice to slice along an axis of the body frame."""
    slices = [vertices[abs(vertices[:, axis] - at) < step] for at in np.arange(start, end, step)]
    line = np.array([one[np.argmax(one @ np.asarray(toward, float))] for one in slices if len(one)])
    return gaussian_filter1d(line, 1.5, axis=0, mode="nearest")


def of_point(code: str, table: dict, bones: dict, view, body_joints, entry: dict, lines: list[dict]) -> dict:
    """The outlines and names of one point: {"paths": SVG path data, "edges": open ones, "names": rows of Words}.

    view: its Sight; entry: the view's data; lines: its measuring lines.
    """
    camera = view.unit_camera(body_joints)
    sides = (1, -1) if view.side == "both" else (1,)
    paths: dict[tuple[str, int], str] = {}
    edges, spots = [], []
    for words in table["point"][code]:
        name = table["name"][words]
        for bone in _bones_of(name):
            for sign in sides if bones[bone][0][:, 0].mean() > MIDDLE else (1,):
                if "edge" in name:
                    edges += _edge(camera, name, bones[bone][0], sign)
                if name.get("outline", "edge" not in name):
                    paths[bone, sign] = _outline(camera, *bones[bone], sign)
        place = _place(name, bones)
        spots.append((words, [tuple(camera.project(place * [sign, 1, 1])[0, :2]) for sign in sides]))
    drawn = list(paths.values())
    return {"paths": drawn, "edges": edges, "names": _names(code, spots, entry, lines, drawn + edges)}


def _bones_of(name: dict) -> list[str]:
    return name["bones"] if "bones" in name else [name["bone"]]


def _outline(camera: Camera, vertices, triangles, sign: int) -> str:
    """Path data of a bone's silhouette; sign: 1 for the left side, -1 for its mirror image."""
    parts = silhouette(camera, vertices * [sign, 1, 1], triangles)
    return "".join(curve(np.array(part.exterior.coords), True, TOLERANCE) for part in parts)


def _edge(camera: Camera, name: dict, vertices, sign: int) -> list[str]:
    """Path data of the line over a bone's outermost places, as far as the picture reaches."""
    line = ridge(vertices, name["edge"], name["along"], *name["between"]) * [sign, 1, 1]
    frame = box(-MARGIN, -MARGIN, camera.width + MARGIN, camera.height + MARGIN)
    cut = LineString(camera.project(line)[:, :2]).intersection(frame)
    return [curve(np.array(cut.coords), False, TOLERANCE)] if cut.length > SHORTEST else []


def _place(name: dict, bones: dict) -> np.ndarray:
    """The place (3,) of its bone by which a name stands."""
    vertices = bones[_bones_of(name)[0]][0]
    if "at" in name:
        line = ridge(vertices, name["edge"], name["along"], *name["between"])
        return line[round((len(line) - 1) * name["at"])]
    low, high = name.get("heights", (-9, 9))
    vertices = vertices[(vertices[:, 2] > low) & (vertices[:, 2] < high)]
    return vertices[np.argmax(vertices @ np.asarray(name["toward"], float))]


def _names(code, spots, entry, lines, drawn) -> list[list]:
    """Where the names stand: free of the point, of the words of its measuring lines, of each other, inside the picture, near
    the place of the bone that they name and rather not on an outline."""
    width, height = entry["size"]
    told = [words for line in lines for words in (*line["names"], *([line["length"]] if line["length"] else []))]
    marks = [row for row in entry["marks"] if row[0] == code]
    taken = [(x - HALO, y - HALO, x + HALO, y + HALO) for _code, _side, x, y, _facing in marks]
    taken += [Words(text, x, y, anchor, step).box for text, x, y, anchor, step, _left in told]
    taken += [(x - 4, y - 4, x + 4, y + 4) for line in lines for x, y in (*line["ends"], *course(line["path"]))]
    traced = [place for path in drawn for place in course(path.rstrip("z"))]
    top, bottom, left, right = entry["fades"]
    clear = box(width * left * SHOWN, height * top * SHOWN, width * (1 - right * SHOWN), height * (1 - bottom * SHOWN))
    seen = [place for place in traced if clear.contains(Point(place))]
    rows = []
    for text, places in spots:
        if any(text.removesuffix(" bone") in words[0] for words in told):
            continue  # the measuring line says it already
        anchors = {min(seen, key=lambda one, place=place: hypot(one[0] - place[0], one[1] - place[1])) for place in places}
        words = min(_around(text, sorted(anchors)), key=lambda one: _cost(one[0], taken, traced, (width, height)) + one[1])[0]
        taken.append(words.box)
        rows.append([words.text, round(words.x), round(words.y), words.anchor, words.step, round(words.box[0])])
    return rows


def _around(text: str, anchors) -> list[tuple[Words, float]]:
    """Places for words around places of a bone, each with what its distance costs."""
    found = []
    for x, y in anchors:
        for far in (10, 14, 20, 28, 38, 50):
            cost = far * far * 0.4
            found += [(Words(text, x + far, y + up, "start"), cost) for up in (-far / 2, 0, far / 2)]
            found += [(Words(text, x - far, y + up, "end"), cost) for up in (-far / 2, 0, far / 2)]
            found += [
                (Words(text, x + aside, y + (far + 4) * down, "middle"), cost + abs(aside)) for aside in (-30, 0, 30) for down in (-1, 1)
            ]
    return found


def _cost(words: Words, taken, traced, size) -> float:
    """How much words are in the way: on other words and marks, beyond the picture, on outlines."""
    left, top, right, bottom = _largest(words)
    width, height = size
    beyond = max(0, 4 - left) + max(0, right - width + 4) + max(0, 4 - top) + max(0, bottom - height + 4)
    on_lines = sum(left < x < right and top < y < bottom for x, y in traced)
    return 20 * sum(overlap(_largest(words), other) for other in taken) + 500 * beyond + 40 * on_lines


def _largest(words: Words) -> tuple[float, float, float, float]:
    """The box of words on the narrowest phone, where letters are larger against the picture."""
    left, top, right, bottom = words.box
    more = (right - left) * (NARROW - 1)
    share = {"start": 0, "middle": 0.5, "end": 1}[words.anchor]
    return left - more * share, top - 2, right + more * (1 - share), bottom + 2


def write(body_joints, views) -> None:
    """Write outlines and names of every point of the table, and take away what is no more."""
    table, bones = load_names(), load()
    index = json.loads((VIEWS / "atlas.json").read_text("utf-8"))
    measured = json.loads((VIEWS / "measure_lines.json").read_text("utf-8"))
    sights = {view.name: view for view in views}
    PICTURES.mkdir(parents=True, exist_ok=True)
    found, texts = {}, texts_of_points()
    written: dict[str, str] = {}
    for code in table["point"]:
        sight = sights[index["best"][code]]
        entry = json.loads((VIEWS / f"{sight.name}.json").read_text("utf-8"))
        lines = measured.get(code, {"lines": []})["lines"]
        drawn = of_point(code, table, bones, sight, body_joints, entry, lines)
        text = picture(drawn, entry["size"])
        same = [file for file, other in written.items() if other == text]
        file = same[0] if same else next(f"{sight.name}{number}" for number in ("", *"23456789") if f"{sight.name}{number}" not in written)
        written[file] = text
        (PICTURES / f"{file}.svg").write_text(text, "utf-8")
        found[code] = {"file": file, "bones": said(table, code, texts[code]), "names": drawn["names"]}
    for left_over in {file.stem for file in PICTURES.glob("*.svg")} - set(written):
        (PICTURES / f"{left_over}.svg").unlink()
    write_json(VIEWS / FILE, found)


def picture(drawn: dict, size) -> str:
    """An SVG file with `<symbol id="bones">`, in the color of the page that uses it."""
    width, height = size
    view_box = f"0 0 {width:g} {height:g}"
    whole = f'<path d="{"".join(drawn["paths"])}"/>' if drawn["paths"] else ""
    edges = f'<path fill="none" stroke-linecap="round" d="{"".join(drawn["edges"])}"/>' if drawn["edges"] else ""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}"><symbol id="bones" viewBox="{view_box}"><g {STYLE}>{whole}{edges}</g></symbol></svg>\n'
