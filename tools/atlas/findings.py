"""What was found on the body, kept for tests and readers: landmarks, rows of cun, axes of limbs.

`data/landmarks.json`; meters in the body frame, left side or midline. Reading needs numpy only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FINDINGS_FILE = Path(__file__).parent / "data" / "landmarks.json"


@dataclass(frozen=True)
class Findings:
    """landmarks: position (3,) by name, with "name (lower border)" for spines; kinds: "measured" or
    "stand-in"; cun: meters a cun by row; axes: unit vectors (3,) of forearm, hand and foot; floor:
    height of the sole; stature in meters.
    """

    landmarks: dict[str, np.ndarray]
    kinds: dict[str, str]
    cun: dict[str, float]
    axes: dict[str, np.ndarray]
    floor: float
    stature: float


def load_findings(path: Path = FINDINGS_FILE) -> Findings:
    """Read the committed findings."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Findings(
        landmarks={name: np.array(place) for name, place in stored["landmarks"].items()},
        kinds=stored["kinds"],
        cun=stored["cun"],
        axes={name: np.array(axis) for name, axis in stored["axes"].items()},
        floor=stored["floor"],
        stature=stored["stature"],
    )


def save_findings(placing, path: Path = FINDINGS_FILE) -> None:
    """Write what a `Placing` found."""
    marks = placing.marks
    places = {name: marks.place(name) for name in marks.facts}
    for name in marks.facts:
        if name.endswith("_spinous") and "spine" in marks.facts[name].recipe:
            places[f"{name} (lower border)"] = marks.place(f"{name} (lower border)")
    axes = {}
    for part, (along, across, face) in (
        ("forearm", marks.parts.forearm_axes),
        ("hand", marks.parts.hand_axes),
        ("foot", marks.parts.foot_axes),
    ):
        axes |= {f"{part} along": along, f"{part} across": across, f"{part} face": face}
    stored = {
        "floor": round(marks.parts.floor, 5),
        "stature": round(marks.parts.stature, 5),
        "cun": {name: round(row.meters, 6) for name, row in placing.rows.items()},
        "axes": {name: np.round(axis, 5).tolist() for name, axis in axes.items()},
        "kinds": {name: fact.kind for name, fact in marks.facts.items()},
        "landmarks": {name: np.round(place, 5).tolist() for name, place in places.items()},
    }
    path.write_text(_one_entry_a_line(stored), encoding="utf-8")


def _one_entry_a_line(stored: dict) -> str:
    sections = []
    for name, value in stored.items():
        text = json.dumps(value)
        if isinstance(value, dict):
            entries = (f"  {json.dumps(key)}: {json.dumps(entry)}" for key, entry in value.items())
            text = "{\n" + ",\n".join(entries) + "\n}"
        sections.append(f"{json.dumps(name)}: {text}")
    return "{\n" + ",\n".join(sections) + "\n}\n"
