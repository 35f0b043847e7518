"""The search understands complaints, places, names and codes from any catalogue, and never fails."""

import json

import pytest

from webapp.catalogue import load_catalogue
from webapp.catalogue.search import MAX_QUERY_LENGTH, Search

KINDS = ("regions", "routines", "points")


@pytest.fixture(scope="module")
def search():
    return Search(load_catalogue())


def codes(points):
    return [point.code for point in points]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        # complaints, as people say them
        ("lower back", "/regions/lower-back"),
        ("low back", "/regions/lower-back"),
        ("back pain", "/routines/low-back-quick"),
        ("my back hurts", "/routines/low-back-quick"),
        ("headache", "/routines/headache"),
        ("stiff neck", "/routines/neck-tension"),
        ("knee pain", "/routines/knee"),
        ("sore feet", "/routines/heel-ankle"),
        ("sleep", "/routines/sleep"),
        ("can't sleep", "/routines/sleep"),
        ("stress", "/routines/calm"),
        ("anxious", "/routines/calm"),
        ("energy", "/routines/energy"),
        ("jaw", "/regions/face"),
        ("eye strain", "/routines/eyes"),
        ("period pain", "/routines/period-cramps"),
        # places
        ("belly", "/regions/abdomen"),
        ("calf", "/regions/lower-leg"),
        ("buttock", "/regions/hip"),
        ("WRIST", "/regions/wrist"),
        ("web of thumb", "/points/LI4"),
        ("behind the knee", "/points/BL40"),
        ("between the eyebrows", "/points/EX-HN3"),
        # names
        ("Kidney Transport", "/points/BL23"),
        ("kidney tr", "/points/BL23"),
        ("wind pool", "/points/GB20"),
        ("Shènshū", "/points/BL23"),
        ("shen shu", "/points/BL23"),
        ("hegu", "/points/LI4"),
        ("合谷", "/points/LI4"),
        ("肾", "/points/BL23"),
        ("third eye", "/points/EX-HN3"),
        # codes
        ("BL23", "/points/BL23"),
        ("b 23", "/points/BL23"),
        ("UB-40", "/points/BL40"),
        ("LV3", "/points/LR3"),
        ("k27", "/points/KI27"),
        ("B48", "/points/BL53"),
        ("V23", "/points/BL23"),
        ("ex hn 3", "/points/EX-HN3"),
        # typing errors
        ("headake", "/routines/headache"),
        ("sholder", "/regions/shoulder"),
        ("kidny transprt", "/points/BL23"),
        ("fungchi", "/points/GB20"),
    ],
)
def test_the_first_result_is_what_was_meant(search, typed, first):
    assert search.find(typed).first == first


def test_an_ambiguous_old_code_gives_both_points_with_the_reason(search):
    found = search.find("B54")
    assert [(f.point.code, f.old) for f in found.by_code] == [("BL54", ""), ("BL40", "B54")]
    assert all(f.note for f in found.by_code)


def test_a_code_is_shown_with_what_is_close_and_where_it_is_used(search):
    found = search.find("B48")
    assert set(codes(found.close_by)) <= {"GB29", "GB30", "BL54"}
    assert found.used_in[0].slug == "hip"
    assert "back-seed" in [item.slug for item in found.used_in[1:]]


def test_a_complaint_finds_regions_routines_and_points_in_groups(search):
    groups = dict(search.find("headache").groups)
    assert [region.slug for region in groups["regions"]] == ["head", "head-back"]
    assert groups["routines"][0].slug == "headache"
    assert "GB20" in codes(groups["points"])


def test_a_long_list_of_points_is_cut_and_says_how_many_are_left(search):
    found = search.find("headache")
    shown = len(dict(found.groups)["points"])
    assert shown == 12 and found.left_off > 0


def test_a_corrected_query_says_how_it_was_understood(search):
    assert search.find("headake").corrected == "headache"
    assert search.find("headache").corrected == ""


def test_a_point_that_is_left_out_on_purpose_says_why(search):
    found = search.find("ST9")
    assert found.missing == "ST9" and "throat" in found.missing_reason
    assert not found.by_code and found.close_by


def test_a_code_the_guide_does_not_hold_is_named(search):
    assert search.find("LU 4").missing == "LU4"


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "???", "x" * 10_000, "xyzzy", "<script>", "' or 1=1", "\x00", "e\u0301" * 99, "\U0001f642", "١٢", "a b " * 500],
)
def test_nothing_that_is_typed_is_an_error(search, typed):
    found = search.find(typed)
    assert len(found.query) <= MAX_QUERY_LENGTH


def test_every_point_is_found_by_each_of_its_names(search):
    for point in search.catalogue.points.values():
        for name in (point.code, point.pinyin, point.chinese, point.english):
            found = search.find(name)
            points = [f.point for f in found.by_code] or list(dict(found.groups).get("points", ()))
            assert point in points, (point.code, name)


def test_every_region_and_routine_is_found_by_its_name(search):
    for region in search.catalogue.regions.values():
        assert region in dict(search.find(region.name).groups)["regions"]
    for routine in search.catalogue.routines.values():
        assert routine in dict(search.find(routine.title).groups)["routines"]


def test_the_index_for_the_phone_holds_everything_as_plain_data(search):
    index = search.index()
    assert [len(index[kind]) for kind in ("regions", "routines", "points")] == [len(getattr(search.catalogue, kind)) for kind in KINDS]
    assert json.loads(json.dumps(index)) == index


# The page


def test_the_page_is_a_plain_form_that_answers_without_scripts(client):
    page = client.get("/search?q=B48").text
    assert 'action="/search"' in page and 'method="get"' in page
    assert 'value="B48"' in page
    assert 'href="/points/BL53"' in page
    assert "<mark>B48</mark>" in page and "BL48 is another point, on the mid back" in page


def test_an_empty_or_absurd_query_gets_ways_to_go_on(client):
    for typed in ("", "xyzzy", "x" * 10_000):
        answer = client.get("/search", query_string={"q": typed})
        assert answer.status_code == 200
        assert 'href="/routines/low-back-quick"' in answer.text
        assert 'href="/regions/lower-back"' in answer.text


def test_what_was_typed_is_never_markup(client):
    assert "<script>alert" not in client.get("/search?q=<script>alert(1)</script>").text


def test_a_query_is_not_kept_in_memory(client):
    cache = client.application.extensions["response cache"].responses
    client.get("/search")
    before = len(cache)
    for number in range(20):
        assert client.get(f"/search?q=made+up+{number}").status_code == 200
    assert len(cache) == before


def test_each_keystroke_gets_the_results_alone(client):
    answer = client.get("/search/results?q=hegu", headers={"HX-Request-Type": "partial"})
    assert "<html" not in answer.text and "<form" not in answer.text
    assert 'href="/points/LI4"' in answer.text
    assert answer.headers["HX-Replace-Url"] == "/search?q=hegu"
    assert 'aria-live="polite"' in answer.text


def test_the_address_of_the_results_leads_a_browser_to_the_page(client):
    answer = client.get("/search/results?q=hegu")
    assert answer.status_code == 302 and answer.headers["Location"] == "/search?q=hegu"


def test_a_code_that_is_not_here_is_told_how_many_are(client):
    held = len(load_catalogue().points)
    assert f"The guide holds {held} of the traditional points." in client.get("/search?q=ST9").text
    assert "{{" not in client.get("/search?q=ST9").text


def test_what_is_not_served_says_why_and_what_to_do_instead(search, client):
    for answer in search.catalogue.help_answers:
        assert bool(answer.why) == (answer.kind in ("doctor", "elsewhere"))
    page = client.get("/search?q=hot+flashes").text
    assert "Not in this guide" in page and "327 women" in page and "A doctor or pharmacist can tell you what helps." in page


def test_what_is_not_served_stands_beside_what_is(search, client):
    found = search.find("menopause and can't sleep")
    assert found.answers[0].key == "menopause" and found.first == "/routines/sleep"
    assert "327 women" in client.get("/search?q=menopause+and+can%27t+sleep").text


def test_a_word_of_care_stands_beside_an_ache_and_before_nothing(search, client):
    found = search.find("migraine")
    assert found.answers[0].kind == "beside" and found.first == "/routines/headache"
    page = client.get("/search?q=migraine").text
    assert page.index("See a doctor first.") < page.index('href="/routines/headache"')


def test_everything_that_was_looked_into_and_left_out_is_answered(search):
    for one in search.catalogue.considered:
        found = search.find(one.name)
        assert found.answers or found.groups, one.name
    for typed in ("hiccups", "hot flashes", "ringing ears", "blood pressure", "dizzy", "bring on labor", "weight", "child is ill"):
        assert search.find(typed).leads, typed
