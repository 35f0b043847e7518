"""How often a story of a browser may be told anew: once each, and only where the whole proof runs (`.ci/run`).

A busy machine can make one story fail; one that fails twice has failed, and so has a run in which more than a few were told
twice. Tests without a browser are run once.
"""

import os
from pathlib import Path

import pytest

BROWSER = Path(__file__).parent / "browser"
MAX_RERUNS = 3
"""So many stories may need a second telling before the run is red."""


def allow(items):
    """Let each story of a browser among `items` be told a second time, on the machine of the whole proof."""
    if "CI" not in os.environ:
        return
    for item in items:
        if BROWSER in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


class Reruns:
    """Counts the stories that were told anew, says which, and makes a run red in which there were too many."""

    def __init__(self):
        self.names = []

    def pytest_runtest_logreport(self, report):
        if report.outcome == "rerun" and report.nodeid not in self.names:
            self.names.append(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session):
        if len(self.names) > MAX_RERUNS and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        for name in self.names:
            terminalreporter.write_line(f"told a second time: {name}")
        if len(self.names) > MAX_RERUNS:
            terminalreporter.write_line(
                f"{len(self.names)} stories needed a second telling; more than {MAX_RERUNS} is a failure.", red=True
            )
