"""Instructions read like grade 5 of a school, everything else like grade 8 (Flesch-Kincaid; syllables as pyphen parts words).

Single texts of the catalogue here; whole pages, with the words of the templates, in tests/offline/test_pwa.py.

`pytest -rP tests/catalogue/test_reading_level.py` prints the levels.
"""

from statistics import median

import pytest

from tests.reading_level import EVERYTHING_ELSE, INSTRUCTIONS, hardest, level
from webapp.catalogue import load_catalogue
from webapp.catalogue.texts import texts

LISTS = {"signs", "name", "title", "label", "english", "place", "tested", "leaflet"}
"""Names and lists without sentences; the formula is for prose."""


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


def test_the_way_to_a_point_reads_like_grade_5_or_easier(catalogue):
    levels = {point.code: level(*point.find) for point in catalogue.points.values()}
    print("find:", f"median {median(levels.values())}", hardest(levels))
    assert not {code: found for code, found in levels.items() if found > INSTRUCTIONS}


def test_what_the_hands_do_reads_like_grade_5_or_easier(catalogue):
    for field in ("press_text", "timing_text"):
        levels = {point.code: level(getattr(point, field)) for point in catalogue.points.values()}
        print(f"{field}:", f"median {median(levels.values())}", hardest(levels))
        assert not {code: found for code, found in levels.items() if found > INSTRUCTIONS}


def test_every_paragraph_of_caution_reads_like_grade_8_or_easier(catalogue):
    levels = {f"{point.code} {care.level}": level(f"{care.lead} {care.text}") for point in catalogue.points.values() for care in point.care}
    print("cautions:", f"median {median(levels.values())}", hardest(levels))
    assert not {key: found for key, found in levels.items() if found > EVERYTHING_ELSE}


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
