"""What makes it an app on the home screen: manifest, service worker, and the pack of pages it keeps."""

import hashlib
import json

from flask import Blueprint, abort, current_app
from flask_babel import gettext as _

from webapp.catalogue import load_catalogue
from webapp.delivery import assets, earlier
from webapp.delivery.response_cache import CachedResponse, sent
from webapp.offline import built, offline_pack

bp = Blueprint("pwa", __name__)

PAPER = {"light": "#f6f2eb", "dark": "#11181c"}
ICONS = (
    ("icons/icon-192.png", "192x192", "any"),
    ("icons/icon-512.png", "512x512", "any"),
    ("icons/maskable-192.png", "192x192", "maskable"),
    ("icons/maskable-512.png", "512x512", "maskable"),
)
SCREENSHOTS = {"narrow": "720x1560", "wide": "1280x800"}
BACK_ROUTINE = "low-back-quick"


@bp.get("/manifest.webmanifest")
def manifest():
    """What the phone shows of the app before and while it is installed."""
    facts = {
        "id": "/",
        "name": _("Stillpoint: where to press"),
        "short_name": "Stillpoint",
        "description": _("Tap where it aches, see where to press, follow timed steps. Works with no network."),
        "lang": "en",
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER["light"],
        "theme_color": PAPER["light"],
        "color_scheme_dark": {"background_color": PAPER["dark"], "theme_color": PAPER["dark"]},
        "categories": ["health", "lifestyle"],
        "launch_handler": {"client_mode": ["focus-existing", "auto"]},
        "icons": [{"src": assets.asset(name), "sizes": sizes, "type": "image/png", "purpose": purpose} for name, sizes, purpose in ICONS],
        "screenshots": list(screenshots()),
        "shortcuts": [shortcut(routine_title(), f"/routines/{BACK_ROUTINE}"), shortcut(_("Favorites"), "/favorites")],
    }
    text = json.dumps(facts, ensure_ascii=False)
    return sent(CachedResponse(text.encode(), "application/manifest+json", "no-cache"))


def routine_title():
    return load_catalogue().routines[BACK_ROUTINE].title


def shortcut(name, address):
    return {"name": name, "url": address, "icons": [{"src": assets.asset("icons/icon-192.png"), "sizes": "192x192"}]}


def screenshots():
    """The pictures of the app that `static/screenshots` holds: narrow-1.webp … and wide-1.webp …"""
    for name, address in sorted(assets.current().addresses.items()):
        form = name.removeprefix("screenshots/").partition("-")[0]
        if name.startswith("screenshots/") and form in SCREENSHOTS:
            yield {"src": address, "sizes": SCREENSHOTS[form], "type": "image/webp", "form_factor": form}


@bp.get("/service-worker.js")
def service_worker():
    """The worker's program, with the list of everything that belongs on the phone before it."""
    answer = sent(worker())
    answer.headers["Service-Worker-Allowed"] = "/"
    return answer


def worker():
    """Its text changes when anything on the phone has to change, and only then."""
    current = offline_pack.current()
    kept = current_app.extensions.get("worker")
    if kept and kept[0] is current:
        return kept[1]
    build = {
        "shell": offline_pack.files(*offline_pack.SHELL_FILES),
        "pack": f"/pack/{current.version}",
        "pictures": offline_pack.files(*offline_pack.PICTURE_FILES),
        "points": len(load_catalogue().points),
        "bytes": weight(current),
        "seen": seen(current),
    }
    program = assets.current().text("service-worker.js")
    text = f"const BUILD = {json.dumps(build, separators=(',', ':'))};\n{program}"
    response = CachedResponse(text.encode(), "text/javascript; charset=utf-8", "no-cache")
    current_app.extensions["worker"] = (current, response)
    return response


def build_once():
    """Make the worker and the pack, or take those that an earlier start of this program made."""
    if current_app.debug:
        return
    extensions, name = current_app.extensions, build_key()
    kept = built.load(name)
    if kept:
        extensions["pack"], extensions["worker"] = kept
    else:
        worker()
        built.store(name, (extensions["pack"], extensions["worker"]))


def is_built():
    """Whether an earlier start has made them."""
    return current_app.debug or built.has(build_key())


def build_key():
    """What tells this program from every other one of which something was built."""
    shown = assets.current()
    return built.key([*shown.addresses.values(), *shown.inline.values()])


def seen(current):
    """The hash of what a person can see: texts, styles and pictures. A change of a script alone is none of it."""
    shown = assets.current()
    texts = [text for text in current.texts if not text.startswith(b"<!doctype")]
    pictures = [shown.addresses[name] for name in sorted(shown.addresses) if name.startswith(("atlas/", "icons/"))]
    parts = [*texts, *map(str.encode, (current.layout, shown.text("base.css"), shown.text("css/more.css"), *pictures))]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


def weight(current):
    """Bytes over the wire for all that belongs on the phone, compressed by brotli."""
    ready = current_app.extensions["asset responses"]
    files = [*offline_pack.files(*offline_pack.SHELL_FILES), *offline_pack.files(*offline_pack.PICTURE_FILES)]
    answers = [current.response, *(ready[address] for address in files)]
    return sum(len(answer.encoded("br")[0]) for answer in answers)


@bp.get("/pack/<version>")
def packed(version):
    """The pack of this version, or of another that was served from here; its address may be kept for ever."""
    current = offline_pack.current()
    if version == current.version:
        return sent(current.response)
    answer = earlier.response(f"/pack/{version}", offline_pack.response_of)
    if answer is None:
        abort(404)
    return sent(answer)
