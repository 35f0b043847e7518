"""The figures of the page /trust are those of a whole green run, or none."""

import json
from types import SimpleNamespace

import pytest

from tests import proof


def report(nodeid, outcome="passed", when="call", properties=()):
    return SimpleNamespace(nodeid=nodeid, when=when, passed=outcome == "passed", user_properties=properties)


@pytest.fixture
def counted():
    found = proof.Proof()
    for one in (
        report("tests/browser/test_touch.py::test_a[webkit-front]", properties=[("taps", 30)]),
        report("tests/browser/test_touch.py::test_a[chromium-front]", properties=[("taps", 12), ("note", "none")]),
        report("tests/browser/test_bells.py::test_b"),
        report("tests/browser/test_private.py::test_a_window_of_firefox_keeps"),
        report("tests/browser/test_bells.py::test_b", when="teardown"),
        report("tests/browser/test_bells.py::test_c", outcome="failed"),
        report("tests/test_db.py::test_d"),
    ):
        found.pytest_runtest_logreport(one)
    return found


def test_what_passed_is_counted_by_engine_and_by_what_the_tests_recorded(counted):
    figures = counted.figures()
    assert figures["tests"] == 5
    assert figures["stories"] == {"chromium": 2, "firefox": 1, "webkit": 1}
    assert figures["counted"] == {"clock_stories": 1, "taps": 42}


@pytest.mark.parametrize(
    ("args", "keyword", "status", "left_out", "written"),
    [
        (["tests"], "", 0, 0, True),
        (["tests/person"], "", 0, 0, False),
        (["tests"], "clock", 0, 0, False),
        (["tests"], "", 1, 0, False),
        (["tests"], "", 0, 3, False),
    ],
)
def test_only_a_whole_green_run_is_written_down(counted, tmp_path, monkeypatch, args, keyword, status, left_out, written):
    monkeypatch.setattr(proof, "FILE", tmp_path / "proof.json")
    monkeypatch.setenv("CI", "1")
    counted.pytest_deselected([None] * left_out)
    config = SimpleNamespace(args=args, option=SimpleNamespace(keyword=keyword))
    counted.pytest_sessionfinish(SimpleNamespace(config=config, exitstatus=status))
    assert (tmp_path / "proof.json").exists() is written
    if written:
        assert json.loads((tmp_path / "proof.json").read_text())["tests"] == 5
