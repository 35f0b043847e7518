"""A routine and what belongs to it. Times are whole seconds; "contact" is explained in `doses`."""

from dataclasses import dataclass, replace
from functools import cached_property

from webapp.catalogue import durations, phrasing, reliability
from webapp.catalogue.doses import Dose
from webapp.catalogue.grading import Study
from webapp.catalogue.limits import CHANGEOVER_SECONDS
from webapp.catalogue.points import PointContraindication
from webapp.language import gettext as _

POSTURES = {"sitting": _("Sitting"), "standing": _("Standing"), "lying": _("Lying")}
LENGTHS = (3, 5, 10)
"""Minutes that a set may be shortened or filled to."""
SHORT_HOLD_SECONDS = 45
"""The longest hold of a point that only fills the last minutes."""
HALF_A_MINUTE = 30
"""Seconds that whole minutes may be over."""


@dataclass(frozen=True)
class RoutineStep:
    """One point of a routine with the routine's own timing.

    position: as the body is held ("sitting", "standing, ball on wall"). basis_note: why the seconds
    differ from the basis. recalled: true where it was not read that the source used this point.
    """

    point: str
    dose: Dose
    position: str
    cue: str = ""
    basis_note: str = ""
    recalled: bool = False

    @property
    def practice_seconds(self):
        """Contact time of this step."""
        return self.dose.practice_seconds

    @property
    def clock_text(self):
        """Such as "2:15": the time at the end of a row."""
        return durations.clock(self.practice_seconds)

    @property
    def posture(self):
        """Sitting, Standing or Lying: the first word of the position; "" for any other."""
        return POSTURES.get(self.position.replace(",", " ").partition(" ")[0], "")


@dataclass(frozen=True)
class Stretch:
    """Steps that follow each other in one posture; seconds of contact in all."""

    posture: str
    seconds: int


@dataclass(frozen=True)
class Routine:
    """A guided set of points. grade: A to D (see `reliability.GRADES`). red_flags: keys of lists. contraindications: of the set as a whole."""

    slug: str
    title: str
    summary: str
    complaints: tuple[str, ...]
    grade: str
    evidence: str
    sources: tuple[str, ...]
    per_day: str
    try_for: str
    red_flags: tuple[str, ...]
    steps: tuple[RoutineStep, ...]
    grade_note: str = ""
    notes: tuple[str, ...] = ()
    studies: tuple[Study, ...] = ()
    left_out_in_pregnancy: tuple[str, ...] = ()
    contraindications: tuple[PointContraindication, ...] = ()

    @property
    def practice_seconds(self):
        """Contact time of all steps."""
        return sum(step.practice_seconds for step in self.steps)

    @property
    def whole_seconds(self):
        """Contact time and the usual changeovers between the points."""
        return self.practice_seconds + CHANGEOVER_SECONDS * (len(self.steps) - 1)

    @property
    def minutes(self):
        """Whole minutes from first to last point, changeovers included."""
        return durations.whole_minutes(self.whole_seconds)

    @property
    def points(self):
        """Codes in order of the steps."""
        return tuple(step.point for step in self.steps)

    def within(self, seconds):
        """The set with those of its points that fit into so many seconds, in their order; with the shortest where none does."""
        kept, left = [], seconds + HALF_A_MINUTE
        for step in self.steps:
            needed = step.practice_seconds + (CHANGEOVER_SECONDS if kept else 0)
            if needed <= left:
                kept.append(step)
                left -= needed
        return replace(self, steps=tuple(kept) or (min(self.steps, key=lambda step: step.practice_seconds),))

    def filled(self, seconds, points):
        """The set and, after it, those of some Points that still fit into so many seconds: with their own doses, then with one short hold."""
        longer = self
        for is_short in (False, True):
            for point in points:
                hold = min(point.dose.seconds, SHORT_HOLD_SECONDS)
                dose = replace(point.dose, holds=1, seconds=hold) if is_short else point.dose
                more = replace(longer, steps=(*longer.steps, RoutineStep(point.code, dose, "sitting")))
                if point.code not in longer.points and more.whole_seconds < seconds + HALF_A_MINUTE:
                    longer = more
        return longer

    @cached_property
    def left_out_for(self):
        """The keys of the contraindications for which the set as a whole is not offered."""
        return tuple(one.key for one in self.contraindications if one.level == "leave-out")

    @property
    def grade_text(self):
        """What the grade means, in a few words: "small studies or leaflets"."""
        return reliability.GRADES[self.grade][0]

    @property
    def grade_meaning(self):
        """What the grade means, in a sentence."""
        return reliability.GRADES[self.grade][1]

    @cached_property
    def stretches(self):
        """The position strip: neighboring steps of one posture joined."""
        out = []
        for step in self.steps:
            if out and out[-1].posture == step.posture:
                out[-1] = Stretch(step.posture, out[-1].seconds + step.practice_seconds)
            else:
                out.append(Stretch(step.posture, step.practice_seconds))
        return tuple(out)

    @property
    def care_text(self):
        """The paragraph under Take care."""
        return phrasing.routine_care(self.left_out_in_pregnancy)


@dataclass(frozen=True)
class RedFlags:
    """Signs to ask about before pressing.

    now: with these one gets help and does not press. doctor: with these one sees a doctor first, and who has may go on.
    also: of the first kind, those that hold for every routine and are not in the list already. covers: keys of those that are.
    """

    key: str
    name: str
    now: tuple[str, ...]
    doctor: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def signs(self):
        """All signs of this list itself."""
        return self.now + self.doctor


@dataclass(frozen=True)
class Area:
    """Routines that belong together on the page of routines."""

    slug: str
    name: str
    routines: tuple[str, ...]


@dataclass(frozen=True)
class Chip:
    """A short way from the home page to a routine."""

    label: str
    routine: str
