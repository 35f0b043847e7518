"""What ships to the browser: the built scripts and styles and the other files of `static/`, sent from memory.

Every address carries the hash of what it leads to. Scripts and styles are built by `tools/build`, nothing is built here.
"""

import base64
import hashlib
import json
import mimetypes
import posixpath
from pathlib import Path

from flask import abort, current_app, request
from markupsafe import Markup

from webapp.delivery import earlier
from webapp.delivery.response_cache import CachedResponse, sent

ROOT = Path(__file__).resolve().parents[2]
STATIC, BUILT = ROOT / "static", ROOT / "build" / "static"
SOURCES = ("js/", "css/")  # of `static/`: what the build reads
FOR_EVER = "public, max-age=31536000, immutable"
TYPES = {
    ".js": "text/javascript",
    ".map": "application/json",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".mesh": "model/mesh",
}


class UnknownAsset(LookupError):
    """A template names a file that does not ship, or nothing was built yet."""


class Assets:
    """All that ships, of the folders `static` and `built`. Raises UnknownAsset when nothing was built yet.

    addresses: name ("icons/mark.svg", "js/first.js") -> "/static/icons/mark.1a2b3c4d.svg", "/static/js/first.1a2b3c4d.js"
    contents: the same names -> bytes
    inline: name ("boot.js", "base.css") -> text of what stands in a page or is sent under an address of its own
    imports: name of a script -> addresses of all that is loaded with it
    """

    def __init__(self, static=STATIC, built=BUILT):
        self.addresses, self.contents, self.built = {}, {}, built
        for path in sorted(path for path in static.rglob("*") if path.is_file()):
            name = path.relative_to(static).as_posix()
            if not name.startswith(SOURCES):
                self.contents[name] = path.read_bytes()
                self.addresses[name] = hashed(name, self.contents[name])
        try:
            manifest = json.loads((built / "manifest.json").read_text("utf-8"))
        except FileNotFoundError:
            raise UnknownAsset("the scripts and styles are not built yet: make build") from None
        for name, file in manifest["files"].items():
            self.contents[name] = (built / file).read_bytes()
            self.addresses[name] = f"/static/{file}"
        self.imports = {name: [f"/static/{file}" for file in files] for name, files in manifest["imports"].items()}
        self.inline = {name: (built / name).read_text("utf-8") for name in manifest["inline"]}

    def address(self, name):
        """The address of `name`. Raises UnknownAsset."""
        try:
            return self.addresses[name]
        except KeyError:
            raise UnknownAsset(f"nothing that ships is called {name}") from None

    def text(self, name):
        """What a script or style sheet holds, whether it has an address or not. Raises UnknownAsset."""
        return self.inline[name] if name in self.inline else self.contents[self.address(name) and name].decode()

    def responses(self, source_maps=False):
        """Address -> CachedResponse, with those of the source maps where they are wanted."""
        answers = {self.addresses[name]: response_of(name, content) for name, content in self.contents.items()}
        for path in self.built.rglob("*.map") if source_maps else ():
            address = f"/static/{path.relative_to(self.built).as_posix()}"
            answers[address] = response_of(path.name, path.read_bytes())
            if script := answers.get(address.removesuffix(".map")):
                script.headers.append(("SourceMap", address))
        return answers


def response_of(name, content):
    """The answer that sends a file."""
    kind = TYPES.get(posixpath.splitext(name)[1]) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return CachedResponse(content, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, FOR_EVER)


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
    """The address of a file that ships, for templates. Raises UnknownAsset."""
    return current().address(name)


def script_addresses(name):
    """The addresses of a script and of all that is loaded with it, with spaces between."""
    return " ".join(current().imports[name])


def inlined(name):
    """The text of a script or style sheet, to stand as the only content of its element. Raises UnknownAsset."""
    return Markup(current().text(name))


def static(filename):
    """A file that the cache did not send, or that belongs to another version; or 404."""
    answer = current_app.extensions["asset responses"].get(request.path)
    answer = answer or earlier.response(request.path, lambda content: response_of(request.path, content))
    if answer is None:
        abort(404)
    return sent(answer)


def init_app(app, static_folder=STATIC, built=BUILT):
    """Read the files and give the templates their addresses."""

    def read():
        assets = app.extensions["assets"] = Assets(static_folder, built)
        app.extensions["asset responses"] = assets.responses(source_maps=app.debug)

    read()
    app.add_url_rule("/static/<path:filename>", "static", static)
    app.jinja_env.globals |= {"asset": asset, "script_addresses": script_addresses, "inlined": inlined}
    if app.debug:
        from webapp.delivery import rebuilding

        app.before_request(rebuilding.watch(static_folder, read))
    else:
        app.extensions["response cache"].responses |= {
            (address, "", False): answer for address, answer in app.extensions["asset responses"].items()
        }
