"""From what was typed to what is meant: words of any language, compounds, beginnings and typing errors become meanings.

Pure, over the plain data of `search_index`; static/js/search/words.js does the same on the phone.
"""

import re

from rapidfuzz import fuzz

from webapp.catalogue.codes import SYLLABLES, fold

SIMILAR = 80
"""How alike (0 to 100) a mistyped word and a known one must be; short words more."""
SIMILAR_SHORT, SIMILAR_LONG = 85, 75
MIN_SIMILAR = 3
"""Letters of the shortest word that may be mistyped, and of the shortest part of a compound."""
MIN_LONG = 7
"""Letters of a long word."""
MIN_BEGUN = 3
"""Letters after which the last word counts for every word that it begins."""
ENDINGS = ("", "s", "ed", "d", "es", "ing", "n")
WEIGHT, LIGHT_WEIGHT = 4, 2


class Words:
    """What is known of words. meanings: {word: its meanings}; weak: words that tell nothing; light: meanings that tell little alone."""

    def __init__(self, index):
        self.spoken = [(re.compile(pattern), word) for pattern, word in index["spoken"]]
        self.signs = index["signs"]
        self.weak = frozenset(index["weak"])
        self.ache = frozenset(index["ache"])
        self.light = frozenset(index["light"] + index["where"])
        self.meanings = {fold(word): meant.split() for meant, words in index["words"].items() for word in words.split()}
        self.pieces = sorted((word for word in self.meanings if SYLLABLES.match(word)), key=lambda word: (-len(word), word))
        self.parts = frozenset(word for word in self.meanings if not SYLLABLES.match(word))
        self.known = []

    def learn(self, phrases):
        """Take the words of phrases (lists of meanings) for known, so that they are found mistyped or begun."""
        plain = {meaning for phrase in phrases for meaning in phrase}
        self.known = sorted(word for word in self.parts | plain if len(word) > 1)
        for meaning in plain:
            self.meanings.setdefault(meaning, [meaning])

    def tokens(self, text):
        """The folded words of a text; pictures are words, and ways to say the same are one."""
        for sign, word in self.signs.items():
            text = text.replace(sign, f" {word} ")
        text = fold(text)
        for pattern, word in self.spoken:
            text = pattern.sub(word, text)
        return text.split()

    def core(self, tokens):
        """The words that tell something."""
        return [token for token in tokens if token not in self.weak]

    def phrase(self, text):
        """The meanings of a phrase of the catalogue, once each; a word that has no other meaning means itself."""
        out = []
        for token in self.core(self.tokens(text)):
            out += self.exactly(token) or [token]
        return list(dict.fromkeys(out))

    def exactly(self, token):
        """The meanings of a word as it stands, of its singular, or of the words that it is made of; [] when it is not known."""
        for ending in ENDINGS:
            stem = token.removesuffix(ending)
            if (stem != token or not ending) and stem in self.meanings and (len(stem) >= MIN_SIMILAR or not ending):
                return self.meanings[stem]
        return self._pieces(token) if SYLLABLES.search(token) else self._compound(token)

    def _pieces(self, token):
        out, at = [], 0
        while at < len(token):
            piece = next((piece for piece in self.pieces if token.startswith(piece, at)), "")
            out += self.meanings.get(piece, [])
            at += len(piece) or 1
        return out

    def _compound(self, token):
        for at in range(MIN_SIMILAR, len(token) - MIN_SIMILAR + 1):
            first, second = token[:at], token[at:]
            if first not in self.parts and first.endswith(("s", "n")):
                first = first[:-1]
            if first in self.parts and second in self.parts and len(first) >= MIN_SIMILAR:
                return [*self.meanings[first], *self.meanings[second]]
        return []

    def begun(self, token):
        """The meanings of every known word that a word begins."""
        if len(token) < MIN_BEGUN:
            return []
        return list(dict.fromkeys(m for word in self.known if word.startswith(token) for m in self.meanings[word]))

    def nearest(self, token, among=None):
        """The known word that a mistyped one is nearest to, "" where none is near. among: a sorted list of words."""
        best, found = 0, ""
        if len(token) < MIN_SIMILAR or SYLLABLES.search(token):
            return found
        letters = sorted(token)
        for word in self.known if among is None else among:
            if len(word) < MIN_SIMILAR:
                continue
            if len(word) == len(token) and sorted(word) == letters:
                likeness = 99
            elif word[0] != token[0]:
                continue
            else:
                likeness = fuzz.ratio(token, word)
            if likeness > best and likeness >= self._similar(token, word):
                best, found = likeness, word
        return found

    def _similar(self, token, word):
        """How alike two words must be. Long ones that begin alike may differ more; short ones less, and end alike."""
        shorter, differ = sorted((len(token), len(word)))
        if shorter >= MIN_LONG:
            return SIMILAR_LONG if token[:2] == word[:2] else SIMILAR
        if differ - shorter > 1:
            return 100
        return SIMILAR if shorter > 4 and token[-1] == word[-1] else SIMILAR_SHORT

    def weight(self, meanings):
        """How much meanings tell together."""
        return sum(LIGHT_WEIGHT if meaning in self.light else WEIGHT for meaning in meanings)
