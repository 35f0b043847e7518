"""The files of the versions before and beside this one, by their hashed addresses, in `files/` of the instance folder.

A page that is open, or that the other of two servers has made, asks for the files of its own version. Each start puts its
own there; what no version has used for thirty days goes.
"""

import hashlib
import os
import re
import time
from pathlib import Path

from flask import current_app

KEPT_SECONDS = 30 * 24 * 3600
NAMED = re.compile(r"/(?:static/[\w./-]+?\.([0-9a-f]{8})\.\w+|pack/([0-9a-f]{12}))", re.ASCII)
"""An address with the beginning of the SHA-256 of what it leads to."""


def keep(folder, files):
    """Put the files of this version, address -> bytes, into the instance folder `folder`. Raises OSError."""
    place = folder / "files"
    for address, content in files.items():
        path = _path(place, address)
        if path is None:
            continue
        try:
            os.utime(path)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f"{path.name}.{os.getpid()}")
            draft.write_bytes(content)
            draft.replace(path)
    old = time.time() - KEPT_SECONDS
    for path in (one for one in place.rglob("*") if one.is_file() and one.stat().st_mtime < old):
        path.unlink(missing_ok=True)


def response(address, make):
    """The CachedResponse, by `make` of its bytes, of what another version has put there for an address; None without. It is kept."""
    content = find(address)
    if content is None:
        return None
    made = make(content)
    if not current_app.debug:
        current_app.extensions["response cache"].responses[address, "", False] = made
    return made


def find(address):
    """The bytes of the same, whole, as its hash says; or None."""
    path = _path(Path(current_app.instance_path) / "files", address)
    try:
        content = path.read_bytes() if path else None
    except OSError:
        return None
    wanted = NAMED.fullmatch(address)
    is_whole = content is not None and wanted and hashlib.sha256(content).hexdigest().startswith(wanted[1] or wanted[2])
    return content if is_whole else None


def _path(place, address):
    """Where the file of an address is; None for what is none of ours."""
    if not NAMED.fullmatch(address) or ".." in address:
        return None
    return place / address.lstrip("/")
