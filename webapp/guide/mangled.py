"""What a mangled address means: a slash or a full stop that was copied along, full-width letters, another case.

The phone answers by the same rules (static/js/offline/phone-address.js); tests/browser/test_mangled_links.py holds both to them.
"""

import re
import unicodedata

from flask import current_app

from webapp.catalogue import load_catalogue

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
END = re.compile(r"[\W_]+$")
OWN = re.compile(r"/routines/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(/\w+)?")


def tidy(path):
    """A path, decoded, without what copying adds to it.

    >>> tidy("/points/BL23/"), tidy("//points/ＢＬ２３%")
    ('/points/BL23', '/points/BL23')
    """
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", path.replace("\ufffd", "")))
    parts = (part.strip() for part in text.split("/"))
    return "/" + END.sub("", "/".join(part for part in parts if part))


def meant(path):
    """The address that a decoded path means, when it is another one than the path itself; None else."""
    text = tidy(path)
    return next((one for one in (text, text.lower()) if one not in (path, "/") and is_known(one)), None)


def is_known(path):
    """Whether there is a page of ours at a path. A point may have any of its names."""
    catalogue = load_catalogue()
    noun, _slash, rest = path.removeprefix("/").partition("/")
    key = rest.removesuffix("/practice")
    if noun == "points":
        return "/" not in key and bool(catalogue.resolve(key))
    if noun in ("regions", "routines", "sources") and rest and not OWN.fullmatch(path):
        names = {"regions": catalogue.regions, "routines": catalogue.routines, "sources": catalogue.sources}[noun]
        return (key if noun == "routines" else rest) in names
    rules = (rule.rule for rule in current_app.url_map.iter_rules() if not rule.arguments and "GET" in (rule.methods or ()))
    return bool(OWN.fullmatch(path)) or path in rules
