"""Loads the body's pictures as `tools/atlas` built them. No web framework in here."""

import json
from functools import cache
from pathlib import Path

from webapp.atlas.model import (
    Atlas,
    Bones,
    Label,
    Landmark,
    Mark,
    Measure,
    MeasureLine,
    Orientation,
    RegionShape,
    View,
    Words,
)

__all__ = ["Atlas", "Bones", "Label", "Landmark", "Mark", "Measure", "MeasureLine", "Orientation", "RegionShape", "View", "Words", "load"]

DATA = Path(__file__).parent / "data"


@cache
def load() -> Atlas:
    """The atlas, read once per process.

    Raises FileNotFoundError or KeyError where the built data is missing or of another shape:
    `make atlas` builds it anew.
    """
    built = json.loads((DATA / "atlas.json").read_text(encoding="utf-8"))
    views = {}
    for entry in built["views"]:
        path = DATA / f"{entry['name']}.json"
        views[entry["name"]] = _view(entry | json.loads(path.read_text(encoding="utf-8")))
    neighbors = {slug: tuple(others) for slug, others in built["neighbors"].items()}
    measured = json.loads((DATA / "measure_lines.json").read_text(encoding="utf-8"))
    bones = json.loads((DATA / "bones.json").read_text(encoding="utf-8"))
    return Atlas(
        views=views,
        best=built["best"],
        neighbors=neighbors,
        approximate=built["approximate"],
        within=built["within"],
        measure_lines={code: tuple(_measure_line(**line) for line in one["lines"]) for code, one in measured.items()},
        measured_sides={code: one["side"] for code, one in measured.items()},
        bones={code: _bones(**one) for code, one in bones.items()},
    )


def _measure_line(path, ticks, ends, length, names) -> MeasureLine:
    return MeasureLine(
        path=path,
        ticks=tuple(tuple(tick) for tick in ticks),
        ends=tuple(tuple(end) for end in ends),
        length=Words(*length) if length else None,
        names=tuple(Words(*name) for name in names),
    )


def _bones(file, bones, names) -> Bones:
    return Bones(file=f"atlas/bones/{file}.svg", said=bones, names=tuple(Words(*name) for name in names))


def _view(entry: dict) -> View:
    width, height = entry["size"]
    return View(
        name=entry["name"],
        title=entry["title"],
        caption=entry["caption"],
        region=entry["region"],
        side=entry["side"],
        width=width,
        height=height,
        silhouette=entry["silhouette"],
        cloth=entry["cloth"],
        image=f"atlas/{entry['name']}.avif",
        symbol=f"atlas/{entry['name']}.svg",
        fades=tuple(entry["fades"]),
        millimeter=entry["millimeter"],
        orientation=Orientation(*entry["orientation"]) if entry["orientation"] else None,
        marks=tuple(Mark(*mark) for mark in entry["marks"]),
        regions=tuple(RegionShape(*shape) for shape in entry["regions"]),
        labels=tuple(Label(*label) for label in entry["labels"]),
        measures=tuple(_measure(measure) for measure in entry["measures"]),
    )


def _measure(entry: dict) -> Measure:
    return Measure(
        point=entry["point"],
        side=entry["side"],
        step=entry["step"],
        label=entry["label"],
        x=entry["x"],
        y=entry["y"],
        path=entry["path"],
        ticks=tuple(tuple(tick) for tick in entry["ticks"]),
        landmarks=tuple(Landmark(*landmark) for landmark in entry["landmarks"]),
    )
