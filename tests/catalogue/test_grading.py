"""Every grade follows from the studies behind it, by one written rule."""

import dataclasses

import pytest

from webapp.catalogue import load_catalogue, validate
from webapp.catalogue.errors import CatalogueError
from webapp.catalogue.grading import Study, rule_for


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


@pytest.fixture
def grade(catalogue):
    """The grade of a set of two points with one study, as changed."""

    def of(*changes, points=("GB20", "KI27")):
        best = Study("ghanbari_2022", "trial", "better", points=("GB20", "KI27"), by_oneself=True, sham=True, people=84)
        studies = [dataclasses.replace(best, **change) for change in changes or ({},)]
        return rule_for(points, studies, catalogue.grade_rules, catalogue.sources).grade

    return of


def test_a_trial_of_pressing_these_points_oneself_with_enough_people_is_b_with_or_without_a_sham(grade):
    assert grade() == "B"
    assert grade({"sham": False}) == "B"


def test_a_small_trial_or_one_by_therapists_or_for_something_near_is_c(grade):
    assert grade({"people": 59}) == "C"
    assert grade({"by_oneself": False}) == "C"
    assert grade({"use": "near"}) == "C"


def test_a_trial_that_did_not_come_out_better_or_was_for_something_else_lifts_nothing(grade):
    for change in (
        {"found": "none"},
        {"found": "mixed"},
        {"found": "unread"},
        {"use": "other"},
        {"design": "needling"},
        {"design": "count"},
    ):
        assert grade(change) == "D"


def test_a_trial_whose_points_were_not_read_is_c_and_never_b(grade):
    assert grade({"points": (), "points_read": False}) == "C"


def test_studies_that_name_half_of_the_points_together_are_c_and_fewer_are_d(grade):
    four = ("GB20", "KI27", "LI4", "LR3")
    assert grade({"points": ("GB20",)}, {"points": ("KI27",)}, points=four) == "C"
    assert grade({"points": ("GB20",)}, {"points": ("GB20",)}, points=four) == "D"


def test_a_pooled_review_against_sham_is_b_and_with_known_certainty_for_these_points_a(grade):
    assert grade({"design": "review", "points": ()}) == "B"
    assert grade({"design": "review", "certainty": "low"}) == "A"
    assert grade({"design": "review", "certainty": "very low"}) == "B"


def test_what_is_only_recalled_counts_for_nothing(grade, catalogue):
    assert catalogue.sources["who_1991"].checked == "recalled"
    assert grade({"source": "who_1991"}) == "D"


def test_every_routine_has_the_grade_that_the_rule_allows(catalogue):
    for routine in catalogue.routines.values():
        assert catalogue.grade_rule_for(routine).grade == routine.grade, routine.slug
        assert routine.studies or routine.grade == "D", routine.slug


def test_a_grade_that_says_more_stops_the_start(catalogue):
    knee = dataclasses.replace(catalogue.routines["knee"], grade="B")
    with pytest.raises(CatalogueError, match="by the written rule its studies allow C"):
        validate.check(dataclasses.replace(catalogue, routines={**catalogue.routines, "knee": knee}))


def test_a_study_without_a_difference_is_told_in_the_words_beside_it(catalogue):
    told = ("no better", "no clear difference", "did not", "disagree", "none in the other", "two did not", "not sham", "at least 50%")
    for routine in catalogue.routines.values():
        if any(study.found == "none" for study in routine.studies):
            assert any(words in routine.evidence for words in told), routine.slug


def test_nothing_is_said_not_to_exist_where_no_search_is_written_down(catalogue):
    for routine in catalogue.routines.values():
        assert "no trial was found" not in routine.evidence.lower() and "we found no" not in routine.evidence.lower(), routine.slug
    for point in catalogue.points.values():
        assert "was found" not in point.known, point.code
