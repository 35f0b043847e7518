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

    regions, routines and points are lists in the order of the catalogue, each with the key of its page; uses is the list of the phrases
    of each use. A phrase is a text of meanings. Uses, regions and routines of an entry are places in those lists.
    """
    data = _data()
    index = {
        "max_length": MAX_QUERY_LENGTH,
        "max_words": MAX_WORDS,
        "max": MAX_RESULTS,
        "help": help_index(catalogue.help_answers),
        "same": {"other": OTHER, "simple": SIMPLE},
        "signs": data["signs"],
        "spoken": data["spoken"],
        "weak": " ".join(data["weak"]).split(),
        "ache": data["ache"],
        "light": data["light"],
        "where": data["where"],
        "words": data["words"],
        "numbers": data["numbers"].split(),
        "sounds": data["sounds"],
        "sets": [{"names": one["names"], "points": list(one["points"])} for one in data["set"]],
        "channels": [{"code": c.code, "letters": list(c.letters), "names": [c.name, *c.spelled]} for c in catalogue.channels.values()],
        "notes": {"today": codes.TODAY, "old": codes.OLD, "gap": codes.GAP, "gap_at": codes.GAP_AT},
        "missing": [{"reason": group.reason, "points": list(group.points)} for group in catalogue.not_offered],
    }
    words = Words(index)
    place = {key: at for at, key in enumerate(catalogue.uses)}

    def phrases(texts):
        return list(dict.fromkeys(" ".join(sorted(phrase)) for phrase in map(words.phrase, texts) if phrase))

    def used(keys):
        return [place[key] for key in keys]

    index["uses"] = [phrases([use.key, use.phrase, *use.words]) for use in catalogue.uses.values()]
    index["regions"] = [
        {"key": r.slug, "names": phrases([r.name]), "words": phrases(r.words), "uses": used(r.uses)} for r in catalogue.regions.values()
    ]
    index["routines"] = [{"key": r.slug, "title": r.title, "uses": used(r.complaints)} for r in catalogue.routines.values()]
    slugs = list(catalogue.regions)
    whole = {name for region in index["regions"] for name in region["names"]}
    index["points"] = [
        {
            "key": p.code,
            "english": p.english,
            "pinyin": p.pinyin,
            "chinese": p.chinese,
            "others": [*p.aliases, *p.readings],
            "old": p.old_code,
            "old_today": p.old_code_today,
            "places": [phrase for phrase in phrases([p.place, *p.words]) if phrase not in whole],
            "uses": used(p.uses),
            "region": slugs.index(p.region),
            "routines": [at for at, routine in enumerate(catalogue.routines.values()) if p.code in routine.points],
        }
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
        "regions": [one | {"names": apart(one["names"]), "words": apart(one["words"])} for one in index["regions"]],
        "routines": index["routines"],
        "points": [one | {"places": apart(one["places"])} for one in index["points"]],
    }
    regions = [phrase for one in parts["regions"] for phrase in (*one["names"], *one["words"])]
    points = [phrase for one in parts["points"] for phrase in one["places"]]
    parts["places"] = {meaning for phrase in regions for meaning in phrase} | set(index["where"])
    parts["phrases"] = [*(phrase for phrases in parts["uses"] for phrase in phrases), *regions, *points]
    parts["aches"] = sorted(word for meant in index["ache"] for word in index["words"].get(meant, "").split() if word.isascii())
    return parts
