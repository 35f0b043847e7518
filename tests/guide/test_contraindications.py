"""What follows from what a person told their own phone: in the facts for the phone, and in every page's markup."""

import html
import json
import re
from pathlib import Path

import pytest

from webapp.catalogue import load_catalogue, verdicts
from webapp.guide import contraindications

CATALOGUE = load_catalogue()
LEFT_OUT = {code: set(point.left_out_for) for code, point in CATALOGUE.points.items()}


def facts(client):
    page = client.get("/safety/contraindications", headers={"HX-Request-Type": "partial"}).text
    return json.loads(re.search(r"<script[^>]*>(.*)</script>", page, re.S)[1])


def excluded_for(markup):
    """Code -> what leaves it out, of every link to a point in `markup`."""
    links = re.findall(r"<a\b[^>]*>", markup)
    found = {}
    for link in links:
        if code := re.search(r'href="/points/([^"/]+)"', link):
            names = re.search(r'data-excluded-for="([^"]*)"', link)
            found.setdefault(code[1], set()).add(names[1] if names else "")
    return found


def test_the_address_of_earlier_leads_to_the_rules_for_good(client):
    answer = client.get("/safety/concerns", headers={"HX-Request-Type": "partial"})
    assert (answer.status_code, answer.location) == (301, "/safety/contraindications")


def test_the_phone_gets_the_strictest_rule_of_each_contraindication_for_every_point(client):
    given = facts(client)
    assert set(given["points"]) == set(CATALOGUE.points)
    for code, own in given["points"].items():
        rules = {one["key"]: given["rules"][one["rule"]] for one in own}
        assert rules == {
            one.key: {"level": one.level, "sentence": one.sentence, "light": one.lighter}
            for one in CATALOGUE.points[code].contraindications
        }
        levels = [given["levels"].index(given["rules"][one["rule"]]["level"]) for one in own]
        assert levels == sorted(levels)


def test_the_phone_gets_the_cautions_of_every_point(client):
    care = facts(client)["care"]
    for code, point in CATALOGUE.points.items():
        assert care[code] == " ".join(f"{one.lead} {one.text}" for one in point.care)
    assert "known or suspected clot" in care["BL40"]
    assert "chest pain" in care["KI27"]


def test_the_phone_can_count_the_minutes_of_every_routine(client):
    given = facts(client)
    for slug, routine in CATALOGUE.routines.items():
        steps = given["routines"][slug]
        seconds = sum(step["seconds"] for step in steps) + given["changeover"] * (len(steps) - 1)
        assert max(1, round(seconds / 60)) == routine.minutes


@pytest.mark.parametrize(
    "address",
    [
        "/regions/hand",
        "/regions/foot",
        "/regions/lower-back",
        "/routines/back-seed",
        "/routines/knee",
        "/search?q=headache",
        "/search?q=LI4",
        "/cards",
    ],
)
def test_every_way_to_a_point_says_what_leaves_it_out(client, address):
    found = excluded_for(client.get(address).text)
    assert found
    for code, names in found.items():
        assert {frozenset(one.split()) for one in names} == {frozenset(LEFT_OUT[code])}, code


def test_every_step_of_a_practice_says_what_leaves_it_out(client):
    for routine in CATALOGUE.routines.values():
        page = client.get(f"/routines/{routine.slug}/practice").text
        parts = re.findall(r'<li class="part" data-step="([^"]+)"(?: data-excluded-for="([^"]*)")?>', page)
        assert [code for code, _names in parts] == list(routine.points)
        assert all(set(names.split()) == LEFT_OUT[code] | set(routine.left_out_for) for code, names in parts)


def test_a_point_page_carries_the_sentence_of_every_contraindication_and_start_goes_with_those_that_leave_it_out(client):
    for code in ("LI4", "BL23", "CV17", "KI1"):
        page = client.get(f"/points/{code}").text
        said = dict(re.findall(r'<p data-excluded-for="([^"]+)">(?:<strong>|<span[^>]*>\s*<span[^>]*>)?([^<]+)', page))
        assert said == {one.key: one.sentence for one in CATALOGUE.points[code].contraindications}
        bar = re.search(r'<div class="bar bar--over"(?: data-excluded-for="([^"]*)")?>', page)
        assert set((bar[1] or "").split()) == LEFT_OUT[code]


def test_a_routine_cannot_start_where_one_contraindication_leaves_all_of_it_out():
    assert contraindications.always_out(CATALOGUE.routines["knee"]) == ("clot", "young")
    assert contraindications.always_out(CATALOGUE.routines["back-seed"]) == ("young",)
    assert contraindications.always_out(CATALOGUE.routines["period-cramps"]) == ("pregnancy", "young")


def test_a_set_that_loses_more_than_a_third_is_no_longer_the_set_that_was_studied():
    found = verdicts.of_routine(CATALOGUE.routines["michigan-stimulating"], CATALOGUE.points, {"pregnancy"})
    assert (found.out, found.studied) == (("CV6", "LI4", "SP6"), False)
    assert verdicts.of_routine(CATALOGUE.routines["headache"], CATALOGUE.points, {"pregnancy"}).studied
    assert not verdicts.too_many_out(2, 6)
    assert verdicts.too_many_out(3, 6)


def test_the_table_of_rules_shows_every_rule_with_its_points_and_what_it_rests_on(client):
    page = html.unescape(re.sub(r"\s+", " ", client.get("/safety/rules").text))
    for rule in CATALOGUE.rules:
        assert rule.sentence in page
        assert rule.basis[1:] in page
        assert all(f'href="/sources/{key}"' in page for key in rule.sources)
        assert all(f'href="/points/{code}"' in page for code in rule.points)
    assert 'href="/safety/rules"' in client.get("/safety").text


def test_nothing_is_preset_and_nothing_can_be_submitted(client):
    asked = client.get("/safety/contraindications", headers={"HX-Request-Type": "partial"}).text.partition("<template>")[2]
    values = re.findall(r'<input type="(\w+)"[^>]*value="([\w-]+)"', asked)
    assert [value for kind, value in values if kind == "radio"] == ["no", "yes", "may", "unsaid"]
    assert [value for kind, value in values if kind == "checkbox"] == [*list(CATALOGUE.contraindications)[1:], "none"]
    for address in ("/points/BL23/practice", "/you"):
        around = re.search(r"<safety-questions.*?</safety-questions>", client.get(address).text, re.S)[0]
        assert 'data-slot="fields"' in around
        asked += around
    assert "checked" not in asked
    assert "<form" not in asked


def test_the_signs_come_before_every_routine_and_lead_to_a_page_without_points(client):
    for routine in CATALOGUE.routines.values():
        page = client.get(f"/routines/{routine.slug}/practice").text
        flags = re.search(r'<div class="flags".*?</div>', page, re.S)[0]
        signs = CATALOGUE.red_flags_for(routine)
        now, _see, doctor = flags.partition("See a doctor about it. If you have, go on")
        assert now.count('href="/safety/help"') == len(signs.now + signs.also)
        assert doctor.count('href="/safety/help#doctor"') == len(signs.doctor)
    assert 'class="flags"' not in client.get("/points/BL23/practice").text
    help_page = client.get("/safety/help", headers={"HX-Request-Type": "partial"}).text
    assert "/points/" not in help_page
    assert "data-point" not in help_page
    assert "emergency number" in help_page


STATIC = Path(__file__).resolve().parents[2] / "static"


def test_the_styles_know_every_contraindication():
    sheet = (STATIC / "css" / "rows.css").read_text("utf-8")
    light = {key for point in CATALOGUE.points.values() for key in point.light_for}
    for key in CATALOGUE.contraindications:
        assert f':root[data-answers~="{key}"] [data-excluded-for~="{key}"]' in sheet
        assert (f':root[data-answers~="{key}"] [data-light~="{key}"]' in sheet) == (key in light)


def test_the_phone_knows_what_an_earlier_list_did_not_ask():
    script = (STATIC / "js" / "safety" / "safety-answers.js").read_text("utf-8")
    named = {name: set(re.search(rf"const {name} = /\^\(\?:(.*?)\)\$/", script)[1].split("|")) for name in ("NEW", "NEVER_GUESSED")}
    new = {key for key, one in CATALOGUE.contraindications.items() if one.asked_since > 1}
    assert named["NEW"] == new - named["NEVER_GUESSED"]
    # An earlier list named varicose veins beside the clot.
    assert set(CATALOGUE.contraindications) - new == {"pregnancy", "bones", "cancer", "clot", "veins", "implant", "lymph", "hand"}
