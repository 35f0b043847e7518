"""What can be found: one entry for each region, routine and point, with the words that lead to it."""

from dataclasses import dataclass
from functools import cached_property

from webapp.catalogue.codes import fold, squeeze

MIN_LETTERS = 3
"""Letters that the name of a point is looked for with; fewer are the beginning of a code."""


@dataclass(frozen=True)
class Entry:
    """One thing that can be found. names weigh more than words; both are folded.

    codes: what names a point outright, without spaces; its own code first.
    """

    kind: str
    key: str
    names: tuple[str, ...]
    words: tuple[str, ...]
    weight: int = 0
    codes: tuple[str, ...] = ()

    @cached_property
    def _split(self):
        return [name.split() for name in self.names], [words.split() for words in self.words]

    @cached_property
    def every_word(self):
        """All words of names and words, once each."""
        names, words = self._split
        return frozenset(word for group in (*names, *words) for word in group)

    @property
    def poetic(self):
        """The words of each name that has more than one, such as the English name of a point."""
        names, _words = self._split
        return [set(name) for name in names if len(name) > 1] if self.kind == "points" else []

    def score(self, query, tokens):
        """How well a folded query fits, 0 for not at all.

        100 a name, 90 the beginning of a name, 80 words of one name, 70 a complaint or other word,
        60 words of one complaint, 40 words from anywhere.
        """
        names, words = self._split
        if not any(w.startswith(tokens[0]) for w in self.every_word):
            return 0
        joined = query.replace(" ", "")
        if self.kind == "points" and len(joined) < MIN_LETTERS:
            # "ED" is no beginning of a poetic name; of a code or a sign it may be.
            return 90 if any(name[0].startswith(joined) and len(name) == 1 for name in names) else 0
        if query in self.names or joined in self.names:
            return 100
        if any(name[0].startswith(joined) and len(name) == 1 for name in names):
            return 90
        if any(_begins(tokens, name) for name in names):
            return 80
        if query in self.words:
            return 70
        if any(_begins(tokens, phrase) for phrase in words):
            return 60
        return 40 if _begins(tokens, self.every_word) else 0


def _begins(tokens, words):
    return bool(tokens) and all(any(w.startswith(token) for w in words) for token in tokens)


def entries(catalogue):
    """The entries of all regions, routines and points, in that order."""
    uses = catalogue.uses

    def use_words(keys):
        for key in keys:
            yield key
            yield uses[key].phrase
            yield from uses[key].words

    for region in catalogue.regions.values():
        yield _entry(
            "regions",
            region.slug,
            [region.name, *region.words],
            use_words(region.uses),
            weight=len(catalogue.routines_for(region.slug)),
        )
    for routine in catalogue.routines.values():
        yield _entry(
            "routines",
            routine.slug,
            [routine.title],
            [*use_words(routine.complaints), routine.summary],
            weight=len(catalogue.routines) - len(routine.complaints),
        )
    for point in catalogue.points.values():
        yield _entry(
            "points",
            point.code,
            [
                point.code,
                point.english,
                point.pinyin,
                point.chinese,
                *point.aliases,
                *point.old_codes,
            ],
            [
                point.place,
                *point.words,
                *use_words(point.uses),
                catalogue.regions[point.region].name,
                point.location,
            ],
            weight=len(catalogue.routines_with(point.code)),
            codes=(point.code, *point.aliases, point.pinyin, point.chinese, *point.old_codes),
        )


def _entry(kind, key, names, words, weight=0, codes=()):
    folded = [fold(name) for name in names]
    if kind == "points":
        folded += [squeeze(name) for name in names]
    return Entry(
        kind,
        key,
        tuple(dict.fromkeys(folded)),
        tuple(dict.fromkeys(fold(w) for w in words)),
        weight,
        tuple(dict.fromkeys(squeeze(code) for code in codes)),
    )
