"""A catalogue that is broken or outside the safety policy does not start, and says why."""

import dataclasses
import shutil

import pytest

from webapp import atlas
from webapp.catalogue import CatalogueError, load_catalogue, loader, validate
from webapp.catalogue.doses import Dose
from webapp.catalogue.limits import MAX_PRACTICE_SECONDS, MAX_SIDE_SECONDS


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


@pytest.fixture
def broken(tmp_path):
    """A copy of the data with one text replaced in one file; reading and checking it must fail."""

    def break_it(file, old, new):
        folder = tmp_path / "data"
        shutil.copytree(loader.DATA, folder)
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(CatalogueError) as caught:
            validate.check(loader.load(folder))
        return caught.value

    return break_it


# What each rule of the check says no to: file, text, what is written in its place, entry, field, words of the reason.
BROKEN = [
    ("sources.toml", 'checked = "mirror"', 'checked = "glanced at"', "who_2008", "checked", "is not one of full"),
    ("sources.toml", 'url = "https://iris', 'url = "iris', "who_2008", "url", "web address"),
    ("sources.toml", "[[source]]\nkey = \"seed\"", "[[source]]\nkey = \"idle\"\nlabel = \"\"\ntitle = \"\"\nkind = \"none\"\nchecked = \"full\"\n\n[[source]]\nkey = \"seed\"", "idle", "supports", "nothing names the source"),
    ("regions.toml", 'uses = ["headache", "focus"', 'uses = ["headake", "focus"', "head", "uses", "'headake' is not one of"),
    ("regions.toml", 'main = "headache"', 'main = "headake"', "head", "main", "'headake' is not one of"),
    ("regions.toml", 'main = "headache"', 'main = "headache"\nelsewhere_first = ["XX1"]', "head", "elsewhere_first", "'XX1' is not one of"),
    ("areas.toml", 'routine = "low-back-quick"', 'routine = "low-back"', "Low back, short set", "routine", "'low-back' is not one of"),
    ("points/hip.toml", '["B53", "UB53"]', '["B54", "UB53"]', "BL54", "aliases", "'B54' already names BL53"),
    ("points/hip.toml", 'channel = "BL"', 'channel = "BB"', "BL53", "channel", "'BB' is not one of"),
    ("points/hip.toml", 'system = "who-2008"', 'system = "who-2009"', "BL53", "system", "'who-2009' is not one of"),
    ("points/hip.toml", 'use_evidence = "seed"', 'use_evidence = "sure"', "BL53", "use_evidence", "'sure' is not one of"),
    ("points/hip.toml", 'location_check = "read"', 'location_check = "seen"', "BL53", "location_check", "'seen' is not one of"),
    ("points/hip.toml", 'confidence = "high"', 'confidence = "low"', "BL53", "confidence", "'low' is not one of"),
    ("points/hip.toml", 'action = "press"', 'action = "hit"', "BL53", "technique.action", "'hit' is not one of"),
    ("points/lower-back.toml", "press the muscle ridge with the thumbs.", "lean on a ball.", "BL25", "light_find", "'lean on' is said"),
    ("points/hip.toml", 'tool = "knuckle"', 'tool = "elbow"', "BL53", "technique.tool", "'elbow' is not one of"),
    ("points/hip.toml", 'reach = "easy"', 'reach = "far"', "BL53", "technique.reach", "'far' is not one of"),
    ("points/hip.toml", 'pressure = "medium"', 'pressure = "hard"', "BL53", "technique.pressure", "'hard' is not one of"),
    ("points/abdomen.toml", '"Find the notch where the ribs meet below the breastbone.",\n  "Go halfway to the navel; press slowly on an out-breath.",', "", "CV12", "find", "is empty"),
    ("points/hand.toml", 'recalled_in = ["bloedt_2018"]', 'recalled_in = ["gach_1990"]', "LI4", "recalled_in", "'gach_1990' is not one of"),
    ("points/hand.toml", '{ source = "msk_pain", seconds = 300', '{ source = "msk", seconds = 300', "LI4", "alternatives", "'msk' is not one of"),
    ("cautions.toml", 'level = "avoid"', 'level = "never"', "", "cautions", "'never' is not one of"),
    ("points/hip.toml", "bilateral = true", "bilateral = false", "BL53", "dose.sides", "does not agree with bilateral"),
    ("points/hip.toml", 'sides = "both-together"', 'sides = "all"', "BL53", "sides", "'all' is not one of"),
    ("points/hip.toml", 'basis = "default"', 'basis = "somebody"', "BL53", "basis", "'somebody' is not one of"),
    ("points/hip.toml", "seconds = 60", "seconds = 0", "BL53", "seconds", "at least 1"),
    ("points/hip.toml", "holds = 2", "holds = 0", "BL53", "seconds", "at least 1"),
    ("points/hip.toml", "holds = 2, rest = 15", "holds = 1, rest = -1", "BL53", "seconds", "at least 1"),
    ("points/hip.toml", "rest = 15", "rest = 0", "BL53", "rest", "need a rest"),
    ("points/hip.toml", "seconds = 60", "seconds = 91", "BL53", "seconds", f"182 s on one side, the cap is {MAX_SIDE_SECONDS} s"),
    ("points/knee.toml", 'seconds = 60, holds = 1, rest = 10, sides = "one-then-other", per_day = 1', 'seconds = 121, holds = 1, rest = 10, sides = "one-then-other", per_day = 1', "BL40", "seconds", "the cap is 120 s"),
    ("points/knee.toml", "max_per_side = 120", "max_per_side = 59", "BL40", "seconds", "60 s on one side, the cap is 59 s"),
    ("points/shoulder.toml", "seconds = 6, holds = 3", "seconds = 11, holds = 3", "GB21", "seconds", "33 s on one side, the cap is 30 s"),
    ("points/abdomen.toml", "seconds = 30, holds = 2", "seconds = 61, holds = 2", "CV12", "seconds", "at most 60 s"),
    ("routines/calm.toml", 'grade = "B"', 'grade = "E"', "calm", "grade", "'E' is not one of"),
    ("routines/calm.toml", 'red_flags = "general"', 'red_flags = "none"', "calm", "red_flags", "'none' is not one of"),
    ("routines/calm.toml", '"au_2015"', '"au_2051"', "calm", "sources", "'au_2051' is not one of"),
    ("routines/calm.toml", 'complaints = ["stress"', 'complaints = ["stres"', "calm", "complaints", "'stres' is not one of"),
    ("routines/calm.toml", 'point = "HT7"', 'point = "EX-HN3"', "calm", "step", "presses a point twice"),
    ("routines/calm.toml", 'sides = "midline"', 'sides = "both-together"', "EX-HN3", "sides", "does not agree with the point"),
    ("routines/calm.toml", 'position = "sitting"', 'position = "kneeling"', "EX-HN3", "position", "must begin with"),
    ("routines/calm.toml", "seconds = 120", "seconds = 181", "EX-HN3", "seconds", f"the cap is {MAX_SIDE_SECONDS} s"),
    ("routines/sleep.toml", "seconds = 45", "seconds = 61", "CV12", "seconds", "belly"),
    ("article.toml", 'point = "BL23"', 'point = "XX99"', "B23, lower middle back", "point", "'XX99' is not one of"),
    ("safety.toml", '"mskcc_skin"', '"nonsense"', "Broken, blistered", "sources", "'nonsense' is not one of"),
    ("safety.toml", 'basis = "general knowledge"', 'basis = ""', "A dialysis fistula", "basis", "rests on nothing"),
    ("not_offered.toml", '"BL1", "ST1"', '"BL1", "BL23"', "BL23", "points", "is in the guide"),
    ("help.toml", 'kind = "crisis"', 'kind = "soon"', "self-harm", "kind", "'soon' is not one of"),
    ("help.toml", '"=help"', '""', "emergency", "phrases", "must be there"),
    ("help.toml", 'number = "116123"', 'number = "116 123"', "116 123", "number", "must be digits"),
    ("help.toml", 'checked = "read in part"', 'checked = "heard"', "116123", "checked", "'heard' is not one of"),
    ("help.toml", 'sign = "Breathlessness"', 'sign = "What this cures"', "breath", "sign", "'cures'"),
    ("contraindications.toml", 'contraindication = "implant"', 'contraindication = "implants"', "", "contraindication", "'implants' is not one of"),
    ("contraindications.toml", '"SP6", "BL60", ', '"BL60", ', "SP6", "contraindication", "policy"),
    ("contraindications.toml", '"LI4", "SP6",', '"LI4", "PC6", "SP6",', "PC6", "contraindication", "policy"),
    ("points/foot.toml", '"pregnancy-ask"', '"nerve"', "LR3", "cautions", "midwife"),
    ("contraindications.toml", 'question = "Are you pregnant?"', 'question = "This cures migraine"', "pregnancy", "question", "'cures'"),
    ("red_flags.toml", 'sign = "the worst headache of your life"', 'sign = "what this cures"', "back", "signs", "'cures'"),
    ("safety.toml", "Leave that spot alone.", "This heals.", "Broken, blistered", "rule", "'heals'"),
    ("not_offered.toml", "It lies at the eyeball.", "It is a remedy.", "BL1", "reason", "'remedy'"),
    ("sources.toml", 'tested = "', 'tested = "a proven ', "", "known", "'proven'"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "entry", "field", "reason"), BROKEN)
def test_every_rule_of_the_check_stops_the_start_and_names_what_is_wrong(broken, file, old, new, entry, field, reason):
    error = broken(file, old, new)
    assert error.entry.startswith(entry)
    assert error.field == field
    assert reason in error.reason


def test_a_routine_without_steps_or_longer_than_a_session_stops_the_start(catalogue):
    calm = catalogue.routines["calm"]
    every = tuple(dataclasses.replace(calm.steps[0], point=code, dose=point.dose) for code, point in catalogue.points.items())
    for steps, reason in ((), "has no steps"), (every, f"the cap is {MAX_PRACTICE_SECONDS} s"):
        routines = catalogue.routines | {"calm": dataclasses.replace(calm, steps=steps, sources=calm.sources)}
        with pytest.raises(CatalogueError, match=reason) as caught:
            validate.check(dataclasses.replace(catalogue, routines=routines))
        assert (caught.value.file, caught.value.field) == ("routines/calm.toml", "step")


def test_a_region_without_points_stops_the_start(catalogue):
    head = dataclasses.replace(catalogue.regions["head"], slug="tail")
    with pytest.raises(CatalogueError, match="tail, slug: has no points"):
        validate.check(dataclasses.replace(catalogue, regions=catalogue.regions | {"tail": head}))


def test_a_point_or_region_that_the_atlas_does_not_show_stops_the_start_and_says_what_to_run(catalogue, monkeypatch, make_app):
    whole = atlas.load()
    validate.check_places(catalogue, whole)
    without = {name: view for name, view in whole.views.items() if view.region != "hip"}
    unmapped = {
        name: dataclasses.replace(view, regions=tuple(s for s in view.regions if s.slug != "hip")) for name, view in whole.views.items()
    }
    unmarked = {
        name: dataclasses.replace(view, marks=tuple(m for m in view.marks if m.point != "BL54")) for name, view in whole.views.items()
    }
    best = {code: view for code, view in whole.best.items() if code != "BL54"}
    for broken_atlas, said in (
        (dataclasses.replace(whole, best=best), "points/hip.toml, BL54, code: has no place on the atlas: run make atlas"),
        (dataclasses.replace(whole, best=whole.best | {"BL54": "gone"}), "points/hip.toml, BL54, code: has no place"),
        (dataclasses.replace(whole, views=unmarked), "points/hip.toml, BL54, code: has no place"),
        (dataclasses.replace(whole, views=without), "regions.toml, hip, slug: has no close-up on the atlas: run make atlas"),
        (dataclasses.replace(whole, views=unmapped), "regions.toml, hip, slug: has no shape on the map of the body: run make atlas"),
    ):  # fmt: skip
        monkeypatch.setattr(atlas, "load", lambda changed=broken_atlas: changed)
        with pytest.raises(CatalogueError) as caught:
            make_app()
        assert said in str(caught.value)


@pytest.mark.parametrize(
    ("dose", "switch", "whole"),
    [
        (Dose(10, 1, 0, "one-then-other"), 5, 25),
        (Dose(6, 3, 4, "one-then-other"), 4, 2 * (18 + 8) + 4),
        (Dose(60, 2, 15, "one-then-other"), 15, 2 * (120 + 15) + 15),
        (Dose(60, 2, 15, "both-together"), 0, 135),
        (Dose(45, 1, 0, "midline"), 0, 45),
    ],
)
def test_changing_sides_takes_the_rest_of_the_dose_and_five_seconds_where_it_has_none(dose, switch, whole):
    assert (dose.switch_seconds, dose.practice_seconds) == (switch, whole)


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
    assert f"the cap is {MAX_SIDE_SECONDS} s" in error.reason and error.entry == "GB20"


def test_a_long_hold_on_the_belly_stops_the_start(broken):
    error = broken("routines/sleep.toml", "seconds = 45", "seconds = 61")
    assert "belly" in error.reason


def test_a_promise_in_any_text_stops_the_start(broken):
    error = broken("routines/knee.toml", 'title = "Knee comfort"', 'title = "Cures the knee"')
    assert error.field == "title" and "safety policy" in error.reason


def test_a_pregnancy_rule_cannot_be_dropped(broken):
    error = broken("contraindications.toml", '"SP6", "BL60", ', '"BL60", ')
    assert error.entry == "SP6" and "policy" in error.reason
