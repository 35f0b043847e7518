"""The oldest browsers that are served: named in one place, and held by what scripts and styles really use."""

import json
import re
from pathlib import Path

import pytest

from tools import browsers
from webapp.guide import browsers as named

README = Path(__file__).resolve().parent.parent / "README.md"


@pytest.fixture(scope="module")
def answer():
    return browsers.check(browsers.files(), browsers.served())


@pytest.fixture(scope="module")
def guarded():
    return json.loads(browsers.GUARDED.read_text(encoding="utf-8"))


def test_nothing_is_used_that_a_served_browser_lacks_unless_it_is_guarded(answer, guarded):
    assert answer["looked"] > 3000
    unguarded = [
        f"{one['feature']} lacks in {one['lacking']}: {one['uses'][:3]}" for one in answer["found"] if one["feature"] not in guarded
    ]
    assert unguarded == []


def test_every_guard_stands_where_the_feature_is_used(answer, guarded):
    for one in answer["found"]:
        guard = guarded.get(one["feature"], {}).get("guard")
        for file in {use.rpartition(":")[0] for use in one["uses"]} if guard else ():
            assert guard in (browsers.ROOT / file).read_text(encoding="utf-8"), (one["feature"], file)


def test_no_guard_is_listed_for_what_nothing_uses_any_more(answer, guarded):
    assert set(guarded) <= {one["feature"] for one in answer["found"]}
    assert all(one["why"] for one in guarded.values())


USES = {
    "a.js": ("export const a = () => Response.json({});", "api.Response.json_static"),
    "b.js": ("const { wakeLock } = navigator; export { wakeLock };", "api.Navigator.wakeLock"),
    "c.js": ("export const c = Object.groupBy([], String);", "javascript.builtins.Object.groupBy"),
    "d.js": ("export const d = [].toSorted();", "javascript.builtins.Array.toSorted"),
    "e.js": ("export const e = (anything) => anything.isWellFormed();", "?.isWellFormed"),
    "f.js": ("export const f = /[\\p{L}--[a-z]]/v;", "javascript.builtins.RegExp.unicodeSets"),
    "g.js": ("export const g = new Set().union(new Set());", "javascript.builtins.Set.union"),
    "i.css": (".a { & .b { color: red } }", "css.selectors.nesting"),
    "j.css": (".a { color: light-dark(red, blue) }", "css.types.color.light-dark"),
    "k.css": ("@starting-style { .a { color: red } }", "css.at-rules.starting-style"),
    "l.css": (".a:popover-open { color: red }", "css.selectors.popover-open"),
    "m.css": (".a { width: sibling-index() }", "css.types.sibling-index"),
    "n.css": (".a { field-sizing: content }", "css.properties.field-sizing"),
}
OLDER = {"safari_ios": "15.4", "chrome": "100", "firefox": "100"}


def test_the_check_sees_syntax_members_values_units_and_selectors(tmp_path):
    for name, (source, _feature) in USES.items():
        (tmp_path / name).write_text(source, encoding="utf-8")
    asked = "@supports (color: light-dark(red, blue)) { .a { color: light-dark(red, blue) } }"
    (tmp_path / "o.css").write_text(asked + ".b { height: 1vh; height: 1dvh }")
    paths = [str(path) for path in sorted(tmp_path.iterdir())]
    found = browsers.check(paths, OLDER)["found"]
    seen = {(one["feature"], Path(use.rpartition(":")[0]).name) for one in found for use in one["uses"]}
    assert {(feature, name) for name, (_source, feature) in USES.items()} <= seen
    assert not [pair for pair in seen if pair[1] == "o.css"]


def test_the_page_and_the_readme_name_them_from_the_one_place(client):
    assert named.words() in client.get("/about").text
    assert named.words() in re.sub(r"\s+", " ", README.read_text(encoding="utf-8"))


def test_a_practice_says_which_browser_its_timer_needs(client):
    assert named.words() in client.get("/points/BL23/practice").text
