"""The ways by which a point is found, as its picture shows them: lines, ticks, and words that do not lie on each other.

Lengths are told in widths of the person's own fingers: the thumb (1 cun) and four fingers (3 cun) are the WHO
standard's, two and three fingers are teaching aids (`finger_measures` of the catalogue's facts).
"""

import re
from dataclasses import dataclass
from functools import cache
from math import hypot

from webapp import atlas, catalogue

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
}
HALO = 20
LETTER, LINE = 6.9, 17
"""Mean width of a letter and height of a line of the pictures' words, in units of a close-up."""
STEP = 22
"""Width of the number of a step with the gap after it."""

SAID = {
    "half way": r"halfway|midway|middle|meet|center",
    "one third": r"third",
    "half a thumb": r"half a thumb|just",
    "1 thumb": r"one thumb",
    "2 fingers": r"two finger",
    "3 fingers": r"three finger",
    "4 fingers": r"four finger|another two finger",
}
"""How the sentences that tell the way to a point say a length of its picture."""


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


@dataclass(frozen=True)
class Way:
    """A way that is measured: its line and ticks, the places it starts from, and the words of all of these."""

    path: str
    ticks: tuple[tuple[float, float, float, float], ...]
    ends: tuple[tuple[float, float], ...]
    length: Words | None
    names: tuple[Words, ...]


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


def step_of(length, names, sentences, before=0):
    """The sentence that a way belongs to, from 1: the one that says its length, or else names most of where it starts.

    length: in fingers, or "". names: of the places it starts from. sentences: how the point is found, in order.
    before: the sentence of the way before, which goes on where no sentence fits; 0 for the first way.
    """
    if said := SAID.get(length):
        for number, sentence in enumerate(sentences, 1):
            if re.search(said, sentence, re.I):
                return number
    words = {word for name in names for word in re.findall(r"[a-z]{4,}", name.lower())}
    named = [sum(word in sentence.lower() for word in words) for sentence in sentences]
    return named.index(max(named)) + 1 if any(named) else before or len(sentences)


def beside(text, x, y, taken, view, near, step=0):
    """The first place for words that is free of the boxes in `taken` and inside the picture; else the freest."""
    outside = [
        (-999, -999, 2, 9999), (view.width - 2, -999, 9999, 9999),
        (-999, -999, 9999, 2), (-999, view.height - 2, 9999, 9999),
    ]

    def cost(words):
        return sum(overlap(words.box, box) for box in taken) + 9 * sum(overlap(words.box, box) for box in outside)

    best = min(around(text, x, y, near, step), key=cost)
    taken.append(best.box)
    return best


@cache
def of_point(code):
    """The ways of a point, as far as its best view shows them."""
    view = atlas.load().best_view(code)
    measures = view.measures_of(code)
    taken = [(m.x - HALO, m.y - HALO, m.x + HALO, m.y + HALO) for m in view.marks_of(code)]
    taken += [(end.x - 6, end.y - 6, end.x + 6, end.y + 6) for one in measures for end in one.landmarks]
    taken += [(x - 2, y - 2, x + 2, y + 2) for one in measures for x, y in course(one.path)]
    ways, step, sentences = [], 0, catalogue.load().points[code].find
    for one in measures:
        fingers = in_fingers(one.label) if one.label else ""
        step = step_of(fingers, [end.name for end in one.landmarks], sentences, step)
        # The number stands once: before the length, or else before the first place.
        names = [
            beside(end.name, end.x, end.y, taken, view, 15, 0 if fingers or place else step)
            for place, end in enumerate(one.landmarks)
        ]
        length = beside(fingers, one.x, one.y, taken, view, 14, step) if fingers else None
        ends = tuple((end.x, end.y) for end in one.landmarks)
        ways.append(Way(one.path, one.ticks, ends, length, tuple(names)))
    return tuple(ways)


def side_of(code):
    """The side of the mark that the ways of a point lead to: "left", "right" or "midline"; None without ways."""
    places = [place for way in of_point(code) for place in course(way.path)]
    if not places:
        return None
    marks = atlas.load().best_view(code).marks_of(code)
    return min(marks, key=lambda mark: min(hypot(x - mark.x, y - mark.y) for x, y in places)).side
