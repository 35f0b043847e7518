"""What the papers of the house name is there."""

import re
from pathlib import Path

import pytest

from webapp.catalogue import load_catalogue
from webapp.guide.about import listed

ROOT = Path(__file__).resolve().parent.parent
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
PATH = re.compile(r"`((?:webapp|static|templates|tools|tests|docs|migrations|requirements)/[\w./-]+)`")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_file_that_a_paper_names_exists(paper):
    named = PATH.findall(paper.read_text(encoding="utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_version_is_the_newest_of_the_changelog():
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.M)[1]
    newest = re.search(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)[1]
    assert version == newest


def test_the_readme_counts_what_the_guide_holds():
    catalogue = load_catalogue()
    counts = f"{len(catalogue.points)} points, {len(catalogue.routines)} routines, {len(list(listed(catalogue)))} sources."
    assert counts in (ROOT / "README.md").read_text(encoding="utf-8")
