"""The body as the menu: every region is one link, on both sides, with and without JavaScript."""

import re

import pytest

from webapp import atlas
from webapp.catalogue import load_catalogue

PARTIAL = {"HX-Request-Type": "partial"}
CATALOGUE = load_catalogue()


def page(client, address, **headers):
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def regions(html):
    """Slug -> accessible name of every region link, in order."""
    links = re.findall(r'<a href="/regions/([\w-]+)" data-region="([\w-]+)" aria-label="([^"]+)"', html)
    assert all(address == slug for address, slug, _ in links)
    return {slug: name for _, slug, name in links}


def test_the_home_page_opens_with_the_back_and_turns_by_plain_links(client):
    html = page(client, "/")
    assert 'data-view="back"' in html
    assert '<a href="/?side=front" data-side="front">Front</a>' in html
    assert '<a href="/?side=back" data-side="back" aria-current="true">Back</a>' in html
    assert 'data-view="front"' in page(client, "/?side=front")


def test_a_side_that_no_body_has_shows_the_first_one(client):
    assert 'data-view="back"' in page(client, "/?side=inside")


@pytest.mark.parametrize("side", ["front", "back"])
def test_every_region_of_a_side_is_one_link_with_its_name(client, side):
    html = page(client, f"/map/{side}")
    drawn = {shape.slug for shape in atlas.load().views[side].regions}
    assert regions(html) == {slug: CATALOGUE.regions[slug].name for slug in drawn}


def test_front_and_back_together_lead_to_every_region(client):
    both = regions(page(client, "/map/front")).keys() | regions(page(client, "/map/back")).keys()
    assert both == CATALOGUE.regions.keys()


def test_a_name_leads_where_its_shape_leads_and_is_heard_once(client):
    html = page(client, "/map/back")
    names = re.findall(r'<a href="/regions/([\w-]+)" data-name="([\w-]+)" tabindex="-1" aria-hidden="true">', html)
    assert [name for _, name in names] == list(regions(html))
    assert all(address == name for address, name in names)


def test_of_a_paired_region_both_shapes_can_be_pressed(client):
    html = page(client, "/map/back")
    for part in ("region", "around"):
        links = [link.split("</a>")[0] for link in html.split(f'data-{part}="knee"')[1:]]
        assert "".join(links).count('class="shape"') == 1


def test_the_map_pane_alone_holds_the_question_and_one_side(client):
    html = page(client, "/map")
    assert "Where does it ache?" in html
    assert html.count('<svg class="plate"') == 1
    assert "<html" not in html


def test_a_side_of_the_map_that_does_not_exist_is_not_found(client):
    assert client.get("/map/inside").status_code == 404


def test_a_deep_page_carries_no_map(client):
    assert re.search(r'<section id="map"[^>]*></section>', page(client, "/regions/neck"))


@pytest.mark.parametrize("slug", CATALOGUE.regions)
def test_a_region_lists_its_points_and_shows_each_of_them(client, slug):
    html = page(client, f"/regions/{slug}", **PARTIAL)
    assert f'<h1 class="title top__title">{CATALOGUE.regions[slug].name}</h1>' in html
    listed = re.findall(r'<a class="row"[^>]* href="/points/([^"]+)" data-point="\1"><span class="marker">(\d+)</span>', html)
    assert {code for code, _ in listed} == {point.code for point in CATALOGUE.points_in(slug)}
    assert [int(number) for _, number in listed] == list(range(1, len(listed) + 1))
    shown = set(re.findall(r'class="spot"[^>]* data-point="([^"]+)"', html))
    assert shown == {code for code, _ in listed}


def test_a_mark_in_a_picture_says_its_number_name_and_side(client):
    html = page(client, "/regions/lower-back", **PARTIAL)
    mark = re.search(r'<a class="spot"[^>]* href="/points/BL23" data-point="BL23" data-side="right" aria-label="([^"]+)"', html)
    number = re.search(r'href="/points/BL23" data-point="BL23"><span class="marker">(\d+)', html).group(1)
    assert mark.group(1) == f"{number} Kidney Transport, right side"


def test_a_region_tells_what_helps_from_elsewhere_and_offers_its_main_routine(client):
    html = page(client, "/regions/lower-back", **PARTIAL)
    assert "Helps from elsewhere" in html
    assert re.search('<a [^>]*href="/points/BL40"', html)
    main = CATALOGUE.main_routine_for("lower-back")
    assert re.search(rf'<a class="button" href="/routines/{main.slug}">.*{main.title}.*{main.minutes}</span> min', html)


def test_a_region_that_does_not_exist_is_not_found(client):
    answer = client.get("/regions/tail")
    assert answer.status_code == 404
    assert "<article" in answer.get_data(as_text=True)


def test_a_partial_answer_is_the_title_and_the_page_alone(client):
    html = page(client, "/regions/neck", **PARTIAL)
    assert html.startswith("<title>Neck: where to press · Stillpoint</title>")
    assert "<html" not in html
    assert html.count('<article class="page') == 1


def test_what_a_person_did_leaves_no_trace_on_a_public_page(client):
    other_client = client.application.test_client()
    client.put("/favorites/points/BL23", headers={"Sec-Fetch-Site": "same-origin"})
    for address in ("/", "/regions/lower-back", "/points/BL23", "/routines"):
        assert client.get(address).data == other_client.get(address).data
