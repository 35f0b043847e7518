"""What a mangled address means: what was copied along, another spelling or case of a name, words that stand behind a link.

The phone answers by the same rules (static/js/offline/phone-address.js); tests/cases/mangled.json holds both to them.
"""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from flask import current_app

from webapp.catalogue import load_catalogue

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
HOST = re.compile(r"^[\W_]*https?:/+[^/]*")
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
BETWEEN = re.compile(r"[\W_]+")
ENDING = re.compile(r"\.(html?|php|aspx?)$")
BEHIND = re.compile(r"[\s?&#;\"'<>()\[\]{}].*$", re.DOTALL)
"""What no address of ours goes on with: words behind a link, a query that was escaped along."""
NOUNS = {
    "region": "regions",
    "point": "points",
    "routine": "routines",
    "source": "sources",
    "favorite": "favorites",
}
HOME = ("/", "/home", "/index")
OWN = re.compile(r"/routines/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(/\w+)?")


def plain(path):
    """A decoded path with nothing escaped, nothing unseen and nothing of full width in it."""
    text = unicodedata.normalize("NFKC", unquote(path).replace("\ufffd", ""))
    return HOST.sub("", INVISIBLE.sub("", text).replace("\\", "/"))


def trimmed(text):
    """A plain path without what copying adds to each of its parts.

    >>> trimmed("/points/BL23/"), trimmed("//points/BL23%"), trimmed("/(regions/lower-back).")
    ('/points/BL23', '/points/BL23', '/regions/lower-back')
    """
    parts = (EDGES.sub("", part) for part in text.split("/"))
    return "/" + "/".join(part for part in parts if part)


def meant(path):
    """The address that a decoded path means, when it is another one than the path itself; None else."""
    text = plain(path)
    right = named(trimmed(text))
    if right == "/":
        return None if "\ufffd" in path or path == "/" else right  # bytes that are no text name nothing
    right = right or named(trimmed(BEHIND.sub("", text.strip())))
    return None if right in (path, "/") else right


def named(text):
    """The address of ours that a tidied path names, whatever stands between its words; None when there is none."""
    noun, slash, rest = ENDING.sub("", text.lower()).removeprefix("/").partition("/")
    path = f"/{NOUNS.get(noun, noun)}{slash}{rest}"
    if path in HOME:
        return "/"
    if OWN.fullmatch(path):
        return path
    if path.startswith("/points/"):
        key, practice, more = rest.partition("/practice")
        code = load_catalogue().canonical(key)
        found = None if more or "/" in key else code or (load_catalogue().resolve(key) and key)
        return found and f"/points/{found}{practice}"
    return squeezed_addresses(current_app.url_map).get(squeezed(path))


def squeezed(path):
    """The letters and digits of each part of a path: "/regions/lower_back" and "/regions/Lower back" are one."""
    return "/".join(BETWEEN.sub("", part) for part in path.lower().split("/"))


@lru_cache(maxsize=1)
def squeezed_addresses(_url_map):
    """What an address is squeezed to -> the address, for every one of `addresses`; kept for an app's own routes."""
    return {squeezed(one): one for one in addresses()}


def addresses():
    """Every address of ours but those of points and of what is a person's own."""
    catalogue = load_catalogue()
    yield from (rule.rule for rule in current_app.url_map.iter_rules() if not rule.arguments and "GET" in (rule.methods or ()))
    for noun, keys in (("regions", catalogue.regions), ("routines", catalogue.routines), ("sources", catalogue.sources)):
        yield from (f"/{noun}/{key}" for key in keys)
    yield from (f"/routines/{key}/practice" for key in catalogue.routines)
