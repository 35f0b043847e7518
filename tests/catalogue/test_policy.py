"""What the safety policy asks of the catalogue, looked up in the whole of it."""

import re

import pytest

from webapp.catalogue import load_catalogue, validate


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


def test_the_points_left_out_in_pregnancy_are_those_of_the_policy(catalogue):
    hidden = {p.code for p in catalogue.points.values() if p.left_out_in_pregnancy}
    assert hidden == set("GB21 CV12 CV6 CV4 ST25 SP15 BL32 LI4 SP6 BL60".split())
    assert catalogue.routines["back-seed"].left_out_in_pregnancy == ("GB21", "LI4", "CV6")
    assert "GB21, LI4 and CV6, which are left out" in catalogue.routines["back-seed"].care_text


def test_a_midwife_is_asked_before_the_points_that_the_policy_names(catalogue):
    for code in validate.ASK_IN_PREGNANCY:
        assert catalogue.points[code].contraindication("pregnancy").level == "ask"


def test_an_implant_leaves_out_the_points_of_the_chest(catalogue):
    left_out = {p.code for p in catalogue.points.values()
                if (c := p.contraindication("implant")) and c.level == "leave-out"}  # fmt: skip
    assert left_out == {"KI27", "CV17", "LU1"}


def test_a_clot_leaves_out_every_point_of_the_legs(catalogue):
    for slug in ("thigh", "knee", "lower-leg", "ankle", "foot"):
        for point in catalogue.points_in(slug):
            assert point.contraindication("clot").level == "leave-out"


def test_whom_it_has_to_be_light_for_is_never_told_of_a_ball_or_knuckles(catalogue):
    for key in ("blood-thinners", "clot", "frail", "young"):
        for point in catalogue.points.values():
            light = point.lightly
            assert key in point.light_for, point.code
            assert point.contraindication(key).level == "leave-out" or point.technique.tool != "tennis-ball", point.code
            said = " ".join((*light.find, light.hands_text, light.press_text, light.press_with))
            assert not re.search(r"\b(?:tennis|a ball|knuckles of|with the knuckles|lean on|tool)\b", said), point.code
            assert light.technique.tool in ("thumb", "index", "fingertips", "palm")
            assert light.pressure_text == "Lightly"
            assert not re.search(r"(?:^|\. )Stand(?! by a chair)", said), point.code
        assert catalogue.points["GB30"].contraindication(key).level == "leave-out"
        assert catalogue.points["BL36"].contraindication(key).level == "leave-out"


def test_a_ball_along_the_spine_is_ruled_out_for_whom_the_policy_says_and_not_for_everybody(catalogue):
    for point in catalogue.points.values():
        assert not any(re.search(r"\b(?:ball|knuckles?)\b", caution.note) for caution in point.cautions), point.code
    (avoid,) = [care for care in catalogue.points["BL13"].care if care.level == "avoid"]
    assert avoid.lead == "Leave it out"
    assert "osteoporosis, a spinal fracture, spinal surgery or cancer in the bone. No ball or knuckles along the spine then" in avoid.text


def test_lightly_never_stands_for_everybody_beside_a_firm_dose(catalogue):
    for point in catalogue.points.values():
        leads = {care.lead for care in point.care}
        assert "Lightly." not in leads
        notes = " ".join(caution.note for caution in point.cautions if not caution.condition)
        assert "lightly" not in notes or point.pressure_text == "Lightly", point.code


def test_the_contraindications_are_those_of_the_safety_questions(catalogue):
    assert list(catalogue.contraindications) == [
        "pregnancy", "blood-thinners", "bones", "cancer", "clot", "veins", "numb-feet", "implant", "lymph", "skin", "frail", "young", "hand",
    ]  # fmt: skip
    for key, words in {"frail": "over 75", "young": "Under 16", "hand": "one hand", "skin": "Skin trouble"}.items():
        assert words in catalogue.contraindications[key].question


def test_the_points_at_the_throat_and_the_eyeball_are_not_in_it(catalogue):
    never = "ST9 ST10 LI17 LI18 CV22 BL1 ST1 BL67 BL31 BL33 BL34 CV3 CV5 CV7".split()
    assert not set(never) & set(catalogue.points)


def test_no_practice_is_longer_than_the_caps(catalogue):
    for point in catalogue.points.values():
        assert point.dose.side_seconds <= 180
    for routine in catalogue.routines.values():
        assert routine.whole_seconds <= 35 * 60
        for step in routine.steps:
            assert step.dose.side_seconds <= 180
            if catalogue.points[step.point].region == "abdomen":
                assert step.dose.seconds <= 60
    assert catalogue.points["BL40"].dose.side_seconds <= 120


def test_the_belly_hold_of_the_trial_is_split_and_the_split_is_told(catalogue):
    routine = catalogue.routines["michigan-stimulating"]
    (step,) = [step for step in routine.steps if step.point == "CV6"]
    assert (step.dose.holds, step.dose.seconds) == (3, 60)
    assert any("split" in note for note in routine.notes)


def test_diabetes_and_poor_circulation_reach_the_whole_leg(catalogue):
    for point in catalogue.points.values():
        on_a_leg = point.region in ("thigh", "knee", "lower-leg", "ankle", "foot")
        assert (point.contraindication("numb-feet") is not None) == on_a_leg, point.code
        assert not on_a_leg or "diabetes" in " ".join(care.text for care in point.care), point.code
    assert "low platelets" in catalogue.contraindications["blood-thinners"].question
    assert "Diabetes" in catalogue.contraindications["numb-feet"].question


def test_varicose_veins_leave_nothing_out_and_are_looked_for_on_the_whole_leg(catalogue):
    for point in catalogue.points.values():
        met = point.contraindication("veins")
        assert (met is not None) == (point.region in ("thigh", "knee", "lower-leg", "ankle", "foot")), point.code
        assert not met or (met.level == "look" and "Not over a vein" in met.sentence)


def test_under_16_there_is_no_timer_and_a_grown_up_and_a_chair_are_named(catalogue):
    for point in catalogue.points.values():
        met = point.contraindication("young")
        assert met.level == "leave-out", point.code
        assert met.lighter
        if point.technique.tool == "tennis-ball":
            assert "ball, which is not for anybody under 16" in met.sentence
        else:
            assert all(words in met.sentence for words in ("No timer", "grown-up", "lightly", "chair"))


def test_frail_people_get_a_light_hand_and_a_chair_and_no_ball(catalogue):
    for point in catalogue.points.values():
        met = point.contraindication("frail")
        assert met.lighter
        assert (met.level == "leave-out") == (point.technique.tool == "tennis-ball"), point.code
        assert met.level == "leave-out" or "chair" in met.sentence


def test_a_sore_thumb_gets_a_tool_only_where_a_tool_may_press(catalogue):
    for point in catalogue.points.values():
        met = point.contraindication("hand")
        assert met or point.technique.tool != "thumb", point.code
        if met and "eraser" in met.sentence:
            assert point.region not in ("face", "head", "head-back", "neck", "chest", "abdomen"), point.code


def test_a_set_for_period_days_is_left_out_whole_in_pregnancy(catalogue):
    assert [slug for slug, routine in catalogue.routines.items() if routine.left_out_for] == ["period-cramps"]
    assert catalogue.routines["period-cramps"].left_out_for == ("pregnancy",)


def test_a_routine_carries_every_sign_that_the_safety_page_has_for_its_place(catalogue):
    for routine in catalogue.routines.values():
        flags = catalogue.red_flags_for(routine)
        for key in routine.red_flags:
            assert set(catalogue.red_flags[key].now) <= set(flags.now)
            assert set(catalogue.red_flags[key].doctor) <= set(flags.doctor)
        assert not set(flags.now) & set(flags.doctor)
        assert len(flags.now) == len(set(flags.now))
    assert catalogue.routines["upper-back-shoulders"].red_flags == ("neck", "back")


def test_what_a_doctor_already_knows_of_does_not_stop_anybody(catalogue):
    back = catalogue.red_flags["back"]
    for known in (
        "past cancer",
        "weight loss",
        "fever",
        "pain at night",
        "steroids",
        "osteoporosis",
        "weak immunity",
        "under 20 or over 55",
        "six weeks",
    ):
        assert any(known in sign for sign in back.doctor), known
        assert not any(known in sign for sign in back.now), known
    for emergency in ("between the legs", "urine", "weak, heavy or numb legs", "chest pain", "accident"):
        assert any(emergency in sign for sign in back.now), emergency
    head = catalogue.red_flags["head"]
    assert any("carbon monoxide" in sign for sign in head.now)
    assert any("10 to 15 days" in sign for sign in head.doctor)
    assert any("sore scalp" in sign for sign in head.doctor)


def test_every_rule_names_what_it_rests_on(catalogue):
    for rule in catalogue.rules:
        assert rule.sources or rule.basis, rule
