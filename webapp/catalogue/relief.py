"""Several places and a feeling -> one ranked answer. Pure; static/js/search/relief.js ranks the same facts on the phone.

It orders what the guide knows by how much of what was asked it serves, then by evidence. It says nothing about what somebody has.
The safety answers never come here: as many are ranked as are needed whatever was answered, and `verdicts.fitting` chooses among them.
"""

from dataclasses import dataclass

from webapp.catalogue import verdicts
from webapp.catalogue.regions import HELP_IF_ACHING

MAX_PLACES = 3
MAX_POINTS = 6
FEELINGS = {
    "stiff": (), "aching": ("pain",), "tense": ("stress", "muscle tension"), "tired": ("fatigue",),
    "sick": ("nausea", "motion sickness"), "sleepless": ("sleep",),
}  # fmt: skip
"""Feeling -> the uses that it adds to those of the places; the first lends it its words."""
NEEDS_HELP = ("numb", "shooting", "sudden", "worst")
"""Feelings with which one gets help and does not press."""
NOTHING_FOR = "young"
"""The contraindication that leaves out everything: nothing can stand in for anything."""
EVIDENCE = ("studied", "leaflet", "seed", "traditional")


@dataclass(frozen=True)
class Served:
    """A routine or point by its key, and what it serves of what was asked, in words: ("the neck", "sleep")."""

    key: str
    wants: tuple[str, ...]


@dataclass(frozen=True)
class Relief:
    """Best first. routines: the one to start, and those that stand in for it. points: those that serve more than one of what was asked.

    fill: codes of all points that serve any of it; a set that is shorter than was wished is filled with them.
    """

    routines: tuple[Served, ...]
    points: tuple[Served, ...]
    fill: tuple[str, ...] = ()


def needs_help(places, feeling):
    """Whether somebody who asks so gets help instead of points."""
    return feeling in NEEDS_HELP or (feeling == "aching" and any(place in HELP_IF_ACHING for place in places))


def facts(catalogue):
    """What is ranked, as plain data, the better evidence first.

    wants: slug of a region or feeling -> {phrase, uses, main: slug of its main routine or ""}. routines, points: [{key, uses, region,
    steady: 1 for what is offered whatever was answered, under 16 apart, else 0}, …].
    max_places, max_points: how many are looked at and shown. needs_help: feelings that lead to help; help_if_aching: places where an ache does.
    """
    uses = catalogue.uses
    places = {r.slug: {"phrase": r.phrase, "uses": r.uses, "main": r.main} for r in catalogue.regions.values()}
    feelings = {key: {"phrase": uses[of[0]].phrase, "uses": of, "main": ""} for key, of in FEELINGS.items() if of}
    everything = set(catalogue.contraindications) - {NOTHING_FOR}
    routines = sorted(catalogue.routines.values(), key=lambda routine: routine.grade)
    points = sorted(catalogue.points.values(), key=lambda point: EVIDENCE.index(point.use_evidence))
    return {
        "max_places": MAX_PLACES,
        "max_points": MAX_POINTS,
        "needs_help": NEEDS_HELP,
        "help_if_aching": HELP_IF_ACHING,
        "wants": places | feelings,
        "routines": [
            {
                "key": one.slug,
                "uses": one.complaints,
                "region": "",
                "steady": int(verdicts.of_routine(one, catalogue.points, everything).studied),
            }
            for one in routines
        ],
        "points": [
            {"key": one.code, "uses": one.uses, "region": one.region, "steady": int(everything.isdisjoint(one.left_out_for))}
            for one in points
        ],
    }


def ranked(known, places, feeling=""):
    """The Relief for at most MAX_PLACES slugs of regions and a feeling, of the `facts`. What is not known counts as not asked."""
    wants = [key for key in dict.fromkeys((*places[:MAX_PLACES], feeling)) if key in known["wants"]]

    def serves(entry, key):
        want = known["wants"][key]
        return set(want["uses"]) & set(entry["uses"]) or entry["key"] == want["main"] or entry["region"] == key

    def best(entries):
        found = [(entry, met) for entry in entries if (met := [key for key in wants if serves(entry, key)])]
        found.sort(key=lambda one: (-len(one[1]), wants.index(one[1][0])))
        return found

    def enough(found, most):
        out = []
        for entry, met in found:
            if most > 0:
                out.append(Served(entry["key"], tuple(known["wants"][one]["phrase"] for one in met)))
            most -= entry["steady"]
        return tuple(out)

    points = best(known["points"])
    several = [one for one in points if len(one[1]) > 1]
    fill = tuple(entry["key"] for entry, _met in points)
    return Relief(enough(best(known["routines"]), 1), enough(several, MAX_POINTS), fill)
