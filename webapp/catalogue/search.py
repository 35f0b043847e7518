"""Search by complaint, place, name or code, in any of the spellings people use.

Pure: a query in, what was found out. The same entries are exported for a search on the phone.
"""

from dataclasses import replace

from rapidfuzz import fuzz, process

from webapp.catalogue.codes import fold
from webapp.catalogue.help import answers_to, without
from webapp.catalogue.help import index as help_index
from webapp.catalogue.search_entries import MIN_LETTERS, entries
from webapp.catalogue.search_results import FoundPoint, Results

MAX_QUERY_LENGTH = 80
MAX_WORDS = 8
MAX_RESULTS = {"regions": 4, "routines": 5, "points": 12}
SIMILAR = 80
"""How alike (0 to 100) a mistyped word and a known one must be."""

COMMON = frozenset(
    "a am an and at be can cannot cant do for from have help hurt hurts hurting i in is it m me my need"
    " of on or point points press pressure pain pains painful ache aches aching so sore t the to too"
    " what when where with".split()
)
KINDS = ("regions", "routines", "points")


class Search:
    """The search over one catalogue."""

    def __init__(self, catalogue):
        self.catalogue = catalogue
        self.entries = tuple(entries(catalogue))
        self._poetic = [name for entry in self.entries for name in entry.poetic]
        words = {w for e in self.entries for w in e.every_word if len(w) > 2}
        plain = {w for e in self.entries for w in e.every_word - set().union(*e.poetic)}
        self._vocabulary = sorted(words)
        self._plain = sorted(words & plain)

    def find(self, text):
        """Results for whatever was typed; never an error, however long or odd."""
        text = " ".join(text[:MAX_QUERY_LENGTH].split())
        query = fold(text)
        if not query:
            return Results(text)
        answers = answers_to(self.catalogue.help_answers, text)
        if answers:
            rest = "" if answers[0].alone else without(answers, text)
            return replace(self._found(text, rest), answers=tuple(answers))
        return self._found(text, text)

    def _found(self, text, asked):
        """Results that show `text` as what was typed, for what is asked of it."""
        query = fold(asked)
        if not query:
            return Results(text)
        resolved = self.catalogue.resolve(asked)
        if resolved:
            return self._by_code(text, resolved)
        missing = self.catalogue.missing(asked)
        if missing:
            return self._missing(text, missing)
        tokens = self._tokens(query)
        groups, left_off = self._groups(query, tokens)
        if groups:
            return Results(text, groups=groups, left_off=left_off)
        better = self._corrected(tokens)
        known = [token for token in better if len(token) > 2]
        if known and known != tokens:
            query = " ".join(known)
            groups, left_off = self._groups(query, known)
            return Results(text, groups=groups, left_off=left_off, corrected=query)
        return Results(text)

    def _tokens(self, query):
        words = query.split()[:MAX_WORDS]
        return [word for word in words if word not in COMMON] or words

    def _corrected(self, tokens):
        """The known words nearest to those typed, "" where none is near.

        One word never becomes one of a poetic name ("depression" is not "impression"); several do together.
        """
        if len(tokens) > 1:
            better = [self._nearest(token, self._vocabulary) for token in tokens]
            if any(set(better) <= name for name in self._poetic):
                return better
        return [self._nearest(token, self._plain) for token in tokens]

    def _nearest(self, token, vocabulary):
        if any(word.startswith(token) for word in vocabulary):
            return token
        if len(token) < 4:
            return ""
        found = process.extractOne(token, vocabulary, scorer=fuzz.ratio, score_cutoff=SIMILAR)
        return found[0] if found else ""

    def _groups(self, query, tokens):
        """Groups for the query as typed; where that fits nothing closely, without its common words."""
        whole = self._scored(query, query.split())
        if tokens == query.split() or any(s >= 60 for found in whole.values() for s, _e in found):
            return self._best(whole)
        return self._best(self._scored(" ".join(tokens), tokens))

    def _scored(self, query, tokens):
        scored = {kind: [] for kind in KINDS}
        for entry in self.entries:
            score = entry.score(query, tokens)
            if score:
                scored[entry.kind].append((score, entry))
        return scored

    def _best(self, scored):
        left_off = 0
        groups = []
        for kind, found in scored.items():
            if not found:
                continue
            found.sort(key=lambda pair: (-pair[0], -pair[1].weight))
            best = found[0][0]
            # A few close fits say more than everything that holds one of the words.
            close = [entry for score, entry in found if score >= 60 or best < 60]
            if kind == "points":
                left_off = max(0, len(close) - MAX_RESULTS[kind])
            items = tuple(self._item(entry) for entry in close[: MAX_RESULTS[kind]])
            groups.append((best, kind, items))
        groups.sort(key=lambda group: -group[0])
        return tuple((kind, items) for _best, kind, items in groups), left_off

    def _item(self, entry):
        return getattr(self.catalogue, entry.kind)[entry.key]

    def _by_code(self, text, resolved):
        points = [self.catalogue.points[r.code] for r in resolved]
        first = points[0]
        regions = list(dict.fromkeys(p.region for p in points))
        routines = list(dict.fromkeys(r for p in points for r in self.catalogue.routines_with(p.code)))
        return Results(
            text,
            by_code=tuple(FoundPoint(point, r.note, r.old) for point, r in zip(points, resolved, strict=True)),
            close_by=tuple(self._close_by(first, points)),
            used_in=(
                *(self.catalogue.regions[slug] for slug in regions),
                *routines[: MAX_RESULTS["routines"]],
            ),
        )

    def _close_by(self, point, besides, most=3):
        """Points of the same region, those with the most uses in common first."""
        others = [p for p in self.catalogue.points_in(point.region) if p not in besides]
        return sorted(others, key=lambda p: -len(set(p.uses) & set(point.uses)))[:most]

    def _missing(self, text, code):
        reason = next((g.reason for g in self.catalogue.not_offered if code in g.points), "")
        letters = code.rstrip("0123456789")
        number = int(code[len(letters) :])
        same = [p for p in self.catalogue.points.values() if p.channel == letters]
        near = sorted(same, key=lambda p: abs(int(p.code[len(letters) :]) - number))
        return Results(text, missing=code, missing_reason=reason, close_by=tuple(near[:3]))

    def _notes(self):
        """Code as typed, folded -> {code of a point: the sentence that explains it}, for the codes that need one."""
        codes = {code for entry in self.entries for code in entry.codes}
        found = {code: {r.code: r.note for r in self.catalogue.resolve(code) if r.note} for code in sorted(codes)}
        return {code: notes for code, notes in found.items() if notes}

    def index(self):
        """Everything the same search needs on the phone, as plain data (see static/js/offline/phone-search.js)."""
        return {
            "common": sorted(COMMON),
            "longest": MAX_QUERY_LENGTH,
            "most_words": MAX_WORDS,
            "most": MAX_RESULTS,
            "similar": SIMILAR,
            "least_letters": MIN_LETTERS,
            "help": help_index(self.catalogue.help_answers),
            "notes": self._notes(),
            "entries": [
                {
                    "kind": e.kind,
                    "key": e.key,
                    "names": list(e.names),
                    "words": list(e.words),
                    "codes": list(e.codes),
                    "weight": e.weight,
                }
                for e in self.entries
            ],
        }
