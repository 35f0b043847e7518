"""Reads the atlas's SVG path data back into corners, for the tests that ask what lies where."""

import re
from functools import cache

STEPS = {"l": 2, "q": 4, "t": 2}


@cache
def rings(path):
    """The closed rings of path data made of M, l, q and t: lists of (x, y); curves by their ends and middles."""
    found = []
    for piece in path.split("M")[1:]:
        head, *commands = re.findall(r"[lqt]?[^lqtz]+", piece)
        x, y = _numbers(head)
        ring, control = [(x, y)], (x, y)
        for command, values in ((text[0], _numbers(text[1:])) for text in commands):
            for at in range(0, len(values), STEPS[command]):
                *bend, dx, dy = values[at : at + STEPS[command]]
                end = (x + dx, y + dy)
                if command != "l":
                    control = (x + bend[0], y + bend[1]) if bend else (2 * x - control[0], 2 * y - control[1])
                    ring.append(tuple((here + 2 * by + there) / 4 for here, by, there in zip((x, y), control, end, strict=True)))
                ring.append(end)
                x, y = end
        found.append(ring)
    return found


def _numbers(text):
    return [float(value) for value in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", text)]


def inside(path, x, y):
    """Whether a place lies in the area of path data (even-odd)."""
    return sum(_crossings(ring, x, y) for ring in rings(path)) % 2 == 1


def _crossings(ring, x, y):
    count = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            count += 1
    return count


def bounds(path):
    """Left, top, right and bottom of path data."""
    xs, ys = zip(*[corner for ring in rings(path) for corner in ring], strict=True)
    return min(xs), min(ys), max(xs), max(ys)
