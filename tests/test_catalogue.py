"""The catalogue is whole, says what it knows and where from, and refuses to start when broken."""

import dataclasses
import shutil

import pytest

from webapp import catalogue as catalogue_module
from webapp.catalogue import CatalogueError, check, reading
from webapp.catalogue.model import Dose


@pytest.fixture(scope="module")
def catalogue():
    return catalogue_module.load()


@pytest.fixture
def broken(tmp_path):
    """A copy of the data with one text replaced in one file; reading and checking it must fail."""

    def break_it(file, old, new):
        folder = tmp_path / "data"
        shutil.copytree(reading.DATA, folder)
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(CatalogueError) as caught:
            check.check(reading.read(folder))
        return caught.value

    return break_it


def codes(points):
    return [point.code for point in points]


# What is in it


def test_it_holds_all_regions_points_routines_and_sources(catalogue):
    assert len(catalogue.regions) == 19
    assert len(catalogue.points) == 110
    assert len(catalogue.routines) == 16
    assert len(catalogue.sources) == 97


def test_every_region_holds_its_points_and_every_point_lies_in_one_region(catalogue):
    found = [code for slug in catalogue.regions for code in codes(catalogue.points_in(slug))]
    assert sorted(found) == sorted(catalogue.points)


def test_it_is_read_once(catalogue):
    assert catalogue_module.load() is catalogue


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
    assert gently.lead == "Lightly."
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


# Which point is meant


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
    assert "BL48 is another point" in found.note


@pytest.mark.parametrize("name", ["", " ", "nope", "BL99", "…", "🙂", "x" * 10_000])
def test_a_name_that_means_nothing_gives_nothing(catalogue, name):
    assert catalogue.resolve(name) == []
    assert catalogue.canonical(name) is None


def test_every_code_leads_to_itself(catalogue):
    for code in catalogue.points:
        assert catalogue.canonical(code) == code
        assert catalogue.canonical(code.lower()) == code


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
    assert catalogue.main_routine_for("elbow") is None


def test_routines_that_press_a_region_do_not_repeat_those_for_it(catalogue):
    for slug in catalogue.regions:
        shown = catalogue.routines_for(slug)
        assert not [r for r in catalogue.routines_pressing(slug) if r in shown]


# Safety


def test_the_points_left_out_in_pregnancy_are_those_of_the_policy(catalogue):
    hidden = {p.code for p in catalogue.points.values() if p.left_out_in_pregnancy}
    assert hidden == set("GB21 CV12 CV6 CV4 ST25 SP15 BL32 LI4 SP6 BL60".split())
    assert catalogue.routines["back-seed"].left_out_in_pregnancy == ("GB21", "LI4", "CV6")
    assert "GB21, LI4 and CV6, which are left out" in catalogue.routines["back-seed"].care_text


def test_a_midwife_is_asked_before_the_points_that_the_policy_names(catalogue):
    for code in check.ASK_IN_PREGNANCY:
        assert catalogue.points[code].concern("pregnancy").level == "ask"


def test_an_implant_leaves_out_the_points_of_the_chest(catalogue):
    left_out = {p.code for p in catalogue.points.values()
                if (c := p.concern("implant")) and c.level == "leave-out"}  # fmt: skip
    assert left_out == {"KI27", "CV17", "LU1"}


def test_a_clot_leaves_out_every_point_of_the_legs(catalogue):
    for slug in ("thigh", "knee", "lower-leg", "ankle", "foot"):
        for point in catalogue.points_in(slug):
            assert point.concern("clot").level == "leave-out"


def test_blood_thinners_never_leave_a_ball_in_the_hand(catalogue):
    for point in catalogue.points.values():
        concern = point.concern("blood-thinners")
        assert concern is not None
        if point.technique.tool in ("tennis-ball", "knuckle"):
            assert concern.level == "leave-out" or "no knuckle, ball or tool" in concern.sentence


def test_the_concerns_are_those_of_the_safety_questions(catalogue):
    assert list(catalogue.concerns) == [
        "pregnancy", "blood-thinners", "bones", "cancer", "clot", "implant", "numb-feet", "lymph",
    ]  # fmt: skip


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


# Broken data


def test_a_file_that_is_no_toml_is_named(broken):
    error = broken("uses.toml", "[[use]]", "[[use")
    assert error.file == "uses.toml"
    assert "is not TOML" in str(error)


def test_an_unknown_field_is_named_with_its_file_and_entry(broken):
    error = broken("points/hip.toml", "pinyin =", "pinjin =")
    assert (error.file, error.entry, error.field) == ("points/hip.toml", "BL53", "pinjin")


def test_a_missing_field_is_named(broken):
    error = broken("points/hip.toml", 'chinese = "胞肓"\n', "")
    assert (error.entry, error.field, error.reason) == ("BL53", "chinese", "is missing")


def test_a_field_of_the_wrong_kind_is_named(broken):
    error = broken("points/hip.toml", "bilateral = true", 'bilateral = "yes"')
    assert (error.field, error.reason) == ("bilateral", "must be bool")


def test_a_source_that_is_not_there_stops_the_start(broken):
    error = broken("routines/calm.toml", '"au_2015"', '"au_2051"')
    assert error.file == "routines/calm.toml" and "au_2051" in error.reason


def test_a_code_given_twice_stops_the_start(broken):
    assert broken("points/hip.toml", 'code = "BL54"', 'code = "BL53"').reason == "given twice"


def test_an_alias_that_names_two_points_stops_the_start(broken):
    error = broken("points/hip.toml", '["B53", "UB53"]', '["B54", "UB53"]')
    assert error.field == "aliases"


def test_a_point_in_no_region_of_the_body_stops_the_start(broken):
    assert broken("points/hip.toml", 'region = "hip"', 'region = "hips"').field == "region"


def test_a_dose_above_the_cap_stops_the_start(broken):
    error = broken("routines/neck-tension.toml", "seconds = 120", "seconds = 181")
    assert "the cap is 180 s" in error.reason and error.entry == "GB20"


def test_a_long_hold_on_the_belly_stops_the_start(broken):
    error = broken("routines/sleep.toml", "seconds = 45", "seconds = 61")
    assert "belly" in error.reason


def test_a_promise_in_any_text_stops_the_start(broken):
    error = broken("routines/knee.toml", 'title = "Knee comfort"', 'title = "Cures the knee"')
    assert error.field == "title" and "safety policy" in error.reason


def test_a_pregnancy_rule_cannot_be_dropped(broken):
    error = broken("concerns.toml", '"SP6", "BL60", ', '"BL60", ')
    assert error.entry == "SP6" and "policy" in error.reason


def test_everything_is_frozen(catalogue):
    with pytest.raises(dataclasses.FrozenInstanceError):
        catalogue.points["BL23"].place = "elsewhere"
