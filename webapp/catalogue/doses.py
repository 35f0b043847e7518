"""How a point is pressed and for how long.

Times are whole seconds. "Contact" means pressing, resting and changing sides; the untimed search for
the point is never in it.
"""

from dataclasses import dataclass
from functools import cached_property

from webapp.catalogue import phrasing
from webapp.catalogue.limits import SWITCH_SECONDS


@dataclass(frozen=True)
class Technique:
    """How to press. action: press, knead, tap, rub. reach: easy or ball. pressure: light, medium."""

    action: str
    tool: str
    reach: str
    pressure: str


@dataclass(frozen=True)
class Dose:
    """How long, how often. Seconds are those of one hold on one side.

    sides: both-together, one-then-other or midline. basis: a source key, "seed" (the article) or
    "default" (our own timing). per_day_from is 0 where one number is given.
    """

    seconds: int
    holds: int
    rest: int
    sides: str
    per_day: int = 0
    basis: str = "default"
    per_day_basis: str = ""
    per_day_from: int = 0
    seconds_from: int = 0
    seconds_to: int = 0
    max_per_side: int = 0

    @property
    def paired(self):
        """True when the two sides are pressed one after the other."""
        return self.sides == "one-then-other"

    @property
    def side_seconds(self):
        """Pressing on one side, rests between the holds not counted."""
        return self.seconds * self.holds

    @property
    def switch_seconds(self):
        """Time to change sides; 0 when there is no change."""
        if not self.paired:
            return 0
        return self.rest or SWITCH_SECONDS

    @property
    def practice_seconds(self):
        """Contact time of the whole point: holds, rests and the change of sides."""
        side = self.side_seconds + self.rest * (self.holds - 1)
        return side * 2 + self.switch_seconds if self.paired else side

    @property
    def facts(self):
        """What a phone reckons with, in seconds: {"seconds" (of one hold), "holds", "rest", "sides", "switch"}."""
        sides = 2 if self.paired else 1
        return {"seconds": self.seconds, "holds": self.holds, "rest": self.rest, "sides": sides, "switch": self.switch_seconds}

    @cached_property
    def text(self):
        """As a person would say it: "2 × 1 min", "10 s a side"."""
        return phrasing.dose(self.seconds, self.holds, self.paired)


@dataclass(frozen=True)
class AlternativeDose:
    """What another source says of the same point; told, not practiced."""

    source: str
    seconds: int
    holds: int
    note: str
