"""The pack: every page that needs no network, in one file, and the list of all that belongs on the phone.

Layout of the file, UTF-8: one line of JSON (the index), then the texts it points to, one behind the other. Index:

    pages      address -> {start, length, title, head, tab}: a fragment, in bytes after the first line. title: its text as
               markup; head: length of its <title>…</title>; tab: the one it stands under. What has no title is never a
               page of its own. Besides the addresses "missing", and "search" and "relief": those pages without a server,
               with <!--query--> and <!--results-->, and <!--answer-->, <!--place/0/neck--> … in their places
    shells     tab -> {start, length}: the layout with <!--title--> and <!--page--> in their places, that tab marked
    whole      address -> {start, length}: the full pages that are more than the shell with a page (the map is filled)
    search     what static/js/search/phone-search.js needs to find things
    relief     what static/js/search/relief.js ranks
    rows       "points/BL23" -> {start, length}: the row of an entry of `search`
    pieces     name -> {start, length}: what stands around the rows (see templates/offline/pieces.html)
    moved      an address of earlier -> the page's address now
    codes      other name of a point, folded and in upper case -> its code
    headers    what every page is sent with
"""

import hashlib
import json
import re
import threading
from dataclasses import dataclass, field

from flask import current_app, g, render_template

from webapp import atlas
from webapp.catalogue import load_catalogue
from webapp.catalogue.codes import squeeze
from webapp.catalogue.relief import MAX_POINTS
from webapp.delivery import assets
from webapp.delivery.response_cache import CachedResponse
from webapp.delivery.security import own_host
from webapp.guide import relief
from webapp.guide.about import listed
from webapp.guide.moved import MOVED
from webapp.guide.search import search_index

WITH_THE_MAP = ("/", "/?side=front", "/?side=back")
PUBLIC = (
    "/map", "/map/front", "/map/back", "/routines", "/routines/own/page", "/routines/own/edit", "/routines/own/practice",
    "/search", "/calendar", "/sources", "/grades", "/data", "/trust", "/safety", "/safety/contraindications", "/safety/rules", "/safety/help", "/about", "/cards",
    "/names", "/relief", "/practice/end", "/turning",
)  # fmt: skip
PERSONAL = ("/favorites", "/history", "/you", "/you/delete", "/you/invitation")
HEADERS = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Stillpoint",
)
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}
SHELL_FILES = ("css/more.css", "css/media.css", "js/", "vendor/htmx/htmx", "icons/mark.svg")
PICTURE_FILES = ("atlas/",)
TABS = ("", "body", "routines", "favorites", "history", "you")
QUALITY = 9
"""Of brotli: the highest that takes a fraction of a second for a few megabytes."""


@dataclass
class Pack:
    """bytes: the file. version: the hash of what it holds. response: what sends it. layout: the page around a page, without files."""

    index: dict = field(default_factory=lambda: {"pages": {}, "shells": {}, "whole": {}, "rows": {}, "pieces": {}})
    texts: list = field(default_factory=list)
    length: int = 0
    layout: str = ""

    def add(self, text):
        """Append a text; answers {"start", "length"} in bytes."""
        encoded = text.encode()
        place = {"start": self.length, "length": len(encoded)}
        self.texts.append(encoded)
        self.length += len(encoded)
        return place

    def add_page(self, name, text, page):
        """Append a fragment, blanks and all, so that full pages are the server's.

        page: {title, tab} as the page was described, None for what is no page. Raises ValueError when it does not begin with its title.
        """
        place = self.add(text)
        if page:
            head = f"<title>{page['title']}</title>"
            if not text.startswith(head):
                raise ValueError(f"{name} does not begin with its title")
            place |= page | {"head": len(head.encode())}
        self.index["pages"][name] = place

    def close(self):
        """Make the file of what was added."""
        index = json.dumps(self.index, ensure_ascii=False, separators=(",", ":")).encode()
        self.bytes = index + b"\n" + b"".join(self.texts)
        self.version = hashlib.sha256(self.bytes).hexdigest()[:12]
        self.response = response_of(self.bytes)
        return self


def response_of(content):
    """The answer that sends the bytes of a pack."""
    return CachedResponse(content, "text/plain; charset=utf-8", assets.FOR_EVER, quality=QUALITY, window=24)


def addresses(catalogue):
    """The address of every page that is the same for everyone, and of the person's own, which are packed empty."""
    yield from (*WITH_THE_MAP, *PUBLIC, *PERSONAL)
    yield from (f"/regions/{slug}" for slug in catalogue.regions)
    yield from (f"/sources/{source.key}" for source in listed(catalogue))
    for kind, keys in (("points", catalogue.points), ("routines", catalogue.routines)):
        for key in keys:
            yield f"/{kind}/{key}"
            yield f"/{kind}/{key}/practice"


def build():
    """Ask the app itself for every page, as somebody of whom nothing is known would, and pack the answers."""
    catalogue, pack = load_catalogue(), Pack()
    client = current_app.test_client(use_cookies=False)
    here = own_address()
    for address in addresses(catalogue):
        with current_app.test_request_context(address, here, headers=FRAGMENT):
            answer = current_app.full_dispatch_request()
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answers {answer.status_code} and cannot be packed")
            pack.add_page(address, answer.get_data(as_text=True), g.pop("page", None))
        # A person's page has asked the database, which ends the connection of whoever then lets a transaction lie.
        current_app.do_teardown_appcontext()
    with current_app.test_request_context("/", here):
        pack.layout = render_template("offline/shell.html", **dict.fromkeys(("asset", "inlined", "script_addresses"), lambda _name: ""))
        for tab in TABS:
            pack.index["shells"][tab] = pack.add(render_template("offline/shell.html", tab=tab))
    with current_app.test_request_context("/", here, headers=FRAGMENT):
        pack.add_page("missing", render_template("offline/missing.html"), g.pop("page"))
        pack.index["search"] = index = search_index()
        pack.index["relief"] = relief.facts()
        pack.add_page("search", render_template("offline/search.html", max_length=index["max_length"]), g.pop("page"))
        pack.add_page("relief", relief.page(is_packed=True), g.pop("page"))
        for name in ("rows", "pieces"):
            drawn = json.loads(
                render_template(f"offline/{name}.html", catalogue=catalogue, close_ups=atlas.load().close_ups, max_points=MAX_POINTS)
            )
            pack.index[name] = {key: pack.add(text) for key, text in drawn.items()}
    for address in WITH_THE_MAP:
        answer = client.get(address, here)
        pack.index["whole"][address] = pack.add(answer.text)
    pack.index["moved"] = MOVED
    pack.index["codes"] = dict(codes(catalogue))
    pack.index["headers"] = {name: answer.headers[name] for name in HEADERS if name in answer.headers}
    return pack.close()


def own_address():
    """An address under which the app answers itself, whatever names it is told to answer to."""
    return f"http://{own_host(current_app.config['TRUSTED_HOSTS'])}"


def codes(catalogue):
    """(other name of a point, folded and in upper case; its code) for every name that means one point only."""
    for code, point in catalogue.points.items():
        number = re.sub(r"\D", "", code)
        others = [f"{letters}{number}" for letters in catalogue.channels[point.channel].letters]
        others += [old for letters in catalogue.channels[point.channel].letters for old in olds(letters, point)]
        for other in sorted({squeeze(name) for name in (code, *point.aliases, *point.readings, point.pinyin, point.chinese, *others)}):
            if catalogue.canonical(other) == code:
                yield other.upper(), code


def olds(letters, point):
    """The codes of older books for a point, with the letters of one catalogue for its channel."""
    return [letters + re.sub(r"\D", "", old) for old in point.old_codes]


def files(*beginnings):
    """The hashed addresses of the static files whose names begin so, in a steady order."""
    known = assets.current().addresses
    return sorted({address for name, address in known.items() if name.startswith(beginnings)})


_building = threading.Lock()


def current():
    """The Pack of the app that answers, made at the first asking."""
    with _building:
        kept = None if current_app.debug else current_app.extensions.get("pack")
        if kept is None:
            kept = current_app.extensions["pack"] = build()
        return kept
