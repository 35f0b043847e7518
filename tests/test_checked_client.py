"""The client that looks at every page which any test fetches finds what it is there for."""

import pytest

from tests.checked_client import faults

GOOD = (
    '<!doctype html><html lang="en"><title>Knee · Stillpoint</title><article data-title="Knee"><h1>Knee</h1>'
    '<a href="/regions/knee">Knee</a><form action="/favorites"></form><p id="one"></p></article></html>'
)


def test_a_good_page_has_no_fault(guide_app):
    assert faults(GOOD, guide_app) == []


@pytest.mark.parametrize(
    ("part", "broken", "fault"),
    [
        ('lang="en"', 'lang="de"', "its language is de"),
        ("<h1>Knee</h1>", "", "it has 0 h1"),
        ("<h1>Knee</h1>", "<h1>Knee</h1><h1>Knee</h1>", "it has 2 h1"),
        ("<title>Knee", "<title>Elbow", "does not begin with its h1"),
        ('data-title="Knee"', 'data-title="Elbow"', "it calls itself “Elbow”"),
        (' action="/favorites"', "", "a form has no action"),
        ('id="one"', 'id="one"></p><p id="one"', "ids stand twice: ['one']"),
        ("/regions/knee", "/regions/tail", "/regions/tail leads nowhere"),
        ('href="/regions/knee"', 'href="#two"', "links lead to ids that are not there: ['two']"),
    ],
)
def test_a_fault_of_a_page_is_named(guide_app, part, broken, fault):
    assert fault in "; ".join(faults(GOOD.replace(part, broken), guide_app))
