"""Places the words of the measuring lines on the best picture of each point, so that none lies on another.

Reads the committed views and placements.toml, and writes webapp/atlas/data/measure_lines.json; `make atlas` does it last, and
`python -m tools.atlas.measure_lines` alone takes a moment. Lengths are told in widths of the person's own fingers: the
thumb (1 cun) and four fingers (3 cun) are the WHO standard's, two and three fingers are teaching aids
(`finger_measures` of the catalogue's facts).
"""

import json
import re
from dataclasses import dataclass
from math import hypot
from pathlib import Path

from tools.atlas.export import write_json
from tools.atlas.marks import Mark
from tools.atlas.placements import load_placements

DATA = Path(__file__).parents[2] / "webapp" / "atlas" / "data"
FILE = "measure_lines.json"

FINGERS = {
    "0.3 cun": "a third of a thumb",
    "0.4 cun": "half a thumb",
    "0.5 cun": "half a thumb",
    "0.7 cun": "most of a thumb",
    "0.8 cun": "most of a thumb",
    "1 cun": "1 thumb",
    "1.5 cun": "2 fingers",
    "2 cun": "3 fingers",
    "3 cun": "4 fingers",
    "4 cun": "4 fingers and a thumb",
}
HALO = 20
LETTER, LINE = 6.9, 17
"""Mean width of a letter and height of a line of the pictures' words, in units of a close-up."""
STEP = 22
"""Width of the number of a step with the gap after it."""


@dataclass(frozen=True)
class Words:
    """Words at a place of a picture, centered on y; anchor as SVG has it: "start", "middle" or "end".

    step: the sentence of the text that they belong to, from 1; 0 for none.
    """

    text: str
    x: float
    y: float
    anchor: str
    step: int = 0

    @property
    def box(self):
        """(left, top, right, bottom) in units of the view; the number of a step stands before the words."""
        width = LETTER * len(self.text) + (STEP if self.step else 0)
        left = self.x - {"start": 0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.y - LINE / 2, left + width, self.y + LINE / 2

    def row(self):
        """As it is written for the product."""
        return [self.text, self.x, self.y, self.anchor, self.step, round(self.box[0], 2)]


def in_fingers(label):
    """A length in finger widths where there is a common word for it, in thumb widths (cun) elsewhere."""
    return FINGERS.get(label) or re.sub(r" cun$", " thumbs", label)


def overlap(one, other):
    """Area that two boxes (left, top, right, bottom) share."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0) * max(down, 0)


def around(text, x, y, near, step=0):
    """Places for words about something at (x, y), the best first; near: the first distance, in units."""
    for far in (near, near + 14, near + 28, near + 44):
        yield Words(text, x, y - far, "middle", step)
        yield Words(text, x, y + far, "middle", step)
        yield Words(text, x + far, y, "start", step)
        yield Words(text, x - far, y, "end", step)
        yield Words(text, x + far * 0.7, y - far, "start", step)
        yield Words(text, x - far * 0.7, y - far, "end", step)
        yield Words(text, x + far * 0.7, y + far, "start", step)
        yield Words(text, x - far * 0.7, y + far, "end", step)


def course(path):
    """Places (x, y) along an SVG path of M, L, q and t commands, near enough to each other to be a row of dots."""
    places, x, y = [], 0.0, 0.0
    for command, numbers in re.findall(r"([MLqt])([^MLqt]*)", path):
        values = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", numbers)]
        size = {"q": 4, "t": 2}.get(command)
        corners = zip(values[size - 2 :: size], values[size - 1 :: size], strict=True) if size else [(values[-2] - x, values[-1] - y)]
        for dx, dy in corners:
            steps = 1 if command == "M" else max(1, round(hypot(dx, dy) / 6))
            places += [(x + dx * step / steps, y + dy * step / steps) for step in range(1, steps + 1)]
            x, y = x + dx, y + dy
    return places


def beside(text, x, y, taken, size, near, step=0):
    """The first place for words that is free of the boxes in `taken` and inside the picture; else the freest.

    size: width and height of the view. The box of the place is added to `taken`.
    """
    width, height = size
    outside = [
        (-999, -999, 2, 9999),
        (width - 2, -999, 9999, 9999),
        (-999, -999, 9999, 2),
        (-999, height - 2, 9999, 9999),
    ]

    def cost(words):
        return sum(overlap(words.box, box) for box in taken) + 9 * sum(overlap(words.box, box) for box in outside)

    best = min(around(text, x, y, near, step), key=cost)
    taken.append(best.box)
    return best


def lines_of(view: dict, code: str, told_in: list[int]) -> dict:
    """The measuring lines of a point as a view shows them, and the side of the mark that they lead to.

    view: as written for the product. told_in: of each way the step of the point's words that tells it. Answers {"side":
    "left", "right" or "midline", "lines": [{"path", "ticks", "ends", "length", "names"}]}; words are [text, x, y, anchor,
    step, left edge]. Raises IndexError where a way has no step.
    """
    measures = [one for one in view["measures"] if one["point"] == code]
    marks = [Mark(*row) for row in view["marks"] if row[0] == code]
    taken = [(m.x - HALO, m.y - HALO, m.x + HALO, m.y + HALO) for m in marks]
    taken += [(x - 6, y - 6, x + 6, y + 6) for one in measures for _name, x, y in one["landmarks"]]
    places = [place for one in measures for place in course(one["path"])]
    taken += [(x - 2, y - 2, x + 2, y + 2) for x, y in places]
    lines = []
    for one in measures:
        step = told_in[one["step"] - 1]
        fingers = in_fingers(one["label"]) if one["label"] else ""
        # The number stands once: before the length, or else before the first place.
        names = [
            beside(name, x, y, taken, view["size"], 15, 0 if fingers or place else step)
            for place, (name, x, y) in enumerate(one["landmarks"])
        ]
        length = beside(fingers, one["x"], one["y"], taken, view["size"], 14, step) if fingers else None
        lines.append({
            "path": one["path"],
            "ticks": one["ticks"],
            "ends": [[x, y] for _name, x, y in one["landmarks"]],
            "length": length and length.row(),
            "names": [words.row() for words in names],
        })  # fmt: skip
    nearest = min(marks, key=lambda mark: min(hypot(x - mark.x, y - mark.y) for x, y in places))
    return {"side": nearest.side, "lines": lines}


def told_in(placement: dict) -> list[int]:
    """Of each way of a point the step of its words that tells it, from 1."""
    if "shown" in placement:
        return [shown["told_in"] for shown in placement["shown"]]
    return placement.get("told_in", [])


def write_measure_lines(folder: Path = DATA) -> None:
    """Write the measuring lines of every point whose best view shows some."""
    best = json.loads((folder / "atlas.json").read_text("utf-8"))["best"]
    placements, found = load_placements(), {}
    for code, name in best.items():
        view = json.loads((folder / f"{name}.json").read_text("utf-8"))
        if any(one["point"] == code for one in view["measures"]):
            found[code] = lines_of(view, code, told_in(placements[code]))
    write_json(folder / FILE, found)


if __name__ == "__main__":
    write_measure_lines()
