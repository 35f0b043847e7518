"""The pages of the routines: by area and feeling, and one by one."""

import re
from html import unescape

import pytest

from webapp.catalogue import load_catalogue

PARTIAL = {"HX-Request-Type": "partial"}
CATALOGUE = load_catalogue()


def fragment(client, address):
    answer = client.get(address, headers=PARTIAL)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def listed(html):
    return re.findall(r'<a class="row" href="/routines/([^"]+)"', html)


def test_all_routines_are_listed_once_under_their_areas(client):
    html = fragment(client, "/routines")
    assert listed(html) == [slug for area in CATALOGUE.areas.values() for slug in area.routines]
    assert sorted(listed(html)) == sorted(CATALOGUE.routines)


def test_a_chip_leaves_the_routines_of_its_area(client):
    area = CATALOGUE.areas["belly"]
    html = fragment(client, "/routines?area=belly")
    assert listed(html) == list(area.routines)
    assert f'href="/routines?area=belly" aria-current="page">{area.name}' in html


def test_an_area_that_does_not_exist_shows_all(client):
    assert len(listed(fragment(client, "/routines?area=elsewhere"))) == len(CATALOGUE.routines)


@pytest.mark.parametrize("slug", CATALOGUE.routines)
def test_a_routine_tells_minutes_grade_steps_in_order_and_signs_to_get_help(client, slug):
    routine = CATALOGUE.routines[slug]
    html = fragment(client, f"/routines/{slug}")
    assert f"evidence {routine.grade}" in html
    steps = html.split('<ol class="rows">')[1].split("</ol>")[0]
    assert re.findall(r'href="/points/([^"]+)"', steps) == [step.point for step in routine.steps]
    assert re.findall(r'<span class="row__end">([^<]+)', steps) == [step.clock_text for step in routine.steps]
    assert html.count("<li") >= len(routine.steps) + len(CATALOGUE.red_flags_for(routine).signs)
    assert re.search(rf'href="/routines/{slug}/practice">.*Start.*{routine.minutes}</span> min', html)


def test_the_back_routine_of_the_article_names_what_is_left_out_in_pregnancy(client):
    assert "Contains GB21, LI4 and CV6" in fragment(client, "/routines/back-seed")


def test_a_routine_that_does_not_exist_is_not_found(client):
    assert client.get("/routines/nothing").status_code == 404


def test_what_is_recalled_is_marked_at_its_step_and_said_with_the_evidence(client):
    for routine in CATALOGUE.routines.values():
        page = unescape(client.get(f"/routines/{routine.slug}").text)
        marked = re.findall(r'<li data-step="([^"]+)">(?:(?!</li>).)*· recalled, not read<', page, re.S)
        assert marked == [step.point for step in routine.steps if step.recalled]
        assert ("Recalled, not read: that it was done with" in page) == bool(marked)
        for step in routine.steps:
            assert not step.basis_note or step.basis_note in page
