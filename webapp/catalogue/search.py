"""Search by what aches, by place, name or code, in any of the spellings people use.

Pure: a query in, what was found out. The phone finds the same with the same index (static/js/search/phone-search.js).
"""

from dataclasses import replace

from webapp.catalogue import search_index
from webapp.catalogue.codes import fold, squeeze
from webapp.catalogue.help import URGENT, answers_to, without
from webapp.catalogue.search_index import MAX_QUERY_LENGTH, MAX_RESULTS, MAX_WORDS
from webapp.catalogue.search_names import Named, Names, names_of
from webapp.catalogue.search_results import FoundPoint, Results
from webapp.catalogue.search_scores import Scores, close
from webapp.catalogue.search_words import WEIGHT, Words

KINDS = ("regions", "routines", "points")
MIN_LETTERS = 3
"""Letters that an English name is looked for with; fewer are the beginning of a code."""


class Search:
    """The search over one catalogue."""

    def __init__(self, catalogue):
        self.catalogue = catalogue
        self.data = search_index.build(catalogue)
        self.words = Words(self.data)
        self.parts = search_index.split(self.data)
        self.words.learn(self.parts["phrases"])
        self.names = Names(self.data, self.words, catalogue)
        self.keys = {kind: tuple(getattr(catalogue, kind).values()) for kind in KINDS}
        self.signs = [[squeeze(name) for name in (point["key"], *names_of(point))] for point in self.data["points"]]
        self.english = [fold(point["english"]).split() for point in self.data["points"]]
        self.spoken = sorted({word for name in self.english for word in name if len(word) > 2})
        self.titles = {squeeze(one["title"]): at for at, one in enumerate(self.data["routines"])}

    def index(self):
        """Everything the same search needs on the phone, as plain data."""
        return self.data

    def find(self, text):
        """Results for whatever was typed; never an error, however long or odd."""
        text = " ".join(text[:MAX_QUERY_LENGTH].split())
        answers = answers_to(self.catalogue.help_answers, text)
        kind = answers[0].kind if answers else ""
        if not answers or (kind not in URGENT and self.names.is_named(text, self.words.tokens(text))):
            return self._found(text, text)
        if kind == "beside":
            return replace(self._found(text, text), answers=tuple(answers))
        rest = "" if answers[0].alone else without(answers, text)
        return replace(self._found(text, rest, is_strict=kind == "elsewhere"), answers=tuple(answers))

    def _found(self, text, asked, is_strict=False):
        """Results that show `text` as what was typed, for what is asked of it. is_strict: for nothing but what surely aches."""
        tokens = self.words.tokens(asked)[:MAX_WORDS]
        if not tokens:
            return Results(text)
        named = self.names.named(asked, tokens)
        if named:
            return self._by_name(text, named)
        core = self.words.core(tokens)
        if not core:
            return self._results(text, self._with_points([], self._beginnings(tokens, is_partial=False)))
        groups = self._understood(core, is_strict, self.titles.get(squeeze(asked)))
        if groups or is_strict:
            return self._results(text, groups)
        heard = self.names.heard_as(core) or self.names.heard_as(tokens)
        if heard:
            return self._by_name(text, Named(self.names.resolve(heard)))
        return self._mistyped(text, core)

    def _understood(self, core, is_strict=False, titled=None):
        """Groups for words taken as they stand, the last as a beginning too; [] where they tell too little. titled: the routine of that title."""
        meant, unknown = self._meanings(core)
        begun = self.words.begun(core[-1]) if unknown == core[-1:] else []
        named = self._beginnings(core, is_partial=bool(unknown))
        scores = Scores(self.parts, self.words, [*meant, *begun])
        if is_strict and not (scores.is_ache and scores.uses):
            return []
        left = [token for token in unknown if token != core[-1] or not begun]
        if left and not scores.is_ache and scores.uses and not named:
            aches = [self.words.nearest(token, self.parts["aches"]) for token in left]
            scores = Scores(self.parts, self.words, [*meant, *begun, *(m for word in aches if word for m in self.words.meanings[word])])
        groups = self._groups(scores, titled)
        if left and (named or self._is_vague(groups, core)):
            groups = []
        if named and (begun or not groups):
            groups = self._with_points(groups, named)
        return groups

    def _is_vague(self, groups, core):
        """Whether nothing fits but an ache of no place, while more was said."""
        best = max((score for _kind, found in groups for score, _at in found), default=0)
        return best < WEIGHT and not all(self.words.light.issuperset(self.words.exactly(token) or [token]) for token in core)

    def _meanings(self, tokens):
        found = [(token, self.words.exactly(token)) for token in tokens]
        return [m for _token, meant in found for m in meant], [token for token, meant in found if not meant]

    def _beginnings(self, core, is_partial):
        """Places of the points whose name the words are or begin, in the order of the catalogue."""
        joined = "".join(core)
        single = [at for at, signs in enumerate(self.signs) if any(sign.startswith(joined) for sign in signs)]
        if len(joined) < MIN_LETTERS or single or not is_partial:
            return single
        return [at for at, name in enumerate(self.english) if all(any(word.startswith(token) for word in name) for token in core)]

    def _mistyped(self, text, core):
        """Results for the words that are nearest. Several words become a name that has them all; one becomes no poetic name."""
        if len(core) > 1:
            better = [self.words.nearest(token, self.spoken) for token in core]
            better = [word for word in better if word]
            found = [at for at, name in enumerate(self.english) if len(better) > 1 and set(better) <= set(name)]
            if found and 2 * len(better) > len(core):
                return self._results(text, self._with_points([], found), " ".join(better))
        nearest = [(token, token if self.words.exactly(token) else self.words.nearest(token)) for token in core]
        better = [word for _token, word in nearest if word]
        if not better:
            return Results(text)
        meant, _unknown = self._meanings(better)
        groups = self._groups(Scores(self.parts, self.words, meant))
        if self._is_vague(groups, core):
            return Results(text)
        is_other = any(token != word for token, word in nearest if word)
        return self._results(text, groups, " ".join(better) if is_other else "")

    def _groups(self, scores, titled=None):
        """[(kind, [(score, place), …])], the best first."""
        routines = scores.routines()
        if titled is not None:
            routines[titled] = 10 * WEIGHT
        regions, named = scores.regions()
        points, located = scores.points()
        complaints = [(scores.main_use(one["uses"]), len(one["uses"])) for one in self.data["routines"]]
        weights = [len(point["routines"]) for point in self.data["points"]]
        found = {
            "regions": sorted(((s, at) for at, s in close(regions).items()), key=lambda one: (-one[0], one[1] not in named, one[1])),
            "routines": sorted(((s, at) for at, s in close(routines).items()), key=lambda one: (-one[0], complaints[one[1]], one[1])),
            "points": sorted(
                ((s, at) for at, s in close(points).items()), key=lambda one: (-one[0], one[1] not in located, -weights[one[1]], one[1])
            ),
        }
        best = {kind: one[0][0] for kind, one in found.items() if one}
        order = sorted(best, key=lambda kind: (-best[kind], KINDS.index(kind)))
        if scores.is_ache or best.get("routines", 0) >= 10 * WEIGHT:
            is_located = max((points[at] for at in located), default=0) > best.get("regions", 0)
            places = ["regions", "points"] if named and not is_located else ["points", "regions"]
            order = [kind for kind in ("routines", *places) if kind in best]
        return [(kind, found[kind]) for kind in order]

    def _with_points(self, groups, places):
        """Groups with points that are named added."""
        if not places:
            return groups
        points = [(1, at) for at in places]
        known = {at for kind, found in groups if kind == "points" for _score, at in found}
        if any(kind == "points" for kind, _found in groups):
            return [(k, found + [one for one in points if one[1] not in known] if k == "points" else found) for k, found in groups]
        return [*groups, ("points", points)]

    def _results(self, text, groups, corrected=""):
        left_off = sum(max(0, len(found) - MAX_RESULTS[kind]) for kind, found in groups if kind == "points")
        shown = tuple((kind, tuple(self.keys[kind][at] for _score, at in found[: MAX_RESULTS[kind]])) for kind, found in groups)
        return Results(text, groups=shown, left_off=left_off, corrected=corrected if shown else "")

    def _by_name(self, text, named):
        points = [self.catalogue.points[one.code] for one in named.found]
        reason = next((g.reason for g in self.catalogue.not_offered if named.missing in g.points), "")
        results = Results(
            text,
            by_code=tuple(FoundPoint(point, one.note, one.old) for point, one in zip(points, named.found, strict=True)),
            missing=named.missing,
            missing_reason=reason,
        )
        if not points:
            return replace(results, close_by=tuple(self._nearest_numbers(named.missing)))
        asked = self._results(text, self._understood(named.rest)) if named.rest else None
        if asked and asked.groups:
            return replace(results, groups=asked.groups, left_off=asked.left_off)
        regions = dict.fromkeys(self.catalogue.regions[point.region] for point in points)
        routines = dict.fromkeys(routine for point in points for routine in self.catalogue.routines_with(point.code))
        used_in = (*regions, *list(routines)[: MAX_RESULTS["routines"]])
        return replace(results, close_by=tuple(self._close_by(points)), used_in=used_in)

    def _close_by(self, points, maximum=3):
        """Other points of the first one's region, those with the most uses in common first."""
        first = points[0]
        others = [p for p in self.catalogue.points_in(first.region) if p not in points]
        return sorted(others, key=lambda p: -len(set(p.uses) & set(first.uses)))[:maximum]

    def _nearest_numbers(self, code, maximum=3):
        """The points of the channel of a code whose numbers are nearest."""
        letters = code.rstrip("0123456789")
        number = int(code[len(letters) :])
        same = [p for p in self.catalogue.points.values() if p.channel == letters]
        return sorted(same, key=lambda p: abs(int(p.code[len(letters) :]) - number))[:maximum]
