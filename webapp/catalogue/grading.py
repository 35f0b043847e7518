"""From the studies behind a set to its grade, by the written rule (`data/grades.toml`)."""

from dataclasses import dataclass

from webapp.language import gettext as _

DESIGNS = {
    "review": _("review"),
    "trial": _("randomized trial"),
    "uncontrolled": _("study without a comparison"),
    "leaflet": _("leaflet"),
    "needling": _("needles, not pressing"),
    "count": _("count of papers"),
}
FOUND = {"better": _("better"), "mixed": _("mixed"), "none": _("no difference"), "taught": _("teaches it"), "unread": _("result not read")}
USES = {"this": _("for this"), "near": _("for something near"), "other": _("for something else")}
POINTS = ("all", "half", "unread", "any")


@dataclass(frozen=True)
class Study:
    """What one source says about a set, as far as it was read.

    points: those of the set that it names; () with points_read false means that its list was not read.
    against: what it was compared with, in words. by_oneself: people pressed themselves. people: 0 where not told.
    use, found, design: keys of `USES`, `FOUND`, `DESIGNS`. certainty: as a review grades it, or "".
    """

    source: str
    design: str
    found: str
    use: str = "this"
    points: tuple[str, ...] = ()
    points_read: bool = True
    by_oneself: bool = False
    sham: bool = False
    against: str = ""
    people: int = 0
    certainty: str = ""


@dataclass(frozen=True)
class Rule:
    """One line of the rule: see the head of `data/grades.toml`."""

    grade: str
    says: str
    designs: tuple[str, ...]
    found: tuple[str, ...]
    uses: tuple[str, ...]
    points: str
    sham: bool = False
    self: bool = False
    people: int = 0
    certainty: tuple[str, ...] = ()

    def counts(self, study):
        """May this study count, leaving aside which points it names?"""
        return (
            study.design in self.designs
            and study.found in self.found
            and study.use in self.uses
            and study.sham >= self.sham
            and study.by_oneself >= self.self
            and study.people >= self.people
            and (not self.certainty or study.certainty in self.certainty)
        )

    def fits(self, points, studies):
        """Does it hold for a set of points (codes) and what was studied?"""
        found = [study for study in studies if self.counts(study)]
        if self.points == "all":
            return any(set(points) <= set(study.points) for study in found)
        if self.points == "half":
            named = set(points) & {code for study in found for code in study.points}
            return 2 * len(named) >= len(set(points)) > 0
        if self.points == "unread":
            return any(not study.points_read for study in found)
        return bool(found) or not self.designs


def rule_for(points, studies, rules, sources):
    """The first Rule that fits; studies whose source was only recalled are left aside. sources: {key: Source}."""
    read = [study for study in studies if sources[study.source].checked != "recalled"]
    return next(rule for rule in rules if rule.fits(points, read))
