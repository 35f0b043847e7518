"""What ships to the browser, under addresses that carry hashes."""

import gzip
import json
import re

import brotli
import pytest
from flask import Flask, render_template_string

from webapp.delivery import assets
from webapp.delivery.assets import Assets, UnknownAsset, sha256


@pytest.fixture
def folders(tmp_path):
    """(static, built): small ones of the test's own."""
    built = {
        "manifest.json": json.dumps({
            "files": {"js/hello.js": "js/hello.aaaaaaaa.js", "js/chunk.bbbbbbbb.js": "js/chunk.bbbbbbbb.js"},
            "imports": {"js/hello.js": ["js/hello.aaaaaaaa.js", "js/chunk.bbbbbbbb.js"]},
            "inline": ["paint.css"],
        }),
        "js/hello.aaaaaaaa.js": "hello()",
        "js/hello.aaaaaaaa.js.map": "{}",
        "js/chunk.bbbbbbbb.js": "1",
        "paint.css": "a{color:red}",
    }  # fmt: skip
    static = {"js/hello.js": "// the source", "css/paint.css": "a { }", "img/dot.svg": "<svg/>"}
    for folder, files in (("build", built), ("static", static)):
        for name, text in files.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    return tmp_path / "static", tmp_path / "build"


def test_the_address_of_a_picture_changes_with_what_it_holds_and_only_then(folders):
    before = Assets(*folders).address("img/dot.svg")
    assert Assets(*folders).address("img/dot.svg") == before
    (folders[0] / "img/dot.svg").write_text("<svg></svg>")
    assert Assets(*folders).address("img/dot.svg") != before
    assert re.fullmatch(r"/static/img/dot\.[0-9a-f]{8}\.svg", before)


def test_scripts_are_served_as_they_were_built_and_their_sources_not_at_all(folders):
    shipped = Assets(*folders)
    assert shipped.address("js/hello.js") == "/static/js/hello.aaaaaaaa.js"
    assert shipped.text("js/hello.js") == "hello()"
    assert set(shipped.responses()) == {"/static/js/hello.aaaaaaaa.js", "/static/js/chunk.bbbbbbbb.js", shipped.address("img/dot.svg")}


def test_a_script_says_what_else_is_loaded_with_it(folders):
    assert Assets(*folders).imports["js/hello.js"] == ["/static/js/hello.aaaaaaaa.js", "/static/js/chunk.bbbbbbbb.js"]


def test_source_maps_are_sent_only_while_somebody_works_on_the_product(folders):
    answers = Assets(*folders).responses(source_maps=True)
    assert ("SourceMap", "/static/js/hello.aaaaaaaa.js.map") in answers["/static/js/hello.aaaaaaaa.js"].headers
    assert "/static/js/hello.aaaaaaaa.js.map" in answers
    assert not any(address.endswith(".map") for address in Assets(*folders).responses())


def test_a_start_without_a_build_says_what_to_do(folders):
    (folders[1] / "manifest.json").unlink()
    with pytest.raises(UnknownAsset, match="make build"):
        Assets(*folders)


def test_a_template_that_names_an_unknown_file_fails_when_it_is_rendered(app):
    with app.test_request_context():
        assert render_template_string("{{ asset('css/more.css') }}") == app.extensions["assets"].address("css/more.css")
        with pytest.raises(UnknownAsset, match=r"js/none\.js"):
            render_template_string("{{ asset('js/none.js') }}")
        with pytest.raises(UnknownAsset, match=r"none\.css"):
            render_template_string("{{ inlined('none.css') }}")


def test_what_stands_in_a_page_is_exactly_what_the_policy_allows(client):
    answer = client.get("/")
    allowed = answer.headers["Content-Security-Policy"]
    inline = re.findall(r"<(?:script|style)>(.*?)</", answer.text, re.S)
    assert len(inline) == 4
    assert all(sha256(text) in allowed for text in inline)


def test_what_has_a_hash_in_its_address_is_kept_for_ever(client, app):
    for name in ("css/more.css", "js/first.js", "icons/mark.svg"):
        answer = client.get(app.extensions["assets"].address(name))
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [("br, gzip", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("", None, bytes), ("br;q=0", None, bytes)],
)
def test_a_style_sheet_comes_in_the_best_encoding_that_the_browser_takes(client, app, accepted, encoding, decode):
    address = app.extensions["assets"].address("css/more.css")
    answer = client.get(address, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    assert decode(answer.data) == client.get(address).data
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_a_picture_that_is_compressed_already_is_not_compressed_again(client, app):
    answer = client.get(app.extensions["assets"].address("atlas/front.avif"), headers={"Accept-Encoding": "br"})
    assert answer.mimetype == "image/avif"
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    "address",
    ["/static/js/none.js", "/static/js/shell/shell.js", "/static/css/tokens.css", "/static/css/more.00000000.css", "/static/manifest.json",
     "/static/../webapp/config.py", "/static/%2e%2e/Makefile", "/static/", "/static", "/static/css"],
)  # fmt: skip
def test_there_is_nothing_else_under_static(client, address):
    assert client.get(address).status_code == 404


def test_scripts_styles_and_pictures_have_their_types(client, app):
    for name, kind in {
        "js/first.js": "text/javascript",
        "css/more.css": "text/css",
        "icons/mark.svg": "image/svg+xml",
        "atlas/front.avif": "image/avif",
    }.items():
        assert client.get(app.extensions["assets"].address(name)).mimetype == kind


def test_the_licenses_of_the_packages_in_the_scripts_are_passed_on(client, app):
    text = client.get(app.extensions["assets"].address("licenses.txt")).text
    assert "workbox-core" in text and "idb-keyval" in text and "Permission is hereby granted" in text


def test_while_somebody_works_on_a_style_it_is_built_and_read_again(folders, monkeypatch):
    app, builds = Flask("workshop", static_folder=None), []
    app.debug = True
    monkeypatch.setattr(
        "webapp.delivery.rebuilding.subprocess.run", lambda *_, **__: builds.append((folders[1] / "paint.css").write_text("a{}"))
    )
    assets.init_app(app, *folders)
    client = app.test_client()
    client.get("/static/js/hello.aaaaaaaa.js")
    assert not builds
    (folders[0] / "css/paint.css").write_text("a { color: blue; }")
    client.get("/static/js/hello.aaaaaaaa.js")
    assert len(builds) == 1
    assert app.extensions["assets"].text("paint.css") == "a{}"
