"""`python -m tools.atlas [VIEW ...]`: draw the body and write what the product serves of it.

Without names every view is drawn and files of views that are no more are removed; with names only
those are drawn and the rest stays as it is.
"""

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tools.atlas.anchors import anchor_position, load_anchors
from tools.atlas.body import build_body
from tools.atlas.catalogue import regions_of_points
from tools.atlas.drawing import Drawing, draw
from tools.atlas.export import symbol, write_json
from tools.atlas.lines import load_measures
from tools.atlas.marks import Mark, Place, merit
from tools.atlas.views import Sight, load_views

ROOT = Path(__file__).parents[2]
DATA = ROOT / "webapp" / "atlas" / "data"
PICTURES = ROOT / "static" / "atlas"
WORKERS = 2


def main(names: list[str]) -> None:
    """Build the named views, or all of them."""
    views = load_views()
    unknown = set(names) - {view.name for view in views}
    if unknown:
        raise SystemExit(f"no such view: {', '.join(sorted(unknown))}")
    build_body()
    chosen = [view for view in views if not names or view.name in names]
    DATA.mkdir(parents=True, exist_ok=True)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(WORKERS, initializer=_prepare) as pool:
        for drawing in pool.map(_draw, chosen):
            _write(drawing)
            print(f"{drawing.sight.name:18} {len(drawing.picture):6} bytes", flush=True)
    if not names:
        _remove_others({view.name for view in views})
    _write_index(views)


_body = None
_places: list[Place] = []
_measures: list[dict] = []
_regions: dict[str, str] = {}


def _prepare() -> None:
    """Fill a worker with what every view needs."""
    global _body
    _body = build_body()
    _places.extend(
        Place(anchor.point, anchor.side, *anchor_position(_body, anchor))
        for anchor in load_anchors()
    )
    _measures.extend(load_measures())
    _regions.update(regions_of_points())


def _draw(sight: Sight) -> Drawing:
    own = {code for code, region in _regions.items() if region == sight.region}
    return draw(sight, _body, _places, _measures, own)


def _write(drawing: Drawing) -> None:
    name = drawing.sight.name
    write_json(DATA / f"{name}.json", drawing.entry)
    (PICTURES / f"{name}.avif").write_bytes(drawing.picture)
    (PICTURES / f"{name}.svg").write_text(symbol(drawing.entry), "utf-8")


def _remove_others(names: set[str]) -> None:
    for file in [*DATA.glob("*.json"), *PICTURES.glob("*.avif"), *PICTURES.glob("*.svg")]:
        if file.name.split(".")[0] not in names | {"atlas"}:
            file.unlink()


def _write_index(views: tuple[Sight, ...]) -> None:
    """atlas.json: the views in order, the best close-up of each point, touching regions."""
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
            {"name": view.name, "title": view.title, "region": view.region, "side": view.side}
            for view in views
        ],
        "best": {code: max(found)[1] for code, found in merits.items() if found},
        "neighbors": {slug: sorted(others) for slug, others in sorted(touching.items())},
    }
    write_json(DATA / "atlas.json", index)


if __name__ == "__main__":
    main(sys.argv[1:])
