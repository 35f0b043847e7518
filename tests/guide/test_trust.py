"""The page that says what is promised and how it is tested."""

import json
import re

import pytest

from webapp.guide import trust

RUN = {
    "date": "2026-11-26",
    "version": "0.2.0",
    "tests": 4900,
    "stories": {"chromium": 700, "firefox": 30, "webkit": 31},
    "counted": {"taps": 1234},
}


@pytest.fixture(autouse=True)
def fresh():
    yield
    trust.promises.cache_clear()
    trust.last_run.cache_clear()


def page(client, monkeypatch, tmp_path, run):
    (tmp_path / "promises.toml").write_bytes((trust.DATA / "promises.toml").read_bytes())
    if run:
        (tmp_path / "proof.json").write_text(json.dumps(run))
    monkeypatch.setattr(trust, "DATA", tmp_path)
    trust.promises.cache_clear()
    trust.last_run.cache_clear()
    return re.sub(r"\s+", " ", client.get("/trust?anew").text)  # the page without a query is kept


def test_the_figures_are_those_of_the_run_and_what_was_not_counted_is_not_claimed(client, monkeypatch, tmp_path):
    text = page(client, monkeypatch, tmp_path, RUN)
    assert "4,900 tests on 26 November 2026, version 0.2.0" in text
    assert "700 in Chrome's, 31 in Safari's, 30 in Firefox's" in text
    assert "1,234 names and shapes" in text
    assert "None was lost" not in text


def test_without_a_run_there_is_no_figure(client, monkeypatch, tmp_path):
    text = page(client, monkeypatch, tmp_path, None)
    assert "knows of no whole run" in text
    assert "names and shapes of the body tried" not in text


def test_what_is_not_tested_is_said(client):
    text = client.get("/trust").text
    assert "No real iPhone" in text and "power" in text


def test_each_figure_that_a_promise_names_has_words_and_each_is_named():
    told = trust.tomllib.loads((trust.DATA / "promises.toml").read_text())
    named = [name for promise in told["promise"] for name in promise["figures"]]
    assert sorted(named) == sorted(told["figures"])
    assert all("{n}" in words for words in told["figures"].values())
