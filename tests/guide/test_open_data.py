"""The catalogue for machines: valid JSON-LD, complete, licensed, with every reference leading somewhere."""

import json

import pytest
from pyld import jsonld

from webapp.catalogue import load_catalogue

CATALOGUE = load_catalogue()
NAMES = ("points", "routines", "sources")
HAS_PART = "https://schema.org/hasPart"
CITATION = "https://schema.org/citation"


@pytest.fixture
def told(client):
    """The three documents as sent."""
    found = {}
    for name in NAMES:
        answer = client.get(f"/data/{name}.json")
        assert answer.status_code == 200
        assert answer.mimetype == "application/ld+json"
        found[name] = json.loads(answer.text)
    return found


def asks_nobody(url, _options):
    raise AssertionError(f"whoever reads it would have to ask {url}")


def expanded(document):
    """What the names of a document mean, as a JSON-LD processor says it."""
    (whole,) = jsonld.expand(document, {"documentLoader": asks_nobody})
    return whole


def test_it_holds_every_point_routine_and_source(told):
    assert [part["termCode"] for part in told["points"]["hasPart"]] == list(CATALOGUE.points)
    assert [part["@id"] for part in told["routines"]["hasPart"]] == [f"routines:{slug}" for slug in CATALOGUE.routines]
    keys = [source.key for source in CATALOGUE.sources.values() if source.kind != "none"]
    assert [part["@id"] for part in told["sources"]["hasPart"]] == [f"sources:{key}" for key in keys]


def test_it_is_json_ld_whose_every_name_means_something_without_asking_anybody(told):
    for document in told.values():
        whole = expanded(document)
        assert whole["@type"] == ["https://schema.org/Dataset"]
        for part in whole[HAS_PART]:
            names = [name for name in part if not name.startswith("@")]
            assert all(name.startswith(("https://schema.org/", "urn:stillpoint:terms:")) for name in names), names
        ours = {name for part in document["hasPart"] for name in part if not name.startswith("@")}
        schema = {
            "termCode",
            "name",
            "alternateName",
            "description",
            "citation",
            "totalTime",
            "step",
            "author",
            "datePublished",
            "url",
            "isbn",
        }
        assert ours - schema <= set(document["@context"]), "a term of our own needs its line in the context"


def test_every_part_has_an_id_of_its_own_and_every_reference_leads_to_one(told):
    wholes = {name: expanded(document) for name, document in told.items()}
    ids = [part["@id"] for whole in wholes.values() for part in whole[HAS_PART]]
    assert len(set(ids)) == len(ids)
    for name in ("points", "routines"):
        for part in wholes[name][HAS_PART]:
            assert {one["@id"] for one in part.get(CITATION, [])} <= set(ids), part["@id"]
    for routine in wholes["routines"][HAS_PART]:
        (steps,) = routine["https://schema.org/step"]
        pressed = [step["urn:stillpoint:terms:point"][0]["@id"] for step in steps["@list"]]
        assert pressed and set(pressed) <= set(ids)


def test_each_document_carries_its_license_and_the_day_of_the_last_change(told):
    for document in told.values():
        assert document["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert document["dateModified"] == max(change.date for change in CATALOGUE.changes).isoformat()


def test_a_grade_goes_out_with_its_reason_and_a_source_with_how_it_was_read(told):
    assert all(part["grade"] in "ABCD" and part["gradeReason"] for part in told["routines"]["hasPart"])
    assert {part["readingState"] for part in told["sources"]["hasPart"]} == {
        "read in full",
        "read in part",
        "read on a copy",
        "recalled, not read",
    }


def test_changes_are_told_on_the_page_and_as_json_the_newest_first(client):
    page = client.get("/data").text
    changes = client.get("/data/changes.json").json
    assert [change["said"] for change in changes] == [change.said for change in CATALOGUE.changes]
    assert [change["date"] for change in changes] == sorted((change["date"] for change in changes), reverse=True)
    for change in CATALOGUE.changes:
        for key in change.about:
            called = (
                CATALOGUE.routines[key].title
                if key in CATALOGUE.routines
                else key
                if key in CATALOGUE.points
                else CATALOGUE.sources[key].label
            )
            assert called in page, key
    for name in (*NAMES, "changes"):
        assert f'href="/data/{name}.json"' in page


def test_what_was_considered_says_why_and_what_to_do_instead(client):
    page = client.get("/sources").text
    for one in CATALOGUE.considered:
        for text in (one.name, one.why, one.instead):
            assert text.replace("'", "&#39;") in page


def test_there_is_no_fourth_document(client):
    assert client.get("/data/people.json").status_code == 404
