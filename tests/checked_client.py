"""A test client that looks at every page which any test fetches, whatever the test is about."""

from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import brotli
from flask.testing import FlaskClient
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from webapp.person.typed import in_a_sentence

LANGUAGE = "en"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """What a page or fragment is checked for, as it is shown at first: without what is hidden or a template.

    headings, title: their texts; called: what the page tells the scripts that it is called. language: of the page; None for a fragment. ids, links: in their order.
    forms_without_action: how many.
    """

    def __init__(self, text):
        super().__init__()
        self.language, self.title, self.called, self.headings = None, None, None, []
        self.ids, self.links, self.forms_without_action = [], [], 0
        self._open, self._unseen = [], []
        self.feed(text)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag not in VOID:
            self._open.append(tag)
            if tag == "template" or "hidden" in given:
                self._unseen.append(len(self._open))
        if "template" in self._open:
            return
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "html":
            self.language = given.get("lang")
        elif tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form" and not given.get("action"):
            self.forms_without_action += 1
        elif tag == "article" and "data-title" in given and given.get("data-screen") != "map":
            self.called = given["data-title"]
        elif tag == "h1" and not self._unseen:
            self.headings.append("")

    def handle_endtag(self, tag):
        while tag in self._open:
            if self._open.pop() == tag:
                break
        self._unseen = [depth for depth in self._unseen if depth <= len(self._open)]

    def handle_data(self, data):
        if "h1" in self._open and not self._unseen:
            self.headings[-1] += data
        elif self._open[-1:] == ["title"] and "svg" not in self._open:
            self.title = (self.title or "") + data


class CheckedClient(FlaskClient):
    """Fails where a page breaks a rule that holds for all of them (see `faults`)."""

    def open(self, *arguments, **options):
        response = super().open(*arguments, **options)
        redirects = 300 <= response.status_code < 400
        if response.mimetype == "text/html" and response.data and not redirects:
            text = response.data
            if response.headers.get("Content-Encoding") == "br":
                text = brotli.decompress(text)
            if response.headers.get("Content-Encoding") in (None, "br"):
                found = faults(text.decode(), self.application, response.status_code)
                assert not found, f"{response.request.path}: {'; '.join(found)}"
        return response


def faults(text, app, status=200):
    """What is wrong with the text of a page or fragment, in words."""
    return [*_faults(text), *(f"{link} leads nowhere" for link in _links(text) if not leads(app, link))]


@cache
def _page(text):
    return Page(text)


@cache
def _faults(text):
    page = _page(text)
    found = []
    if "<html" in text:
        if page.language != LANGUAGE:
            found.append(f"its language is {page.language}")
        if len(page.headings) != 1:
            found.append(f"it has {len(page.headings)} h1")
        if not page.title:
            found.append("it has no title")
    if page.title is not None and len(page.headings) == 1:
        heading = " ".join(in_a_sentence(page.headings[0]).split())
        if not " ".join(page.title.split()).startswith(heading):
            found.append(f"its title “{page.title}” does not begin with its h1 “{heading}”")
        if page.called not in (None, heading):
            found.append(f"it calls itself “{page.called}”, and its h1 “{heading}”")
    if page.forms_without_action:
        found.append("a form has no action")
    twice = {one for one in page.ids if page.ids.count(one) > 1}
    if twice:
        found.append(f"ids stand twice: {sorted(twice)}")
    dangling = {link[1:] for link in page.links if link.startswith("#") and len(link) > 1} - set(page.ids)
    if dangling and "<html" in text:
        found.append(f"links lead to ids that are not there: {sorted(dangling)}")
    return found


@cache
def _links(text):
    return tuple(dict.fromkeys(link for link in _page(text).links if link.startswith("/")))


_alive = {}


def leads(app, link):
    """True when a link of a page leads to an address that answers; what is a person's own only has to be an address."""
    path = unquote(urlsplit(link).path)
    if path not in _alive:
        _alive[path] = _answers(app, path)
    return _alive[path]


def _answers(app, path):
    if path.startswith("/static/"):
        return path in app.extensions["asset responses"]
    try:
        endpoint, _arguments = app.url_map.bind("localhost").match(path)
    except RequestRedirect:
        return True
    except (NotFound, MethodNotAllowed):
        return False
    if not getattr(app.view_functions[endpoint], "is_public", False):
        return True
    # With a query of its own, so that no page is put into the cache that a test may look at.
    return FlaskClient(app, use_cookies=False).get(path, query_string={"checked": ""}).status_code < 400
