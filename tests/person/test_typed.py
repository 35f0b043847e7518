"""What a person types is kept as it was typed, wherever they may type."""

import html
import unicodedata

import pytest

from tests import cases
from tests.examples import practice_session
from webapp.person import typed

SEEN = cases.load("seen")
ONE = "0b6f2f5e-8d7e-4f3a-9c60-2b1f0d1c7a55"
TYPED = {
    "a family of emoji": "Evening 🧘‍♀️ 👨‍👩‍👧‍👦",
    "flags": "🇩🇪 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "an emoji that is newer than this Python": "\U0001fae9 tired",
    "an emoji of no Unicode yet": "\U0001faff",
    "Arabic": "تمرين المساء ١٢",
    "Persian with a joiner kept apart": "می\u200cخواهم",
    "Hebrew with marks and a direction mark": "עֶרֶב\u200f טוב",
    "Thai": "กดจุดก่อนนอน น้ำ",
    "Hindi": "क्षण",
    "Vietnamese": "Đêm ngủ ngon",
    "Chinese": "睡前　按摩",
    "Georgian": "საღამო",
    "one very long cluster": "e" + "\u0301\u0327" * 29,
    "a keycap and a variation": "1️⃣ ❤️",
    "marks of a spreadsheet": "=1+1 <b>&amp;</b> %(x)s {name}",
    "two blanks inside": "after  work",
    "turned directions, of which none ends": "left \u202eright \u2067\u202d",
    "a private sign": "\uf8ff",
}
REFUSED = ["a\0b", "a\nb", "a\x1bb", "a\x85b", "a\x07b", "a\ufffeb", "a\u2028b", "a\ufdd0b"]


def heart(client):
    client.put("/favorites/points/BL23")
    return client.get("/you/devices.json").json["devices"][0]["id"]


@pytest.mark.parametrize("text", TYPED.values(), ids=TYPED)
def test_every_name_and_every_note_is_kept_as_it_was_typed(client, text):
    device = heart(client)
    assert client.put(f"/you/devices/{device}", json={"name": text}).status_code == 204
    assert client.put(f"/routines/{ONE}", json={"name": text, "points": [{"point": "BL23"}]}).status_code == 204
    session = practice_session(kind="routines", key=ONE, name=text, note=f"{text}\n\t{text}")
    assert client.post("/history", json=session).status_code == 201
    [routine], [kept] = client.get("/routines.json").json["routines"], client.get("/history.json").json
    named = client.get("/you/devices.json").json["devices"][0]["name"]
    composed = unicodedata.normalize("NFC", text)
    assert named == routine["name"] == kept["name"] == composed
    assert kept["note"] == f"{composed}\n\t{composed}"


def test_both_spellings_of_a_letter_are_kept_as_the_composed_one(client):
    client.put(f"/routines/{ONE}", json={"name": "Cafe\u0301", "points": [{"point": "BL23"}]})
    assert client.get("/routines.json").json["routines"][0]["name"] == "Caf\u00e9"


def test_a_name_that_just_fits_as_it_was_typed_is_kept(client):
    longer_when_composed = "\u0958" * 60
    assert client.put(f"/routines/{ONE}", json={"name": longer_when_composed, "points": [{"point": "BL23"}]}).status_code == 204
    assert client.get("/routines.json").json["routines"][0]["name"] == longer_when_composed


@pytest.mark.parametrize("text", REFUSED)
def test_what_nobody_means_to_type_is_refused_with_its_field(client, text):
    device = heart(client)
    answers = [
        client.put(f"/you/devices/{device}", json={"name": text}),
        client.put(f"/routines/{ONE}", json={"name": text, "points": [{"point": "BL23"}]}),
    ]
    assert [(answer.status_code, answer.json["error"]["field"]) for answer in answers] == [(422, "name")] * 2
    assert all("name" in answer.json["error"]["message"].lower() for answer in answers)


@pytest.mark.parametrize("text", ["a\0b", "a\x1bb", "a\ufffeb", "\ud800"])
def test_a_note_is_refused_for_the_same(client, text):
    answer = client.post("/history", json=practice_session(note=text))
    assert (answer.status_code, answer.json["error"]["field"]) == (422, "note")


@pytest.mark.parametrize("text", [text for text, is_seen in SEEN if not is_seen])
def test_a_name_of_which_nothing_is_seen_is_no_name(client, text):
    answer = client.put(f"/routines/{ONE}", json={"name": text, "points": [{"point": "BL23"}]})
    assert (answer.status_code, answer.json["error"]["field"]) == (422, "name")
    form = client.post("/routines/own/edit", data={"do": "save", "point": "BL23", "name": text})
    assert form.status_code == 422
    assert answer.json["error"]["message"] in html.unescape(form.text)


def test_a_form_comes_back_with_what_was_typed_and_says_why_beside_its_field(client):
    device = heart(client)
    for address, fields in (
        (f"/you/devices/{device}", {"action": "rename", "name": "Tele\x7ffon"}),
        ("/routines/own/edit", {"do": "save", "point": "BL23", "name": "Tele\x7ffon"}),
    ):
        answer = client.post(address, data=fields)
        assert answer.status_code == 422
        assert 'value="Tele\x7ffon"' in answer.text and 'aria-invalid="true"' in answer.text
        assert "The name holds a control character" in answer.text


@pytest.mark.parametrize(("text", "is_seen"), SEEN)
def test_what_is_seen_is_told_from_what_is_not(text, is_seen):
    assert typed.is_seen(text) == is_seen


def test_a_turned_direction_turns_none_of_our_words(client):
    name = "Ev\u202eening\u2066"
    client.put(f"/routines/{ONE}", json={"name": name, "points": [{"point": "BL23"}]})
    page = client.get(f"/routines/{ONE}").text
    assert "<title>Evening · Stillpoint</title>" in page
    assert f'data-slot="name">{name}</h1>' in page, "an element of its own ends what was turned in it"
