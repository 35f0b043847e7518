"""What a mistyped address may have meant."""

from rapidfuzz import fuzz, process

from webapp.catalogue import load_catalogue
from webapp.catalogue.codes import fold

MAX_SUGGESTIONS = 4
LIKENESS = 55  # of 100: below it a name is no help
LIKENESS_OF_ANYTHING = 80  # where not even the noun is known
DISTANCE = 18  # from the likeliest: farther names are only in the way


def addresses(path):
    """The addresses that are like `path`: a list of (address, name), the likeliest first.

    path: "/regions/lower-bak". Where its first word is a noun of ours, only that noun's names are compared.
    """
    names = known_names()
    noun, _slash, rest = path.strip("/").partition("/")
    known = noun in names
    wanted = rest.removesuffix("/practice") if known else path.strip("/")
    choices = {
        (kind, key, text): text for kind in ([noun] if known else names) for key, texts in names[kind].items() for text in (key, *texts)
    }
    cutoff = LIKENESS if known else LIKENESS_OF_ANYTHING
    found = process.extract(wanted[:100], choices, scorer=fuzz.WRatio, processor=fold, limit=3 * MAX_SUGGESTIONS, score_cutoff=cutoff)
    best = max((score for _text, score, _choice in found), default=0)
    like = {f"/{kind}/{key}": names[kind][key][0] for _text, score, (kind, key, _name) in found if score >= best - DISTANCE}
    return list(like.items())[:MAX_SUGGESTIONS]


def known_names():
    """Noun -> key -> (the name to show, other names)."""
    catalogue = load_catalogue()
    return {
        "regions": {slug: (region.name,) for slug, region in catalogue.regions.items()},
        "points": {code: (f"{code} {one.english}", one.pinyin) for code, one in catalogue.points.items()},
        "routines": {slug: (routine.title,) for slug, routine in catalogue.routines.items()},
    }
