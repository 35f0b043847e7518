"""What a practice is made of: a flat list of steps with their seconds.

The plan knows no clock and no screen. A point that is pressed one side after the other starts on the
left; whoever runs the plan may swap the sides.
"""

from dataclasses import dataclass

from webapp.language import gettext as _

KINDS = ("locate", "press", "rest", "switch")
FIRST_SIDE, SECOND_SIDE = "left", "right"


@dataclass(frozen=True)
class Step:
    """One step. kind: locate (untimed, until the hands are there), press, rest or switch.

    side: left, right, both or midline; for a switch the side that comes next. seconds: None for
    locate. round and rounds: the hold within its side, from 1. cue: one short sentence.
    number: the place of the point in the practice, from 1.
    """

    kind: str
    point: str
    side: str
    seconds: int | None
    round: int
    rounds: int
    cue: str
    number: int = 1


@dataclass(frozen=True)
class Plan:
    """A practice. kind: points or routines; key: code or slug; seconds: all timed steps."""

    kind: str
    key: str
    title: str
    steps: tuple[Step, ...]

    @property
    def seconds(self):
        """Seconds of all timed steps; finding the points is not in it."""
        return sum(step.seconds or 0 for step in self.steps)

    @property
    def points(self):
        """Codes in order, one for each point practiced."""
        return tuple(step.point for step in self.steps if step.kind == "locate")


ACTION_CUES = {
    "press": _("Press, and breathe slowly."),
    "knead": _("Small, slow circles."),
    "tap": _("Tap lightly, about once a second."),
    "rub": _("Rub slowly to and fro."),
}
REST_CUE = _("Let go and rest.")
SWITCH_CUES = {"left": _("Change to the left side."), "right": _("Change to the right side.")}


def steps_for(point, dose, cue="", number=1):
    """The steps of one point with a dose (its own or a routine's)."""
    press_cue = cue or ACTION_CUES[point.technique.action]
    if dose.paired:
        sides = (FIRST_SIDE, SECOND_SIDE)
    else:
        sides = ("both",) if dose.sides == "both-together" else ("midline",)
    steps = [Step("locate", point.code, sides[0], None, 1, dose.holds, point.hands_text, number)]
    for side in sides:
        if side != sides[0]:
            steps.append(
                Step(
                    "switch",
                    point.code,
                    side,
                    dose.switch_seconds,
                    1,
                    dose.holds,
                    SWITCH_CUES[side],
                    number,
                )
            )
        for hold in range(1, dose.holds + 1):
            if hold > 1:
                steps.append(Step("rest", point.code, side, dose.rest, hold, dose.holds, REST_CUE, number))
            steps.append(Step("press", point.code, side, dose.seconds, hold, dose.holds, press_cue, number))
    return steps


def plan_for_point(point):
    """The practice of one point with its own dose."""
    return Plan("points", point.code, point.english, tuple(steps_for(point, point.dose)))


def plan_of_doses(key, title, doses):
    """The practice of a routine that somebody put together: (Point, Dose) in order."""
    steps = [step for number, (point, dose) in enumerate(doses, 1) for step in steps_for(point, dose, "", number)]
    return Plan("routines", key, title, tuple(steps))


def plan_for_routine(catalogue, routine):
    """The practice of a routine, its points in order."""
    steps = []
    for number, step in enumerate(routine.steps, 1):
        steps += steps_for(catalogue.points[step.point], step.dose, step.cue, number)
    return Plan("routines", routine.slug, routine.title, tuple(steps))
