"""What pages, scripts and pictures weigh. Bytes only; what takes time is measured by `make bench`."""

from functools import cache
from pathlib import Path

import brotli

from webapp import atlas
from webapp.delivery import assets
from webapp.offline import pwa

STATIC = Path(__file__).resolve().parents[2] / "static"
KB = 1024
AIR = 1.1  # a bar is a budget with this much room


@cache
def files():
    """Name -> bytes of every file of `static/` as it is sent, before compression."""
    return assets.Assets(STATIC).contents


def compressed(content):
    return len(brotli.compress(content))


def scripts():
    """Address -> bytes after compression of everything that pages may ask for, bundles as bundles.

    What only the worker asks for is not part of it.
    """
    shelf = assets.Assets(STATIC)
    texts = {assets.hashed(name, content): content for name, content in shelf.contents.items()}
    names = [name for name in shelf.addresses if name.endswith(".js") and name.startswith(("js/", "vendor/htmx/"))]
    names = [n for n in names if n not in pwa.WORKER_MODULES.values() or shelf.addresses[n] != shelf.alone(n)]
    return {shelf.addresses[name]: compressed(texts[shelf.addresses[name]]) for name in names}


def test_all_scripts_but_the_players_with_htmx_weigh_30_kb_at_most():
    weights = {address: weight for address, weight in scripts().items() if "/player." not in address}
    assert sum(weights.values()) <= 30 * KB * AIR, weights


def test_the_player_weighs_12_kb_at_most():
    [weight] = [weight for address, weight in scripts().items() if "/player." in address]
    assert weight <= 12 * KB * AIR


def test_the_styles_of_the_first_paint_leave_room_for_the_page():
    assert compressed(files()["css/base.css"]) <= 6.5 * KB


def test_a_picture_of_the_whole_body_weighs_18_kb_at_most_and_a_close_up_7():
    views = atlas.load().views.values()
    assert len(views) >= 10
    for view in views:
        assert len(files()[view.image]) <= (7 if view.region else 18) * KB, view.name


def test_all_pictures_together_weigh_250_kb_at_most():
    assert sum(len(files()[view.image]) for view in atlas.load().views.values()) <= 250 * KB
