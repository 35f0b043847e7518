"""What a whole green run has shown, in numbers, for the page /trust.

Where the whole proof runs (`.ci/run`), the figures go into `build/proof.json`; `make proof` takes them over. A test adds to them
by `record_property(name, count)`. A run that was cut short, that left tests out or that failed writes nothing.
"""

import datetime
import json
import os
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "build" / "proof.json"
ENGINE = re.compile(r"(?<![a-z])(webkit|firefox)(?![a-z])")
SUBJECTS = {
    "clock_stories": re.compile(r"test_(bells|clock|player\w*)\.py"),
    "line_stories": re.compile(r"test_(offline|outbox\w*|convergence|sign_in_pages|slow_network|stalled_pages|states|refused)\.py"),
    "proxy_tests": re.compile(r"test_proxies\.py"),
}
"""Figure -> the files whose tests it counts."""


class Proof:
    """Counts what passes. tests: how many; stories: engine -> how many were told in it; counted: what tests recorded."""

    def __init__(self):
        self.tests, self.stories, self.counted, self.left_out = 0, Counter(), Counter(), 0

    def pytest_runtest_logreport(self, report):
        if report.when != "call" or not report.passed:
            return
        self.tests += 1
        if report.nodeid.startswith("tests/browser/"):
            found = ENGINE.search(report.nodeid)
            self.stories[found[1] if found else "chromium"] += 1
        self.counted.update(name for name, files in SUBJECTS.items() if files.search(report.nodeid))
        self.counted.update({name: count for name, count in report.user_properties if isinstance(count, int)})

    def pytest_deselected(self, items):
        self.left_out += len(items)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session):
        chosen = [str(one) for one in session.config.args]
        whole = chosen in (["tests"], [str(ROOT / "tests")]) and not self.left_out and not session.config.option.keyword
        if "CI" in os.environ and whole and session.exitstatus == pytest.ExitCode.OK:
            FILE.write_text(json.dumps(self.figures(), indent=2) + "\n", encoding="utf-8")

    def figures(self):
        version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
        return {
            "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
            "version": version,
            "tests": self.tests,
            "stories": dict(sorted(self.stories.items())),
            "counted": dict(sorted(self.counted.items())),
        }
