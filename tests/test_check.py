"""A catalogue that is broken or outside the safety policy does not start, and says why."""

import shutil

import pytest

from webapp import catalogue as catalogue_module
from webapp.catalogue import CatalogueError, check, reading


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
