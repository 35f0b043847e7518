"""Every text of the product keeps to the safety policy's words, and to American spelling."""

import re
from pathlib import Path

import pytest

from tests.spelling import BRITISH_TEXT
from webapp.catalogue import load_catalogue
from webapp.catalogue.forbidden_claims import forbidden
from webapp.catalogue.texts import texts as texts_of

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MESSAGES = sorted(path for path in (ROOT / "webapp").rglob("*.py") if "gettext" in path.read_text("utf-8"))
TELLS_EVIDENCE = {"guide/about/show.html", "guide/about/safety.html", "guide/about/sources.html", "guide/about/source.html"}
SENTENCE = re.compile(r"""["'`][^"'`\n]* [^"'`\n]*["'`]""")
"""A text of a script that has a blank in it."""
DISCLAIMER = "does not diagnose, treat, cure or prevent any disease"


def spoken(path):
    """The words of a template or module inside _("…") and ngettext("…", "…")."""
    text = path.read_text("utf-8")
    return " ".join(
        word for pair in re.findall(r"""(?:_|ngettext)\(\s*(?:"([^"]*)"|'([^']*)')(?:,\s*"([^"]*)")?""", text)
        for word in pair
    )  # fmt: skip


@pytest.fixture(scope="module")
def texts():
    return list(texts_of(load_catalogue()))


def test_no_text_of_the_catalogue_promises_anything(texts):
    for file, entry, field, text, evidence in texts:
        assert not forbidden(text, evidence), (file, entry, field)


def test_no_template_promises_anything():
    for path in TEMPLATES:
        evidence = str(path.relative_to(ROOT / "templates")) in TELLS_EVIDENCE
        assert not forbidden(spoken(path).replace(DISCLAIMER, ""), evidence), path.name


def test_no_message_promises_anything():
    for path in MESSAGES:
        assert not forbidden(spoken(path), evidence=False), path.name
        assert not BRITISH_TEXT.search(spoken(path)), path.name


def test_every_script_leaves_the_words_to_the_templates_or_keeps_to_the_policy():
    for path in sorted((ROOT / "static" / "js").rglob("*.js")):
        for sentence in SENTENCE.findall(path.read_text("utf-8")):
            assert not forbidden(sentence, evidence=False), path.name


def test_the_words_are_spelled_the_american_way(texts):
    for file, entry, field, text, _evidence in texts:
        assert not BRITISH_TEXT.search(text), (file, entry, field)
    for path in TEMPLATES:
        assert not BRITISH_TEXT.search(spoken(path)), path.name


@pytest.mark.parametrize(
    "text",
    ["This treats back pain", "cures headaches", "Heals the knee", "Get rid of pain", "detoxifying",
     "boosts immunity", "clinically proven", "Doctors recommend it", "Relieves tension",
     "will treat your back pain", "lasting relief", "No study was found for this set", "We found no trial", "Nobody tested it", "for migraine", "arthritis points"],
)  # fmt: skip
def test_a_promise_is_recognized(text):
    assert forbidden(text)


@pytest.mark.parametrize(
    "text",
    ["Traditionally used for headache", "May ease everyday tension", "until it has healed",
     "No study of this set is among our sources", "cancer, or treatment for it", "approved", "secure"],
)  # fmt: skip
def test_an_honest_sentence_is_not(text):
    assert not forbidden(text)


def test_a_trial_may_say_what_it_was_about():
    assert not forbidden("314 adults with probable knee osteoarthritis", evidence=True)
    assert forbidden("314 adults with probable knee osteoarthritis")


def test_titles_name_the_body_or_a_feeling(texts):
    titles = [text for _f, _e, field, text, _v in texts if field == "title"]
    assert len(titles) == 30
    for title in titles:
        assert not re.search(r"\b(pain|cramps?|nausea|constipation|insomnia|anxiety)\b", title, re.I), title


def test_a_use_is_worded_as_tradition(texts):
    for _file, entry, field, text, _evidence in texts:
        if field == "known" and entry.isupper():
            assert "Traditionally used for" in text, entry


def test_no_text_is_empty_doubled_or_left_open(texts):
    for file, entry, field, text, _evidence in texts:
        assert "  " not in text, (file, entry, field)
        assert not re.search(r"\.\.|,\.|;\.|\( | \)", text), (file, entry, field, text)
