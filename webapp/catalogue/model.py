"""The smaller nouns of the catalogue, as frozen dataclasses; `points` and `routines` hold the two large ones."""

import datetime
from dataclasses import dataclass

from webapp.catalogue import reliability
from webapp.language import gettext as _


@dataclass(frozen=True)
class Source:
    """Something that was read (or recalled) to support a statement.

    checked: full, partial, mirror or recalled (see `reliability.CHECKED`). tested and leaflet complete
    "One of the points in …"; empty where the source is neither a study nor a leaflet. supports: what
    it is for, where no point or routine names it.
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
    supports: str = ""
    tested: str = ""
    leaflet: str = ""
    note: str = ""

    @property
    def checked_text(self):
        """How it was read, in words: "read in full", "read in part", …"""
        return reliability.CHECKED[self.checked]


@dataclass(frozen=True)
class Contraindication:
    """Something a person may tell their own phone, such as pregnancy. Never sent.

    asked_since: the edition of the list of questions that first asked it in these words.
    """

    key: str
    question: str
    name: str
    asked_since: int = 1


@dataclass(frozen=True)
class Region:
    """A part of the body. words: what else people call it; phrase completes "Traditionally used
    for …"; main is a routine or "". From `limb` on they are told in `data/regions.toml`; `regions` knows them before a catalogue is loaded."""

    slug: str
    name: str
    words: tuple[str, ...]
    phrase: str
    uses: tuple[str, ...]
    known: str
    main: str = ""
    elsewhere_first: tuple[str, ...] = ()
    limb: str = ""
    arm: bool = False
    across: bool = False
    ball: str = ""
    ache_needs_help: bool = False

    @property
    def elsewhere_text(self):
        """The sentence over "Helps from elsewhere"."""
        return _("Traditionally used for %(what)s, pressed somewhere else on the body.", what=self.phrase)


@dataclass(frozen=True)
class Use:
    """A complaint. phrase completes "Traditionally used for …"; words are what people type."""

    key: str
    phrase: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Channel:
    """A traditional channel and the letters that other books give it. spelled: what else it is called, in the languages of those books."""

    code: str
    name: str
    letters: tuple[str, ...]
    spelled: tuple[str, ...] = ()


@dataclass(frozen=True)
class NotOffered:
    """Points that exist in tradition and are left out of this guide on purpose."""

    points: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Considered:
    """A complaint that was looked into and has no routine. why: what was read. instead: what to do."""

    name: str
    why: str
    instead: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """A change in the facts. about: slugs of routines, codes of points and keys of sources; said: one or two sentences."""

    date: datetime.date
    about: tuple[str, ...]
    said: str


@dataclass(frozen=True)
class ArticleClaim:
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
