"""What is built for phones is kept between starts, and never outlives the program that it was built from."""

import pytest

from webapp import serve
from webapp.db import db
from webapp.delivery import assets
from webapp.offline import built, offline_pack


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(built, "FOLDER", tmp_path / "built")
    return tmp_path / "built"


def never():
    raise AssertionError("it was built again")


def test_the_second_start_of_the_same_program_builds_nothing_and_sends_the_same(make_app, monkeypatch, pack):
    monkeypatch.setattr(offline_pack, "build", lambda: pack)
    first = make_app()
    serve.pack_once(first)
    monkeypatch.setattr(offline_pack, "build", never)
    second = make_app()
    serve.pack_once(second)
    worker, again = (app.test_client().get("/service-worker.js") for app in (first, second))
    assert worker.data == again.data
    pack = f"/pack/{first.extensions['pack'].version}"
    assert first.test_client().get(pack).data == second.test_client().get(pack).data


def test_another_text_style_or_script_has_another_name(app):
    with app.app_context():
        addresses = list(assets.current().addresses.values())
        assert built.key(addresses) == built.key(reversed(addresses))
        assert built.key(addresses) != built.key([*addresses[1:], "/static/js/other.0123abcd.js"])


def test_what_is_broken_or_cannot_be_kept_costs_only_time(folder, monkeypatch):
    built.store("one", {"a": 1})
    assert built.load("one") == {"a": 1}
    (folder / "one").write_bytes(b"half")
    assert built.load("one") is None
    built.store("two", 2)
    assert [path.name for path in folder.iterdir()] == ["two"]
    monkeypatch.setattr(built, "FOLDER", folder / "two" / "no folder")
    built.store("three", 3)
    assert built.load("three") is None


def test_another_worker_has_another_name(make_app, monkeypatch, pack):
    monkeypatch.setattr(offline_pack, "build", lambda: pack)
    serve.pack_once(make_app())
    app = make_app()
    app.extensions["assets"].inline["service-worker.js"] += "// anew\n"
    serve.pack_once(app)
    assert app.test_client().get("/service-worker.js").text.endswith("// anew\n")


def test_what_a_page_asked_of_the_database_is_over_before_the_next_is_packed(app, monkeypatch):
    class Enough(Exception):
        pass

    def add_page(_pack, name, *_):
        if name == "/about":
            raise Enough(db.session().in_transaction())

    monkeypatch.setattr(offline_pack, "addresses", lambda _catalogue: ("/history", "/about"))
    monkeypatch.setattr(offline_pack.Pack, "add_page", add_page)
    with app.app_context(), pytest.raises(Enough, match="False"):
        offline_pack.build()
