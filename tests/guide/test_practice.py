"""The page of a practice: the plan as a list that can be read, with everything that the player needs beside it."""

import json
import re
from html import unescape

import pytest

from webapp.catalogue import limits, load_catalogue, plan

CATALOGUE = load_catalogue()
ONE_OF_EVERY_REGION = {point.region: point.code for point in CATALOGUE.points.values()}.values()
ROUTINES = [pytest.param(routine, id=slug) for slug, routine in CATALOGUE.routines.items()]
STEP = re.compile(
    r'<li data-do="(?P<kind>\w+)" data-on="(?P<side>\w+)" data-seconds="(?P<seconds>\d*)"'
    r'[^>]*?(?: data-cap="(?P<cap>\d+)" data-hold="(?P<hold>\d+)"[^>]*)?>(?P<text>[^<]*)</li>'
)


def steps(page):
    parts = re.split(r'<li class="part" data-step="([\w-]+)"', page)[1:]
    return [
        {"point": point, **match.groupdict()} for point, part in zip(parts[::2], parts[1::2], strict=True) for match in STEP.finditer(part)
    ]


def page_of(client, address):
    answer = client.get(f"{address}/practice")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("code", ONE_OF_EVERY_REGION)
def test_a_point_can_be_practiced(client, code):
    found = steps(page_of(client, f"/points/{code}"))
    expected = plan.plan_for_point(CATALOGUE.points[code]).steps
    assert [(s["kind"], s["side"], s["seconds"]) for s in found] == [(s.kind, s.side, str(s.seconds or "")) for s in expected]


@pytest.mark.parametrize("routine", ROUTINES)
def test_every_routine_can_be_practiced_within_the_caps_with_a_picture_of_every_point(client, routine):
    page = page_of(client, f"/routines/{routine.slug}")
    found = steps(page)
    assert len(found) == len(plan.plan_for_routine(CATALOGUE, routine).steps)
    pressed = {}
    for step in found:
        if step["kind"] == "press":
            assert int(step["seconds"]) <= int(step["hold"])
            key = step["point"], step["side"]
            pressed[key] = pressed.get(key, 0) + int(step["seconds"])
            assert pressed[key] <= int(step["cap"]) <= limits.MAX_SIDE_SECONDS
    for code in routine.points:
        assert page.count(f'<template data-find="{code}"') == 1
        assert f'data-point="{code}"' in page
        assert CATALOGUE.points[code].find[0] in unescape(page)


def test_a_step_is_told_with_its_time(client):
    found = [step["text"] for step in steps(page_of(client, "/points/LI4"))]
    assert found == ["find it", "press left 10 s", "switch sides 5 s", "press right 10 s"]


def test_the_side_that_comes_next_is_told_with_the_hand_that_presses_it(client):
    page = page_of(client, "/points/LI4")
    assert 'data-to-right="Now the right hand, left thumb."' in page
    assert 'data-to-left="Now the left hand, right thumb."' in page


def test_what_the_player_says_is_one_object_of_sentences(client):
    page = page_of(client, "/points/BL23")
    words = json.loads(re.search(r'data-part="words">(.*?)</script>', page, re.S)[1])
    assert words["say"]["release"] == "Release."
    assert set(words["refused"]) == {"empty", "unanswered", "unknown", "zero", "cap", "long"}


def test_the_button_names_what_presses(client):
    assert 'data-there="Thumbs are there"' in page_of(client, "/points/BL23")
    assert 'data-there="Thumb is there"' in page_of(client, "/points/LI4")
    assert 'data-there="Ball is there"' in page_of(client, "/points/GB30")


def test_where_it_has_to_be_light_the_button_and_the_hands_are_others(client):
    page = page_of(client, "/points/BL53")
    assert 'data-there="Knuckles are there"' in page and 'data-light-there="Fingertips are there"' in page
    assert 'data-light-hands="The fingertips of both hands together."' in page
    assert 'data-light="blood-thinners clot frail young"' in page
    assert "data-light-there" not in page_of(client, "/points/LI4")


def test_without_scripts_a_point_that_is_left_out_says_for_whom_and_why(client):
    reasons = re.search(r'<div class="before__own prose without-scripts">(.*?)</div>', page_of(client, "/points/LI4"), re.S)[1]
    assert "Pregnancy: Left out in pregnancy, by tradition rather than proof of harm." in reasons
    reasons = re.search(r'<div class="before__own prose without-scripts">(.*?)</div>', page_of(client, "/routines/sleep"), re.S)[1]
    assert "<strong>Pregnancy; osteoporosis, a fracture or recent surgery:</strong> Middle Stomach" in reasons
    assert 'href="/safety/rules"' in reasons


def test_another_name_of_a_point_leads_to_its_practice(client):
    answer = client.get("/points/ub23/practice")
    assert (answer.status_code, answer.location) == (301, "/points/BL23/practice")


@pytest.mark.parametrize("address", ["/points/XX99/practice", "/routines/nothing/practice"])
def test_what_nobody_knows_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_the_page_is_the_same_for_everyone(client):
    answer = client.get("/points/BL23/practice")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in answer.headers


def test_the_longest_page_fits_into_one_round_trip(client):
    longest = max(CATALOGUE.routines.values(), key=lambda routine: len(plan.plan_for_routine(CATALOGUE, routine).steps))
    answer = client.get(f"/routines/{longest.slug}/practice", headers={"Accept-Encoding": "br"})
    assert len(answer.data) <= 14 * 1024 * 1.1
