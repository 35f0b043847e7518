"""What the scripts reckon and keep, asked by Node's own test runner (`*.test.js` beside this file)."""

import subprocess
from pathlib import Path

import pytest

from tools import build

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def node():
    """The command of Node, with the packages that only tests need."""
    found, npm = build.find_node()
    build.install(npm, checks=True)
    return found


@pytest.mark.parametrize("name", sorted(path.name.removesuffix(".test.js") for path in HERE.glob("*.test.js")))
def test_a_module_does_what_is_told_of_it(node, name):
    done = subprocess.run([*node, HERE / "run.mjs", name], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
