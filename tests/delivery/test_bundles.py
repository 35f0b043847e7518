"""Scripts put together into one file."""

import re
from pathlib import Path

import pytest

from webapp.delivery import minify, shorten
from webapp.delivery.bundles import GROUPS, IMPORT, BundleError, bundle, entrances

SCRIPTS = {path.stem: path.read_text() for path in (Path(__file__).parents[2] / "static" / "js").glob("*.js")}


def test_members_stand_after_what_they_import_and_share_no_names():
    texts = {
        "a": 'import { two as zwei } from "b";\nconst one = 1;\nexport const three = () => one + zwei;',
        "b": "const one = 0;\nexport const two = { one };",
    }
    whole = bundle(["a", "b"], texts)
    assert whole.index("const two$b = { one: one$b };") < whole.index("const three$a = () => one$a + two$b;")
    assert "export const { three, two } = (() => {" in whole
    assert "return { three: three$a, two: two$b };" in whole


def test_a_name_inside_a_function_is_left_to_it():
    texts = {"a": 'import { two } from "b";\nconst f = (two) => two + one;\nconst one = two.two;', "b": "export const two = 2;"}
    whole = bundle(["a", "b"], texts)
    assert "const f$a = (two) => two + one$a;" in whole
    assert "const one$a = two$b.two;" in whole


def test_what_lies_outside_is_imported_once():
    texts = {"a": 'import { x } from "far";\nx({ x });', "b": 'import { y as z } from "far";\nz();'}
    whole = bundle(["a", "b"], texts)
    assert whole.count('import * as $far from "far";') == 1
    assert "$far.x({ x: $far.x });" in whole
    assert "$far.y();" in whole


def test_everything_of_a_module_is_an_object_of_its_exports():
    texts = {"a": 'import * as b from "b";\nimport * as far from "far";\nb.two(far);', "b": "export function two() {}"}
    whole = bundle(["a", "b"], texts)
    assert "const b$a = { two: two$b };" in whole
    assert "const far$a = $far;" in whole
    assert "b$a.two(far$a);" in whole


def test_a_name_that_two_members_export_stays_inside():
    whole = bundle(["a", "b"], {"a": "export const state = 1;", "b": "export const state = 2;\nexport const other = 3;"})
    assert "export const { other } =" in whole
    assert "const state$a = 1;" in whole


def test_a_circle_is_refused_by_name():
    with pytest.raises(BundleError, match="a → b → a"):
        bundle(["a", "b"], {"a": 'import "b";', "b": 'import "a";'})


@pytest.mark.parametrize("line", ['export { one } from "a";', "export default 1;", "export let count = 0;", 'import one from "a";'])
def test_syntax_it_does_not_know_is_refused_with_its_file(line):
    with pytest.raises(BundleError, match=re.escape(f"static/js/b.js: the bundle does not understand: {line}")):
        bundle(["b"], {"b": line})


def test_every_member_exists_and_belongs_to_one_bundle():
    named = [name for members in GROUPS.values() for name in members]
    assert len(named) == len(set(named))
    assert set(named) <= set(SCRIPTS)


def test_what_one_bundle_imports_from_another_is_exported_there_and_never_in_a_circle():
    home = {name: group for group, members in GROUPS.items() for name in members}
    needs = {group: set() for group in GROUPS}
    for group, members in GROUPS.items():
        exported = re.findall(r"\w+", " ".join(re.findall(r"^export const \{(.*?)\}", bundle(members, SCRIPTS), re.M)))
        for name, text in SCRIPTS.items():
            for names, module in re.findall(r'^import \{([^}]*)\} from "([\w-]+)"', text, re.M):
                if module in members and home.get(name) != group:
                    assert set(re.findall(r"(\w+)(?: as \w+)?", re.sub(r" as \w+", "", names))) <= set(exported), name
                    if name in home:
                        needs[home[name]].add(group)
    while needs:
        free = [group for group, others in needs.items() if not others & set(needs)]
        assert free, f"bundles import each other: {needs}"
        for group in free:
            del needs[group]


def test_only_what_is_asked_for_from_outside_needs_an_address_of_its_own():
    asked = entrances(SCRIPTS)
    assert {"practice-player", "heart-button", "offline", "status-line"} <= asked
    assert not {"clock", "voice", "practice-thread"} & asked


def test_every_name_of_a_bundle_is_declared_in_it_or_the_browsers():
    def undeclared(text):
        return {node.text.decode() for node, _, home in shorten.resolved(minify.parsed(text))[0] if home is None}

    def asked_for(text):
        return {name.strip() for match in IMPORT.finditer(text) for name in re.findall(r"(\w+)\s*[,}]", match["names"] or "")}

    of_browser = set.union(*(undeclared(IMPORT.sub("", text)) - asked_for(text) for text in SCRIPTS.values()))
    for members in GROUPS.values():
        left = {name for name in undeclared(bundle(members, SCRIPTS)) if not name.startswith("$")}
        assert left <= of_browser, left - of_browser
