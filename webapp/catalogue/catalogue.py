"""The catalogue itself: everything by its key, and what follows from it."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from webapp.catalogue import phrasing
from webapp.catalogue.codes import Codes
from webapp.catalogue.contraindications import Rule as Contraindicates
from webapp.catalogue.grading import Rule, rule_for
from webapp.catalogue.help import Answer, Number
from webapp.catalogue.model import (
    ArticleClaim,
    Change,
    Channel,
    Considered,
    Contraindication,
    NotOffered,
    Region,
    SafetyRule,
    Source,
    Use,
)
from webapp.catalogue.points import Point
from webapp.catalogue.routines import Area, Chip, RedFlags, Routine


@dataclass(frozen=True)
class Catalogue:
    """Regions, points, routines and sources, in the order in which they are shown.

    last_checked: the day on which the sources were last checked.
    """

    regions: dict[str, Region]
    points: dict[str, Point]
    routines: dict[str, Routine]
    sources: dict[str, Source]
    grade_rules: tuple[Rule, ...]
    areas: dict[str, Area]
    chips: tuple[Chip, ...]
    uses: dict[str, Use]
    channels: dict[str, Channel]
    contraindications: dict[str, Contraindication]
    rules: tuple[Contraindicates, ...]
    red_flags: dict[str, RedFlags]
    signs_of_any_day: dict[str, str]
    help_answers: tuple[Answer, ...]
    emergency_numbers: tuple[Number, ...]
    crisis_lines: tuple[Number, ...]
    universal_cautions: tuple[str, ...]
    not_offered: tuple[NotOffered, ...]
    considered: tuple[Considered, ...]
    changes: tuple[Change, ...]
    article: tuple[ArticleClaim, ...]
    safety: tuple[SafetyRule, ...]
    last_checked: datetime.date

    @cached_property
    def _codes(self):
        return Codes(self.points, self.channels)

    @cached_property
    def last_checked_text(self):
        """Such as "22 Nov 2026"."""
        return f"{self.last_checked.day} {self.last_checked:%b %Y}"

    def resolve(self, text):
        """The points that a code, an alias, a name or an older code means: a list of Resolution."""
        return self._codes.resolve(text)

    def canonical(self, text):
        """The one code that a name means (for a redirect), or None when there is none or a choice."""
        return self._codes.canonical(text)

    def missing(self, text):
        """A code that the channels know but the guide does not hold, as today's code, or None."""
        return self._codes.missing(text)

    def points_in(self, slug):
        """The points located in a region, in catalogue order."""
        return [point for point in self.points.values() if point.region == slug]

    def routines_for(self, slug):
        """The routines for a region's complaints, its main one first."""
        region = self.regions[slug]
        found = [r for r in self.routines.values() if set(r.complaints) & set(region.uses)]
        if region.main and self.routines[region.main] not in found:
            found.append(self.routines[region.main])
        return sorted(found, key=lambda routine: routine.slug != region.main)

    def main_routine_for(self, slug):
        """The routine offered as the main action of a region, or None."""
        main = self.regions[slug].main
        return self.routines[main] if main else None

    def routines_with(self, code):
        """The routines that press a point."""
        return [r for r in self.routines.values() if code in r.points]

    def helps_from_elsewhere(self, slug):
        """The points outside a region that are used for its complaints, the most useful first.

        These are the points whose uses are complaints of the region, and the points of the routines
        made for nothing but its complaints. First come the ones the region names, then those in most
        of its routines, then those studied.
        """
        region = self.regions[slug]
        uses = set(region.uses)
        routines = [r for r in self.routines.values() if set(r.complaints) & uses]
        own = {c for r in routines if set(r.complaints) <= uses for c in r.points}
        found = [point for point in self.points.values() if point.region != slug and (uses & set(point.uses) or point.code in own)]
        first = {code: place for place, code in enumerate(region.elsewhere_first)}

        def rank(point):
            return (
                first.get(point.code, len(first)),
                not uses & set(point.uses),
                -sum(point.code in routine.points for routine in routines),
                ("studied", "leaflet", "seed", "traditional").index(point.use_evidence),
            )

        return sorted(found, key=rank)

    def points_from(self, key):
        """The points that name a source."""
        return [p for p in self.points.values() if key in p.sources or p.dose.basis == key]

    def routines_from(self, key):
        """The routines that name a source, for their evidence or for the timing of a step."""
        return [r for r in self.routines.values() if key in r.sources or any(step.dose.basis == key for step in r.steps)]

    def grade_rule_for(self, routine):
        """The Rule by which a routine has its grade."""
        return rule_for(routine.points, routine.studies, self.grade_rules, self.sources)

    @property
    def any_red_flags(self):
        """The signs that hold for every routine."""
        return tuple(self.signs_of_any_day.values())

    def red_flags_for(self, routine):
        """The signs to show before the first run of a routine (RedFlags): those of all its lists."""
        return self.red_flags_of(routine.red_flags)

    def red_flags_of(self, keys):
        """Lists of signs as one (RedFlags), none said twice, with those that hold for every routine."""
        lists = [self.red_flags[key] for key in keys]
        covered = {key for one in lists for key in one.covers}
        return RedFlags(
            key=" ".join(keys),
            name=phrasing.listed(one.name for one in lists),
            now=tuple(dict.fromkeys(sign for one in lists for sign in one.now)),
            doctor=tuple(dict.fromkeys(sign for one in lists for sign in one.doctor)),
            also=tuple(sign for key, sign in self.signs_of_any_day.items() if key not in covered),
        )
