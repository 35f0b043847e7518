"""The table of all points: where each comes from, how it agrees with the words, what is doubtful.

`python -m tools.atlas.report` prints it; with --write it goes to docs/atlas-report.md. Numpy only.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from tools.atlas.anchors import load_anchors
from tools.atlas.bones import report as bones
from tools.atlas.findings import load_findings
from tools.atlas.mesh import load_base_mesh
from tools.atlas.mirror import Mirror
from tools.atlas.placements import load_placements
from tools.atlas.relations import ORDERS, WITHIN_CUN, Positions, load_relations, names_in

ROOT = Path(__file__).parents[2]
REPORT_FILE = ROOT / "docs" / "atlas-report.md"
MEASURE_LINES = ROOT / "webapp" / "atlas" / "data" / "measure_lines.json"
INTRODUCTION = """# Where the points are on the body

Printed by `make atlas-report` from the committed positions (`tools/atlas/data`) of `make atlas`.
Nobody has compared these places with a reference atlas or shown them to a practitioner; they follow
the words of the standard on one body, a smooth model without hair and with little bone to see.

* **approximate**: the place rests on a landmark that the model does not show and that was set by a
  proportion (`tools/atlas/landmarks.toml` says which and why), or on a distance that the standard
  does not give. The page of the point says so.
* **relations**: how many statements of `tests/atlas/relations.toml` speak of the point; **worst**: the
  largest deviation among those with a number, in cun of the row they are counted in (allowed: 0.3).
* **mirror**: distance between the right side and the mirrored left one on the posed body.
* **zone**: how far from its mark the place may lie, as wide as the ring in the picture (`within` of the landmarks).
* **line**: whether the picture has a measuring line.
* **bones**: those that the words of the point name and its picture shows.
"""


def deviations(positions: Positions) -> dict[str, list[float]]:
    """Deviation in cun of each relation, by code; orders count 0 or infinity."""
    found: dict[str, list[float]] = {}
    for relation in load_relations():
        error = positions.error(relation)
        for code in {name.split(".")[0] for name in names_in(relation)}:
            found.setdefault(code, []).append(error)
    return found


def mirror_errors() -> dict[str, float]:
    """Largest distance in mm between right and mirrored left of each paired code."""
    left: dict[tuple, np.ndarray] = {}
    errors: dict[str, float] = {}
    for anchor in load_anchors():
        if anchor.side == "left":
            left[anchor.point, anchor.part] = np.array(anchor.position) * [-1, 1, 1]
        elif anchor.side == "right":
            way = left[anchor.point, anchor.part] - anchor.position
            error = float(np.linalg.norm(way)) * 1000
            errors[anchor.point] = max(errors.get(anchor.point, 0.0), error)
    return errors


def table() -> list[str]:
    """The lines of the table of all points."""
    errors, mirrors = deviations(Positions()), mirror_errors()
    placements = load_placements()
    anchors = {anchor.point: anchor for anchor in load_anchors()}
    measured = set(json.loads(MEASURE_LINES.read_text("utf-8")))
    lines = [
        "| point | surface | trust | relations | worst, cun | mirror, mm | zone, mm | line | bones | remark |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for code, entry in placements.items():
        numbers = errors.get(code, [])
        mirror = f"{mirrors[code]:.2f}" if code in mirrors else "midline"
        remark = " ".join(part for part in (entry.get("note", ""), anchors[code].why) if part)
        zone, line = anchors[code].within_mm or "", "yes" if code in measured else "no"
        trust = "approximate" if anchors[code].why else "read off the model"
        worst = f"{max(numbers):.2f}" if numbers else ""
        lines.append(
            f"| {code} | {entry['surface']} | {trust} | {len(numbers)} | {worst} | {mirror} | {zone} | {line} | {bones.names_of(code)} | {remark} |"
        )
    return lines


def rows() -> list[str]:
    """Centimeters of one cun in each row."""
    found = load_findings()
    lines = ["| row | 1 cun, cm |", "|---|---|"]
    return lines + [f"| {row} | {meters * 100:.2f} |" for row, meters in found.cun.items()]


def summary() -> list[str]:
    """What the table comes to, in sentences."""
    relations, positions = load_relations(), Positions()
    errors = [positions.error(relation) for relation in relations]
    numbered = [error for error, relation in zip(errors, relations, strict=True) if relation["kind"] not in ORDERS]
    held = sum(error <= WITHIN_CUN for error in errors)
    kinds = list(load_findings().kinds.values())
    anchors = load_anchors()
    codes = {anchor.point for anchor in anchors}
    approximate = {anchor.point for anchor in anchors if anchor.approximate}
    return [
        f"* {len(codes)} codes, {len(anchors)} places; {len(approximate)} codes are approximate.",
        f"* {len(kinds)} landmarks: {kinds.count('measured')} read off the mesh, {kinds.count('stand-in')} stand-ins.",
        f"* {len(relations)} relations, {held} hold; of the "
        f"{len(numbered)} with a number the median deviation is {np.median(numbered):.2f} cun, "
        f"the largest {max(numbered):.2f}.",
        f"* Largest difference of left and right: {max(mirror_errors().values()):.2f} mm; the mesh "
        f"itself differs by {mesh_asymmetry():.2f} mm.",
    ]


def mesh_asymmetry() -> float:
    """Largest distance in mm of a vertex of the rest mesh from its mirrored partner."""
    base = load_base_mesh()
    partner = base.vertices[Mirror(base.vertices, base.quads).vertex] * [-1, 1, 1]
    return float(np.linalg.norm(partner - base.vertices, axis=1).max()) * 1000


def doubts() -> list[str]:
    """What was done about the places that a first study had left in doubt."""
    lines = ["| point | what was done |", "|---|---|"]
    return lines + [f"| {code} | {entry['resolved']} |" for code, entry in load_placements().items() if "resolved" in entry]


def report() -> str:
    """The whole report as Markdown."""
    known = """
## Known disagreements

* GV20: by the tops of the ears, not 5 cun behind a hairline that the model has not.
* GB30: the share is counted along the skin; straight through the body and out behind, the point
  would lie 2.4 cm further in.
* GB31: the fingertip of this body reaches 8.3 cun above the crease of the knee; textbooks say 7.
* CV4, CV6: the pubic bone is a stand-in, and the cun below the navel (C3) comes out a third longer
  than above it (C2), as it often does on living bodies.
* EX-LE2, ST34, SP10: the kneecap follows the bulge of the mesh and the level of the knee crease,
  2.8 cm higher than the mean of ANSUR II.
"""
    sections = [
        INTRODUCTION, "\n".join(summary()), known, "## All points\n", "\n".join(table()),
        "\n## Places that were in doubt\n", "\n".join(doubts()),
        "\n## Bones under the skin\n", "\n".join(bones.section()),
        "\n## Length of a cun on this body\n", "\n".join(rows()),
    ]  # fmt: skip
    return "\n".join(sections) + "\n"


if __name__ == "__main__":
    text = report()
    if "--write" in sys.argv:
        REPORT_FILE.parent.mkdir(exist_ok=True)
        REPORT_FILE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)
