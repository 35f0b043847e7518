"""Finding the point that a code means: today's, another book's, or an older one's."""

import re
import unicodedata
from dataclasses import dataclass

from webapp.catalogue.characters import SIMPLIFIED
from webapp.language import gettext as _

SYLLABLES = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that put no space between words: Hangul taken apart, kana, Chinese characters."""
CODE = re.compile(r"(3?[a-z]+?)0*([1-9]\d?)")
TODAY = _("{shown} is this point in today's numbering.")
OLD = _("{old} is this point in older books.")
GAP = _("In today's numbering {shown} is another point. It is not in this guide.")
GAP_AT = _("In today's numbering {shown} is another point, {where}. It is not in this guide.")


@dataclass(frozen=True)
class Resolution:
    """A point's code and, where the name asked for needs one, a sentence that explains it.

    old: the code in older books when that is what was asked for, else "".
    """

    code: str
    note: str = ""
    old: str = ""


def fold(text):
    """Lower case without accents, tones or punctuation, Chinese simplified; words kept apart by one space."""
    text = text.replace("ü", "ue").replace("Ü", "ue") if re.search(r"[üÜ]\s*\d", text) else text
    return " ".join(re.sub(r"[^\w+]+|_", " ", plain(text)).split())


def plain(text):
    """A text as `fold` compares it, with its punctuation."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold().translate(SIMPLIFIED)


def squeeze(text):
    """`fold` without the spaces: "EX-HN 3" and "exhn3" are one."""
    return fold(text).replace(" ", "")


class Codes:
    """All names of all points that count as codes."""

    def __init__(self, points, channels):
        """points: {code: Point}; channels: {code: Channel}."""
        self._points = points
        self._exact = {squeeze(code): code for code in points}
        self._aliases = {}
        self._old = {}
        for point in points.values():
            for alias in (*point.aliases, point.pinyin, point.chinese, *point.readings):
                self._aliases.setdefault(squeeze(alias), []).append(point.code)
            for old in point.old_codes:
                number = re.sub(r"\D", "", old)
                for letters in channels[point.channel].letters:
                    self._old.setdefault(squeeze(letters + number), []).append(point.code)
        self._letters = {}
        for channel in channels.values():
            for letters in channel.letters:
                self._letters.setdefault(squeeze(letters), []).append(channel.code)

    def resolve(self, text):
        """The points a code may mean, today's meaning first; [] when it means none.

        An older code that today names another point of the guide gives both, each with the reason.
        """
        key = squeeze(text)
        if not key:
            return []
        if key in self._exact:
            return [Resolution(self._exact[key])]
        today = self._today(key)
        older = [code for code in self._old.get(key, []) if code not in today]
        shown = text.strip().upper()
        out = []
        for code in today:
            note = TODAY.format(shown=shown) if older else ""
            out.append(Resolution(code, note))
        for code in older:
            point = self._points[code]
            note = self._gap(point) if not today else OLD.format(old=point.old_code)
            out.append(Resolution(code, note, point.old_code))
        return out

    def canonical(self, text):
        """The one code that a name means, or None when it means none or more than one."""
        found = self.resolve(text)
        return found[0].code if len(found) == 1 else None

    def missing(self, text):
        """A name as a code ("ST 9" is "ST9") when it is a code in form but no point of the guide, else None."""
        match = CODE.fullmatch(squeeze(text))
        if not match or self.resolve(text):
            return None
        channels = self._letters.get(match[1])
        return f"{channels[0]}{match[2]}" if channels else None

    def _today(self, key):
        codes = list(self._aliases.get(key, []))
        match = CODE.fullmatch(key)
        if match:
            for channel in self._letters.get(match[1], []):
                code = f"{channel}{match[2]}"
                if code in self._points and code not in codes:
                    codes.append(code)
        return codes

    def _gap(self, point):
        number = re.sub(r"\D", "", point.old_code)
        return (GAP_AT if point.old_code_today else GAP).format(shown=f"{point.channel}{number}", where=point.old_code_today)
