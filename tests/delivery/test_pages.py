"""Public pages: rendered once, the same for everyone, and never more of them than there are."""

import brotli
import pytest
from flask import abort, redirect, render_template_string, request

from webapp.delivery import pages

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def renders():
    """Every rendering of a test page: (path, query, partial?)."""
    return []


def with_pages(app, renders):
    def note():
        renders.append((request.path, request.query_string.decode(), pages.is_partial()))

    @app.get("/test/<name>")
    @pages.public
    def show(name):
        note()
        if name == "old":
            return redirect("/test/new", 301)
        if name == "none":
            abort(404)
        return render_template_string("<p>{{ layout }} {{ name }}</p>" + "x" * 500, name=name)

    @app.get("/test/sides")
    @pages.public(side=("front", "back"))
    def sides():
        note()
        return request.args.get("side", "front")

    return app


@pytest.fixture
def app(make_app, renders):
    return with_pages(make_app(), renders)


@pytest.fixture
def cache(app):
    kept = app.extensions["response cache"].responses
    before = set(kept)
    return lambda: {key for key in kept if key not in before}


def test_a_page_is_rendered_once_for_everyone(client, other_client, renders):
    first = client.get("/test/one")
    client.put("/favorites/points/BL23")
    assert first.data == client.get("/test/one").data == other_client.get("/test/one").data
    assert renders == [("/test/one", "", False)]


def test_the_first_answer_and_the_kept_one_have_the_same_headers(client):
    headers = {"Accept-Encoding": "br"}
    first, second = (client.get("/test/one", headers=headers) for _ in range(2))
    assert sorted(first.headers) == sorted(second.headers)
    assert first.headers["Content-Encoding"] == "br"
    assert brotli.decompress(second.data).startswith(b"<p>layout.html one")


def test_a_page_and_its_fragment_are_two(client, renders):
    page, fragment = client.get("/test/one"), client.get("/test/one", headers=PARTIAL)
    assert page.text.startswith("<p>layout.html one") and fragment.text.startswith("<p>_partial.html one")
    assert page.headers["ETag"] != fragment.headers["ETag"]
    for answer in (page, fragment):
        assert answer.headers["Vary"] == "HX-Request-Type, Accept-Encoding"
        assert answer.headers["Cache-Control"] == "no-cache"


def test_a_history_restore_asks_for_the_full_page(client):
    assert client.get("/test/one", headers={"HX-Request-Type": "full"}).text.startswith("<p>layout.html")


@pytest.mark.parametrize("kept_already", [False, True])
def test_who_has_the_page_gets_a_304(client, kept_already):
    tag = client.get("/test/one").headers["ETag"]
    if not kept_already:
        client.application.extensions["response cache"].responses.clear()
    answer = client.get("/test/one", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.data) == (304, b"")


def test_a_made_up_query_is_answered_and_never_kept(client, cache, renders):
    for number in range(5):
        answer = client.get(f"/test/one?x={number}")
        assert answer.status_code == 200
        assert "HX-Request-Type" in answer.headers["Vary"]
    assert len(renders) == 5
    assert cache() == set()


def test_a_declared_query_is_kept_and_no_other(client, cache):
    for query in ("side=front", "side=back", "side=inside", "side=back&x=1", "other=front", ""):
        client.get(f"/test/sides?{query}")
    assert cache() == {("/test/sides", query, False) for query in ("side=front", "side=back", "")}
    assert client.get("/test/sides?side=back").text == "back"


def test_what_is_not_a_page_is_passed_on_and_not_kept(client, cache):
    for _ in range(2):
        assert client.get("/test/old").status_code == 301
        assert client.get("/test/none").status_code == 404
    assert cache() == set()


def test_head_answers_like_get_without_a_body(client):
    client.get("/test/one")
    answer = client.head("/test/one")
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.content_length > 500


def test_a_kept_page_takes_no_other_method(client):
    client.get("/test/one")
    assert client.post("/test/one").status_code == 405


def test_while_somebody_works_on_it_a_page_is_rendered_each_time(make_app, renders):
    client = with_pages(make_app(DEBUG=True), renders).test_client()
    for _ in range(2):
        assert client.get("/test/one").headers["Cache-Control"] == "no-store"
    assert len(renders) == 2
