"""Two versions serve side by side, as in an update under load: pages, files, worker, pack and database of both fit each other."""

import hashlib
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import time

import pytest

from tests.browser import serving
from tests.examples import practice_session
from tools import build
from webapp.delivery import earlier

JSON = {"Content-Type": "application/json"}
ROOMS = ("webapp", "build/static", "static", "templates", "migrations", "tools/build")
CHANGES = (
    ("templates/person/you/show.html", '_("You · Stillpoint")', '_("You, anew · Stillpoint")'),
    ("static/css/rows.css", "/*", "/* anew */\n.row--anew { color: inherit; }\n/*"),
    ("static/js/player/chime.js", "/*", "globalThis.anew = true;\n/*"),
)


def ask(server, method, address, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request(method, address, body, headers)
        answer = connection.getresponse()
        answer.body = answer.read()
        return answer
    finally:
        connection.close()


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """(the version before, the version after), over one instance folder."""
    folder, copy = tmp_path_factory.mktemp("instance"), tmp_path_factory.mktemp("after")
    for room in ROOMS:
        shutil.copytree(serving.ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    (copy / "tools" / "build" / "node_modules").symlink_to(build.PACKAGES)
    for file, old, new in CHANGES:
        text = (copy / file).read_text()
        assert old in text
        (copy / file).write_text(text.replace(old, new, 1))
    subprocess.run([sys.executable, "-m", "tools.build"], cwd=copy, check=True)
    before, after = serving.Server(folder), serving.Server(folder)
    with pytest.MonkeyPatch.context() as patch:
        before.start()
        patch.setattr(serving, "ROOT", copy)
        after.start()
    yield before, after
    after.stop()
    before.stop()


def files_of(server):
    """Address -> bytes of the files that the server's own pages and worker name."""
    text = "".join(ask(server, "GET", page).body.decode() for page in ("/", "/points/BL23", "/service-worker.js"))
    found = {
        address: ask(server, "GET", address) for address in set(re.findall(r"/(?:static/[\w./-]+\.[0-9a-f]{8}\.\w+|pack/\w{12})", text))
    }
    assert {answer.status for answer in found.values()} == {200}
    return {address: answer.body for address, answer in found.items()}


def test_each_has_the_files_and_the_pack_of_the_other_whole_as_the_worker_wants_them(both):
    own = [files_of(one) for one in both]
    assert own[0].keys() != own[1].keys() and any(address.startswith("/pack/") for address in own[0].keys() - own[1].keys())
    for server, other in zip(both, own[::-1], strict=True):
        for address, content in other.items():
            answer = ask(server, "GET", address)
            assert (answer.status, answer.body) == (200, content), address
            assert "immutable" in answer.headers["Cache-Control"]
            assert hashlib.sha256(content).hexdigest().startswith(re.search(r"([0-9a-f]{8,12})(?:\.\w+)?$", address)[1])


def test_what_a_person_does_at_one_is_there_at_the_other(both):
    before, after = both
    done = practice_session()
    first = ask(before, "POST", "/history", json.dumps(done), **JSON)
    cookie = first.headers["Set-Cookie"].partition(";")[0]
    assert [first.status, ask(after, "POST", "/history", json.dumps(done), Cookie=cookie, **JSON).status] == [201, 200]
    assert ask(after, "PUT", "/favorites/points/BL23", Cookie=cookie).status == 204
    for server in both:
        assert [one["id"] for one in json.loads(ask(server, "GET", "/history.json", Cookie=cookie).body)] == [done["id"]]
        assert [one["key"] for one in json.loads(ask(server, "GET", "/favorites.json", Cookie=cookie).body)["favorites"]] == ["BL23"]


def test_what_is_damaged_or_named_otherwise_is_not_sent(make_app, tmp_path):
    client, folder = make_app().test_client(), tmp_path / "instance"
    content = b"one"
    name = hashlib.sha256(content).hexdigest()[:8]
    earlier.keep(folder, {f"/static/js/{end}": content for end in (f"a.{name}.js", "b.00000000.js", f"../../../c.{name}.js", "d.js")})
    assert client.get(f"/static/js/a.{name}.js").data == content
    for address in ("/static/js/b.00000000.js", f"/static/js/../../../c.{name}.js", "/static/js/d.js"):
        assert client.get(address).status_code == 404
    assert not (tmp_path / f"c.{name}.js").exists()


def test_what_no_version_has_used_for_long_goes_and_what_one_uses_stays(tmp_path):
    ours = {"/static/a.00000001.js": b"a", "/static/b.00000002.js": b"b"}
    earlier.keep(tmp_path, ours)
    old = time.time() - earlier.KEPT_SECONDS - 60
    for file in (tmp_path / "files").rglob("*.js"):
        os.utime(file, (old, old))
    earlier.keep(tmp_path, {"/static/a.00000001.js": b"a"})
    assert sorted(file.name for file in (tmp_path / "files").rglob("*.js")) == ["a.00000001.js"]
