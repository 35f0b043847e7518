"""Whether the guide could speak another language: all that people read goes through one extraction, and nothing stays English."""

import json
import os
import subprocess
import sys

import pytest

from tests.pseudo_language import SCREENS, left
from tools.messages.extraction import extracted
from tools.messages.pseudo import pseudo
from webapp import language


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """{address: texts that stayed English} of a guide that speaks a longer, accented language from right to left."""
    folder = tmp_path_factory.mktemp("languages")
    subprocess.run([sys.executable, "-m", "tools.messages", "--pseudo", "ur", str(folder)], check=True, capture_output=True)
    place = {"STILLPOINT_LANGUAGE": "ur", "STILLPOINT_LANGUAGES": str(folder), "INSTANCE_PATH": str(tmp_path_factory.mktemp("instance"))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.pseudo_language"], env=os.environ | place, check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout)


def test_nothing_stays_english_on_forty_screens(spoken):
    assert len(SCREENS) >= 40
    print(f"{len(spoken)} screens, {sum(map(len, spoken.values()))} leftovers")
    assert not {address: texts for address, texts in spoken.items() if texts}


def test_one_extraction_has_the_words_of_templates_code_catalogue_and_pictures():
    messages = extracted()
    for message in (
        "Get help instead", "Thumb is there", "Traditionally used for %(what)s.", "Build up over three to five seconds, breathe slowly, and let go slowly.",
        "Nine points for the back", "Front of the body", "What this guide calls kept is not lost.", "Left out: no pressing on a leg with a clot.",
    ):  # fmt: skip
        assert message in messages, message
    assert messages.get(("%(num)s point", "%(num)s points")).pluralizable


def test_a_message_of_another_language_keeps_its_places_and_markup():
    made = pseudo("%(num)s points of {name}, <b>now</b> &amp; 50%%")
    assert all(place in made for place in ("%(num)s", "{name}", "<b>", "</b>", "&amp;", "%%"))
    assert len(made) > 50
    assert not left(made)
    assert left("Get help") == ["Get", "help"]


def test_what_is_decided_by_words_is_decided_by_those_of_the_data():
    text = language.Text("Lean on a ball.")
    assert language.source(text) == "Lean on a ball."
    assert language.source("plain") == "plain"
