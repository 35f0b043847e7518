"""Instructions read like grade 5 of a school, everything else like grade 8 (Flesch-Kincaid; syllables as pyphen parts words).

`pytest -rP tests/catalogue/test_reading_level.py` prints the levels.
"""

import re
from statistics import median

import pytest
from pyphen import Pyphen

from webapp.catalogue import load_catalogue
from webapp.catalogue.texts import texts

INSTRUCTIONS = 5
EVERYTHING_ELSE = 8
PARTS = Pyphen(lang="en_US")
LISTS = {"signs", "name", "title", "label", "english", "place", "tested", "leaflet"}
"""Names and lists without sentences; the formula is for prose."""


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


def level(*sentences):
    """The grade of texts read one behind the other; a text without a stop ends there."""
    said = [text.strip() for text in sentences if text.strip()]
    stops = sum(max(1, len(re.findall(r"[.!?](?:\s|$)", text))) for text in said)
    words = [word for text in said for word in re.findall(r"[\w'’-]+", text)]
    syllables = sum(len(PARTS.positions(word)) + 1 for word in words)
    return round(0.39 * len(words) / stops + 11.8 * syllables / len(words) - 15.59, 1)


def hardest(levels):
    return sorted(levels.items(), key=lambda one: -one[1])[:5]


def test_the_way_to_a_point_reads_like_grade_5_or_easier(catalogue):
    levels = {point.code: level(*point.find) for point in catalogue.points.values()}
    print("find:", f"median {median(levels.values())}", hardest(levels))
    assert median(levels.values()) <= INSTRUCTIONS - 1
    assert not {code: found for code, found in levels.items() if found > INSTRUCTIONS + 0.5}


def test_what_the_hands_do_reads_like_grade_5_or_easier(catalogue):
    for field in ("press_text", "timing_text", "hands_text"):
        levels = {point.code: level(getattr(point, field)) for point in catalogue.points.values()}
        print(f"{field}:", f"median {median(levels.values())}", hardest(levels))
        assert median(levels.values()) <= INSTRUCTIONS


def test_what_is_known_of_a_routine_reads_like_grade_8_or_easier(catalogue):
    for field in ("summary", "evidence", "grade_meaning"):
        levels = {routine.slug: level(getattr(routine, field)) for routine in catalogue.routines.values()}
        print(f"{field}:", f"median {median(levels.values())}", hardest(levels))
        assert not {slug: found for slug, found in levels.items() if found > EVERYTHING_ELSE}


def test_all_other_texts_taken_by_kind_read_like_grade_8_or_easier(catalogue):
    kinds = {}
    for file, _entry, field, text, _evidence in texts(catalogue):
        if field not in LISTS:
            kinds.setdefault((file.split("/")[0], field), []).append(text)
    levels = {" ".join(kind): level(*said) for kind, said in kinds.items()}
    for kind, found in sorted(levels.items()):
        print(f"{kind}: {found}")
    assert not {kind: found for kind, found in levels.items() if found > EVERYTHING_ELSE}
