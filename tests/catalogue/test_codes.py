"""Old, foreign and mistyped names lead to the right point, and to both where there is a choice."""

import pytest

from webapp.catalogue import load_catalogue


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


@pytest.mark.parametrize(
    ("name", "code"),
    [("b23", "BL23"), ("bl23", "BL23"), ("LV3", "LR3"), ("K27", "KI27"), ("UB40", "BL40"),
     ("B48", "BL53"), ("UB48", "BL53"), ("B47", "BL52"), ("ex-hn3", "EX-HN3"), ("EXHN3", "EX-HN3"),
     ("V23", "BL23"), ("Dü3", "SI3"), ("3E5", "TE5"), ("Du20", "GV20"), ("Ren 6", "CV6"),
     ("Shènshū", "BL23"), ("shenshu", "BL23"), ("肾俞", "BL23"), ("BL54", "BL54")],
)  # fmt: skip
def test_old_and_foreign_names_lead_to_one_point(catalogue, name, code):
    assert catalogue.canonical(name) == code


def test_an_ambiguous_old_code_gives_both_with_the_reason(catalogue):
    found = catalogue.resolve("B54")
    assert [r.code for r in found] == ["BL54", "BL40"]
    assert "today" in found[0].note and "older books" in found[1].note
    assert catalogue.canonical("B54") is None


def test_b48_says_that_the_number_means_another_point_today(catalogue):
    (found,) = catalogue.resolve("B48")
    assert found.code == "BL53"
    assert found.old == "B48"
    assert "BL48 is another point, on the mid back" in found.note


@pytest.mark.parametrize("name", ["", " ", "nope", "BL99", "…", "🙂", "x" * 10_000])
def test_a_name_that_means_nothing_gives_nothing(catalogue, name):
    assert catalogue.resolve(name) == []
    assert catalogue.canonical(name) is None


def test_every_code_leads_to_itself(catalogue):
    for code in catalogue.points:
        assert catalogue.canonical(code) == code
        assert catalogue.canonical(code.lower()) == code
