"""Pages in a language that nobody speaks, and what in them was left in English. Run in a process of its own: a process speaks one language."""

import json
import re
import sys
from html.parser import HTMLParser

from webapp import create_app

SCREENS = (
    "/", "/?side=back", "/map", "/routines", "/search", "/search?q=GB20", "/search?q=headache", "/search?q=xyzzy", "/calendar", "/sources",
    "/grades", "/data", "/trust", "/safety", "/safety/rules", "/safety/help", "/safety/contraindications", "/about", "/relief",
    "/relief?place=neck&place=knee&feeling=tense", "/practice/end", "/favorites", "/history", "/you", "/you/delete", "/you/invitation",
    "/routines/own/page", "/routines/own/edit", "/routines/own/practice", "/routines/back-seed", "/routines/period-cramps",
    "/routines/michigan-stimulating", "/routines/low-back-desk", "/routines/back-seed/practice", "/points/GB20", "/points/CV6", "/points/BL40",
    "/points/LI4/practice", "/points/CV6/practice", "/regions/neck", "/regions/lower-back", "/regions/chest", "/sources/israel_2021", "/nowhere",
)  # fmt: skip
NO_WORDS = {
    "class", "style", "d", "content", "sizes", "media", "autocomplete", "viewbox", "transform", "preserveaspectratio", "data-excluded-for",
    "data-light", "data-first", "data-form", "data-ask", "data-asks", "data-on", "hx-trigger",
}  # fmt: skip
"""Attributes that are not read."""
TRANSLATED = re.compile(r"\[[^\[\]]*\]")
NAMES = re.compile(r"Stillpoint|\b[A-Z]{2,}\d*\b|\bmin\b")
"""What is called the same in every language."""


class Words(HTMLParser):
    """The texts of a page that people see or hear."""

    def __init__(self):
        super().__init__()
        self.found, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        """Keep what its attributes say; what stands in a script or style is not read, nor what is marked as another language."""
        self.found += [
            value
            for name, value in attrs
            if value and name not in NO_WORDS and (" " in value or name in ("aria-label", "title", "placeholder"))
        ]
        if self.silent or tag in ("script", "style") or any(name == "lang" and tag != "html" for name, _value in attrs):
            self.silent += tag not in ("meta", "link", "input", "img", "br", "path", "use", "circle", "rect", "image", "hr", "source")

    def handle_endtag(self, _tag):
        """Read again behind what was not."""
        self.silent = max(0, self.silent - 1)

    def handle_data(self, data):
        """Keep what is shown."""
        if not self.silent:
            self.found.append(data)


def left(text):
    """The words of a text that are none of the language's."""
    while TRANSLATED.search(text):
        text = TRANSLATED.sub(" ", text)
    return re.findall(r"[A-Za-z]{3,}", NAMES.sub(" ", text))


def leftovers(page):
    """[text] of a page of which something was left in English, each once."""
    words = Words()
    words.feed(page)
    return list(dict.fromkeys(" ".join(text.split()) for text in words.found if left(text)))


if __name__ == "__main__":
    client = create_app().test_client()
    json.dump({address: leftovers(client.get(address).text) for address in SCREENS}, sys.stdout)
