"""The proportional cun of this body: how many meters one cun of each row of cun.toml is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tools.atlas.landmarks import Landmarks
from tools.atlas.landmarks_measured import head_midline
from tools.atlas.mesh import unit

ROWS_FILE = Path(__file__).parent / "cun.toml"
# Ways over the skin; an offset in such a row is walked over the skin too.
OVER_SKIN = ("scalp", "thumb")


@dataclass(frozen=True)
class Row:
    """One measure: its name, words, landmarks, number of cun, and meters a cun on this body."""

    name: str
    words: str
    landmarks: tuple[str, ...]
    cun: float
    along: str
    meters: float

    @property
    def over_skin(self) -> bool:
        """Whether it is measured over the skin instead of straight."""
        return self.along in OVER_SKIN


def read_rows(marks: Landmarks) -> dict[str, Row]:
    """Every row by name, measured on the body of these landmarks."""
    rows = {}
    for name, entry in tomllib.loads(ROWS_FILE.read_text(encoding="utf-8")).items():
        ends = tuple(entry[key] for key in ("from", "to") if key in entry)
        meters = _length(marks, entry["along"], *ends) / entry["cun"]
        rows[name] = Row(name, entry["words"], ends, entry["cun"], entry["along"], meters)
    return rows


def _length(marks: Landmarks, along: str, start: str, end: str = "") -> float:
    if along == "thumb":
        return thumb_width(marks)
    place = marks.place(start)
    if along == "breadth":
        return 2 * float(place[0])
    if along == "floor":
        return float(place[2] - marks.parts.floor)
    other = marks.place(end)
    if along == "height":
        return float(abs(place[2] - other[2]))
    if along == "scalp":
        steps = np.diff(head_midline(marks, place, other), axis=0)
        return float(np.linalg.norm(steps, axis=1).sum())
    return float(np.linalg.norm(place - other))


def thumb_width(marks: Landmarks) -> float:
    """Widest way across the thumb at its single knuckle."""
    joint, before = marks.parts.joints["finger1-3.L"], marks.parts.joints["finger1-2.L"]
    axis = unit(joint - before)
    offset = marks.parts.vertices - joint
    near = (np.abs(offset @ axis) < 0.002) & (np.linalg.norm(offset, axis=1) < 0.02)
    ring = offset[near] - np.outer(offset[near] @ axis, axis)
    widest = np.linalg.svd(ring - ring.mean(0), full_matrices=False)[2][0]
    return float(np.ptp(ring @ widest))
