"""The bones under the skin of a point's picture, as pages and player show them."""

import re

from webapp import atlas

BONES = atlas.load().bones


def outline(html):
    """The `<use>` that draws the bones, or None."""
    return next((use for use in re.findall(r"<use[^>]*>", html) if "#bones" in use), None)


def test_the_page_of_a_point_draws_the_bones_its_words_name_and_says_which(client):
    html = client.get("/points/BL60").text
    use = outline(html)
    assert re.search(r'href="/static/atlas/bones/ankle-outer\.\w+\.svg#bones"', use)
    assert 'role="img" aria-label="Under the skin: outer ankle bone"' in use
    assert html.index(use) < html.index('class="spot"')
    address = re.search(r'href="([^"#]+)', use)[1]
    drawn = client.get(address)
    assert drawn.mimetype == "image/svg+xml"
    assert '<symbol id="bones"' in drawn.text


def test_names_that_no_measuring_line_tells_stand_in_the_picture(client):
    html = client.get("/points/LR3").text
    for words in BONES["LR3"].names:
        assert f">{words.text}</text>" in html


def test_a_point_without_bones_has_none_and_no_switch_where_there_is_no_line_either(client):
    html = client.get("/points/BL40").text
    assert outline(html) is None
    assert "<measure-switch" not in html
    assert "<measure-switch" in client.get("/points/EX-LE2").text


def test_the_player_draws_them_under_the_line(client):
    """Its words, which stand and are read beside the picture, name them."""
    html = client.get("/points/KI3/practice").text
    drawing = html[html.index('<template data-find="KI3"') :]
    assert all(words in drawing[: drawing.index("<svg")] for words in BONES["KI3"].said.values())
    assert drawing.index("#body") < drawing.index("#bones") < drawing.index("<path")


def test_about_names_those_whose_bones_they_are(client):
    html = client.get("/about").text
    for words in ("OpenSim", "MyoSim", "MuscleMimic", "creativecommons.org/licenses/by/3.0/", "apache.org/licenses/LICENSE-2.0", "MIT"):
        assert words in html


def test_a_phone_saves_them_with_the_pictures(client, app):
    worker = client.get("/service-worker.js").text
    addresses = app.extensions["assets"].addresses
    assert all(addresses[bones.file] in worker for bones in BONES.values())
