"""The page of a point: where it is, how to press it, what to leave out, what is known."""

import re
from html import unescape

import pytest

from tools.atlas.anchors import load_anchors
from webapp import atlas
from webapp.catalogue import load_catalogue

PARTIAL = {"HX-Request-Type": "partial"}
CATALOGUE = load_catalogue()


def fragment(client, address):
    answer = client.get(address, headers=PARTIAL)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("code", CATALOGUE.points)
def test_every_point_shows_its_place_its_dose_and_the_way_to_start(client, code):
    point = CATALOGUE.points[code]
    html = fragment(client, f"/points/{code}")
    sides = set(re.findall(rf'data-point="{code}" data-side="(\w+)"', html))
    assert sides
    assert sides <= ({"left", "right", "midline"} if point.bilateral else {"midline", "left", "right"})
    assert f"<dd>{point.dose_text}</dd>" in html
    assert f'href="/points/{code}/practice"' in html
    assert point.practice_text in html


def test_a_point_is_told_in_the_order_find_press_timing_care_evidence(client):
    heads = re.findall(r'<h2 class="head">([^<]+)</h2>', fragment(client, "/points/BL23"))
    assert heads[:5] == ["Find it", "Press", "Timing", "Take care", "What is known"]


@pytest.mark.parametrize(("code", "taught"), [("KI3", False), ("BL23", True)])
def test_a_point_says_what_the_finger_finds_and_when_the_standard_does_not_say_so(client, code, taught):
    html = fragment(client, f"/points/{code}")
    assert CATALOGUE.points[code].right_if.text in html
    assert ("So it is taught; the standard does not say it." in html) is taught


@pytest.mark.parametrize("code", CATALOGUE.points)
def test_the_picture_says_whose_part_it_is_and_shows_where_on_the_body(client, code):
    html, view = fragment(client, f"/points/{code}"), atlas.load().best_view(code)
    assert f"data-caption>{view.caption}<" in html
    frame = view.orientation
    assert f'<rect x="{frame.x}" y="{frame.y}" width="{frame.width}" height="{frame.height}"' in html
    assert re.search(rf'class="orientation"[^>]*>\s*<use href="/static/atlas/{frame.view}\.', html)


def test_cautions_say_leave_it_out_ask_first_and_lightly(client):
    html = fragment(client, "/points/BL23")
    for care in CATALOGUE.points["BL23"].care:
        assert f"<strong>{care.lead}</strong>" in html


def test_the_name_of_the_place_comes_before_the_code(client):
    html = fragment(client, "/points/BL23")
    assert html.index("Kidney Transport</h1>") < html.index("BL23 ·") < html.index("Shènshū")


def test_a_source_that_was_only_recalled_says_so(client):
    recalled = next(
        code for code, point in CATALOGUE.points.items() if any(CATALOGUE.sources[key].checked == "recalled" for key in point.sources[:3])
    )
    assert "(recalled, not read)" in fragment(client, f"/points/{recalled}")


def test_every_source_named_leads_to_its_entry(client):
    html = fragment(client, "/points/BL23")
    named = re.findall(r'href="/sources#([^"]+)"', html)
    assert named
    assert set(named) <= set(CATALOGUE.points["BL23"].sources)


@pytest.mark.parametrize(
    ("name", "code"), [("b23", "BL23"), ("bl23", "BL23"), ("LV3", "LR3"), ("K27", "KI27"), ("UB40", "BL40"), ("B48", "BL53")]
)
def test_another_spelling_or_books_code_redirects_for_good(client, name, code):
    answer = client.get(f"/points/{name}")
    assert answer.status_code == 301
    assert answer.location == f"/points/{code}"


def test_a_code_that_means_two_points_gives_the_choice_with_the_reasons(client):
    answer = client.get("/points/B54")
    html = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 404
    for one in CATALOGUE.resolve("B54"):
        assert f'href="/points/{one.code}"' in html
        assert one.note in html


def test_a_point_that_does_not_exist_is_not_found(client):
    assert client.get("/points/XX99").status_code == 404


def test_points_near_it_are_of_its_region_and_not_itself(client):
    html = fragment(client, "/points/BL23")
    rows = html.split("Points near it")[1].split("</ul>")[0]
    near = re.findall(r'href="/points/([^"]+)"', rows)
    assert near
    assert all(CATALOGUE.points[code].region == "lower-back" and code != "BL23" for code in near)


def test_the_heart_is_a_form_that_works_without_scripts(client):
    html = fragment(client, "/points/BL23")
    assert re.search(r'<form method="post" action="/favorites/points/BL23">\s*<button[^>]*aria-pressed="false"', html)


def test_a_mark_that_rests_on_a_stand_in_or_an_estimate_is_called_approximate(client):
    why = {anchor.point: anchor.why for anchor in load_anchors() if anchor.approximate}
    assert len(why) > 50
    for code in CATALOGUE.points:
        page = unescape(fragment(client, f"/points/{code}"))
        assert ("The mark in the picture is approximate" in page) == (code in why), code
        assert why.get(code, "") in page


def test_an_approximate_mark_is_a_ring_as_wide_as_the_place_is_uncertain(client):
    built = atlas.load()
    for code, within in built.within.items():
        view = built.best_view(code)
        ring = 390 / view.width * within * view.millimeter
        page = fragment(client, f"/points/{code}")
        drawn = [float(r) for r in re.findall(r'class="halo zone" cx="[^"]+" cy="[^"]+" r="([^"]+)"', page)]
        assert bool(drawn) == (ring > 10), code
        assert drawn == pytest.approx([ring] * len(drawn), abs=0.06), code
        assert ("may lie anywhere in the ring" in page) == bool(drawn), code
    assert "zone" not in fragment(client, "/points/GB1")


def test_what_the_standard_writes_in_signs_is_one_tap_from_plain_words(client):
    told = client.get("/grades").text.partition('id="words"')[2]
    assert all(words in told for words in ("width of the thumb", "Bones of the spine", "the number counts along it"))
    for code, point in CATALOGUE.points.items():
        needed = bool(re.search(r"\bcun\b|[A-Z]\d", point.location))
        assert ('href="/grades#words"' in client.get(f"/points/{code}").text) == needed, code
