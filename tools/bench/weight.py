"""Bytes: the largest page as it is sent, all scripts of the pages, all pictures."""

import urllib.request

import brotli

from tools.bench.figures import Figure
from webapp import atlas
from webapp.catalogue import load_catalogue
from webapp.delivery import assets

KB = 1024


def pages():
    """The address of every public page."""
    catalogue = load_catalogue()
    yield from ("/", "/routines", "/sources", "/safety", "/about", "/you", "/search", "/favorites", "/history")
    yield from (f"/regions/{slug}" for slug in catalogue.regions)
    for kind, keys in (("points", catalogue.points), ("routines", catalogue.routines)):
        for key in keys:
            yield from (f"/{kind}/{key}", f"/{kind}/{key}/practice")


def sent(url):
    """How many bytes of body the server sends for `url` to a browser that reads brotli."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "br, gzip"})
    with urllib.request.urlopen(request) as answer:
        return len(answer.read())


def kilobytes(size):
    return round(size / KB, 2)


def scripts(shipped):
    """Name -> compressed bytes of every script that a page may ask for: not the worker's, not what stands in the page."""
    texts = {name: content for name, content in shipped.contents.items() if name.endswith(".js")}
    return {name: len(brotli.compress(content)) for name, content in texts.items()}


def measure(bench):
    weights = {address: sent(bench.server.url + address) for address in pages()}
    largest = max(weights, key=weights.get)
    yield Figure("HTML of the largest page", kilobytes(weights[largest]), 14, "KB", note=f"{largest} of {len(weights)}")
    weights = scripts(assets.Assets())
    player, end, search, editor = (weights.pop(f"js/{name}.js") for name in ("player", "end", "search", "editor"))
    yield Figure("JavaScript of the end of a practice", kilobytes(end), 2.25, "KB")  # comes while one presses
    yield Figure("JavaScript of the page of the search alone", kilobytes(search), 1, "KB")
    yield Figure("JavaScript of the page that makes an own routine alone", kilobytes(editor), 2, "KB")
    yield Figure("JavaScript and htmx, without the player and what one page alone loads", kilobytes(sum(weights.values())), 30, "KB")
    yield Figure("JavaScript of the player", kilobytes(player), 12, "KB")
    views = atlas.load().views.values()
    static = assets.STATIC
    body = [(static / view.image).stat().st_size for view in views if not view.region]
    close = [(static / view.image).stat().st_size for view in views if view.region]
    yield Figure("largest picture of the whole body", kilobytes(max(body)), 18, "KB")
    yield Figure("largest close-up", kilobytes(max(close)), 7, "KB", note=f"of {len(close)}")
    yield Figure("all pictures together", kilobytes(sum(body) + sum(close)), 250, "KB")
