"""What pages, scripts and pictures weigh. Bytes only; what takes time is measured by `make bench`."""

from functools import cache

import brotli

from tools.bench.weight import scripts
from webapp import atlas
from webapp.delivery.assets import Assets

KB = 1024
AIR = 1.1  # a bar is a budget: nobody has to squeeze a source for the last tenth


@cache
def shipped():
    return Assets()


OF_ONE_PAGE = {
    "js/search.js": KB,
    "js/editor.js": 2 * KB,
    "js/end.js": 2.25 * KB,
    "js/home.js": 1.25 * KB,
    "js/import.js": 1.5 * KB,
    "js/turning.js": 9 * KB,
    "js/settings.js": 1.25 * KB,
}
"""What one page alone loads (the end of a practice: while one presses), and how much that may weigh."""


def test_all_scripts_but_the_players_and_those_of_one_page_with_htmx_weigh_30_kb_at_most():
    weights = {name: weight for name, weight in scripts(shipped()).items() if name not in ("js/player.js", *OF_ONE_PAGE)}
    assert sum(weights.values()) <= 30 * KB * AIR, weights


def test_what_one_page_alone_loads_weighs_no_more_than_it_may():
    weights = scripts(shipped())
    assert all(weights[name] <= most for name, most in OF_ONE_PAGE.items()), weights


def test_the_body_that_turns_weighs_60_kb_at_most_with_its_page_and_script(client):
    mesh, script, page = (
        client.get(address, headers={"Accept-Encoding": "br"})
        for address in (shipped().address("atlas/turning.mesh"), shipped().address("js/turning.js"), "/turning")
    )
    assert all(answer.headers["Content-Encoding"] == "br" for answer in (mesh, script, page))
    assert sum(len(answer.data) for answer in (mesh, script, page)) <= 60 * KB


def test_the_player_weighs_12_kb_at_most():
    assert scripts(shipped())["js/player.js"] <= 12 * KB * AIR


def test_the_styles_of_the_first_paint_leave_room_for_the_page():
    assert len(brotli.compress(shipped().text("base.css").encode())) <= 6.5 * KB


def test_a_page_gets_its_first_scripts_in_few_requests():
    assert len(shipped().imports["js/first.js"]) <= 2
    assert all(len(files) <= 3 for files in shipped().imports.values())


def test_a_picture_of_the_whole_body_weighs_18_kb_at_most_and_a_close_up_7():
    views = atlas.load().views.values()
    assert len(views) >= 10
    for view in views:
        assert len(shipped().contents[view.image]) <= (7 if view.region else 18) * KB, view.name


def test_all_pictures_together_weigh_250_kb_at_most():
    assert sum(len(shipped().contents[view.image]) for view in atlas.load().views.values()) <= 250 * KB
