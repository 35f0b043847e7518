"""Scripts put together into one file."""

import re
from pathlib import Path

import pytest

from webapp.bundles import GROUPS, BundleError, bundle, entrances

SCRIPTS = {path.stem: path.read_text() for path in (Path(__file__).parent.parent / "static" / "js").glob("*.js")}


def test_members_stand_after_what_they_import_and_share_no_names():
    texts = {
        "a": 'import { two as zwei } from "b";\nimport * as b from "b";\nconst one = 1;\nexport const three = one + zwei + b.one;',
        "b": "const one = 0;\nexport const two = 2;",
    }
    whole = bundle(["a", "b"], texts)
    assert whole.index("const $b") < whole.index("const $a")
    assert "const { two: zwei } = $b;" in whole
    assert "const b = $b;" in whole
    assert "export const { three } = $a;" in whole


def test_what_lies_outside_is_imported_once():
    texts = {"a": 'import { x } from "far";\nx();', "b": 'import { y } from "far";\ny();'}
    whole = bundle(["a", "b"], texts)
    assert whole.count('import * as $far from "far";') == 1
    assert "const { y } = $far;" in whole


def test_a_name_that_two_members_export_stays_inside():
    whole = bundle(["a", "b"], {"a": "export const state = 1;", "b": "export const state = 2;\nexport const other = 3;"})
    assert "export const { state" not in whole
    assert "export const { other }" in whole


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
