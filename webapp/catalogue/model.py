"""The nouns of the catalogue, as frozen dataclasses.

Times are whole seconds. "Contact" means pressing, resting and changing sides; the untimed search for
the point is never in it. Facts come from the TOML files in `data/`; every text here is derived from
them once and kept.
"""

from dataclasses import dataclass
from functools import cached_property

from webapp.catalogue import wording

SWITCH_SECONDS = 5
"""Time to change sides where a dose gives no rest."""

CHANGEOVER_SECONDS = 8
"""What finding the next point takes on average; only used to tell a routine's length in minutes."""


@dataclass(frozen=True)
class Source:
    """Something that was read (or recalled) to support a statement.

    checked: full, partial, mirror or recalled (see `wording.CHECKED`). tested and leaflet complete
    "One of the points in …"; empty where the source is neither a study nor a leaflet.
    """

    key: str
    label: str
    title: str
    kind: str
    checked: str
    author: str = ""
    year: str = ""
    url: str = ""
    isbn: str = ""
    tested: str = ""
    leaflet: str = ""
    note: str = ""

    @property
    def checked_text(self):
        """How it was read, in words: "read in full", "read in part", …"""
        return wording.CHECKED[self.checked]


@dataclass(frozen=True)
class Caution:
    """A reason to leave a point out (avoid), to ask first (ask), or to press lightly (gentle).

    condition: for whom, completing the lead ("with osteoporosis, …"); empty means everyone.
    """

    key: str
    level: str
    condition: str = ""
    note: str = ""


@dataclass(frozen=True)
class Care:
    """All cautions of one level as one paragraph: bold lead, then text."""

    level: str
    lead: str
    text: str


@dataclass(frozen=True)
class Concern:
    """Something a person may tell their own phone, such as pregnancy. Never sent."""

    key: str
    question: str
    name: str


@dataclass(frozen=True)
class PointConcern:
    """What a concern means for one point. level: leave-out, ask or light."""

    concern: str
    level: str
    sentence: str


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
    most_per_side: int = 0

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

    @cached_property
    def text(self):
        """As a person would say it: "2 × 1 min", "10 s a side"."""
        return wording.dose(self.seconds, self.holds, self.paired)


@dataclass(frozen=True)
class AlternativeDose:
    """What another source says of the same point; told, not practiced."""

    source: str
    seconds: int
    holds: int
    note: str


@dataclass(frozen=True)
class ArticleSays:
    """What the article that this guide began with calls the point, and its dose."""

    label: str
    dose: str


@dataclass(frozen=True)
class Point:
    """One acupressure point.

    code: the WHO's, upper case. place: where it is in a few words, for second lines. location: the
    standard's place in words. find: sentences, in order. confidence: high or medium.
    words: what else people type to find it. known: "What is known", one paragraph. concerns: what the person's own answers mean here.
    """

    code: str
    english: str
    pinyin: str
    chinese: str
    place: str
    system: str
    channel: str
    region: str
    bilateral: bool
    views: tuple[str, ...]
    location: str
    location_check: str
    confidence: str
    find: tuple[str, ...]
    technique: Technique
    dose: Dose
    uses: tuple[str, ...]
    use_evidence: str
    sources: tuple[str, ...]
    cautions: tuple[Caution, ...] = ()
    concerns: tuple[PointConcern, ...] = ()
    aliases: tuple[str, ...] = ()
    old_code: str = ""
    alternatives: tuple[AlternativeDose, ...] = ()
    recalled_in: tuple[str, ...] = ()
    article: ArticleSays | None = None
    words: tuple[str, ...] = ()
    note: str = ""
    known: str = ""

    @property
    def old_codes(self):
        """Codes that older books give this point and that today mean another one, or none."""
        return (self.old_code,) if self.old_code else ()

    @property
    def dose_text(self):
        """ "2 × 1 min", "10 s a side"."""
        return self.dose.text

    @property
    def practice_seconds(self):
        """Contact time of a practice of this point alone."""
        return self.dose.practice_seconds

    @property
    def practice_text(self):
        """ "2 min 15 s": the time beside Start."""
        return wording.duration(self.practice_seconds)

    @cached_property
    def press_with(self):
        """ "press with thumbs": action and tool, for a second line."""
        return f"{self.technique.action} with {self.tool_text}"

    @cached_property
    def tool_text(self):
        """ "thumbs", "a ball": what presses."""
        return wording.tool(self.technique.tool, self.dose.sides == "both-together")

    @property
    def pressure_text(self):
        """How hard, short: "4–5 of 10" or "Lightly"."""
        return wording.PRESSURE[self.technique.pressure]

    @property
    def sides_text(self):
        """ "both sides", "one side, then the other" or "midline"."""
        return wording.SIDES[self.dose.sides]

    @cached_property
    def hands_text(self):
        """Where the hands go, one sentence: "Both thumbs together."."""
        return wording.hands(self.technique, self.dose.sides, self.region)

    @cached_property
    def press_text(self):
        """The paragraph under Press: hands, motion, breath, how much is enough."""
        return wording.press(self.technique, self.hands_text)

    @cached_property
    def timing_text(self):
        """ "1 minute, rest 15 seconds, 1 minute. Once a day."."""
        return wording.timing(self.dose)

    @cached_property
    def care(self):
        """The cautions grouped: leave it out, ask first, lightly. Only the groups that exist."""
        return tuple(
            Care(level, *wording.care(level, group))
            for level in ("avoid", "ask", "gentle")
            if (group := [c for c in self.cautions if c.level == level])
        )

    def concern(self, key):
        """What a concern means here (PointConcern), or None."""
        return next((c for c in self.concerns if c.concern == key), None)

    @property
    def left_out_in_pregnancy(self):
        """True for the points that are not offered in pregnancy."""
        found = self.concern("pregnancy")
        return found is not None and found.level == "leave-out"


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
        """ "2:15": the time at the end of a row."""
        return wording.clock(self.practice_seconds)

    @property
    def posture(self):
        """Sitting, Standing or Lying: the first word of the position."""
        return self.position.replace(",", " ").split()[0].capitalize()


@dataclass(frozen=True)
class Stretch:
    """Steps that follow each other in one posture; seconds of contact in all."""

    posture: str
    seconds: int


@dataclass(frozen=True)
class Routine:
    """A guided set of points. grade: A to D (see `wording.GRADES`)."""

    slug: str
    title: str
    summary: str
    complaints: tuple[str, ...]
    grade: str
    evidence: str
    sources: tuple[str, ...]
    per_day: str
    try_for: str
    red_flags: str
    steps: tuple[RoutineStep, ...]
    grade_note: str = ""
    notes: tuple[str, ...] = ()
    left_out_in_pregnancy: tuple[str, ...] = ()

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
        return max(1, round(self.whole_seconds / 60))

    @property
    def points(self):
        """Codes in order of the steps."""
        return tuple(step.point for step in self.steps)

    @property
    def grade_text(self):
        """What the grade means, in a few words: "small studies or leaflets"."""
        return wording.GRADES[self.grade][0]

    @property
    def grade_meaning(self):
        """What the grade means, in a sentence."""
        return wording.GRADES[self.grade][1]

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
        return wording.routine_care(self.left_out_in_pregnancy)


@dataclass(frozen=True)
class RedFlags:
    """Signs that need help instead of pressing.

    signs: those of this list. also: those that hold for every routine and are not in it already.
    """

    key: str
    name: str
    signs: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Region:
    """A part of the body. words: what else people call it; phrase completes "Traditionally used
    for …"; main is a routine or ""."""

    slug: str
    name: str
    words: tuple[str, ...]
    phrase: str
    uses: tuple[str, ...]
    known: str
    main: str = ""
    elsewhere_first: tuple[str, ...] = ()

    @property
    def elsewhere_text(self):
        """The sentence over "Helps from elsewhere"."""
        return f"Traditionally used for {self.phrase}, pressed somewhere else on the body."


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


@dataclass(frozen=True)
class Use:
    """A complaint. phrase completes "Traditionally used for …"; words are what people type."""

    key: str
    phrase: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Channel:
    """A traditional channel and the letters that other books give it."""

    code: str
    name: str
    letters: tuple[str, ...]


@dataclass(frozen=True)
class NotOffered:
    """Points that exist in tradition and are left out of this guide on purpose."""

    points: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Told:
    """One point of the article that this guide began with: retold, compared, and what we do."""

    point: str
    label: str
    said: str
    standard: str
    here: str


@dataclass(frozen=True)
class SafetyRule:
    """Who should not press or should ask first. basis: what it rests on besides its sources."""

    who: str
    rule: str
    sources: tuple[str, ...] = ()
    basis: str = ""
