"""A plan spells a practice out: find, press, rest, change sides, next point."""

import pytest

from webapp.catalogue import load_catalogue
from webapp.catalogue.plan import plan_for_point, plan_for_routine


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


def said(plan):
    return [(step.kind, step.side, step.seconds) for step in plan.steps]


def test_both_thumbs_together_have_holds_and_a_rest_but_no_switch(catalogue):
    plan = plan_for_point(catalogue.points["BL23"])
    assert said(plan) == [
        ("locate", "both", None), ("press", "both", 60), ("rest", "both", 15), ("press", "both", 60),
    ]  # fmt: skip
    assert [(s.round, s.rounds) for s in plan.steps if s.kind == "press"] == [(1, 2), (2, 2)]


def test_one_then_the_other_starts_left_and_switches_once(catalogue):
    assert said(plan_for_point(catalogue.points["LI4"])) == [
        ("locate", "left", None), ("press", "left", 10), ("switch", "right", 5),
        ("press", "right", 10),
    ]  # fmt: skip


def test_all_holds_of_one_side_come_before_the_switch(catalogue):
    kinds = [step.kind for step in plan_for_point(catalogue.points["GB21"]).steps]
    side = ["press", "rest", "press", "rest", "press"]
    assert kinds == ["locate", *side, "switch", *side]


def test_the_midline_has_one_side(catalogue):
    plan = plan_for_point(catalogue.points["CV6"])
    assert {step.side for step in plan.steps} == {"midline"}


def test_the_seconds_of_a_plan_are_those_that_the_pages_tell(catalogue):
    for point in catalogue.points.values():
        assert plan_for_point(point).seconds == point.practice_seconds
    for routine in catalogue.routines.values():
        assert plan_for_routine(catalogue, routine).seconds == routine.practice_seconds


def test_a_routine_uses_its_own_timing_in_the_order_of_its_points(catalogue):
    routine = catalogue.routines["back-seed"]
    plan = plan_for_routine(catalogue, routine)
    assert plan.points == routine.points
    assert plan.key == "back-seed" and plan.kind == "routines"
    hip = [step for step in plan.steps if step.point == "BL53" and step.kind == "press"]
    assert [step.seconds for step in hip] == [45]
    assert [step.number for step in plan.steps if step.kind == "locate"] == list(range(1, 10))


def test_only_finding_the_point_is_untimed(catalogue):
    for routine in catalogue.routines.values():
        for step in plan_for_routine(catalogue, routine).steps:
            assert (step.seconds is None) == (step.kind == "locate")
            assert step.seconds is None or step.seconds > 0


def test_every_step_says_what_to_do(catalogue):
    for routine in catalogue.routines.values():
        assert all(step.cue for step in plan_for_routine(catalogue, routine).steps)
