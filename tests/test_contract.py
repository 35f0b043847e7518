"""The contract with the outside: addresses, statuses, headers, and the names in the markup."""

import json
import re

import brotli
import pytest

from webapp.catalogue import load_catalogue

KB = 1024
PAGE = 14 * KB * 1.1  # the bar with a tenth of air
CATALOGUE = load_catalogue()

FIXED = ["/", "/routines", "/sources", "/grades", "/data", "/trust", "/safety", "/about"]
REGIONS = [f"/regions/{slug}" for slug in CATALOGUE.regions]
POINTS = [f"/points/{code}" for code in CATALOGUE.points]
ROUTINES = [f"/routines/{slug}" for slug in CATALOGUE.routines]
PRACTICES = [f"{address}/practice" for address in (*POINTS, *ROUTINES)]
PUBLIC = [*FIXED, *REGIONS, *POINTS, *ROUTINES, *PRACTICES]
PERSONAL = ["/favorites", "/history", "/favorites.json", "/history.json"]
ONE_OF_EACH = [*FIXED, "/you", "/regions/lower-back", "/points/BL23", "/points/BL23/practice", "/routines/back-seed"]

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
OURS = {"Sec-Fetch-Site": "same-origin"}


def text_of(response):
    """The text of an answer, whatever it was compressed with."""
    if response.headers.get("Content-Encoding") == "br":
        return brotli.decompress(response.data).decode()
    return response.get_data(as_text=True)


@pytest.fixture
def app(guide_app):
    """Nothing here writes but under a cookie of its own."""
    return guide_app


# --- addresses ------------------------------------------------------------------------------------------------------


GROUPS = {
    "fixed": [*FIXED, "/you", "/favorites", "/history", "/search", "/search?q=sleep"],
    "regions": REGIONS,
    "points": POINTS,
    "routines": ROUTINES,
    "practices": PRACTICES,
}


@pytest.mark.parametrize("addresses", GROUPS.values(), ids=GROUPS)
def test_every_page_answers_within_one_round_trip_and_names_itself(client, addresses):
    for address in addresses:
        response = client.get(address, headers={"Accept-Encoding": "br, gzip"})
        assert response.status_code == 200, address
        assert response.mimetype == "text/html", address
        assert response.headers["Content-Encoding"] == "br", address
        assert len(response.data) <= PAGE, address
        html = text_of(response)
        assert re.search(r'<html lang="en"', html), address
        assert len(re.findall(r"<title>[^<]+</title>", html.partition("<body")[0])) == 1, address
        headings = len(re.findall(r"<h1\b", html))
        assert headings == 1 or (headings and address.endswith("/practice")), address
        assert '<meta name="description"' in html, address


@pytest.mark.parametrize("address", ["/nowhere", "/regions/none"])
def test_a_page_that_explains_an_error_is_small_too(client, address):
    response = client.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert len(response.data) <= PAGE


@pytest.mark.parametrize(
    ("old", "code"),
    [("b23", "BL23"), ("bl23", "BL23"), ("B48", "BL53"), ("LV3", "LR3"), ("K27", "KI27"), ("UB40", "BL40")],
)
def test_an_old_or_foreign_name_leads_for_good_to_its_point(client, old, code):
    response = client.get(f"/points/{old}")
    assert response.status_code in (301, 308)
    assert response.location.endswith(f"/points/{code}")


@pytest.mark.parametrize(
    ("address", "help_"),
    [
        ("/regions/lower-bak", "/regions/lower-back"),
        ("/points/BL32323", "/points/BL"),
        ("/routines/back-sead", "/routines/back-seed"),
        ("/points/BL9/practice", "/points/BL"),
        ("/nowhere", "/"),
    ],
)
@pytest.mark.parametrize("headers", [{}, PARTIAL], ids=["page", "partial"])
def test_what_is_unknown_is_a_helpful_404(client, address, help_, headers):
    response = client.get(address, headers=headers)
    assert response.status_code == 404
    assert f'href="{help_}' in text_of(response)


@pytest.mark.parametrize("query", ["", "%20", "x" * 10_000, "%00", "%F0%9F%8C%99", "' OR 1=1 --", "%ff%fe"])
def test_no_search_is_an_error(client, query):
    response = client.get(f"/search?q={query}")
    assert response.status_code == 200
    assert "<h1" in text_of(response)


def test_health_is_told_as_json(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json) == (200, {"status": "ok"})


def test_the_manifest_and_the_worker_are_found_where_they_are_looked_for(client):
    manifest = client.get("/manifest.webmanifest")
    assert manifest.status_code == 200
    assert manifest.mimetype == "application/manifest+json"
    facts = json.loads(text_of(manifest))
    assert facts["id"] == "/" and facts["display"] == "standalone" and facts["scope"] == "/"
    sizes = {(icon["sizes"], icon.get("purpose", "any")) for icon in facts["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= sizes
    assert {shot["form_factor"] for shot in facts["screenshots"]} == {"narrow", "wide"}
    for picture in (*facts["icons"], *facts["screenshots"]):
        assert client.get(picture["src"]).status_code == 200
    worker = client.get("/service-worker.js")
    assert worker.status_code == 200
    assert worker.mimetype in ("text/javascript", "application/javascript")
    assert "no-cache" in worker.headers["Cache-Control"]


# --- headers --------------------------------------------------------------------------------------------------------


def policy(response):
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";") if part.strip()]
    return {first: rest for first, *rest in parts}


@pytest.mark.parametrize("address", [*ONE_OF_EACH, *PERSONAL, "/nowhere", "/healthz"])
def test_every_answer_carries_a_strict_policy(client, address):
    response = client.get(address)
    rules = policy(response)
    assert rules["default-src"] in (["'none'"], ["'self'"])
    assert rules["frame-ancestors"] == ["'none'"]
    assert rules["base-uri"] in (["'none'"], ["'self'"])
    assert rules["form-action"] == ["'self'"]
    sources = {source for rest in rules.values() for source in rest}
    assert not sources & {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"}
    assert not [source for source in sources if "://" in source]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] in ("no-referrer", "same-origin", "strict-origin-when-cross-origin")


@pytest.mark.parametrize("address", [a for a in ONE_OF_EACH if a != "/you"])
def test_a_public_page_is_the_same_for_everyone_and_asked_for_again_only_by_its_tag(client, app, address):
    response = client.get(address)
    assert "Set-Cookie" not in response.headers
    assert "no-cache" in response.headers["Cache-Control"]
    assert {"HX-Request-Type", "Accept-Encoding"} <= {word.strip() for word in response.headers["Vary"].split(",")}
    assert "Cookie" not in response.headers["Vary"]
    again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    someone = app.test_client()
    someone.put("/favorites/points/BL23", headers=OURS)
    assert someone.get(address).data == response.data


@pytest.mark.parametrize("address", ONE_OF_EACH)
def test_a_fragment_is_what_stands_in_the_whole_page(client, address):
    page = text_of(client.get(address))
    answer = client.get(address, headers=PARTIAL)
    fragment = text_of(answer)
    assert answer.headers.get("ETag") != client.get(address).headers.get("ETag") or not answer.headers.get("ETag")
    assert "<html" not in fragment and "<body" not in fragment
    title = re.search(r"<title>.*?</title>", fragment, re.S).group()
    assert title in page
    assert squeezed(fragment.replace(title, "")) in squeezed(page)


def squeezed(text):
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("address", PERSONAL)
def test_what_is_personal_is_kept_by_nobody_on_the_way(client, address):
    control = client.get(address).headers["Cache-Control"]
    assert "private" in control and "no-store" in control


def static_addresses(html):
    return set(re.findall(r"/static/[\w./-]+", html))


def test_a_hashed_file_is_kept_for_a_year_and_compressed(client):
    addresses = static_addresses(text_of(client.get("/")))
    assert addresses
    for address in addresses:
        response = client.get(address, headers={"Accept-Encoding": "br"})
        assert response.status_code == 200, address
        assert "immutable" in response.headers["Cache-Control"], address
        assert "max-age=31536000" in response.headers["Cache-Control"], address
        if address.endswith((".js", ".css", ".svg")):
            assert response.headers["Content-Encoding"] == "br", address
            assert "Accept-Encoding" in response.headers["Vary"], address


# --- what a page carries --------------------------------------------------------------------------------------------


def test_every_region_is_a_named_link_on_the_map(client):
    sides = [text_of(client.get(f"/?side={side}")) for side in ("front", "back")]
    for slug in CATALOGUE.regions:
        links = [link for html in sides for link in re.findall(rf'<a\b[^>]*data-region="{slug}"[^>]*>', html)]
        assert links, slug
        for link in links:
            assert f'href="/regions/{slug}"' in link
            assert f'aria-label="{CATALOGUE.regions[slug].name}"' in link


@pytest.mark.parametrize("slug", CATALOGUE.regions)
def test_a_region_lists_every_point_that_lies_in_it(client, slug):
    html = text_of(client.get(f"/regions/{slug}"))
    for point in CATALOGUE.points_in(slug):
        assert f'href="/points/{point.code}"' in html


@pytest.mark.parametrize("code", ["BL23", "LI4", "BL40", "CV6", "BL53", "GB30", "LR3", "GB21", "KI27"])
def test_a_point_of_the_article_stands_in_its_picture_on_every_side_it_has(client, code):
    html = text_of(client.get(f"/points/{code}"))
    assert re.search(r'data-view="[\w-]+"', html)
    sides = set(re.findall(rf'data-point="{code}"[^>]*data-side="(\w+)"', html))
    assert sides == ({"left", "right"} if CATALOGUE.points[code].bilateral else {"midline"}) or len(sides) == 1


def test_a_practice_can_be_followed_in_plain_text(client):
    for address in PRACTICES:
        html = text_of(client.get(address))
        steps = re.findall(r'<li [^>]*="(locate|press|rest|switch)"[^>]*>[^<]+</li>', html)
        assert steps[0] == "locate" and "press" in steps, address
