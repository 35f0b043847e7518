"""A point and what belongs to it. Texts are derived from the facts once and kept."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import zip_longest

from webapp import language
from webapp.catalogue import durations, phrasing
from webapp.catalogue.doses import AlternativeDose, Dose, Technique


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
class PointContraindication:
    """What a contraindication means for one point. level: of contraindications.LEVELS. lighter: whether a rule of it asks for a light hand."""

    key: str
    level: str
    sentence: str
    lighter: bool = False


@dataclass(frozen=True)
class ArticleSays:
    """What the article that this guide began with calls the point, and its dose."""

    label: str
    dose: str


@dataclass(frozen=True)
class RightIf:
    """How a finger knows that it has found the place. text: one sentence. basis: "standard", whose words say so, or "teaching"."""

    text: str
    basis: str


@dataclass(frozen=True)
class Point:
    """One acupressure point.

    code: the WHO's, upper case. place: where it is in a few words, for second lines. location: the
    standard's place in words. find: sentences, in order. confidence: high or medium.
    old_code: its number in older books; old_code_today: where the point of that number lies now.
    readings: its name as it is read in Korean and Japanese. words: what else people type to find it. hands: where the hands go, when the usual words do not fit. light_find: the way there for whom it is pressed lightly,
    where find names a ball or knuckles. known: "What is known", one paragraph. contraindications: what the person's own answers mean here.
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
    right_if: RightIf
    technique: Technique
    dose: Dose
    uses: tuple[str, ...]
    use_evidence: str
    sources: tuple[str, ...]
    cautions: tuple[Caution, ...] = ()
    contraindications: tuple[PointContraindication, ...] = ()
    aliases: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    old_code: str = ""
    old_code_today: str = ""
    alternatives: tuple[AlternativeDose, ...] = ()
    recalled_in: tuple[str, ...] = ()
    article: ArticleSays | None = None
    words: tuple[str, ...] = ()
    hands: str = ""
    light_find: tuple[str, ...] = ()
    note: str = ""
    known: str = ""

    @property
    def old_codes(self):
        """Codes that older books give this point and that today mean another one, or none."""
        return (self.old_code,) if self.old_code else ()

    @property
    def dose_text(self):
        """Such as "2 × 1 min", "10 s a side"."""
        return self.dose.text

    @property
    def practice_seconds(self):
        """Contact time of a practice of this point alone."""
        return self.dose.practice_seconds

    @property
    def practice_text(self):
        """Such as "2 min 15 s": the time beside Start."""
        return durations.duration(self.practice_seconds)

    @cached_property
    def press_with(self):
        """Such as "press with thumbs": action and tool, for a second line."""
        return phrasing.press_with(self.technique.action, self.tool_text)

    @cached_property
    def tool_text(self):
        """Such as "thumbs", "a ball": what presses."""
        return phrasing.tool(self.technique.tool, self.dose.sides == "both-together")

    @property
    def pressure_text(self):
        """How hard, short: "4–5 of 10" or "Lightly"."""
        return phrasing.PRESSURE[self.technique.pressure]

    @property
    def sides_text(self):
        """Such as "both sides", "one side, then the other" or "midline"."""
        return phrasing.SIDES[self.dose.sides]

    @cached_property
    def hands_text(self):
        """Where the hands go, one sentence: "Both thumbs together."."""
        return self.hands or phrasing.hands(self.technique, self.dose.sides, self.region)

    @cached_property
    def press_text(self):
        """The paragraph under Press: hands, motion, breath, how much is enough."""
        return phrasing.press(self.technique, self.hands_text, self.dose)

    @cached_property
    def timing_text(self):
        """Such as "1 minute, rest 15 seconds, 1 minute. Once a day."."""
        return phrasing.timing(self.dose)

    @cached_property
    def care(self):
        """The cautions grouped: leave it out, ask first, lightly. Only the groups that exist."""
        return tuple(
            Care(level, *phrasing.care(level, group))
            for level in ("avoid", "ask", "gentle")
            if (group := [c for c in self.cautions if c.level == level])
        )

    @cached_property
    def lightly(self):
        """The same point as it is pressed where a contraindication asks for it: fingers alone, light, found without any aid."""
        technique = replace(self.technique, tool=phrasing.LIGHT_TOOLS.get(self.technique.tool, self.technique.tool), pressure="light")
        return replace(self, technique=technique, find=tuple(light for _given, light in self.find_pairs if light))

    @cached_property
    def find_pairs(self):
        """[(sentence of find, the same for a light hand or "")]: what names a ball or knuckles is not said to whom it is light for."""
        if self.light_find:
            return tuple(zip_longest(self.find, self.light_find, fillvalue=""))
        return tuple((one, "" if phrasing.AIDS.search(language.source(one)) else one) for one in self.find)

    @cached_property
    def light_for(self):
        """The keys of the contraindications that ask for a light hand here, be the point left out for them or not."""
        return tuple(one.key for one in self.contraindications if one.lighter)

    def contraindication(self, key):
        """What a contraindication means here (PointContraindication), or None."""
        return next((c for c in self.contraindications if c.key == key), None)

    @cached_property
    def left_out_for(self):
        """The keys of the contraindications for which this point is not offered."""
        return tuple(one.key for one in self.contraindications if one.level == "leave-out")

    @property
    def left_out_in_pregnancy(self):
        """True for the points that are not offered in pregnancy."""
        return "pregnancy" in self.left_out_for
