"""docs/asvs.md says of every item of ASVS 5.0's first level what holds it, and what it names is there."""

import ast
import re
from functools import cache

import pytest

from tests.sources import ROOT

TEXT = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([\d.]+(?:(?:, | to )[\d.]+)?)(?: \(level 3\))? \| (.+?) \| (.+) \|$", TEXT, re.M)
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)
# Section -> the last numbers of its items at level 1.
LEVEL_1 = {
    "1.2": (1, 2, 3, 4, 5), "1.3": (1, 2), "1.5": (1,), "2.1": (1,), "2.2": (1, 2), "2.3": (1,), "3.2": (1, 2), "3.3": (1,), "3.4": (1, 2),
    "3.5": (1, 2, 3), "4.1": (1,), "4.4": (1,), "5.2": (1, 2), "5.3": (1, 2), "6.1": (1,), "6.2": (1, 2, 3, 4, 5, 6, 7, 8), "6.3": (1, 2),
    "6.4": (1, 2), "7.2": (1, 2, 3, 4), "7.4": (1, 2), "8.1": (1,), "8.2": (1, 2), "8.3": (1,), "9.1": (1, 2, 3), "9.2": (1,),
    "10.4": (1, 2, 3, 4, 5), "11.3": (1, 2), "11.4": (1,), "12.1": (1,), "12.2": (1, 2), "13.4": (1,), "14.2": (1,), "14.3": (1,),
    "15.1": (1,), "15.2": (1,), "15.3": (1,),
}  # fmt: skip


def items(text):
    """The items that a first column names: "6.2.1 to 6.2.8" is eight."""
    if " to " not in text:
        return text.split(", ")
    first, last = text.split(" to ")
    section = first.rpartition(".")[0]
    return [f"{section}.{number}" for number in range(int(first.rpartition(".")[2]), int(last.rpartition(".")[2]) + 1)]


@cache
def names_in(path):
    return {node.name for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)}


def test_every_item_of_the_first_level_stands_there():
    wanted = {f"{section}.{number}" for section, numbers in LEVEL_1.items() for number in numbers}
    first_table = TEXT[: TEXT.index("## Level 2")]
    told = {item for first, _asks, _held in ROWS if f"| {first} " in first_table for item in items(first)}
    assert len(wanted) == 70 and wanted - told == set()


@pytest.mark.parametrize("path", sorted({path for path, _name in NAMED}))
def test_every_test_that_is_named_exists(path):
    assert {name for file, name in NAMED if file == path} <= names_in(path)


def test_each_line_names_a_test_or_says_why_there_is_none():
    reasons = ("No such thing", "Not wanted", "Missing", "The operator's", "`SECURITY.md`")
    assert [first for first, _asks, held in ROWS if "::" not in held and not held.startswith(reasons)] == []
