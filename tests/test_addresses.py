"""No address that was ever given out may disappear: it answers, or leads for good to one that does.

`addresses.txt` lists them all, a line each: what the routing knows (methods and a pattern), and every public page.
"""

from pathlib import Path

from webapp.catalogue import load_catalogue
from webapp.offline import offline_pack

LIST = Path(__file__).with_name("addresses.txt")


def routes(app):
    """ "GET /points/<code>" for every address that the app knows."""
    return {f"{method} {rule.rule}" for rule in app.url_map.iter_rules() for method in rule.methods - {"HEAD", "OPTIONS"}}


def pages():
    return {f"page {address}" for address in offline_pack.addresses(load_catalogue())}


def listed():
    return set(LIST.read_text("utf-8").splitlines())


def test_no_address_has_disappeared_without_a_redirect(guide_app):
    client = guide_app.test_client()
    gone = listed() - routes(guide_app) - pages()
    lost = [
        line
        for line in sorted(gone)
        if not line.startswith("page ") or client.get(line.removeprefix("page ")).status_code not in (301, 308)
    ]
    assert not lost, "these answered once; let them lead to what took their place"


def test_every_address_is_listed(guide_app):
    assert routes(guide_app) | pages() <= listed(), "add it to tests/addresses.txt: from now on it has to last"
