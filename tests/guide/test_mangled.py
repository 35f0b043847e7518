"""What a mangled address means to the server; the phone is held to the same table in tests/browser/test_mangled_links.py."""

from urllib.parse import urlsplit

import pytest

from tests import cases
from webapp.guide import mangled


@pytest.mark.parametrize(("address", "wanted"), cases.load("mangled"))
def test_it_leads_for_good_where_it_was_meant_to_and_else_to_a_page_that_helps(client, address, wanted):
    answer = client.get(address, follow_redirects=True)
    if wanted:
        assert (answer.status_code, urlsplit(answer.request.path).path) == (200, wanted)
    else:
        assert answer.status_code == 404
        assert "There is nothing at this address" in answer.text


def test_it_is_led_for_good_with_its_query(client):
    answer = client.get("/index.html?side=back")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/?side=back")


def test_no_two_addresses_of_ours_differ_by_signs_alone(app):
    with app.test_request_context("/"):
        known = list(mangled.addresses())
    assert len({mangled.squeezed(one) for one in known}) == len(set(known))


@pytest.mark.parametrize("address", ["//a//b/", "/points/BL23%", "/ / ", "/%", "/a/ b ./", "/.."])
def test_trimming_twice_is_trimming_once(address):
    assert mangled.trimmed(mangled.trimmed(address)) == mangled.trimmed(address)
