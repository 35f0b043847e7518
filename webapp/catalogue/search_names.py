"""Points that a text names outright: codes of any book, in letters or spelled out, alone, in lists or in sentences, and names.

Pure; static/js/search/names.js does the same on the phone.
"""

import re
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from webapp.catalogue.codes import CODE, SYLLABLES, fold, squeeze

BETWEEN = re.compile(r"[,;/+&|、，·\n]|\b(?:and|or|und|et|y|e|with|then)\b", re.IGNORECASE)
TONED = re.compile("[a-z]+[1-5]")
MAX_CHANNEL_WORDS = 4
"""Words of the longest name of a channel."""
MIN_SOUND = 6
"""Letters of the shortest name that may be mistyped."""
SIMILAR_SOUND = 80


def names_of(point):
    """All names of a point of the index but the English one: what is spelled in Latin letters, in signs, and otherwise."""
    return [point["pinyin"], point["chinese"], *point["others"]]


@dataclass
class Named:
    """found: Resolutions, once each; missing: a code that is not here, or ""; rest: the words beside them that tell something."""

    found: list = field(default_factory=list)
    missing: str = ""
    rest: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.found or self.missing)


class Names:
    """All names of points that a catalogue knows; words: the `Words` of its index."""

    def __init__(self, index, words, catalogue):
        self.words = words
        self.resolve, self.missing = catalogue.resolve, catalogue.missing
        self.sets = {squeeze(name): one["points"] for one in index["sets"] for name in one["names"]}
        self.english = {squeeze(point["english"]): point["key"] for point in index["points"]}
        self.channels = {fold(name): one["code"] for one in index["channels"] for name in one["names"]}
        self.letters = {letters.lower() for one in index["channels"] for letters in one["letters"]}
        numbers = index["numbers"]
        self.units = {word: at + 1 for at, word in enumerate(numbers[:20])}
        self.tens = {word: 10 * (at + 2) for at, word in enumerate(numbers[19:])}
        self.sounds = [(re.compile(pattern), sign) for pattern, sign in index["sounds"]]
        self.heard = {
            self.sound(squeeze(name)): point["key"] for point in reversed(index["points"]) for name in (point["pinyin"], *point["others"])
        }
        own = {squeeze(name): point["key"] for point in index["points"] for name in names_of(point) if SYLLABLES.search(fold(name))}
        self.signs = sorted(((name, code) for name, code in own.items() if len(name) > 1), key=lambda one: (-len(one[0]), one[0]))

    def sound(self, name):
        """What a name sounds like, however it is spelled in Latin letters."""
        for pattern, sign in self.sounds:
            name = pattern.sub(sign, name)
        return name

    def named(self, text, tokens):
        """The points that a text names outright. tokens: its words, weak ones too."""
        return (
            self._whole(text)
            or self._toned(tokens)
            or self._listed(text)
            or self._spelled(tokens)
            or self._signs(tokens)
            or self._core(tokens)
        )

    def is_named(self, text, tokens):
        """Whether a text is nothing but names and codes of points."""
        named = self._whole(text) or self._toned(tokens) or self._listed(text) or self._spelled(tokens)
        return bool(named.found and not named.rest)

    def heard_as(self, tokens):
        """The code of the point whose name sounds like some words, or nearly so, or ""."""
        joined = "".join(tokens)
        if SYLLABLES.search(joined) or len(joined) < 4:
            return ""
        wanted = self.sound(joined)
        if wanted in self.heard:
            return self.heard[wanted]
        best, found = 0, ""
        for heard, code in self.heard.items():
            if min(len(heard), len(joined)) < MIN_SOUND - 1 or heard[0] != wanted[:1]:
                continue
            likeness = fuzz.ratio(wanted, heard)
            if likeness > best and likeness > SIMILAR_SOUND:
                best, found = likeness, code
        return found

    def _whole(self, text):
        key = squeeze(text)
        if key in self.sets:
            return Named([one for code in self.sets[key] for one in self.resolve(code)])
        found = self.resolve(text)
        if found:
            return Named(found)
        if key in self.english:
            return Named(self.resolve(self.english[key]))
        return Named(missing=self.missing(text) or "")

    def _toned(self, tokens):
        """A name whose syllables carry the numbers of their tones: "zu2 san1 li3" is no code of a channel."""
        wanted = self.sound("".join(tokens)) if len(tokens) > 1 and all(map(TONED.fullmatch, tokens)) else ""
        return Named(self.resolve(self.heard[wanted])) if wanted in self.heard else Named()

    def _listed(self, text):
        pieces = [piece for piece in BETWEEN.split(text) if fold(piece)]
        if len(pieces) < 2:
            return Named()
        named = [self._whole(piece) or self._spelled(fold(piece).split()) for piece in pieces]
        return self._joined(named) if all(named) else Named()

    def _joined(self, named):
        found = {one.code: one for each in reversed(named) for one in reversed(each.found)}
        missing = [each.missing for each in named if each.missing]
        return Named(list(reversed(found.values())), missing[0] if missing else "", [word for each in named for word in each.rest])

    def _spelled(self, tokens):
        """Codes among other words. A single letter counts only where nothing but codes is said."""
        named, rest, at, is_sure = [], [], 0, True
        while at < len(tokens):
            letters, number, length, sure = self._code(tokens, at)
            one = self._whole(f"{letters}{number}") if length else None
            if one:
                named.append(one)
                is_sure = is_sure and sure
            else:
                length = 1
                rest.append(tokens[at])
            at += length
        rest = self.words.core(rest)
        return self._joined([*named, Named(rest=rest)]) if named and (is_sure or not rest) else Named()

    def _code(self, tokens, at):
        """(letters, number, how many words, whether it cannot mean anything else) of the code that begins at a word."""
        match = CODE.fullmatch(tokens[at])
        if match and (match[1] in self.letters or match[1] in self.channels):
            return self.channels.get(match[1], match[1]), match[2], 1, len(match[1]) > 1
        for length in range(MAX_CHANNEL_WORDS, 0, -1):
            name = " ".join(tokens[at : at + length])
            number, used = self._number(tokens, at + length)
            if number and name in self.channels:
                return self.channels[name], number, length + used, True
            if number and length == 1 and name in self.letters and tokens[at + 1].isdigit():
                return name, number, 2, len(name) > 1
        return "", 0, 0, False

    def _number(self, tokens, at):
        """(number, how many words it is written in) at a word; (0, 0) for none."""
        word = tokens[at] if at < len(tokens) else ""
        if word.isascii() and word.isdigit() and 0 < int(word) < 100:
            return int(word), 1
        if word in self.tens:
            unit = self.units.get(tokens[at + 1], 10) if at + 1 < len(tokens) else 10
            return (self.tens[word] + unit, 2) if unit < 10 else (self.tens[word], 1)
        return (self.units[word], 1) if word in self.units else (0, 0)

    def _signs(self, tokens):
        """Names in Chinese characters, kana or Hangul inside a longer text, where it tells nothing else."""
        named, rest = [], []
        for token in tokens:
            left = token
            for name, code in self.signs:
                if SYLLABLES.search(left) and name in left:
                    named.append((token, left.index(name), Named(self.resolve(code))))
                    left = left.replace(name, " " * len(name))
            if left == token:
                rest.append(token)
            elif self.words.exactly(left.replace(" ", "")):
                return Named()
        return self._joined([*(one for *_place, one in named), Named(rest=self.words.core(rest))]) if named else Named()

    def _core(self, tokens):
        core = self.words.core(tokens)
        if not core or core == tokens:
            return Named()
        whole = self._whole(" ".join(core))
        return whole if whole.found else Named()
