"""How well everything in the guide fits what is meant. Pure; static/js/search/scores.js does the same on the phone."""

NAMED, ADDED, OTHER = 1, 1, 3
"""What a complaint that is named with its ache is worth more, and what a phrase loses that says more than was asked."""


def close(scored):
    """The best of {key: score} and what comes near them."""
    best = max(scored.values(), default=0)
    return {key: score for key, score in scored.items() if 3 * score >= 2 * best}


class Scores:
    """Scores of one search. meant: what was said, as meanings."""

    def __init__(self, index, words, meant):
        self.index, self.words, self.meant = index, words, set(meant)
        self.aches = self.meant & words.ache
        self.place = self.meant - self.aches
        self.uses = close(self._uses())
        self.is_ache = bool(self.aches) or any(self._tells_more(at) for at in self.uses)

    def _uses(self):
        return {at: score for at, phrases in enumerate(self.index["uses"]) if (score := max(map(self._said, phrases), default=0))}

    def _said(self, phrase):
        """What a phrase of a complaint is worth, all of which must be said."""
        if not self.meant.issuperset(phrase):
            return 0
        return self.words.weight(phrase) + (ADDED if self.aches.difference(phrase) else 0)

    def _tells_more(self, use):
        """Whether a complaint was named by more than the place where it is."""
        return any(self.meant.issuperset(phrase) and not self.index["places"].issuperset(phrase) for phrase in self.index["uses"][use])

    def _of_uses(self, uses, less=0):
        return max((self.uses[use] for use in uses if use in self.uses), default=less) - less

    def regions(self):
        """{place: score}, and the places of those that are named."""
        scored, named = {}, set()
        for at, region in enumerate(self.index["regions"]):
            by_name = max((self.words.weight(name) for name in region["names"] if self.meant.issuperset(name)), default=0)
            by_word = max(
                (self.words.weight(word) - (0 if self.is_ache else 2) for word in region["words"] if self.meant.issuperset(word)), default=0
            )
            if by_name or by_word:
                named.add(at)
            by_itself = max(by_name + ADDED if by_name and self.is_ache else by_name, by_word)
            used = self._of_uses(region["uses"], 2)
            score = max(by_itself, used) + (ADDED if 0 < by_itself <= used else 0)
            if score > 0:
                scored[at] = score
        return scored, named

    def main_use(self, uses):
        """How far to the front of its complaints a routine has the one that fits best."""
        fitting = [self.uses.get(use, 0) for use in uses]
        return fitting.index(max(fitting)) if fitting else 0

    def routines(self):
        """{place: score}."""
        scored = {at: self._of_uses(one["uses"], 0 if self.is_ache else 1) for at, one in enumerate(self.index["routines"])}
        return {at: score for at, score in scored.items() if score > 0}

    def points(self):
        """{place: score}, and the places of those whose place on the body was named."""
        scored, located = {}, set()
        for at, point in enumerate(self.index["points"]):
            by_place = max(map(self._where, point["places"]), default=0)
            if by_place > 0:
                located.add(at)
            score = max(by_place, self._of_uses(point["uses"], 1 if self.is_ache else OTHER))
            if score > 0:
                scored[at] = score
        return scored, located

    def _where(self, phrase):
        """What a phrase for the place of a point is worth, when it says all that was asked or is said by it."""
        if not self.place - self.words.light or not set(phrase) - self.words.light:
            return 0
        if self.place == set(phrase):
            return self.words.weight(phrase) + NAMED
        if self.place.issuperset(phrase):
            return self.words.weight(phrase)
        return self.words.weight(self.place) - OTHER if self.place.issubset(phrase) else 0
