"""Places every point of the catalogue: origin, offsets, skin, as placements.toml says.

Everything is worked out on the left side or the midline, in meters of the body frame.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from tools.atlas.cun import Row, read_rows
from tools.atlas.frames import BACK, FRONT, OUTER, UP
from tools.atlas.landmarks import OTHER_SIDE, Landmarks
from tools.atlas.mesh import unit
from tools.atlas.placements import load_placements
from tools.atlas.rays import Hit
from tools.atlas.skin import Skin, at_share

# A place nearer to the skin than this (meters) is on it; a deeper one is projected along the face.
ON_SKIN = 0.003
SKIN_OF = {
    "trunk": "trunk", "whole": "all", "forearm": "arm", "hand": "arm", "leg": "leg", "foot": "leg",
}  # fmt: skip
MIRROR = np.array([-1, 1, 1])


@dataclass(frozen=True)
class Step:
    """One part of a measuring: from a place to a place, `cun` of a row (None: a share of the way).

    landmark: what it starts from; kind: "share", "offset" or "level".
    """

    kind: str
    landmark: str
    start: np.ndarray
    end: np.ndarray
    cun: float | None = None
    row: str = ""
    share: float | None = None
    to: str = ""


@dataclass
class Placed:
    """A place of a point: its number among the code's places (None if only one), hit and steps."""

    code: str
    part: int | None
    hit: Hit
    normal: np.ndarray
    steps: list[Step] = field(default_factory=list)


class Placing:
    """Places points on one body."""

    def __init__(self, body) -> None:
        self.entries = load_placements()
        self.marks = Landmarks(body)
        self.rows: dict[str, Row] = read_rows(self.marks)
        self.skins = {
            part: Skin(body.vertices, body.triangles, self.marks.parts.triangles_of[part]) for part in ("all", "trunk", "arm", "leg")
        }
        self._placed: dict[str, list[Placed]] = {}

    def all(self) -> list[Placed]:
        """Every place of every code."""
        return [placed for code in self.entries for placed in self.place(code)]

    def place(self, code: str) -> list[Placed]:
        """The places of a code, worked out once."""
        if code not in self._placed:
            self._placed[code] = self._place(self.entries[code])
        return self._placed[code]

    def where(self, name: str) -> np.ndarray:
        """Position (3,) of a landmark or of an already placed point, by name with suffixes."""
        if name in self.marks:
            return self.marks.place(name)
        if name.endswith(OTHER_SIDE):
            return self.where(name[: -len(OTHER_SIDE)]) * MIRROR
        return self.place(name)[0].hit.position

    def skin(self, entry: dict) -> Skin:
        """The surface that the entry's part is placed on."""
        return self.skins[SKIN_OF[entry["part"]]]

    def face(self, entry: dict) -> np.ndarray:
        """The direction (3,) from which the entry's surface is seen."""
        outer, front = OUTER, FRONT
        if entry["part"] in ("forearm", "hand"):
            parts = self.marks.parts
            axes = parts.forearm_axes if entry["part"] == "forearm" else parts.hand_axes
            outer, front = axes[1], axes[2]
        elif entry["part"] == "foot":
            outer = self.marks.parts.foot_axes[1]
        if "face" in entry:
            return unit(entry["face"][0] * outer + entry["face"][1] * front)
        faces = {"front": front, "back": -front, "outer": outer, "inner": -outer}
        return {**faces, "top": UP, "sole": -UP}[entry["surface"]]

    def direction(self, entry: dict, name: str, place: np.ndarray) -> np.ndarray:
        """The unit vector (3,) of a direction's name at a place."""
        if name.startswith("toward:"):
            return unit(self.where(name.removeprefix("toward:")) - place)
        names = {
            "superior": UP, "inferior": -UP, "anterior": FRONT, "posterior": BACK,
            "lateral": OUTER, "medial": -OUTER, "proximal": UP, "distal": -UP,
            "lateral (left)": OUTER, "lateral (right)": -OUTER,
            "anterior-superior": unit(FRONT + UP),
        }  # fmt: skip
        parts = self.marks.parts
        if entry["part"] in ("forearm", "hand"):
            axes = parts.forearm_axes if entry["part"] == "forearm" else parts.hand_axes
            names |= {"distal": axes[0], "proximal": -axes[0], "radial": axes[1], "ulnar": -axes[1]}
        if entry["part"] == "foot":
            forward = parts.foot_axes[0]
            names |= {"distal": forward, "anterior": forward, "proximal": -forward}
        return names[name]

    def _place(self, entry: dict) -> list[Placed]:
        origins = entry.get("origins") or [entry["origin"]]
        offsets = entry.get("offsets", [])
        choices = [[offset] for offset in offsets] if entry.get("alternatives") else [offsets]
        several = len(origins) * len(choices) > 1
        placed = []
        for origin in origins:
            for choice in choices:
                steps: list[Step] = []
                hit = self._origin(entry, origin, steps)
                for offset in choice:
                    hit = self._offset(entry, offset, hit, steps)
                if "follow" in entry:
                    line = self.marks.on_line(entry["follow"], hit.position[2])
                    hit = self.skin(entry).nearest(line)
                part = len(placed) + 1 if several else None
                placed.append(Placed(entry["code"], part, hit, self.skin(entry).normal(hit), steps))
        return placed

    def _origin(self, entry: dict, origin: dict, steps: list[Step]) -> Hit:
        if "at" in origin:
            return self.settle(entry, self.where(origin["at"]))
        if "from" in origin:
            start, end = self.where(origin["from"]), self.where(origin["to"])
            share = origin["fraction"]
            place = start + (end - start) * share
            if origin.get("skin"):
                place = at_share(self.skin(entry).line(start, end, self.face(entry)), share)
            hit = self.settle(entry, place)
            steps.append(Step("share", origin["from"], start, end, share=share, to=origin["to"]))
            return hit
        level = self.where(origin["level_of"])
        if self.marks.is_line(origin["column_of"]):
            hit = self.settle(entry, self.marks.on_line(origin["column_of"], level[2]))
            steps.append(Step("level", origin["level_of"], level, hit.position, to=origin["column_of"]))
            return hit
        column = self.where(origin["column_of"])
        if entry["part"] in ("forearm", "hand"):
            axis = self.marks.parts.forearm_axes[0]
            place = column + axis * ((level - column) @ axis)
        else:
            place = np.array([column[0], column[1], level[2]])
        hit = self.settle(entry, place, along_face=True)
        steps.append(Step("level", origin["level_of"], level, hit.position, to=origin["column_of"]))
        return hit

    def settle(self, entry: dict, place: np.ndarray, along_face: bool = False) -> Hit:
        """The skin at a place: the nearest if the place is on it, else along the surface's face."""
        skin = self.skin(entry)
        nearest = skin.nearest(place)
        if not along_face and np.linalg.norm(nearest.position - place) < ON_SKIN:
            return nearest
        seen = skin.facing(place, self.face(entry), 0.12 if entry["part"] == "hand" else 0.3)
        return seen or nearest

    def _offset(self, entry: dict, offset: dict, hit: Hit, steps: list[Step]) -> Hit:
        row = self.rows[offset["row"]]
        length = offset["cun"] * row.meters
        direction = self.direction(entry, offset["direction"], hit.position)
        name = entry.get("origin", {}).get("at") or entry.get("origin", {}).get("level_of", "")
        if row.over_skin:
            moved = self.skin(entry).walk(hit, direction, length)
        else:
            moved = self._straight(entry, offset["direction"], hit, direction * length)
        steps.append(Step("offset", name, hit.position, moved.position, offset["cun"], offset["row"]))
        return moved

    def _straight(self, entry: dict, name: str, hit: Hit, move: np.ndarray) -> Hit:
        """Go straight through the air, then to the skin; on a limb in the same column of it."""
        target = hit.position + move
        skin = self.skin(entry)
        if entry["part"] == "forearm" and "face" not in entry:
            toward = self._column(entry, name, hit.position, target)
            return skin.facing(target, toward, 0.06)
        if entry["part"] == "leg" and name.startswith("toward:"):
            toward = self._column(entry, name, hit.position, target)
            return skin.facing(target, toward, 0.10)
        return skin.facing(target, self.face(entry)) or skin.nearest(target)

    def _column(self, entry: dict, name: str, start, target) -> np.ndarray:
        """The direction out of the limb at the target: the start's, turned towards the goal's."""
        outward = self._outward(entry, start)
        if name.startswith("toward:"):
            goal = self.where(name.removeprefix("toward:"))
            share = np.linalg.norm(target - start) / np.linalg.norm(goal - start)
            outward = unit((1 - share) * outward + share * self._outward(entry, goal))
        return outward

    def _outward(self, entry: dict, place: np.ndarray) -> np.ndarray:
        """From the middle of the limb's slice to a place, (3,) unit."""
        parts = self.marks.parts
        if entry["part"] == "forearm":
            axis = parts.forearm_axes[0]
            middle = parts.arm_slice(float((parts.joints["wrist.L"] - place) @ axis))
            offset = place - middle
            return unit(offset - (offset @ axis) * axis)
        left, right, front, rear = parts.leg_slice(float(place[2]))
        return unit(np.array([place[0] - (left + right) / 2, place[1] - (front + rear) / 2, 0]))
