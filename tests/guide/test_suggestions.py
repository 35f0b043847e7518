"""What a mistyped address may have meant."""

import pytest

from webapp.guide import suggestions


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/regions/lower-bak", "/regions/lower-back"),
        ("/regions/Sholder", "/regions/shoulder"),
        ("/points/zusanly", "/points/ST36"),
        ("/points/Great Surg/practice", "/points/LR3"),
        ("/routines/tension-headach", "/routines/headache"),
        ("/BL23", "/points/BL23"),
        ("/Tension headache", "/routines/headache"),
    ],
)
def test_the_likeliest_stands_first(path, meant):
    assert suggestions.addresses(path)[0][0] == meant


def test_a_noun_keeps_to_its_own_kind():
    assert all(address.startswith("/regions/") for address, _ in suggestions.addresses("/regions/head"))


@pytest.mark.parametrize("path", ["/", "/%%%%", "/nowhere", "/wp-login.php", "/points/", "/points/\ud800", "/\0"])
def test_what_is_like_nothing_offers_nothing(path):
    assert suggestions.addresses(path) == []


def test_there_are_never_more_than_one_can_take_in():
    for path in ("/points/" + "BL23" * 5000, "/points/BL", "/routines/back"):
        assert len(suggestions.addresses(path)) <= suggestions.MAX_SUGGESTIONS


def test_each_comes_with_the_name_that_a_person_knows():
    assert dict(suggestions.addresses("/regions/lower-bak"))["/regions/lower-back"] == "Lower back"
