"""Puts faults into modules, one at a time, and counts how many the tests of their subject find.

`python -m tools.mutate [subject …]` prints a line for each subject of `subjects.toml` and every fault that nobody found.
Python is changed by mutmut, which leaves what stands outside of functions alone, scripts by Stryker.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "build" / "mutate"


@dataclass
class Result:
    """found, all: how many faults. missed: those that no test found, as (line as it is, line or part as it was changed)."""

    found: int = 0
    all: int = 0
    missed: list = field(default_factory=list)


def subjects():
    """Name -> table of `subjects.toml`."""
    return tomllib.loads((HERE / "subjects.toml").read_text("utf-8"))


def without_equal(result, equal):
    """The Result without faults that are none. equal: [line, changed, why] of each."""
    known = {(line, changed) for line, changed, _why in equal}
    missed = [one for one in result.missed if one not in known]
    return Result(result.found, result.all - (len(result.missed) - len(missed)), missed)
