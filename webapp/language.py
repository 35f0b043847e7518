"""The language that the guide speaks: one for a process, chosen by the environment before anything is read. English needs no file.

STILLPOINT_LANGUAGE names it, STILLPOINT_LANGUAGES the folder of its messages (`<language>/LC_MESSAGES/messages.mo`, see tools/messages).
The catalogue's own words are translated where they are read, so that nothing grows on the way to a phone.
"""

import gettext as _gettext
import os
from pathlib import Path
from typing import Any

from babel import Locale
from babel.lists import format_list

LANGUAGE = os.environ.get("STILLPOINT_LANGUAGE", "en")
FOLDER = Path(os.environ.get("STILLPOINT_LANGUAGES") or Path(__file__).parent / "languages")
LOCALE = Locale.parse("en_GB" if LANGUAGE == "en" else LANGUAGE)
"""Whose rules hold for plurals and lists; English puts no comma before "and" here."""
DIRECTION = LOCALE.text_direction
"""ltr or rtl."""
_messages = _gettext.translation("messages", FOLDER, [LANGUAGE], fallback=True)

WORDS = {
    "article.toml": ("label", "said", "standard", "here"),
    "areas.toml": ("name", "label"),
    "cautions.toml": ("universal", "with", "note"),
    "changes.toml": ("said",),
    "channels.toml": ("name",),
    "contraindications.toml": ("question", "name", "sentence", "basis"),
    "grades.toml": ("says",),
    "help.toml": ("where", "source", "checked", "name", "sign", "why", "instead"),
    "not_offered.toml": ("reason", "name", "why", "instead"),
    "points": ("english", "place", "location", "find", "light_find", "text", "note", "label", "dose", "hands", "known", "old_code_today"),
    "red_flags.toml": ("sign", "name", "now", "doctor"),
    "regions.toml": ("name", "phrase", "known", "limb", "ball"),
    "routines": ("title", "summary", "evidence", "per_day", "try_for", "notes", "cue", "against", "basis_note", "grade_note"),
    "safety.toml": ("who", "rule", "basis"),
    "promises.toml": (
        "says",
        "how",
        "items",
        "acknowledged",
        "code_tries",
        "requests",
        "taps",
        "answer_sets",
        "pages_looked_at",
        "clock_stories",
        "line_stories",
        "proxy_tests",
    ),
    "sources.toml": ("label", "note", "supports", "tested", "leaflet", "kind"),
    "uses.toml": ("phrase",),
}
"""File or folder of the catalogue (and of what /trust says) -> its fields that people read. Titles and authors of other people's papers stay as they are."""


class Text(str):
    """A text in the language of the guide. source: the same as it stands in the data, for what is decided by its words."""

    __slots__ = ("source",)

    def __new__(cls, source):
        """Of a text as it stands in the data."""
        made = super().__new__(cls, _messages.gettext(source) if source else "")
        made.source = source
        return made


def source(text):
    """A text of the catalogue as it stands in the data, whatever is spoken."""
    return getattr(text, "source", text)


def gettext(message, **values):
    """A message in the language of the guide, with its values in their places."""
    return _messages.gettext(message) % values if values else _messages.gettext(message)


def ngettext(one, many, num, **values):
    """The same by the number that it speaks of."""
    return _messages.ngettext(one, many, num) % {"num": num, **values}


def listed(words, last="and"):
    """["a", "b", "c"] -> "a, b and c", or with "or"."""
    return format_list(list(words), style="or" if last == "or" else "standard", locale=LOCALE)


def translated(table, file):
    """A TOML table of the catalogue with the texts that people read in the language of the guide; the table itself for English."""
    if LANGUAGE == "en":
        return table
    fields = WORDS.get(file.split("/")[0], ())
    return _in(table, lambda text, field: Text(text) if field in fields else text)


def messages(table, file):
    """[text] of a TOML table that people read, in order."""
    fields, found = WORDS.get(file.split("/")[0], ()), []
    _in(table, lambda text, field: found.append(text) if text and field in fields else None)
    return found


def _in(value, change, field="") -> Any:
    if isinstance(value, dict):
        return {key: _in(one, change, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_in(one, change, field) for one in value]
    return change(value, field) if isinstance(value, str) else value
