"""One extraction for all that people read: templates, Python, the catalogue's own words, and those of the pictures."""

import tomllib
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir

from webapp import atlas, language

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "webapp" / "catalogue" / "data"
GUIDE = ROOT / "webapp" / "guide" / "data"
SOURCES = (("templates", [("**.html", "jinja2")]), ("webapp", [("**.py", "python")]))
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}


def extracted():
    """A Catalog of all messages, each with the places where it stands; what the catalogue says comes after templates and code."""
    found = Catalog(project="Stillpoint", charset="utf-8")
    for folder, ways in SOURCES:
        options = {"**.html": {"extensions": "webapp.delivery.indentation.Indentation", "trimmed": "false", "silent": "false"}}
        for file, line, message, comments, _context in extract_from_dir(
            ROOT / folder, ways, options, KEYWORDS, (), directory_filter=lambda _folder: True
        ):
            found.add(message, None, [(f"{folder}/{file}", line)], auto_comments=comments)
    for folder in (CATALOGUE, GUIDE):
        for path in sorted(folder.rglob("*.toml")):
            for message in language.messages(tomllib.loads(path.read_text("utf-8")), path.relative_to(folder).as_posix()):
                found.add(message, None, [(path.relative_to(ROOT).as_posix(), 1)])
    for message in _said_by_pictures(atlas.load()):
        found.add(message, None, [("webapp/atlas/data", 1)])
    return found


def _said_by_pictures(known):
    """The names of views, places and bones, what stands along the measuring lines, and why a mark is only approximate."""
    for view in known.views.values():
        yield from (one for one in (view.title, view.caption) if one)
    for lines in known.measure_lines.values():
        for line in lines:
            yield from (words.text for words in line.names)
            if line.length:
                yield line.length.text
    for bones in known.bones.values():
        yield from (*bones.said, *(words.text for words in bones.names))
    yield from known.approximate.values()
