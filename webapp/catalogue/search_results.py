"""What a search has found out."""

from dataclasses import dataclass

from webapp.catalogue.help import Answer
from webapp.catalogue.model import Region
from webapp.catalogue.points import Point
from webapp.catalogue.routines import Routine


@dataclass(frozen=True)
class FoundPoint:
    """A point and, where the name asked for needs one, the sentence that explains it.

    old: the code in older books when that is what was asked for.
    """

    point: Point
    note: str = ""
    old: str = ""


@dataclass(frozen=True)
class Results:
    """What was found.

    by_code: points that the query names outright; close_by and used_in go with them. Otherwise the
    groups, the best first: ("regions" | "routines" | "points", items). corrected: the query as it
    was understood when it was mistyped. missing and missing_reason: a known code that is not here.
    left_off: how many more points fit. answers: help that comes before everything, mostly none (`catalogue.help`).
    """

    query: str
    answers: tuple[Answer, ...] = ()
    by_code: tuple[FoundPoint, ...] = ()
    close_by: tuple[Point, ...] = ()
    used_in: tuple[Region | Routine, ...] = ()
    groups: tuple[tuple[str, tuple], ...] = ()
    corrected: str = ""
    missing: str = ""
    missing_reason: str = ""
    left_off: int = 0

    @property
    def leads(self):
        """True when the first answer stands before everything; else what it says stands beside what was found."""
        kind = self.answers[0].kind if self.answers else "beside"
        return kind != "beside" and not (kind == "elsewhere" and (self.by_code or self.groups))

    @property
    def empty(self):
        """True when nothing was found."""
        return not (self.answers or self.by_code or self.groups or self.close_by)

    @property
    def count(self):
        """How many things were found and are shown."""
        grouped = sum(len(items) for _kind, items in self.groups)
        return len(self.answers) + len(self.by_code) + grouped + len(self.close_by) + len(self.used_in)

    @property
    def first(self):
        """The address of the first result, or ""."""
        if self.leads:
            return self.answers[0].address
        if self.by_code:
            return f"/points/{self.by_code[0].point.code}"
        if self.groups:
            kind, items = self.groups[0]
            return f"/{kind}/{_key(items[0])}"
        return ""


def _key(item):
    return item.code if isinstance(item, Point) else item.slug
