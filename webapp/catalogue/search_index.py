"""Everything the search knows, as plain data: the server and the phone find with the same."""

import tomllib
from functools import cache
from pathlib import Path

from webapp.catalogue import codes
from webapp.catalogue.characters import OTHER, SIMPLE
from webapp.catalogue.help import index as help_index
from webapp.catalogue.search_words import Words

DATA = Path(__file__).parent / "data"
MAX_QUERY_LENGTH = 80
MAX_WORDS = 16
MAX_RESULTS = {"regions": 4, "routines": 5, "points": 12}


@cache
def _data():
    return tomllib.loads((DATA / "search.toml").read_text("utf-8"))


def build(catalogue):
    """The index.

    uses, regions, routines and points are lists in the order of the catalogue, without names for their fields (see `USE`,
    `REGION`, `ROUTINE`, `POINT`); a phrase is a text of meanings. Places in `uses` stand for the uses of the others.
    """
    data = _data()
    index = {
        "longest": MAX_QUERY_LENGTH,
        "most_words": MAX_WORDS,
        "max": MAX_RESULTS,
        "help": help_index(catalogue.help_answers),
        "same": [OTHER, SIMPLE],
        "signs": data["signs"],
        "spoken": data["spoken"],
        "weak": " ".join(data["weak"]),
        "ache": data["ache"],
        "light": data["light"],
        "where": data["where"],
        "words": data["words"],
        "numbers": data["numbers"],
        "sounds": data["sounds"],
        "sets": [[one["names"], one["points"]] for one in data["set"]],
        "channels": [[c.code, " ".join(c.letters), [c.name, *c.spelled]] for c in catalogue.channels.values()],
        "told": {"today": codes.TODAY, "old": codes.OLD, "gap": codes.GAP},
        "missing": [[group.reason, " ".join(group.points)] for group in catalogue.not_offered],
    }
    words = Words(index)
    place = {key: at for at, key in enumerate(catalogue.uses)}

    def phrases(texts):
        return list(dict.fromkeys(" ".join(sorted(phrase)) for phrase in map(words.phrase, texts) if phrase))

    def used(keys):
        return [place[key] for key in keys]

    index["uses"] = [phrases([use.key, use.phrase, *use.words]) for use in catalogue.uses.values()]
    index["regions"] = [[r.slug, phrases([r.name]), phrases(r.words), used(r.uses)] for r in catalogue.regions.values()]
    index["routines"] = [[r.slug, r.title, used(r.complaints)] for r in catalogue.routines.values()]
    slugs = list(catalogue.regions)
    whole = {name for region in index["regions"] for name in region[1]}
    index["points"] = [
        [
            p.code,
            p.english,
            [p.pinyin, p.chinese, *p.aliases, *p.readings],
            [p.old_code, p.old_code_today] if p.old_code else [],
            [phrase for phrase in phrases([p.place, *p.words]) if phrase not in whole],
            used(p.uses),
            slugs.index(p.region),
            [at for at, routine in enumerate(catalogue.routines.values()) if p.code in routine.points],
        ]
        for p in catalogue.points.values()
    ]
    return index


def split(index):
    """The index with its phrases taken apart into lists of meanings.

    Beside them `phrases`: all of them; `places`: the meanings that name a place; `aches`: the words for what hurts, sorted.
    """

    def apart(texts):
        return [text.split() for text in texts]

    parts = {
        "uses": [apart(phrases) for phrases in index["uses"]],
        "regions": [[slug, apart(names), apart(words), uses] for slug, names, words, uses in index["regions"]],
        "routines": index["routines"],
        "points": [[*point[:4], apart(point[4]), *point[5:]] for point in index["points"]],
    }
    regions = [phrase for _slug, names, words, _uses in parts["regions"] for phrase in (*names, *words)]
    points = [phrase for point in parts["points"] for phrase in point[4]]
    parts["places"] = {meaning for phrase in regions for meaning in phrase} | set(index["where"])
    parts["phrases"] = [*(phrase for phrases in parts["uses"] for phrase in phrases), *regions, *points]
    parts["aches"] = sorted(word for meant in index["ache"] for word in index["words"].get(meant, "").split() if word.isascii())
    return parts
