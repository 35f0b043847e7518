"""Help instead of a point: what people type when they need it, and whom they can call (`data/help.toml`).

A pure matcher; static/js/search/help.js does the same with the data that `index` gives it.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from webapp.catalogue.codes import SYLLABLES, fold, plain

KINDS = ("now", "crisis", "doctor", "elsewhere", "pregnancy", "beside")
"""Most pressing first. After the kinds of ALONE nothing else is found."""
ALONE = ("now", "crisis", "doctor")
URGENT = ("now", "crisis")
"""Found by any likeness; of the others both the beginning and the end of a mistyped word must be right."""

SPOKEN = (
    (r"\b(?:can ?t|cannot|can not|couldn ?t|could not|unable to|not able to|won ?t)\b", "cant"),
    (r"\b(?:don ?t|do not|dont)\b", "dont"),
)
"""Ways to say the same, in folded text: (regular expression, the one word that phrases use)."""
ALIKE = 83
"""How alike (0 to 100) a mistyped word must be to one of a phrase."""
MIN_LETTERS = 5
"""Of both words, for one to be taken as a typing error for the other; one less where only their order is wrong."""
MIN_BEGUN = 3
"""Letters after which the word that is being typed counts for the word that it begins."""


@dataclass(frozen=True)
class Number:
    """Something to call. number: digits alone; shown: as people read it; where: countries; checked: how its source was read."""

    number: str
    where: str
    source: str
    checked: str
    name: str = ""
    shown: str = ""

    @property
    def text(self):
        """The number as it is written on a page."""
        return self.shown or self.number


@dataclass(frozen=True)
class Answer:
    """What is said first to certain words.

    kind: one of KINDS; sign: what it is about; why: why this guide has nothing for it; instead: what to do.
    """

    key: str
    kind: str
    sign: str
    phrases: tuple[str, ...]
    why: str = ""
    instead: str = ""

    @cached_property
    def asked(self):
        """The phrases as they are compared."""
        return tuple(plain(phrase) for phrase in self.phrases)

    @property
    def alone(self):
        """True when nothing else may be found beside it."""
        return self.kind in ALONE

    @property
    def address(self):
        """The page that it leads to."""
        return {"now": "/safety/help", "crisis": "/safety/help", "pregnancy": "/safety#pregnancy"}.get(self.kind, "/safety/help#doctor")


def spoken(text):
    """Folded text with every way of saying "cannot" and "do not" made one word."""
    folded = fold(text)
    for pattern, word in SPOKEN:
        folded = re.sub(pattern, word, folded)
    return folded


def answers_to(answers, text):
    """The Answers of the most pressing kind that a text calls for, in their order; [] for nearly every search."""
    query = spoken(text)
    words = query.split()
    found = [one for one in answers if any(_fits(phrase, query, words, one.kind in URGENT) for phrase in one.asked)]
    kind = min((one.kind for one in found), key=KINDS.index, default="")
    return [one for one in found if one.kind == kind]


def without(answers, text):
    """The words of a text that none of the Answers is about: "pregnant nausea" is then "nausea"."""
    wanted = {part for one in answers for phrase in one.asked for slot in phrase.lstrip("=").split() for part in slot.split("|")}
    return " ".join(word for word in spoken(text).split() if not any(_meant(word, part) for part in wanted))


def _fits(phrase, query, words, is_urgent):
    if phrase.startswith("="):
        return query == phrase[1:]
    slots = [slot.split("|") for slot in phrase.split()]
    begun = words[-1] if words and len(slots) > 1 else ""
    return all(any(_meant(word, wanted, is_urgent, word is begun) for wanted in slot for word in words) for slot in slots)


def _meant(word, wanted, is_urgent=True, begun=False):
    """Whether a typed word is one of a phrase ("pain*" is how it begins), a little mistyped or still being typed."""
    stem = wanted.removesuffix("*")
    if SYLLABLES.match(stem):
        return stem in word
    if word == stem or (stem != wanted and word.startswith(stem)):
        return True
    if begun and len(word) >= MIN_BEGUN and stem.startswith(word):
        return True
    return _mistyped(word, stem, is_urgent) or (stem != wanted and _mistyped(word[: len(stem)], stem, is_urgent))


def _mistyped(word, wanted, is_urgent):
    if not word or word[0] != wanted[0] or min(len(word), len(wanted)) < MIN_LETTERS - 1:
        return False
    if not is_urgent and (min(len(word), len(wanted)) <= MIN_LETTERS or word[:2] != wanted[:2] or word[-1] != wanted[-1]):
        return False
    if sorted(word) == sorted(wanted):
        return True
    return min(len(word), len(wanted)) >= MIN_LETTERS and fuzz.ratio(word, wanted) >= ALIKE


def index(answers):
    """The same as plain data, for the phone."""
    return {
        "kinds": list(KINDS),
        "alone": list(ALONE),
        "urgent": list(URGENT),
        "spoken": [list(one) for one in SPOKEN],
        "alike": ALIKE,
        "min_letters": MIN_LETTERS,
        "min_begun": MIN_BEGUN,
        "answers": [{"key": one.key, "kind": one.kind, "phrases": list(one.phrases)} for one in answers],
    }
