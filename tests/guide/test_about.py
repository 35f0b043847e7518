"""About, safety and sources say what the guide rests on, and where it differs from the article."""

import html
import re
from pathlib import Path

import pytest

from webapp.catalogue import load_catalogue


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


def words(client, address):
    """The words of a page's page, without markup."""
    answer = client.get(address, headers={"HX-Request-Type": "partial"})
    assert answer.status_code == 200
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.text).split()))


def test_about_retells_the_article_point_by_point_beside_the_standard(client, catalogue):
    text = words(client, "/about")
    assert len(catalogue.article) == 9
    for claim in catalogue.article:
        assert catalogue.points[claim.point].article
        for part in (claim.said, claim.standard, claim.here):
            assert part.split(";")[0].split("'")[0] in text
    assert "10 to 20 minutes" in text and "never more than 2" in text


def test_about_does_not_reproduce_the_article(client):
    text = words(client, "/about").lower()
    for phrase in ("get rid of", "will treat your back pain", "veins in our entire body", "lasting relief",
                   "sterile needles", "until you can hold your pain"):  # fmt: skip
        assert phrase not in text


def test_about_says_what_it_is_and_what_it_is_not(client):
    text = words(client, "/about")
    assert "does not diagnose, treat, cure or prevent any disease" in text
    assert "never sent" in text and "random id" in text


def test_safety_lists_what_needs_help_first(client, catalogue):
    text = words(client, "/safety").lower()
    for sign in catalogue.any_red_flags:
        assert sign.lower() in text
    assert text.index("get help now") < text.index("who should not press") < text.index("left out in pregnancy")
    assert "call your local number" in text


def test_safety_names_every_point_left_out_in_pregnancy_and_is_honest_about_why(client, catalogue):
    text = words(client, "/safety")
    for code in ("LI4", "SP6", "BL60", "GB21", "BL32", "CV12"):
        assert code in text
    assert "caution by tradition, not proof of harm" in text
    assert "5885" in text and "recalled, not read" in text


def test_safety_gives_the_caps(client):
    text = words(client, "/safety")
    for cap in ("3 minutes", "2 minutes", "30 seconds", "1 minute at a time", "35 minutes"):
        assert cap in text


def test_every_safety_rule_says_what_it_rests_on(catalogue):
    assert len(catalogue.safety) == 16
    for rule in catalogue.safety:
        assert rule.sources or rule.basis


def test_sources_lists_each_with_how_it_was_checked(client, catalogue):
    page = client.get("/sources").text
    for source in catalogue.sources.values():
        if source.kind != "none":
            assert f'id="{source.key}"' in page
            assert f'href="/sources/{source.key}"' in page
    for way in ("read in full", "read in part", "read on a copy", "recalled, not read"):
        assert way in page


def test_the_numbers_of_sources_add_up(client, catalogue):
    page = words(client, "/sources")
    counts = [int(n) for n in re.findall(r"(\d+) sources", page)]
    assert sum(counts) == len(catalogue.sources) - 1


def test_the_readme_counts_what_the_guide_holds(catalogue):
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
    sources = len(catalogue.sources) - 1
    assert f"{len(catalogue.points)} points, {len(catalogue.routines)} routines, {sources} sources." in readme


def test_every_source_says_what_rests_on_it(client, catalogue):
    for source in catalogue.sources.values():
        if source.kind == "none":
            continue
        text = words(client, f"/sources/{source.key}")
        assert source.label in text
        assert any(head in text for head in
                   ("Points that name it", "Routines that name it", "Rules of safety", "What it is for"))  # fmt: skip


def test_an_unknown_source_is_a_page_that_helps(client):
    assert client.get("/sources/nothing").status_code == 404
    assert client.get("/sources/traditional").status_code == 404


def test_links_among_these_pages_lead_somewhere(client):
    for address in ("/about", "/safety", "/sources"):
        page = client.get(address, headers={"HX-Request-Type": "partial"}).text
        for link in set(re.findall(r'href="(/(?:sources|points|routines|about|safety)[^"#]*)"', page)):
            assert client.get(link).status_code == 200, (address, link)


def test_the_words_of_the_studies_are_said_plainly_where_the_grades_are(client):
    text = words(client, "/grades")
    for word in ("Sham", "Randomized", "95% CI", "RR", "Recalled", "Cun"):
        assert f"{word} " in text.partition("Words in the studies")[2]


def test_every_grade_leads_to_its_rule_and_its_studies(client, catalogue):
    page = client.get("/grades").text
    for routine in catalogue.routines.values():
        assert f'href="/grades#{routine.slug}"' in client.get(f"/routines/{routine.slug}").text
        reason = page.split(f'id="{routine.slug}"')[1].split("</div>")[0]
        assert catalogue.grade_rule_for(routine).says in html.unescape(reason)
        assert re.findall(r'href="/sources/([^"]+)"', reason) == [study.source for study in routine.studies]
