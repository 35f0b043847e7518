"""`python -m tools.atlas [--points] [VIEW ...]`: draw the body for the product.

Without names the points are placed anew, every view is drawn, files of views that are no more
are removed, the bones are laid anew and the body that turns is packed; with names only those are drawn and the rest stays as it is. With --points the
pictures stay and only the points' marks, measuring lines and bones' outlines are written anew, which takes seconds.
"""

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tools.atlas.anchors import anchor_position, load_anchors
from tools.atlas.body import build_body
from tools.atlas.bones import outlines, skeleton
from tools.atlas.catalogue import regions_of_points
from tools.atlas.drawing import Content, Drawing, draw, locate
from tools.atlas.export import symbol, write_json
from tools.atlas.lines import load_measures
from tools.atlas.marks import Mark, Place, merit
from tools.atlas.measure_lines import write_measure_lines
from tools.atlas.placed import write_places
from tools.atlas.turning import scene
from tools.atlas.views import Sight, load_views, orientation

ROOT = Path(__file__).parents[2]
DATA = ROOT / "webapp" / "atlas" / "data"
PICTURES = ROOT / "static" / "atlas"
WORKERS = 2


def main(names: list[str], points_only: bool = False) -> None:
    """Build the named views, or all of them; points_only: leave the pictures as they are."""
    views = load_views()
    unknown = set(names) - {view.name for view in views}
    if unknown:
        raise SystemExit(f"no such view: {', '.join(sorted(unknown))}")
    chosen = [view for view in views if not names or view.name in names]
    if points_only:
        _move_points(chosen)
    else:
        if not names:
            write_places()
        _draw_all(chosen)
    if not names:
        _remove_others({view.name for view in views})
    _write_index(views)
    write_measure_lines()
    body = build_body()
    if not (names or points_only):
        print("\n".join([*skeleton.write(body), *scene.write(body, views)]))
    outlines.write(body.joints, views)


def _draw_all(views: list[Sight]) -> None:
    build_body()
    DATA.mkdir(parents=True, exist_ok=True)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(WORKERS, initializer=_prepare) as pool:
        for drawing in pool.map(_draw, views):
            _write(drawing)
            print(f"{drawing.sight.name:18} {len(drawing.picture):6} bytes", flush=True)


def _move_points(views: list[Sight]) -> None:
    body, content = build_body(), _content(build_body())
    for view in views:
        file = DATA / f"{view.name}.json"
        entry = json.loads(file.read_text("utf-8"))
        write_json(file, entry | locate(view, body, content))


def _content(body) -> Content:
    return Content(
        places=[Place(anchor.point, anchor.side, *anchor_position(body, anchor)) for anchor in load_anchors()],
        measures=load_measures(),
        regions=regions_of_points(),
    )


_ready: list = []


def _prepare() -> None:
    """Give a worker the body and what stands on it."""
    body = build_body()
    _ready[:] = [body, _content(body)]


def _draw(sight: Sight) -> Drawing:
    return draw(sight, *_ready)


def _write(drawing: Drawing) -> None:
    name = drawing.sight.name
    write_json(DATA / f"{name}.json", drawing.entry)
    (PICTURES / f"{name}.avif").write_bytes(drawing.picture)
    (PICTURES / f"{name}.svg").write_text(symbol(drawing.entry), "utf-8")


def _remove_others(names: set[str]) -> None:
    for file in [*DATA.glob("*.json"), *PICTURES.glob("*.avif"), *PICTURES.glob("*.svg")]:
        if file.name.split(".")[0] not in names | {"atlas", "bones", "measure_lines"}:
            file.unlink()


def _write_index(views: tuple[Sight, ...]) -> None:
    """atlas.json: the views in order, the best close-up of each point, touching regions, what is approximate."""
    regions = regions_of_points()
    merits: dict[str, list[tuple[float, str]]] = {code: [] for code in regions}
    touching: dict[str, set[str]] = {}
    for view in views:
        entry = json.loads((DATA / f"{view.name}.json").read_text("utf-8"))
        marks = [Mark(*row) for row in entry["marks"]]
        own = {code for code, region in regions.items() if region == view.region}
        for code in own & {mark.point for mark in marks}:
            merits[code].append((merit(code, marks, own, view), view.name))
        for slug, others in entry.get("neighbors", {}).items():
            touching.setdefault(slug, set()).update(others)
    unseen = sorted(code for code, found in merits.items() if not found)
    if unseen:
        print(f"on no close-up of their region: {', '.join(unseen)}", file=sys.stderr)
    index = {
        "views": [
            {
                "name": view.name,
                "title": view.title,
                "caption": view.caption,
                "region": view.region,
                "side": view.side,
                "millimeter": round(view.units[0] / view.width / 1000, 4),
                "orientation": orientation(view, views),
            }
            for view in views
        ],
        "best": {code: max(found)[1] for code, found in merits.items() if found},
        "neighbors": {slug: sorted(others) for slug, others in sorted(touching.items())},
        "approximate": {anchor.point: anchor.why for anchor in load_anchors() if anchor.approximate},
        "within": {anchor.point: anchor.within_mm for anchor in load_anchors() if anchor.approximate},
    }
    write_json(DATA / "atlas.json", index)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main([name for name in arguments if name != "--points"], "--points" in arguments)
