"""The whole proof is honest: what is told a second time is counted and named, and a run that was cut off is red."""

import subprocess
from types import SimpleNamespace

import pytest

from tests import reruns

ROOT = reruns.BROWSER.parents[1]


def finished(stories, status):
    """The exit status of a run that ended with `status` and in which so many stories were told twice."""
    counter = reruns.Reruns()
    for number in range(stories):
        for outcome in ("rerun", "passed"):
            counter.pytest_runtest_logreport(SimpleNamespace(outcome=outcome, nodeid=f"story {number}"))
    session = SimpleNamespace(exitstatus=status)
    counter.pytest_sessionfinish(session)
    return session.exitstatus


def test_a_few_stories_may_be_told_twice_and_more_are_a_failure():
    assert finished(reruns.MAX_RERUNS, pytest.ExitCode.OK) == pytest.ExitCode.OK
    assert finished(reruns.MAX_RERUNS + 1, pytest.ExitCode.OK) == pytest.ExitCode.TESTS_FAILED


def test_a_run_that_was_cut_off_stays_one():
    assert finished(reruns.MAX_RERUNS + 1, pytest.ExitCode.INTERRUPTED) == pytest.ExitCode.INTERRUPTED


def test_only_stories_of_a_browser_are_told_again_and_only_in_the_whole_proof(monkeypatch):
    marks = []
    items = [
        SimpleNamespace(path=ROOT / "tests" / room / "test_x.py", add_marker=lambda mark, room=room: marks.append(room))
        for room in ("browser", "catalogue", ".")
    ]
    monkeypatch.delenv("CI", raising=False)
    reruns.allow(items)
    assert marks == []
    monkeypatch.setenv("CI", "1")
    reruns.allow(items)
    assert marks == ["browser"]


@pytest.mark.parametrize("status", [1, 2, 124])
def test_the_whole_proof_ends_as_its_tests_end(tmp_path, status):
    make = tmp_path / "make"
    make.write_text(f"#!/bin/sh\nexit {status}\n")
    make.chmod(0o755)
    run = subprocess.run([ROOT / ".ci" / "run"], env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=False)
    assert run.returncode == status
