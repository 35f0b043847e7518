"""A catalogue that is broken or outside the safety policy does not start, and says why."""

import dataclasses
import functools
import pickle
import shutil
import tomllib
import types

import pytest

from webapp import atlas
from webapp.catalogue import CatalogueError, load_catalogue, loader, validate
from webapp.catalogue.limits import MAX_PRACTICE_SECONDS, MAX_SIDE_SECONDS
from webapp.catalogue.places import check_places


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


PARSED = functools.cache(lambda text: pickle.dumps(tomllib.loads(text)))


@pytest.fixture
def changed(tmp_path, monkeypatch):
    """A copy of the data with one text replaced in one file, read but not checked. Every other file is parsed once for all tests."""
    monkeypatch.setattr(loader, "tomllib", types.SimpleNamespace(loads=lambda text: pickle.loads(PARSED(text))))

    def change(file, old, new):
        folder = tmp_path / "data"
        shutil.copytree(loader.DATA, folder)
        path = folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        return loader.load(folder)

    return change


@pytest.fixture
def broken(changed):
    """The error that a catalogue stops at when one text of its data is replaced."""

    def error_of(file, old, new):
        with pytest.raises(CatalogueError) as caught:
            validate.check(changed(file, old, new))
        return caught.value

    return error_of


# What each rule of the check says no to: file, text, what is written in its place, how the sentence about it begins.
BROKEN = [
    ("sources.toml", 'checked = "mirror"', 'checked = "glanced at"', "sources.toml, who_2008, checked: 'glanced at' is not one of full, partial, mirror, recalled"),
    ("sources.toml", 'url = "https://iris', 'url = "iris', "sources.toml, who_2008, url: must be a web address"),
    ("sources.toml", '[[source]]\nkey = "seed"', '[[source]]\nkey = "idle"\nlabel = ""\ntitle = ""\nkind = "none"\nchecked = "full"\n\n[[source]]\nkey = "seed"', "sources.toml, idle, supports: is missing, and nothing names the source"),
    ("regions.toml", 'uses = ["headache", "focus"', 'uses = ["headake", "focus"', "regions.toml, head, uses: 'headake' is not one of"),
    ("regions.toml", 'main = "headache"', 'main = "headake"', "regions.toml, head, main: 'headake' is not one of"),
    ("regions.toml", 'main = "headache"', 'main = "headache"\nelsewhere_first = ["XX1"]', "regions.toml, head, elsewhere_first: 'XX1' is not one of"),
    ("areas.toml", 'routine = "low-back-quick"', 'routine = "low-back"', "areas.toml, Low back, short set, routine: 'low-back' is not one of"),
    ("points/hip.toml", '["B53", "UB53"]', '["B54", "UB53"]', "points/hip.toml, BL54, aliases: 'B54' already names BL53"),
    ("points/hip.toml", 'channel = "BL"', 'channel = "BB"', "points/hip.toml, BL53, channel: 'BB' is not one of LU, LI, ST, SP, HT, SI, BL, KI, PC, TE, GB, LR, CV, GV, EX"),
    ("points/hip.toml", 'system = "who-2008"', 'system = "who-2009"', "points/hip.toml, BL53, system: 'who-2009' is not one of who-2008, who-1991-extra, unofficial"),
    ("points/hip.toml", 'use_evidence = "seed"', 'use_evidence = "sure"', "points/hip.toml, BL53, use_evidence: 'sure' is not one of studied, leaflet, seed, traditional"),
    ("points/hip.toml", 'location_check = "read"', 'location_check = "seen"', "points/hip.toml, BL53, location_check: 'seen' is not one of read, recalled"),
    ("points/hip.toml", 'confidence = "high"', 'confidence = "low"', "points/hip.toml, BL53, confidence: 'low' is not one of high, medium"),
    ("points/hip.toml", 'action = "press"', 'action = "hit"', "points/hip.toml, BL53, technique.action: 'hit' is not one of press, knead, tap, rub"),
    ("points/foot.toml", 'curl the toes.", basis = "standard"', 'curl the toes.", basis = "hearsay"', "points/foot.toml, KI1, right_if.basis: 'hearsay' is not one of standard, teaching"),
    ("points/foot.toml", "You are right if the finger lies in the deepest dip", "You are right if the ball lies in the deepest dip", "points/foot.toml, KI1, right_if: 'the ball' is what not everybody presses with: say what is felt"),
    ("points/lower-back.toml", "press the muscle ridge with the thumbs.", "lean on a ball.", "points/lower-back.toml, BL25, light_find: 'lean on' is said to whom it is pressed lightly: tell it without, or leave the point out"),
    ("points/hip.toml", 'tool = "knuckle"', 'tool = "elbow"', "points/hip.toml, BL53, technique.tool: 'elbow' is not one of thumb, index, fingertips, knuckle, palm, tennis-ball"),
    ("points/hip.toml", 'reach = "easy"', 'reach = "far"', "points/hip.toml, BL53, technique.reach: 'far' is not one of easy, ball"),
    ("points/hip.toml", 'pressure = "medium"', 'pressure = "hard"', "points/hip.toml, BL53, technique.pressure: 'hard' is not one of medium, light"),
    ("points/abdomen.toml", '"Find the notch where the ribs meet below the breastbone.",\n  "Go halfway to the navel; press slowly on an out-breath.",', "", "points/abdomen.toml, CV12, find: is empty"),
    ("points/hand.toml", 'recalled_in = ["bloedt_2018"]', 'recalled_in = ["gach_1990"]', "points/hand.toml, LI4, recalled_in: 'gach_1990' is not one of"),
    ("points/hand.toml", '{ source = "msk_pain", seconds = 300', '{ source = "msk", seconds = 300', "points/hand.toml, LI4, alternatives: 'msk' is not one of"),
    ("cautions.toml", 'level = "avoid"', 'level = "never"', "points/head.toml, GV20, cautions: 'never' is not one of avoid, ask, gentle"),
    ("points/hip.toml", "bilateral = true", "bilateral = false", "points/hip.toml, BL53, dose.sides: does not agree with bilateral"),
    ("points/hip.toml", 'sides = "both-together"', 'sides = "all"', "points/hip.toml, BL53, sides: 'all' is not one of both-together, one-then-other, midline"),
    ("points/hip.toml", 'basis = "default"', 'basis = "somebody"', "points/hip.toml, BL53, basis: 'somebody' is not one of"),
    ("points/hip.toml", "seconds = 60", "seconds = 0", "points/hip.toml, BL53, seconds: must be at least 1, with at least 1 hold"),
    ("points/hip.toml", "holds = 2", "holds = 0", "points/hip.toml, BL53, seconds: must be at least 1, with at least 1 hold"),
    ("points/hip.toml", "holds = 2, rest = 15", "holds = 1, rest = -1", "points/hip.toml, BL53, seconds: must be at least 1, with at least 1 hold"),
    ("points/hip.toml", "rest = 15", "rest = 0", "points/hip.toml, BL53, rest: holds need a rest between them"),
    ("points/hip.toml", "seconds = 60", "seconds = 91", f"points/hip.toml, BL53, seconds: 182 s on one side, the cap is {MAX_SIDE_SECONDS} s"),
    ("points/knee.toml", 'seconds = 60, holds = 1, rest = 10, sides = "one-then-other", per_day = 1', 'seconds = 121, holds = 1, rest = 10, sides = "one-then-other", per_day = 1', "points/knee.toml, BL40, seconds: 121 s on one side, the cap is 120 s"),
    ("points/knee.toml", "max_per_side = 120", "max_per_side = 59", "points/knee.toml, BL40, seconds: 60 s on one side, the cap is 59 s"),
    ("points/shoulder.toml", "seconds = 6, holds = 3", "seconds = 11, holds = 3", "points/shoulder.toml, GB21, seconds: 33 s on one side, the cap is 30 s"),
    ("points/abdomen.toml", "seconds = 30, holds = 2", "seconds = 61, holds = 2", "points/abdomen.toml, CV12, seconds: a hold in this region is at most 60 s"),
    ("routines/calm.toml", 'grade = "C"', 'grade = "B"', "routines/calm.toml, calm, grade: is B, but by the written rule its studies allow C"),
    ("routines/calm.toml", 'design = "review"', 'design = "rumor"', "routines/calm.toml, calm, study.design: 'rumor' is not one of review, trial, uncontrolled, leaflet, needling, count"),
    ("routines/calm.toml", 'found = "better"', 'found = "great"', "routines/calm.toml, calm, study.found: 'great' is not one of better, mixed, none, taught, unread"),
    ("routines/calm.toml", 'use = "near"', 'use = "far"', "routines/calm.toml, calm, study.use: 'far' is not one of this, near, other"),
    ("routines/calm.toml", 'source = "au_2015"', 'source = "seed"', "routines/calm.toml, calm, study.source: 'seed' is not one of"),
    ("routines/calm.toml", 'points = ["EX-HN3", "HT7"]', 'points = ["LI4", "HT7"]', "routines/calm.toml, calm, study.points: 'LI4' is not one of"),
    ("routines/calm.toml", 'grade = "C"', 'grade = "E"', "routines/calm.toml, calm, grade: 'E' is not one of A, B, C, D"),
    ("routines/calm.toml", 'red_flags = "general"', 'red_flags = "none"', "routines/calm.toml, calm, red_flags: 'none' is not one of back, neck, head, nausea, period, sinus, eyes, knee, belly, general"),
    ("routines/calm.toml", '"au_2015"', '"au_2051"', "routines/calm.toml, calm, sources: 'au_2051' is not one of"),
    ("routines/calm.toml", 'complaints = ["stress"', 'complaints = ["stres"', "routines/calm.toml, calm, complaints: 'stres' is not one of"),
    ("routines/calm.toml", 'point = "HT7"', 'point = "EX-HN3"', "routines/calm.toml, calm, step: presses a point twice"),
    ("routines/calm.toml", 'sides = "midline"', 'sides = "both-together"', "routines/calm.toml, EX-HN3, sides: does not agree with the point"),
    ("routines/calm.toml", 'position = "sitting"', 'position = "kneeling"', "routines/calm.toml, EX-HN3, position: must begin with sitting, standing or lying"),
    ("routines/calm.toml", "seconds = 120", "seconds = 181", f"routines/calm.toml, EX-HN3, seconds: 181 s on one side, the cap is {MAX_SIDE_SECONDS} s"),
    ("routines/sleep.toml", "seconds = 45", "seconds = 61", "routines/sleep.toml, CV12, seconds: a hold in this region is at most 60 s"),
    ("article.toml", 'point = "BL23"', 'point = "XX99"', "article.toml, B23, lower middle back, point: 'XX99' is not one of"),
    ("safety.toml", '"mskcc_skin"', '"nonsense"', "safety.toml, Broken, blistered, peeling, rashy, hot, swollen or infected skin; a fresh scar, bruise or burn, sources: 'nonsense' is not one of"),
    ("safety.toml", 'basis = "general knowledge"', 'basis = ""', "safety.toml, A dialysis fistula or graft, or a drip line (PICC) in the arm, basis: the rule rests on nothing"),
    ("not_offered.toml", '"BL1", "ST1"', '"BL1", "BL23"', "not_offered.toml, BL23, points: is in the guide"),
    ("help.toml", 'kind = "crisis"', 'kind = "soon"', "help.toml, self-harm, kind: 'soon' is not one of now, crisis, doctor, elsewhere, pregnancy, beside"),
    ("help.toml", '"=help"', '""', "help.toml, emergency, phrases: must be there, in lower case"),
    ("help.toml", 'number = "116123"', 'number = "116 123"', "help.toml, 116 123, number: must be digits, so that it can be called"),
    ("help.toml", 'checked = "read in part"', 'checked = "heard"', "help.toml, 116123, checked: 'heard' is not one of read in full, read in part, read on a copy, recalled, not read"),
    ("help.toml", 'sign = "Breathlessness"', 'sign = "What this cures"', "help.toml, breath, sign: says 'cures', which the safety policy forbids"),
    ("contraindications.toml", 'contraindication = "implant"', 'contraindication = "implants"', "contraindications.toml, rule 19, contraindication: 'implants' is not one of"),
    ("contraindications.toml", '"SP6", "BL60", ', '"BL60", ', "points/lower-leg.toml, SP6, contraindication: left out in pregnancy does not agree with the policy"),
    ("contraindications.toml", '"LI4", "SP6",', '"LI4", "PC6", "SP6",', "points/forearm.toml, PC6, contraindication: left out in pregnancy does not agree with the policy"),
    ("points/foot.toml", '"pregnancy-ask"', '"nerve"', "points/foot.toml, LR3, cautions: the policy asks for a midwife's word in pregnancy"),
    ("contraindications.toml", 'question = "Are you pregnant?"', 'question = "This cures migraine"', "contraindications.toml, pregnancy, question: says 'cures', which the safety policy forbids"),
    ("red_flags.toml", 'sign = "the worst headache of your life"', 'sign = "what this cures"', "red_flags.toml, any, sign: says 'cures', which the safety policy forbids"),
    ("safety.toml", "Leave that spot alone.", "This heals.", "safety.toml, Broken, blistered, peeling, rashy, hot, swollen or infected skin; a fresh scar, bruise or burn, rule: says 'heals', which the safety policy forbids"),
    ("not_offered.toml", "It lies at the eyeball.", "It is a remedy.", "not_offered.toml, BL1, reason: says 'remedy', which the safety policy forbids"),
    ("sources.toml", 'tested = "', 'tested = "a proven ', "points/head.toml, GV20, known: says 'proven', which the safety policy forbids"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), BROKEN)
def test_every_rule_of_the_check_stops_the_start_and_names_what_is_wrong(broken, file, old, new, said):
    assert str(broken(file, old, new)).startswith(said)


# What the rules just let through: file, text, what is written in its place.
ALLOWED = [
    ("sources.toml", 'url = "https://iris', 'url = "http://iris'),
    ("points/hip.toml", "seconds = 60, holds = 2, rest = 15", "seconds = 1, holds = 1, rest = 0"),
    ("points/hip.toml", "seconds = 60, holds = 2, rest = 15", "seconds = 1, holds = 2, rest = 1"),
    ("points/hip.toml", "seconds = 60, holds = 2", f"seconds = {MAX_SIDE_SECONDS // 2}, holds = 2"),
    ("points/knee.toml", "max_per_side = 120", "max_per_side = 60"),
    ("points/shoulder.toml", "seconds = 6, holds = 3", "seconds = 10, holds = 3"),
    ("points/abdomen.toml", "seconds = 30, holds = 2", "seconds = 60, holds = 2"),
    ("routines/calm.toml", 'position = "sitting"', 'position = "standing"'),
    ("routines/calm.toml", 'position = "sitting"', 'position = "lying"'),
    ("safety.toml", 'basis = "general knowledge"', 'sources = ["mskcc_skin"]'),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new"), ALLOWED)
def test_what_is_just_within_a_rule_starts(changed, file, old, new):
    validate.check(changed(file, old, new))


def test_a_routine_without_steps_or_longer_than_a_session_stops_the_start(catalogue):
    calm = catalogue.routines["calm"]
    every = tuple(dataclasses.replace(calm.steps[0], point=code, dose=point.dose) for code, point in catalogue.points.items())
    for steps, reason in ((), "has no steps"), (every, f"the cap is {MAX_PRACTICE_SECONDS} s"):
        routines = catalogue.routines | {"calm": dataclasses.replace(calm, steps=steps, sources=calm.sources)}
        with pytest.raises(CatalogueError, match=reason) as caught:
            validate.check(dataclasses.replace(catalogue, routines=routines))
        assert (caught.value.file, caught.value.field) == ("routines/calm.toml", "step")


def test_a_routine_may_take_as_long_as_a_session_and_not_a_second_longer(catalogue, monkeypatch):
    longest = max(routine.whole_seconds for routine in catalogue.routines.values())
    monkeypatch.setattr(validate, "MAX_PRACTICE_SECONDS", longest)
    validate.check(catalogue)
    monkeypatch.setattr(validate, "MAX_PRACTICE_SECONDS", longest - 1)
    with pytest.raises(CatalogueError, match=f"takes {longest} s, the cap is {longest - 1} s"):
        validate.check(catalogue)


def test_what_is_allowed_is_listed_by_commas():
    with pytest.raises(CatalogueError) as caught:
        validate._among("c", ("a", "b"), "file", "entry", "field")
    assert str(caught.value) == "file, entry, field: 'c' is not one of a, b"


def test_a_region_without_points_stops_the_start(catalogue):
    head = dataclasses.replace(catalogue.regions["head"], slug="tail")
    with pytest.raises(CatalogueError, match="tail, slug: has no points"):
        validate.check(dataclasses.replace(catalogue, regions=catalogue.regions | {"tail": head}))


def test_a_point_or_region_that_the_atlas_does_not_show_stops_the_start_and_says_what_to_run(catalogue, monkeypatch, make_app):
    whole = atlas.load()
    check_places(catalogue, whole)
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


def test_a_code_given_twice_stops_the_start(broken):
    assert broken("points/hip.toml", 'code = "BL54"', 'code = "BL53"').reason == "given twice"


def test_a_point_in_no_region_of_the_body_stops_the_start(broken):
    assert broken("points/hip.toml", 'region = "hip"', 'region = "hips"').field == "region"


def test_a_promise_in_any_text_stops_the_start(broken):
    error = broken("routines/knee.toml", 'title = "Knee comfort"', 'title = "Cures the knee"')
    assert error.field == "title" and "safety policy" in error.reason
