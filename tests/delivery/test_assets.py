"""The files of static/ under addresses that carry their hash."""

import gzip
import json
import re

import brotli
import pytest
from flask import Flask, render_template_string

from webapp.delivery import assets
from webapp.delivery.assets import Assets, UnknownAsset, sha256

RED = "a { color: red; } /* " + "why " * 100 + "*/"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A small static/ of the test's own; the style sheet `first` is its base."""
    files = {
        "css/first.css": "@layer one, two;\n" + RED,
        "css/second.css": "b { background: url(../img/dot.svg) }\nc { d: url(#here) }",
        "js/hello.js": "// Greets.\nexport const hello = 1;\n",
        "js/paint.js": "// Now.\ndocument.title = 'x';\n",
        "vendor/lib/lib.min.js": "/*! kept */ window.lib = 1;\n",
        "img/dot.svg": "<svg>" + "<circle/>" * 100 + "</svg>",
        "img/dot.avif": "\0" * 500,
    }
    for name, text in files.items():
        path = tmp_path / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setattr(assets, "BASE", ("first",))
    monkeypatch.setattr(assets, "INLINE", ("js/paint.js",))
    monkeypatch.setattr(assets, "VENDORED_MODULES", {"lib": "vendor/lib/lib.min.js"})
    return tmp_path / "static"


def test_the_address_changes_with_what_the_file_holds_and_only_then(folder):
    before = Assets(folder)
    (folder / "js/hello.js").write_text("export const hello = 2;\n")
    after = Assets(folder)
    assert before.address("js/hello.js") != after.address("js/hello.js")
    assert before.address("img/dot.svg") == after.address("img/dot.svg")
    assert re.fullmatch(r"/static/js/hello\.[0-9a-f]{8}\.js", after.address("js/hello.js"))


def test_our_scripts_are_minified_and_those_of_others_are_left_alone(folder):
    read = Assets(folder)
    assert read.text("js/hello.js") == "export const hello=1;"
    assert read.text("vendor/lib/lib.min.js") == "/*! kept */ window.lib = 1;\n"


def test_the_base_styles_and_all_others_are_two_bundles(folder):
    read = Assets(folder)
    assert read.bundles["base"] == "@layer one,two;a{color:red}"
    assert read.bundles["more"].startswith("b{background:")
    assert read.text("css/more.css") == read.bundles["more"]


def test_an_address_in_a_style_sheet_is_the_hashed_one(folder):
    read = Assets(folder)
    assert f'url("{read.address("img/dot.svg")}")' in read.bundles["more"]
    assert "url(#here)" in read.bundles["more"]


def test_a_style_sheet_that_names_a_missing_picture_is_an_error_that_says_so(folder):
    (folder / "css/second.css").write_text("a { background: url('../img/none.svg') }")
    with pytest.raises(UnknownAsset, match=r"second\.css.*img/none\.svg"):
        Assets(folder)


def test_a_base_style_sheet_that_is_missing_is_an_error_that_says_so(folder):
    (folder / "css/first.css").unlink()
    with pytest.raises(UnknownAsset, match=r"css/first\.css"):
        Assets(folder)


def test_the_import_map_knows_every_module_by_its_bare_name(folder):
    read = Assets(folder)
    assert json.loads(read.import_map) == {
        "imports": {"hello": read.address("js/hello.js"), "lib": read.address("vendor/lib/lib.min.js")}
    }


def test_a_template_that_names_an_unknown_file_fails_when_it_is_rendered(app):
    with app.test_request_context():
        assert render_template_string("{{ asset('css/more.css') }}") == app.extensions["assets"].address("css/more.css")
        with pytest.raises(UnknownAsset, match=r"static/js/none\.js"):
            render_template_string("{{ asset('js/none.js') }}")
        with pytest.raises(UnknownAsset, match="INLINE"):
            render_template_string("{{ inline_script('js/shell.js') }}")


def test_what_stands_in_a_page_is_exactly_what_the_policy_allows(client, app):
    answer = client.get("/")
    allowed = answer.headers["Content-Security-Policy"]
    html = answer.text
    inline = re.findall(r"<script(?: type=\"importmap\")?>(.*?)</script>", html, re.S)
    styles = re.findall(r"<style>(.*?)</style>", html, re.S)
    assert len(inline) == 2 and len(styles) == 1
    for text in (*inline, *styles):
        assert sha256(text) in allowed


def test_a_hashed_address_is_kept_for_ever_and_a_plain_one_is_asked_for_again(client, app):
    hashed = client.get(app.extensions["assets"].address("css/more.css"))
    plain = client.get("/static/css/more.css")
    assert hashed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.headers["Cache-Control"] == "no-cache"
    assert hashed.data == plain.data
    again = client.get("/static/css/more.css", headers={"If-None-Match": plain.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [("br, gzip", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("", None, bytes), ("br;q=0", None, bytes)],
)
def test_a_style_sheet_comes_in_the_best_encoding_that_the_browser_takes(client, accepted, encoding, decode):
    plain = client.get("/static/css/more.css").data
    answer = client.get("/static/css/more.css", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert decode(answer.data) == plain
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_picture_that_is_compressed_already_is_not_compressed_again(client):
    answer = client.get("/static/atlas/front.avif", headers={"Accept-Encoding": "br"})
    assert answer.mimetype == "image/avif"
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    "address",
    ["/static/js/none.js", "/static/css/more.00000000.css", "/static/../webapp/config.py", "/static/%2e%2e/Makefile",
     "/static/", "/static", "/static/css"],
)  # fmt: skip
def test_there_is_nothing_else_under_static(client, address):
    assert client.get(address).status_code == 404


def test_scripts_styles_and_pictures_have_their_types(client):
    for name, kind in {
        "js/shell.js": "text/javascript",
        "css/base.css": "text/css",
        "icons/mark.svg": "image/svg+xml",
        "atlas/front.avif": "image/avif",
    }.items():
        assert client.get(f"/static/{name}").mimetype == kind


def test_while_somebody_works_on_them_changed_files_are_read_again(folder):
    app = Flask("workshop", static_folder=None)
    app.debug = True
    assets.init_app(app, folder)
    client = app.test_client()
    assert client.get("/static/js/hello.js").text == "export const hello=1;"
    (folder / "js/hello.js").write_text("export const hello = 20;")
    assert client.get("/static/js/hello.js").text == "export const hello=20;"
