"""The files of `static/`: minified, under addresses that carry their hash, sent from memory."""

import base64
import hashlib
import json
import mimetypes
import posixpath
import re
from pathlib import Path

from flask import abort, current_app, request
from markupsafe import Markup

from webapp.delivery import bundles, minify
from webapp.delivery.response_cache import Prepared

FOLDER = Path(__file__).resolve().parents[2] / "static"

# Style sheets of the first paint, in this order; they stand in the page itself.
# Every other file of static/css belongs to the bundle "more".
BASE = ("tokens", "base", "text", "shell", "controls", "rows", "plate", "picture", "print")
# Scripts that stand in the page itself.
INLINE = ("js/first-paint.js",)
# Members of a bundle that the service worker reads alone.
ALSO_ALONE = ("js/uuid.js", "js/phone-store.js", "js/phone-search.js")
BUNDLED = {name for members in bundles.GROUPS.values() for name in members}
# Scripts that no page asks for.
WORKER_ONLY = ("js/phone-search.js", "js/phone-address.js", "js/proven.js")
# Modules of others that our own import by a bare name.
VENDORED_MODULES = {"idb-keyval": "vendor/idb-keyval/umd.js"}

FOR_EVER = "public, max-age=31536000, immutable"
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".avif": "image/avif",
         ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?!data:|#)(?P<address>[^"')]+)(?P=quote)\s*\)""")


class UnknownAsset(LookupError):
    """A template or a style sheet names a file that `static/` does not hold."""


class Assets:
    """All files of a folder as they are sent.

    contents: name ("js/shell.js") -> bytes as they are sent. addresses: name -> "/static/js/shell.1a2b3c4d.js"; for
    a script that belongs to a bundle, the address of the bundle.
    """

    def __init__(self, folder):
        self.contents, self.addresses = {}, {}
        sheets, scripts = {}, {}
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            name = path.relative_to(folder).as_posix()
            if name.startswith("css/"):
                sheets[path.stem] = path.read_text()
            elif path.suffix == ".js" and not name.startswith("vendor/"):
                text = scripts[path.stem] = path.read_text()
                # The pages get a member in its bundle: making it smaller twice would only slow the start.
                alone = path.stem not in BUNDLED or name in ALSO_ALONE
                self._add(name, (minify.javascript(text) if alone else text).encode())
            else:
                self._add(name, path.read_bytes())
        missing = [sheet for sheet in BASE if sheet not in sheets]
        if missing:
            raise UnknownAsset(f"static/css/{missing[0]}.css is in assets.BASE but does not exist")
        more = [sheet for sheet in sheets if sheet not in BASE]
        self.bundles = {
            bundle: minify.css("\n".join(self._resolved(sheets[sheet], sheet) for sheet in order))
            for bundle, order in (("base", BASE), ("more", more))
        }
        for bundle, text in self.bundles.items():
            self._add(f"css/{bundle}.css", text.encode())
        self._bundle(scripts)
        self.import_map = json.dumps({"imports": self._modules(scripts)}, separators=(",", ":"))

    def address(self, name):
        """The address of `name`, with the hash of what it holds. Raises UnknownAsset."""
        try:
            return self.addresses[name]
        except KeyError:
            raise UnknownAsset(f"there is no static/{name}") from None

    def alone(self, name):
        """The hashed address of the file itself, also when the pages get it in a bundle. Raises UnknownAsset."""
        self.address(name)
        return hashed(name, self.contents[name])

    def text(self, name):
        """What a file holds after minifying. Raises UnknownAsset."""
        self.address(name)
        return self.contents[name].decode()

    def prepared(self):
        """Address -> Prepared, for the hashed addresses and for the plain ones."""
        answers = {}
        for name, content in self.contents.items():
            suffix = posixpath.splitext(name)[1]
            kind = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
            if kind.startswith("text/"):
                kind += "; charset=utf-8"
            answers[hashed(name, content)] = Prepared(content, kind, FOR_EVER)
            answers[f"/static/{name}"] = Prepared(content, kind, "no-cache")
        return answers

    def _add(self, name, content):
        self.contents[name] = content
        self.addresses[name] = hashed(name, content)

    def _bundle(self, scripts):
        """Add the bundles of `scripts` (bare name -> source) and let their members' names lead to them."""
        for group, members in bundles.GROUPS.items():
            present = [name for name in members if name in scripts]
            if present:
                name = f"js/bundles/{group}.js"
                self._add(name, minify.javascript(bundles.bundle(present, scripts)).encode())
                self.addresses |= {f"js/{member}.js": self.addresses[name] for member in present}

    def _resolved(self, text, sheet):
        """The style sheet with every url() replaced by the hashed address of what it names."""

        def replace(match):
            name = posixpath.normpath(posixpath.join("/static/css", match["address"]))
            try:
                return f'url("{self.address(name.removeprefix("/static/"))}")'
            except UnknownAsset as error:
                raise UnknownAsset(f"static/css/{sheet}.css: {error}") from None

        return URL.sub(replace, text)

    def _modules(self, scripts):
        """Bare name -> address of every module of `scripts` (bare name -> source) that may be asked for."""
        files = {name: f"js/{name}.js" for name in sorted(bundles.entrances(scripts))}
        elsewhere = (*INLINE, *WORKER_ONLY)
        own = {name: self.address(file) for name, file in files.items() if file in self.addresses and file not in elsewhere}
        own |= {bare: self.address(name) for bare, name in VENDORED_MODULES.items()}
        # What leads to one bundle stands together: the map is a part of every page, and so it compresses best.
        return dict(sorted(own.items(), key=lambda pair: pair[::-1]))


def hashed(name, content):
    """The address of a file that holds `content`: it changes when that does."""
    stem, suffix = posixpath.splitext(name)
    return f"/static/{stem}.{hashlib.sha256(content).hexdigest()[:8]}{suffix}"


def sha256(text):
    """`text` as a source expression of the Content-Security-Policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def current():
    """The Assets of the app that answers."""
    return current_app.extensions["assets"]


def asset(name):
    """The hashed address of a file of `static/`, for templates. Raises UnknownAsset."""
    return current().address(name)


def css_bundle(bundle):
    """The text of a style bundle, to stand as the only content of a <style>."""
    return Markup(current().bundles[bundle])


def import_map():
    """The import map, to stand as the only content of a <script type="importmap">."""
    return Markup(current().import_map)


def inline_script(name):
    """The text of a script named in INLINE, to stand as the only content of a <script>."""
    if name not in INLINE:
        raise UnknownAsset(f"{name} is not in assets.INLINE, the page's policy would refuse it")
    return Markup(current().text(name))


def static(filename):
    """A file of `static/` that the shelf did not send, or 404."""
    prepared = current_app.extensions["asset answers"].get(request.path)
    if prepared is None:
        abort(404)
    status, headers, body = prepared.answer(request.environ)
    return current_app.response_class(body, status, headers)


def init_app(app, folder=FOLDER):
    """Read the files and give the templates their addresses."""

    def read():
        assets = app.extensions["assets"] = Assets(folder)
        app.extensions["asset answers"] = assets.prepared()
        return assets

    read()
    app.add_url_rule("/static/<path:filename>", "static", static)
    app.jinja_env.globals |= {
        "asset": asset,
        "css_bundle": css_bundle,
        "import_map": import_map,
        "inline_script": inline_script,
    }
    if app.debug:
        app.before_request(lambda: reread(app, folder, read))
    else:
        app.extensions["shelf"].answers |= {
            (address, "", False): prepared
            for address, prepared in app.extensions["asset answers"].items()
        }


def reread(app, folder, read):
    """Read the files again when one of them was changed: only while somebody works on them."""
    state = {(str(p), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}
    if app.extensions.get("asset state") not in (None, state):
        read()
    app.extensions["asset state"] = state
