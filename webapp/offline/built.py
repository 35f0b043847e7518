"""What was built for phones, kept between starts: it takes seconds, and the same program builds the same.

A file in the folder `build` holds it, named by a hash of everything that it was built from. Where that folder cannot be
written each start builds anew.
"""

import hashlib
import importlib.metadata
import os
import pickle
import sys
import tempfile
from pathlib import Path

from webapp import language

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "offline"
ROOMS = ("webapp", "templates")
PACKAGES = ("babel", "brotli", "flask", "flask-babel", "jinja2", "secure", "werkzeug")


def key(parts):
    """The hash of all that a page is made of. parts: texts that tell the files of `static/` from others, or are those."""
    found = hashlib.sha256(f"{sys.version} {language.LANGUAGE} {language.FOLDER}".encode())
    for text in (*(f"{one} {importlib.metadata.version(one)}" for one in PACKAGES), *sorted(parts)):
        found.update(f"{text}\0".encode())
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file() and path.suffix != ".pyc"):
        found.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:20]


def load(name):
    """What `store` was given under a name by an earlier start, or None."""
    try:
        return pickle.loads((FOLDER / name).read_bytes())
    except (OSError, EOFError, pickle.UnpicklingError):
        return None


def has(name):
    """Whether an earlier start has kept something under a name."""
    return (FOLDER / name).exists()


def store(name, thing):
    """Keep something for the next start, whole or not at all, and let go of what other programs kept."""
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
        for old in FOLDER.iterdir():
            old.unlink(missing_ok=True)
        handle, draft = tempfile.mkstemp(dir=FOLDER)
        with os.fdopen(handle, "wb") as file:
            pickle.dump(thing, file)
        os.replace(draft, FOLDER / name)
    except OSError:
        return  # Only a faster start is lost.
