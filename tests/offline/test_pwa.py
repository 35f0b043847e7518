"""The manifest, the service worker's list of what belongs on the phone, and the pack of pages."""

import html
import json
import os
import re
import subprocess
import sys
from statistics import median

import brotli
import pytest

from tests.reading_level import EVERYTHING_ELSE, hardest, level
from webapp.catalogue import load_catalogue
from webapp.offline import offline_pack

CATALOGUE = load_catalogue()
BUILD = re.compile(r"const BUILD = (\{.*?\});\n", re.S)


@pytest.fixture
def app(guide_app):
    """Its pack is made once for all tests: they only read it."""
    return guide_app


@pytest.fixture
def worker(client):
    """The service worker's answer."""
    return client.get("/service-worker.js")


@pytest.fixture
def build(worker):
    """The list that the server puts before the worker's program."""
    return json.loads(BUILD.match(worker.text)[1])


@pytest.fixture
def packed(client, build):
    """The pack as a phone reads it: (index, text of a place)."""
    content = client.get(build["pack"]).data
    start = content.index(b"\n") + 1

    def text(place):
        return content[start + place["start"] : start + place["start"] + place["length"]].decode()

    return json.loads(content[:start]), text


def test_the_manifest_names_the_app_its_icons_and_the_ways_into_it(client):
    facts = client.get("/manifest.webmanifest").json
    assert (facts["id"], facts["start_url"], facts["scope"], facts["display"]) == ("/", "/", "/", "standalone")
    assert facts["short_name"] == "Stillpoint"
    assert len(facts["short_name"]) <= 12
    for shortcut in facts["shortcuts"]:
        assert client.get(shortcut["url"]).status_code == 200
    assert [one["url"] for one in facts["shortcuts"]] == ["/routines/low-back-quick", "/favorites"]
    purposes = {(icon["sizes"], icon["purpose"]) for icon in facts["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= purposes


def test_every_icon_is_as_large_as_the_manifest_says(client):
    for icon in client.get("/manifest.webmanifest").json["icons"]:
        picture = client.get(icon["src"]).data
        size = int.from_bytes(picture[16:20], "big")
        assert picture.startswith(b"\x89PNG")
        assert icon["sizes"] == f"{size}x{size}"


def test_the_worker_may_serve_the_whole_site_and_is_asked_for_again(worker):
    assert worker.headers["Service-Worker-Allowed"] == "/"
    assert worker.headers["Cache-Control"] == "no-cache"
    assert worker.mimetype == "text/javascript"


def test_an_unchanged_worker_is_not_sent_again(client, worker):
    again = client.get("/service-worker.js", headers={"If-None-Match": worker.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_everything_that_the_worker_fetches_may_be_kept_for_ever(client, build):
    for address in (*build["shell"], *build["pictures"], build["pack"]):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["Cache-Control"], address


def test_another_start_of_the_same_program_makes_the_same_worker(make_app, worker):
    assert make_app().test_client().get("/service-worker.js").data == worker.data


BUILT = """
import json, sys
from webapp import create_app
app = create_app(instance_path=sys.argv[1])
client = app.test_client()
worker = client.get("/service-worker.js").text
pack = client.get(json.loads(worker.partition(" = ")[2].partition(";\\n")[0])["pack"]).text
addresses = app.extensions["assets"].addresses
print(json.dumps([worker, pack, client.get("/manifest.webmanifest").text, addresses]))
"""


def test_the_order_in_which_python_iterates_a_set_changes_no_byte(tmp_path, app, client, worker, build):
    """Here sets have the order of this process, there another one; neither is likely to be the same."""
    here = [worker.text, client.get(build["pack"]).text, client.get("/manifest.webmanifest").text, app.extensions["assets"].addresses]
    command = [sys.executable, "-c", BUILT, str(tmp_path / "there")]
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    there = json.loads(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)
    for one, other in zip(here, there, strict=True):
        assert one == other


@pytest.fixture
def few(monkeypatch):
    """A pack of few pages, for those who make many."""
    monkeypatch.setattr(offline_pack, "addresses", lambda catalogue: [*offline_pack.WITH_THE_MAP, "/points/BL23"])


@pytest.mark.parametrize("hosts", [["stillpoint.example"], [".stillpoint.example"], ["[::1]", "localhost:8000"]])
def test_the_worker_and_the_pack_are_there_under_every_name_that_is_trusted(make_app, few, hosts):
    unnamed = make_app().test_client().get("/service-worker.js")
    client = make_app(TRUSTED_HOSTS=hosts, PROXIES=1).test_client()
    here = f"https://{hosts[-1].removeprefix('.')}"
    answer = client.get("/service-worker.js", here)
    assert (answer.status_code, answer.data) == (200, unnamed.data)
    assert client.get(json.loads(BUILD.match(answer.text)[1])["pack"], here).status_code == 200


def test_a_pack_of_another_version_is_not_there(client):
    assert client.get("/pack/0123456789ab").status_code == 404


def test_all_that_belongs_on_the_phone_weighs_at_most_a_megabyte(build):
    assert build["bytes"] <= 1_000_000


def test_the_worker_weighs_at_most_18_kilobytes(worker):
    # With a tenth of air, as every budget. Half is the search that answers without a network, a quarter the library that keeps files.
    assert len(brotli.compress(worker.data)) <= 18 * 1024 * 1.1


def test_every_page_of_the_contract_is_in_the_pack(packed):
    index, _text = packed
    wanted = {"/", "/routines", "/favorites", "/history", "/you", "/search", "/sources", "/safety", "/about"}
    wanted |= {f"/regions/{slug}" for slug in CATALOGUE.regions}
    for kind, keys in (("points", CATALOGUE.points), ("routines", CATALOGUE.routines)):
        wanted |= {f"/{kind}/{key}{end}" for key in keys for end in ("", "/practice")}
    assert wanted <= index["pages"].keys()


def test_a_packed_page_is_the_fragment_that_the_server_sends(client, packed):
    index, text = packed
    for address in ("/regions/lower-back", "/points/BL23", "/routines/low-back-quick/practice", "/about"):
        sent = client.get(address, headers=offline_pack.FRAGMENT).text
        place = index["pages"][address]
        assert text(place) == sent
        head = text({"start": place["start"], "length": place["head"]})
        assert head == f"<title>{place['title']}</title>" == re.match("<title>.*?</title>", sent)[0]


def test_nothing_of_a_person_is_in_the_pack(make_app, monkeypatch):
    monkeypatch.setattr(offline_pack, "addresses", lambda catalogue: [*offline_pack.WITH_THE_MAP, *offline_pack.PERSONAL])
    app = make_app()
    someone = app.test_client()
    assert someone.put("/favorites/points/BL23", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 204
    build = json.loads(BUILD.match(someone.get("/service-worker.js").text)[1])
    nobodys = app.test_client().get("/favorites", headers=offline_pack.FRAGMENT).text.strip()
    assert nobodys.encode() in someone.get(build["pack"]).data
    assert someone.get("/favorites", headers=offline_pack.FRAGMENT).text.strip() != nobodys


def test_every_page_reads_like_grade_8_or_easier(packed):
    index, text = packed
    levels = {}
    for path, place in index["pages"].items():
        plain = re.sub(
            r"(?s)<(svg|script|style|template|button|h1|h2|legend|dt)\b.*?</\1>|<a class=\"(?:row|chip).*?</a>", " ", text(place)
        )
        said = [
            re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", one)))
            for _, one in re.findall(r"(?s)<(p|dd|li)\b[^>]*>(.*?)</\1>", plain)
        ]
        sentences = [one for one in said if re.search(r"[.?!:]\s*$", one) and len(one.split()) > 5]
        if sentences and not path.startswith("/sources/"):  # titles of other people's papers
            levels[path] = level(*sentences)
    print(f"{len(levels)} pages, median {median(levels.values())}", hardest(levels))
    assert len(levels) > 250
    assert not {path: found for path, found in levels.items() if found > EVERYTHING_ELSE}


def test_the_layout_has_one_place_for_the_title_and_one_for_the_page_and_marks_the_tab_of_the_page(packed):
    index, text = packed
    for tab, place in index["shells"].items():
        shell = text(place)
        assert shell.count("<!--title-->") == shell.count("<!--page-->") == 1
        assert shell.index("<!--title-->") < shell.index("<!--page-->")
        assert re.findall(r'data-tab="(\w+)" aria-current="page"', shell) == ([tab] if tab else [])
    assert {page["tab"] for page in index["pages"].values() if "title" in page} <= index["shells"].keys()


def test_the_server_marks_the_tab_that_a_page_stands_under(client, packed):
    index, _text = packed
    for address in ("/", *offline_pack.PUBLIC, *offline_pack.PERSONAL, "/regions/lower-back", "/points/BL23", "/routines/sleep/practice"):
        if tab := index["pages"][address].get("tab"):
            assert re.findall(r'data-tab="(\w+)" aria-current="page"', client.get(address).text) == [tab], address


def test_every_entry_of_the_search_has_its_row_and_every_answer_and_kind_its_piece(packed):
    index, text = packed
    for kind in ("regions", "routines", "points"):
        for one in index["search"][kind]:
            assert f'href="/{kind}/{one["key"]}"' in text(index["rows"][f"{kind}/{one['key']}"])
    for answer in index["search"]["help"]["answers"]:
        for way in ("help", "beside"):
            assert f'data-answer="{answer["key"]}"' in text(index["pieces"][f"{way}/{answer['key']}"])
    for name in ("onePoint", "twoPoints", "severalPoints", "regions", "routines", "points", "closeBy", "usedIn"):
        assert text(index["pieces"][name]).count("<!--rows-->") == 1
    assert text(index["pieces"]["corrected"]).count("<!--words-->") == 1
    assert "<!--code-->" in text(index["pieces"]["missing"]) and "<!--reason-->" in text(index["pieces"]["missing"])
    assert text(index["pieces"]["more"]).count("<!--count-->") == 1 and "One more point" in text(index["pieces"]["oneMore"])
    assert "Often looked for" in text(index["pieces"]["nothing"])


def test_a_code_that_means_one_point_leads_to_it(packed):
    index, _text = packed
    assert index["codes"]["B48"] == "BL53"
    assert index["codes"]["LV3"] == "LR3"
    assert index["codes"]["EXHN3"] == "EX-HN3"


def test_pack_keeps_the_headers_that_make_a_page_strict(packed):
    index, _text = packed
    assert "script-src" in index["headers"]["Content-Security-Policy"]
    assert index["headers"]["X-Content-Type-Options"] == "nosniff"


def test_cards_hold_one_for_every_point_and_routine(client):
    cards = client.get("/cards").text
    assert cards.count("<li ") == len(CATALOGUE.points) + len(CATALOGUE.routines)
    assert "Cookie" not in client.get("/cards").headers["Vary"]


def test_every_source_has_its_page_in_the_pack(app):
    with app.app_context():
        pages = offline_pack.current().index["pages"]
    for key, source in CATALOGUE.sources.items():
        assert (f"/sources/{key}" in pages) == (source.kind != "none"), key
