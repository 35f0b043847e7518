"""Packs a mesh of triangles or quads so that it is small once it is compressed, and quick to unpack.

Faces follow each other over shared edges, straight on where they can. Of each only the corners that are not on the edge it was reached over
are told; a corner that is new is told by how far it is from where its neighbors let it be expected. What is told goes into
streams of bytes by kind, for like stands with like then. static/js/turning/unpacking.js is the other way round.

    back        how many faces ago the face came over whose edge this one was reached; 0: none, all corners are told
    edge        which edge of that face
    corner      0: a new vertex; else how many vertices ago it came
    x, y, z     of each new vertex, in steps, the difference from what was expected; and each of its own values likewise

A number from 255 on is told as 255 and, in the streams "low" and "high", as its two bytes, those of one stream after those of the one before.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

AHEAD = {2: 3, 3: 2, 1: 1, 0: 0}
"""Of a quad's edges the one to go on over first: the one across."""


class Packer:
    """positions (n, 3): whole steps; values: name -> (n,) whole numbers, of each vertex; faces (m, 3 or 4)."""

    def __init__(self, positions: np.ndarray, faces: np.ndarray, values: dict[str, np.ndarray] | None = None) -> None:
        self.positions = positions.tolist()
        self.faces = faces.tolist()
        self.size = faces.shape[1]
        self.values = {name: one.tolist() for name, one in (values or {}).items()}
        self.streams: dict[str, list[int]] = {name: [] for name in ("back", "edge", "corner", "x", "y", "z", *self.values)}
        self.order: list[list[int]] = []
        self.place: dict[int, int] = {}
        self.index: dict[int, int] = {}
        self.last: int | None = None
        self.beyond: dict[tuple[int, int], int] = {}
        for face, corners in enumerate(self.faces):
            for at in range(self.size):
                self.beyond[corners[at], corners[(at + 1) % self.size]] = face

    def add(self, group) -> None:
        """Tell the faces of a group, before those of the next."""
        left = set(group)
        for first in group:
            waiting = [(first, self._reached(first))]
            while waiting:
                face, way = waiting.pop()
                if face not in left:
                    continue
                left.remove(face)
                self._tell(face, way)
                corners = self.order[-1]
                edges = sorted(range(self.size), key=lambda edge: AHEAD[edge])
                for edge in edges:
                    other = self.beyond.get((corners[(edge + 1) % self.size], corners[edge]))
                    if other in left:
                        waiting.append((other, (face, edge)))

    def _reached(self, face: int) -> tuple[int, int] | None:
        """A face told before and its edge over which this one is reached, if there is one."""
        corners = self.faces[face]
        for at in range(self.size):
            start, end = corners[at], corners[(at + 1) % self.size]
            other = self.beyond.get((end, start))
            if other in self.place:
                told = self.order[self.place[other]]
                return other, next(edge for edge in range(self.size) if (told[edge], told[(edge + 1) % self.size]) == (end, start))
        return None

    def _tell(self, face: int, way: tuple[int, int] | None) -> None:
        corners = self.faces[face]
        if way is None:
            self.streams["back"].append(0)
            for vertex in corners:
                near = vertex if self.last is None else self.last
                self._corner(vertex, self.positions[near] if self.last is not None else [0, 0, 0], near)
        else:
            other, edge = way
            self.streams["back"].append(len(self.order) - self.place[other])
            self.streams["edge"].append(edge)
            told = self.order[self.place[other]]
            start, end = told[(edge + 1) % self.size], told[edge]
            first = corners.index(start)
            corners = corners[first:] + corners[:first]
            if self.size == 3:
                self._corner(corners[2], self._mixed(start, end, told[(edge + 2) % 3]), end)
            else:
                before, after = told[(edge + 3) % 4], told[(edge + 2) % 4]
                self._corner(corners[2], self._mixed(end, end, before), end)
                beside = corners[2]
                here, across, back = (self.positions[one] for one in (start, beside, end))
                behind = self.positions[after]
                expected = [a + ((b - c + a - d) >> 1) for a, b, c, d in zip(here, across, back, behind, strict=True)]
                self._corner(corners[3], expected, start)
        self.place[face] = len(self.order)
        self.order.append(corners)

    def _mixed(self, one: int, two: int, less: int) -> list[int]:
        return [a + b - c for a, b, c in zip(*(self.positions[vertex] for vertex in (one, two, less)), strict=True)]

    def _corner(self, vertex: int, expected: list[int], near: int) -> None:
        count = len(self.index)
        if vertex in self.index:
            self.streams["corner"].append(count - self.index[vertex])
            return
        self.streams["corner"].append(0)
        for axis, value, guess in zip("xyz", self.positions[vertex], expected, strict=True):
            self.streams[axis].append(folded(value - guess))
        for name, values in self.values.items():
            self.streams[name].append(folded(values[vertex] - (values[near] if count else 0)))
        self.index[vertex] = count
        self.last = vertex


def folded(number: int) -> int:
    """0, -1, 1, -2 … as 0, 1, 2, 3 …"""
    return -2 * number - 1 if number < 0 else 2 * number


def to_bytes(streams: dict[str, list[int]]) -> dict[str, bytes]:
    """Each stream as bytes, and "low" and "high". Raises ValueError for a number that is too large."""
    found: dict[str, bytes] = {}
    large: defaultdict[str, bytearray] = defaultdict(bytearray)
    for name, numbers in streams.items():
        for number in numbers:
            if number > 0xFFFF:
                raise ValueError(f"{number} in {name}")
            if number >= 255:
                large["low"].append(number & 255)
                large["high"].append(number >> 8)
        found[name] = bytes(min(number, 255) for number in numbers)
    return found | {"low": bytes(large["low"]), "high": bytes(large["high"])}
