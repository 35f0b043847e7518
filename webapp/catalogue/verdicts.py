"""What several answers together mean for a point or a routine. Pure; static/js/safety/verdict.js reckons the same on the phone.

The answers are the keys of the contraindications that were stated. Nothing of it ever comes to the server from a person: it is what
`/safety/rules` shows, and what the tests hold the phone to.
"""

from dataclasses import dataclass

from webapp.catalogue.contraindications import LEVELS
from webapp.catalogue.limits import CHANGEOVER_SECONDS, MAX_LEFT_OUT_ONE_IN


@dataclass(frozen=True)
class Verdict:
    """level: the strictest of LEVELS that is met, "" when none is. light: whether it is pressed lightly. sentences: why, strictest first."""

    level: str = ""
    light: bool = False
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoutineVerdict:
    """points: code -> Verdict, in order. out: the codes left out. seconds: from the first to the last point that is left, 0 for none.

    studied: false when so much is left out that it is no longer the set that its evidence speaks of.
    """

    points: dict[str, Verdict]
    out: tuple[str, ...]
    seconds: int
    studied: bool


def of(contraindications, stated):
    """The Verdict of some PointContraindications (a point's, with those of the routine it is pressed in) for the keys that were stated."""
    met = [one for one in contraindications if one.key in stated]
    light = any(one.lighter for one in met)
    if light:
        met = [one for one in met if one.level != "hand"]
    met.sort(key=lambda one: LEVELS.index(one.level))
    if not met:
        return Verdict()
    said = [one for one in met if met[0].level != "leave-out" or one.level == "leave-out"]
    return Verdict(met[0].level, light, tuple(dict.fromkeys(one.sentence for one in said)))


def of_routine(routine, points, stated):
    """The RoutineVerdict of a Routine. points: {code: Point}."""
    each = {step.point: of((*points[step.point].contraindications, *routine.contraindications), stated) for step in routine.steps}
    kept = [step for step in routine.steps if each[step.point].level != "leave-out"]
    seconds = sum(step.practice_seconds for step in kept) + CHANGEOVER_SECONDS * max(0, len(kept) - 1)
    out = tuple(code for code, verdict in each.items() if verdict.level == "leave-out")
    return RoutineVerdict(each, out, seconds, not too_many_out(len(out), len(each)))


def fitting(entries, most, catalogue, stated):
    """Of ranked keys of routines or points those that fit, at most so many: what stays whole before a set of which too much is left out.

    Nothing of which all is left out is among them. static/js/safety/verdict.js chooses the same.
    """

    def lost(key):
        if key in catalogue.points:
            return 2 * (of(catalogue.points[key].contraindications, stated).level == "leave-out")
        found = of_routine(catalogue.routines[key], catalogue.points, stated)
        return 2 if len(found.out) == len(found.points) else int(not found.studied)

    ranked = sorted((lost(key), at) for at, key in enumerate(entries))
    return [entries[at] for loss, at in ranked if loss < 2][:most]


def too_many_out(out, points):
    """Whether so many points of a set are left out that it is no longer the one that was studied."""
    return out * MAX_LEFT_OUT_ONE_IN > points
