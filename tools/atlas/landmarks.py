"""Finds the landmarks named in landmarks.toml on the body.

Every place is found on the left; the right side is its mirror. Positions are (3,) meters in the
body frame; the numbers of landmarks.toml are millimeters.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from tools.atlas import landmarks_measured
from tools.atlas.frames import BACK, FRONT, OUTER, UP, Parts

FACTS_FILE = Path(__file__).parent / "landmarks.toml"
MIRROR = np.array([-1, 1, 1])
LOWER_BORDER = " (lower border)"
OTHER_SIDE = " (other side)"
# Heights of the vertebrae from C7 to L4 in relative units; only their ratios count.
VERTEBRAE = (2.0, 2.1, 2.15, 2.2, 2.25, 2.3, 2.4, 2.45, 2.5, 2.65, 2.75, 2.9, 3.2, 3.4, 3.5, 3.5)
# The lower border of a spinous process lies this share of the way to the next one.
LOWER_BORDER_SHARE = 0.35


@dataclass(frozen=True)
class Fact:
    """What is known of a landmark: label and words, "measured" or "stand-in", how and from what; within: mm it may
    be off; called: what it is called in a picture, where that is plainer than the label.
    """

    name: str
    label: str
    words: str
    kind: str
    how: str
    source: str
    within: int
    called: str
    recipe: dict


def load_facts(path: Path = FACTS_FILE) -> dict[str, Fact]:
    """All landmarks by name."""
    facts = {}
    for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
        known = {key: entry.pop(key, "") for key in ("label", "called", "words", "kind", "how", "source")}
        facts[name] = Fact(name=name, within=entry.pop("within", 0), recipe=entry, **known)
    return facts


class Landmarks:
    """The landmarks of one body; anything with vertices, triangles, joints and weight() will do."""

    def __init__(self, body) -> None:
        self.facts = load_facts()
        self.parts = Parts(body)
        self._found: dict[str, np.ndarray] = {}

    def __contains__(self, name: str) -> bool:
        return plain_name(name) in self.facts

    def place(self, name: str) -> np.ndarray:
        """Position of a landmark; the name may end in "(lower border)" or "(other side)"."""
        if name.endswith(OTHER_SIDE):
            return self.place(name[: -len(OTHER_SIDE)]) * MIRROR
        if name not in self._found:
            lower = name.endswith(LOWER_BORDER)
            fact = self.facts[name[: -len(LOWER_BORDER)] if lower else name]
            self._found[name] = self._find(fact.recipe, lower)
        return self._found[name]

    def is_line(self, name: str) -> bool:
        """Whether the landmark is a line, with a place at every height."""
        return name in self.facts and "line" in self.facts[name].recipe

    def on_line(self, name: str, height: float) -> np.ndarray:
        """Where a line landmark crosses a height (meters)."""
        recipe = self.facts[name].recipe
        kind = next(key for key in ("levels", "depths", "widths") if key in recipe)
        pairs = sorted(recipe[kind])
        across = np.interp(height * 1000, [pair[0] for pair in pairs], [pair[1] for pair in pairs])
        viewer = {"front": FRONT, "back": BACK, "inner": -OUTER, "outer": OUTER}[recipe["line"]]
        if kind == "levels":
            return self.parts.trunk_skin([across / 1000, 0, height], viewer)
        left, right, front, rear = self.parts.leg_slice(height)
        x, y = (left + right) / 2, (front + rear) / 2
        if kind == "depths":
            y = front + across * (rear - front)
        else:
            x = left + across * (right - left)
        return self.parts.leg_skin([x, y, height], viewer)

    def height(self, text) -> float:
        """A height in meters: a number of mm, "0.6067 H + 3", "name - 65" or "1/3 name name"."""
        if isinstance(text, int | float):
            return text / 1000
        share = re.fullmatch(r"(\d+)/(\d+) (\w+) (\w+)", text)
        if share:
            start, end = self.place(share[3])[2], self.place(share[4])[2]
            return start + (end - start) * int(share[1]) / int(share[2])
        base, sign, more = re.fullmatch(r"([\w.]+(?: H)?)(?: ([+-]) ([\d.]+))?", text).groups()
        offset = (float(more) if more else 0.0) * (-1 if sign == "-" else 1) / 1000
        if base.endswith(" H"):
            return self.parts.floor + float(base[:-2]) * self.parts.stature + offset
        if base == "elbow":
            return self.parts.forearm_length + offset
        if base.isdigit():
            return float(base) / 1000
        return float(self.place(base)[2]) + offset

    def spine_height(self, vertebra: float, lower: bool = False) -> float:
        """Height of the spinous process n below C7 (0 = C7, 16 = L4), or of its lower border."""
        top, bottom = self.parts.joints["neck01"][2] - 0.004, self.height("iliac_crest_top")
        steps = np.concatenate([[0], np.cumsum(VERTEBRAE)]) / sum(VERTEBRAE)

        def at(index: int) -> float:
            share = steps[index] if index < len(steps) else 1 + 0.08 * (index - len(steps) + 1)
            return float(top - (top - bottom) * share)

        step = LOWER_BORDER_SHARE * (at(vertebra + 1) - at(vertebra)) if lower else 0.0
        return at(vertebra) + step

    def _find(self, recipe: dict, lower: bool) -> np.ndarray:
        if "between" in recipe:
            start, end = (self.place(name) for name in recipe["between"])
            return self.parts.skin("all", (start + end) / 2, recipe["from"])
        for key, find in self._finders.items():
            if key in recipe:
                return find(recipe[key], lower)
        raise ValueError(f"no way to find a landmark in {recipe}")

    @cached_property
    def _finders(self) -> dict:
        parts = self.parts
        return {
            "measure": lambda name, _: getattr(landmarks_measured, name)(self),
            "spine": lambda n, low: parts.trunk_skin([0, 0, self.spine_height(n, low)], BACK),
            "joint": lambda name, _: parts.joints[f"{name}.L"],
            "knuckle": lambda recipe, _: parts.knuckle(recipe["finger"], recipe["back"] / 1000),
            "front": lambda at, _: parts.trunk_skin(self._point([at[0], 0, at[1]]), FRONT),
            "back": lambda at, _: parts.trunk_skin(self._point([at[0], 0, at[1]]), BACK),
            "outer": lambda at, _: parts.trunk_skin(self._point([0, at[0], at[1]]), OUTER),
            "top": lambda at, _: parts.skin("all", self._point([*at, 500]), UP),
            "ray": lambda recipe, _: self._ray(recipe, "trunk"),
            "limb": lambda recipe, _: self._limb(recipe),
            "forearm": lambda recipe, _: parts.forearm(self.height(recipe["up"]), recipe["from"]),
            "hand": lambda recipe, _: parts.hand(np.array([*recipe["at"], 0, 0][:3]) / 1000, recipe.get("from")),
            "foot": lambda recipe, _: parts.foot(np.array([*recipe["at"], 47.5][:3]) / 1000, recipe["from"], recipe.get("far", 100)),
        }

    def _point(self, at) -> np.ndarray:
        return np.array([at[0] / 1000, at[1] / 1000, self.height(at[2])])

    def _ray(self, recipe: dict, part: str) -> np.ndarray:
        return self.parts.skin(recipe.get("part", part), self._point(recipe["at"]), recipe["from"])

    def _limb(self, recipe: dict) -> np.ndarray:
        if "line" in recipe:
            return self.on_line(recipe["line"], self.height(recipe["level"]))
        if "depth" in recipe:
            height = self.height(recipe["level"])
            left, right, front, rear = self.parts.leg_slice(height)
            depth = front + recipe["depth"] * (rear - front)
            return self.parts.leg_skin([(left + right) / 2, depth, height], OUTER)
        return self._ray(recipe, "leg")


def plain_name(name: str) -> str:
    """The landmark's name without its suffix."""
    return name.removesuffix(LOWER_BORDER).removesuffix(OTHER_SIDE)
