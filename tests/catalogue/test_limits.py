"""Every cap, pause and size that both sides hold stands in one file."""

import json
import re
from pathlib import Path

from tools import build
from webapp.catalogue import limits, load_catalogue
from webapp.catalogue.durations import duration_long

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "webapp" / "catalogue" / "data" / "limits.json"
GIVEN = json.loads(FILE.read_text("utf-8"))


def test_every_limit_is_read_by_the_server():
    names = {name.lower() for name in vars(limits) if name.isupper() and not name.startswith("_")}
    assert names | {"min_press_seconds"} == set(GIVEN)


def test_the_scripts_that_reckon_with_a_limit_are_built_with_the_same_file():
    texts = {path.name: path.read_text("utf-8") for path in (ROOT / "static" / "js").rglob("*.js")}
    readers = {name for name, text in texts.items() if "lib/limits.js" in text}
    assert [name for name, text in texts.items() if f"data/{FILE.name}" in text] == ["limits.js"]
    assert {"plan.js", "clock.js", "own-editor.js"} <= readers
    assert FILE in build.sources()
    built = [json.loads(path.read_text("utf-8"))["sources"] for path in build.BUILT.rglob("*.js.map")]
    assert any(source.endswith("catalogue/data/limits.json") for sources in built for source in sources)


def test_no_script_and_no_template_of_a_practice_writes_a_cap_itself():
    files = [*(ROOT / "static" / "js").rglob("*.js"), *(ROOT / "templates").rglob("*.html")]
    found = [
        path.name
        for path in files
        if path.parent.name != "turning"  # there it is half a turn
        and re.search(r"\b180\b(?! ?-)(?!deg)|\b35 \* 60\b|\b2100\b|at most 35\b|\b35 minutes", path.read_text("utf-8"))
    ]
    assert not found


def test_the_page_about_safety_names_every_cap(client):
    page = client.get("/safety").text
    [sentence] = re.findall(r"<li>(At most .*? in all\.)", page, re.S)
    seconds = [limits.MAX_SIDE_SECONDS, *limits.MAX_HOLD_SECONDS_IN.values(), limits.MAX_PRACTICE_SECONDS]
    for code, maximum in (*limits.MAX_SIDE_SECONDS_OF.items(), *limits.MAX_SIDE_SECONDS_IN_SHORT_HOLDS.items()):
        assert f"({code})" in sentence
        seconds.append(maximum)
    for one in seconds:
        assert duration_long(one) in sentence


def test_the_player_offers_no_hold_above_the_cap_of_a_point(client):
    for point in load_catalogue().points.values():
        page = client.get(f"/points/{point.code}/practice").text
        offered = re.search(r'data-choice="seconds">(.*?)</select>', page, re.S)[1]
        holds = [int(one) for one in re.findall(r'value="(\d+)"', offered)]
        assert holds and max(holds) <= min(limits.max_per_side(point, 1), limits.max_per_hold(point))


def test_getting_ready_is_part_of_the_way_to_a_point_so_that_minutes_stay_what_they_are():
    times = [limits.GET_READY_SECONDS, *limits.GET_READY_CHOICES]
    assert len(set(times)) == len(times) and 0 in times
    assert max(times) < limits.CHANGEOVER_SECONDS
