"""Reads the atlas's SVG path data back into corners, for the tests that ask what lies where."""

import re
from functools import cache

STEPS = {"l": 2, "q": 4}


@cache
def rings(path):
    """The closed rings of path data made of M, l and q: lists of (x, y); curves by their ends and control points."""
    found = []
    for piece in path.split("M")[1:]:
        head = re.match(r"[^lLq]*", piece)[0]
        x, y = _numbers(head)
        ring = [(x, y)]
        command = piece[len(head)]
        values = _numbers(piece[len(head) + 1 :].rstrip("z"))
        for at in range(0, len(values), STEPS[command]):
            step = values[at : at + STEPS[command]]
            if command == "q":
                ring.append((x + step[0] / 2 + step[2] / 4, y + step[1] / 2 + step[3] / 4))
            x, y = x + step[-2], y + step[-1]
            ring.append((x, y))
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
