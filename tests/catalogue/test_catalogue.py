"""The catalogue is whole, and says what it knows and where from."""

import dataclasses
import json
from pathlib import Path

import pytest

from tests import cases
from webapp.catalogue import durations, load_catalogue, phrasing
from webapp.catalogue.doses import Dose


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


def codes(points):
    return [point.code for point in points]


# What is in it


def test_it_holds_all_regions_points_routines_and_sources(catalogue):
    assert len(catalogue.regions) == 19
    assert len(catalogue.points) == 110
    assert len(catalogue.routines) == 30
    assert len(catalogue.sources) == 115


def test_every_region_holds_its_points_and_every_point_lies_in_one_region(catalogue):
    found = [code for slug in catalogue.regions for code in codes(catalogue.points_in(slug))]
    assert sorted(found) == sorted(catalogue.points)


def test_it_is_read_once(catalogue):
    assert load_catalogue() is catalogue


def test_the_nine_points_of_the_article_are_marked(catalogue):
    nine = {point.code for point in catalogue.points.values() if point.article}
    assert nine == {"GB21", "KI27", "CV6", "BL23", "BL53", "GB30", "LI4", "BL40", "LR3"}
    assert set(catalogue.routines["back-seed"].points) == nine


def test_every_point_has_words_for_each_part_of_its_page(catalogue):
    for point in catalogue.points.values():
        for text in (
            point.place, point.location, point.press_text, point.timing_text, point.known,
            point.dose_text, point.press_with, point.sides_text, point.practice_text,
        ):  # fmt: skip
            assert text.strip(), point.code
        assert len(point.place) <= 44, point.code
        assert point.find


def test_no_two_points_of_a_region_share_the_words_for_their_place(catalogue):
    for slug in catalogue.regions:
        places = [point.place for point in catalogue.points_in(slug)]
        assert len(set(places)) == len(places), slug


# Words made of numbers


@pytest.mark.parametrize(
    ("code", "text"),
    [("BL23", "2 × 1 min"), ("LI4", "10 s a side"), ("GB21", "3 × 6 s a side"),
     ("PC6", "2 min a side"), ("LI20", "2 × 30 s"), ("GV20", "1 min")],
)  # fmt: skip
def test_a_dose_is_said_as_a_person_would(catalogue, code, text):
    assert catalogue.points[code].dose_text == text


def test_a_second_line_says_what_presses(catalogue):
    assert catalogue.points["BL23"].press_with == "press with thumbs"
    assert catalogue.points["GV4"].press_with == "rub with palm"
    assert catalogue.points["SI11"].press_with == "press with a ball"


def test_the_timing_spells_out_holds_rests_sides_and_how_often(catalogue):
    said = {code: point.timing_text for code, point in catalogue.points.items()}
    assert said["BL23"] == "1 minute, rest 15 seconds, 1 minute. Once a day."
    assert said["LI4"] == "10 seconds, then the other side. Two to three times a day."
    assert said["LR3"] == "20 seconds, then the other side. Two to four times a day."


def test_the_practice_time_of_a_point_counts_holds_rests_and_the_change_of_sides(catalogue):
    assert catalogue.points["BL23"].practice_seconds == 60 + 15 + 60
    assert catalogue.points["BL23"].practice_text == "2 min 15 s"
    assert catalogue.points["LI4"].practice_seconds == 10 + 5 + 10
    assert Dose(60, 1, 0, "one-then-other").practice_seconds == 60 + 5 + 60


@pytest.mark.parametrize(
    ("slug", "minutes"),
    [("back-seed", 14), ("low-back-quick", 10), ("neck-tension", 13), ("headache", 8), ("calm", 8)],
)
def test_a_routine_tells_its_minutes_with_the_changeovers(catalogue, slug, minutes):
    assert catalogue.routines[slug].minutes == minutes


def test_the_position_strip_joins_steps_of_one_posture(catalogue):
    stretches = catalogue.routines["back-seed"].stretches
    assert [s.posture for s in stretches] == ["Sitting", "Standing", "Lying", "Sitting"]
    assert sum(s.seconds for s in stretches) == catalogue.routines["back-seed"].practice_seconds


def test_cautions_are_grouped_and_the_lead_runs_into_the_condition(catalogue):
    care = catalogue.points["BL23"].care
    assert [group.lead for group in care] == ["Leave it out", "Ask first", "Lightly"]
    assert care[0].text.startswith("with osteoporosis, a spinal fracture")
    assert care[1].text == "in pregnancy (your midwife or doctor)."


def test_a_caution_for_everyone_stands_on_its_own(catalogue):
    gently = catalogue.points["EX-HN5"].care[-1]
    assert gently.lead == "With care."
    assert gently.text.startswith("A pulse is felt here")


# What is known


def test_every_point_begins_with_tradition_or_says_what_was_studied(catalogue):
    for point in catalogue.points.values():
        assert "Traditionally used for" in point.known, point.code


def test_a_point_without_a_study_says_so(catalogue):
    for point in catalogue.points.values():
        if point.use_evidence != "studied":
            assert "No study of this point" in point.known, point.code


def test_what_is_recalled_stays_marked(catalogue):
    for code in ("CV6", "LI4", "LR3", "SP6"):
        assert "Recalled, not read" in catalogue.points[code].known
    stimulating = catalogue.routines["michigan-stimulating"]
    assert [step.point for step in stimulating.steps if step.recalled] == ["CV6"]
    assert any("recalled, not read" in note for note in stimulating.notes)
    assert all(step.recalled for step in catalogue.routines["midday"].steps)
    cramps = catalogue.routines["period-cramps"]
    assert all(step.recalled for step in cramps.steps)
    assert any(note.startswith("Recalled, not read") for note in cramps.notes)
    recalled = [s.key for s in catalogue.sources.values() if s.checked == "recalled"]
    assert recalled == ["who_1991", "gbt_12346"]


def test_every_routine_has_a_grade_an_evidence_sentence_and_a_source(catalogue):
    for routine in catalogue.routines.values():
        assert routine.grade in "ABCD"
        assert len(routine.evidence) > 40
        assert routine.sources and routine.try_for and routine.per_day


def test_every_routine_is_in_one_area(catalogue):
    listed = [slug for area in catalogue.areas.values() for slug in area.routines]
    assert sorted(listed) == sorted(catalogue.routines)


# What belongs to a region


def test_the_lower_back_is_helped_from_the_knee_hand_foot_hip_and_belly(catalogue):
    found = codes(catalogue.helps_from_elsewhere("lower-back"))
    assert found[:5] == ["BL40", "LI4", "LR3", "GB30", "CV6"]
    assert not set(found) & set(codes(catalogue.points_in("lower-back")))


def test_a_point_that_helps_from_elsewhere_is_used_for_the_region_or_in_its_own_routine(catalogue):
    for region in catalogue.regions.values():
        for point in catalogue.helps_from_elsewhere(region.slug):
            own = [r for r in catalogue.routines_with(point.code)
                   if set(r.complaints) <= set(region.uses)]  # fmt: skip
            assert set(point.uses) & set(region.uses) or own, (region.slug, point.code)


def test_the_main_routine_comes_first_and_some_regions_have_none(catalogue):
    assert catalogue.main_routine_for("lower-back").slug == "low-back-quick"
    assert catalogue.routines_for("lower-back")[0].slug == "low-back-quick"
    assert catalogue.main_routine_for("elbow").slug == "wrist-elbow"
    assert catalogue.main_routine_for("thigh") is None


def test_everything_is_frozen(catalogue):
    with pytest.raises(dataclasses.FrozenInstanceError):
        catalogue.points["BL23"].place = "elsewhere"


@pytest.mark.parametrize(("seconds", "minutes"), cases.load("minutes"))
def test_half_a_minute_counts_as_one_as_on_the_phone(seconds, minutes):
    assert durations.whole_minutes(seconds) == minutes
