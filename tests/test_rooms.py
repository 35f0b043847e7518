"""Which room of the product may know which."""

import ast
import re

import pytest

from tests.sources import name, own_files

# Room of webapp -> the other rooms that it may import; the top may import all.
MAY_KNOW = {
    "catalogue": {"language"},
    "atlas": set(),
    "delivery": {"db", "language"},
    "serving": set(),
    "guide": {"catalogue", "atlas", "delivery", "language"},
    "person": {"catalogue", "atlas", "db", "delivery", "guide", "serving"},
    "offline": {"catalogue", "atlas", "delivery", "guide", "language"},
}


def rooms_known(path):
    """The rooms and top files of webapp that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "webapp":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("webapp."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("webapp."))


@pytest.mark.parametrize("room", MAY_KNOW)
def test_a_room_knows_only_those_below_it(room):
    found = {
        f"{name(path)} imports webapp.{known}"
        for path in own_files(".py", rooms=(f"webapp/{room}",))
        for known in set(rooms_known(path)) - MAY_KNOW[room] - {room}
    }
    assert not found


TAKEN = re.compile(r"""\{%-? (?:include|from|import|extends) "(\w+)/""")


@pytest.mark.parametrize("room", ["delivery", "guide", "person", "offline"])
def test_a_room_of_templates_takes_only_from_those_below_it(room):
    found = {
        f"{name(path)} takes from templates/{other}"
        for path in own_files(".html", rooms=(f"templates/{room}",))
        for other in set(TAKEN.findall(path.read_text(encoding="utf-8"))) - MAY_KNOW[room] - {room, "_macros"}
    }
    assert not found
