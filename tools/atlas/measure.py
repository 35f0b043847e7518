"""Measuring lines: how a hand finds each point, drawn over the skin from the data that places it.

A measure starts at a named landmark, goes over the skin and has a tick at every cun (one width of
the thumb). Given for the left side and the midline, meters in the body frame; the right side is the
mirror.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

from tools.atlas.landmarks import plain_name
from tools.atlas.placements import ORIGIN_KEYS
from tools.atlas.placing import Placed, Placing, Step
from tools.atlas.skin import Skin, at_share, way_length

MEASURES_FILE = Path(__file__).parent / "data" / "measures.json"
# Ways shorter than this (meters) are not drawn.
MIN_LENGTH = 0.005
SPACING = 0.004
SHARE_WORDS = {Fraction(1, 2): "half way", Fraction(1, 3): "one third"}


@dataclass(frozen=True)
class Line:
    """One way over the skin.

    number: which step of the measuring, from 1; label: "1.5 cun", "half way" or ""; path, ticks:
    lists of (x, y, z).
    """

    number: int
    label: str
    path: list[list[float]]
    ticks: list[list[float]]


@dataclass(frozen=True)
class Mark:
    """A landmark that the point is found from: its name, label, whole words, (x, y, z), and whether
    the model shows it ("measured") or not ("stand-in").
    """

    landmark: str
    label: str
    words: str
    position: list[float]
    kind: str


@dataclass(frozen=True)
class Measure:
    """The measuring of one place of a point; side is "left" (mirror it) or "midline"."""

    point: str
    part: int | None
    side: str
    lines: list[Line]
    marks: list[Mark]


def make_measures(placing: Placing) -> list[Measure]:
    """The measuring of every place, in the order of the catalogue."""
    return [measure(placing, placed) for placed in placing.all()]


def save_measures(measures: list[Measure], path: Path = MEASURES_FILE) -> None:
    """Write measures, one a line."""
    lines = ",\n".join(json.dumps(asdict(entry), ensure_ascii=False) for entry in measures)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def measure(placing: Placing, placed: Placed) -> Measure:
    """The lines and landmarks of one place."""
    entry = placing.entries[placed.code]
    skin = placing.skin(entry)
    lines: list[Line] = []
    point = placed.hit.position
    for index, step in enumerate(placed.steps):
        last = index == len(placed.steps) - 1
        lines += _lines(placing, skin, step, point if last else step.end, len(lines) + 1)
    if "shown" in entry:
        ways = [(shown.get("words", ""), _way(skin, placing.where(shown["from"]), point)) for shown in entry["shown"]]
        lines = [line for number, (words, way) in enumerate(ways, 1) for line in _drawn(number, words, way, [])]
    side = "midline" if entry["side"] == "midline" else "left"
    marks = _marks(placing, placed, lines)
    return Measure(placed.code, placed.part, side, lines, marks)


def _lines(placing: Placing, skin: Skin, step: Step, end: np.ndarray, number: int) -> list[Line]:
    if step.kind == "offset":
        path = _way(skin, step.start, end)
        count = step.cun or 0
        ticks = [at_share(path, tick / count) for tick in range(1, int(np.ceil(count)))]
        return _drawn(number, f"{count:g} cun", path, ticks)
    if step.kind == "share":
        path = np.concatenate([_way(skin, step.start, end), _way(skin, end, step.end)[1:]])
        share = Fraction(step.share or 0).limit_denominator(10)
        ticks = [end if n == share.numerator else at_share(path, n / share.denominator) for n in range(1, share.denominator)]
        return _drawn(number, SHARE_WORDS.get(share, str(share)), path, ticks)
    level = _drawn(number, "", _way(skin, step.start, end), [])
    if placing.marks.is_line(step.to) or step.to.startswith("midline_"):
        return level
    return level + _drawn(number, "", _way(skin, placing.where(step.to), end), [])


def _way(skin: Skin, start, end) -> np.ndarray:
    first, last = skin.nearest(start), skin.nearest(end)
    face = skin.normal(first) + skin.normal(last)
    length = float(np.linalg.norm(last.position - first.position))
    count = int(np.clip(length / SPACING, 4, 80))
    return skin.line(first.position, last.position, face, count)


def _drawn(number: int, label: str, path: np.ndarray, ticks) -> list[Line]:
    if way_length(path) < MIN_LENGTH:
        return []
    return [Line(number, label, _rounded(path), _rounded(ticks))]


def _rounded(places) -> list[list[float]]:
    return [[round(float(value), 4) for value in place] for place in places]


def _marks(placing: Placing, placed: Placed, lines: list[Line]) -> list[Mark]:
    entry = placing.entries[placed.code]
    skin = placing.skin(entry)
    names: list[str] = []
    origins = entry.get("origins") or [entry["origin"]]
    if "shown" in entry:
        names, origins = [shown["from"] for shown in entry["shown"]], []
    for origin in [origins[(placed.part or 1) - 1]] if entry.get("origins") else origins:
        names += [origin[key] for key in ORIGIN_KEYS if key in origin]
    marks = []
    for name in names:
        plain = plain_name(name)
        if plain in placing.marks.facts:
            fact = placing.marks.facts[plain]
            if placing.marks.is_line(plain) or plain.startswith("midline_"):
                continue
            label, words, kind = fact.called or fact.label or fact.words, fact.words, fact.kind
        else:
            label, words, kind = placing.entries[plain].get("name", plain), f"the point {plain}", "point"
        position = _rounded([skin.nearest(placing.where(name)).position])[0]
        marks.append(Mark(name, label, words, position, kind))
    return marks
