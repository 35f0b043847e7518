"""A weakness that is known stops the proof; that nobody could be asked is said and does not."""

import json

import pytest

from tools import audit


def test_a_known_weakness_of_a_python_package_is_named_and_what_was_not_asked_about_is_counted():
    told = {
        "dependencies": [
            {"name": "flask", "version": "0.1", "vulns": [{"id": "PYSEC-1"}, {"id": "GHSA-2"}]},
            {"name": "jinja2", "version": "3.1", "vulns": []},
            {"name": "segno", "skip_reason": "not found"},
        ]
    }
    assert audit.of_python(json.dumps(told)) == (["flask 0.1: PYSEC-1, GHSA-2"], 2, 3)


def test_a_known_weakness_of_an_npm_package_is_named():
    told = {"vulnerabilities": {"esbuild": {"severity": "high"}}, "metadata": {"dependencies": {"total": 9}}}
    assert audit.of_npm(json.dumps(told)) == (["esbuild: high"], 9, 9)


def test_that_nobody_could_be_asked_is_no_weakness():
    assert audit.of_npm('{"error": "405"}') == audit.of_npm("") == (None, 0, 0)


@pytest.mark.parametrize("weak", [[], [{"id": "PYSEC-1"}]])
def test_it_fails_when_a_weakness_is_known_and_only_then(monkeypatch, weak):
    told = json.dumps({"dependencies": [{"name": "flask", "version": "0.1", "vulns": weak}]})
    monkeypatch.setattr(audit, "output", lambda command, _folder: told if "pip_audit" in command else "")
    if not weak:
        audit.main()
        return
    with pytest.raises(SystemExit, match="PYSEC-1"):
        audit.main()


def test_each_list_of_packages_that_is_asked_about_is_there():
    assert all((audit.ROOT / "requirements" / f"{name}.lock").exists() for name in audit.LISTS)
