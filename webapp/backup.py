"""`python -m webapp.backup` saves the database and the secret key as one file; with a file's name it puts them back.

A backup is a tar of `stillpoint.db`, `secret` and `backup.json` with their hashes. It may be made and put back while the
product runs: what is written meanwhile is in the one or the other, and what would be lost is refused to the phone, which keeps it.
"""

import argparse
import contextlib
import datetime
import hashlib
import io
import json
import os
import sqlite3
import sys
import tarfile
import tempfile
from pathlib import Path

from webapp.config import StartProblem, instance_path

DATABASE, SECRET, CONTENTS = "stillpoint.db", "secret", "backup.json"
BESIDE = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm")


def save(folder, target=None):
    """Write a backup of an instance folder and read it back. Returns its Path. Raises StartProblem."""
    source = require_sqlite(folder)
    target = Path(target) if target else folder / "backups" / f"stillpoint-{_now()}.tar"
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=target.parent) as made:
        copy = Path(made) / DATABASE
        with contextlib.closing(sqlite3.connect(source)) as live, contextlib.closing(sqlite3.connect(copy)) as kept:
            live.backup(kept)
            kept.execute("PRAGMA journal_mode = DELETE")
        parts = {DATABASE: copy.read_bytes(), SECRET: (folder / SECRET).read_bytes()}
        hashes = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
        draft = Path(made) / "draft.tar"
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
            for name, content in {CONTENTS: json.dumps(hashes).encode(), **parts}.items():
                about = tarfile.TarInfo(name)
                about.size, about.mode = len(content), 0o600
                tar.addfile(about, io.BytesIO(content))
        _sync(draft)
        read(draft)
        os.replace(draft, target)
    return target


def read(file):
    """{name: bytes} of a backup that is whole: every hash is right and the database is sound. Raises StartProblem."""
    try:
        with tarfile.open(file) as tar:
            parts = {name: (tar.extractfile(name) or io.BytesIO()).read() for name in (CONTENTS, DATABASE, SECRET)}
        hashes = json.loads(parts.pop(CONTENTS))
    except (OSError, tarfile.TarError, KeyError, AttributeError, ValueError) as error:
        raise StartProblem(f"{file} is no whole backup of Stillpoint: {error}. Nothing was changed.") from error
    for name, content in parts.items():
        if hashlib.sha256(content).hexdigest() != hashes.get(name):
            raise StartProblem(f"{file} is damaged: {name} is not what was saved. Nothing was changed.")
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / DATABASE
        copy.write_bytes(parts[DATABASE])
        with contextlib.closing(sqlite3.connect(copy)) as connection:
            try:
                faults = [one for (one,) in connection.execute("PRAGMA integrity_check") if one != "ok"]
                faults += connection.execute("PRAGMA foreign_key_check").fetchall()
            except sqlite3.DatabaseError as error:
                faults = [error]
        if faults:
            raise StartProblem(f"{file} holds a database that is not sound: {faults[0]}. Nothing was changed.")
    return parts


def restore(file, folder):
    """Put a backup in the place of an instance folder's database and secret. What was there is set aside. Returns where."""
    parts = read(file)
    if os.environ.get("DATABASE_URL"):
        require_sqlite(folder)
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"before-restore-{_now()}"
    aside.mkdir(mode=0o700)
    drafts = {}
    for name, content in parts.items():
        drafts[name] = aside / f"{name}.new"
        with open(os.open(drafts[name], os.O_WRONLY | os.O_CREAT, 0o600), "wb") as draft:
            draft.write(content)
        _sync(drafts[name])
    # The log of the old database must never meet the new one: it goes first.
    for name in (*BESIDE, SECRET):
        with contextlib.suppress(FileNotFoundError):
            os.rename(folder / name, aside / name)
    for name, draft in drafts.items():
        os.replace(draft, folder / name)
    _sync(folder)
    return aside


def require_sqlite(folder):
    """The file of the database. Raises StartProblem where it lies elsewhere, or there is none."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        raise StartProblem(
            "This database is PostgreSQL: save it with pg_dump, put it back with pg_restore, and keep the file secret with it."
        )
    source = folder / DATABASE
    if not source.exists():
        raise StartProblem(f"There is no database at {source}. INSTANCE_PATH names its folder.")
    return source


def _now():
    return datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S%fZ")


def _sync(path):
    """Let a file, or the names in a folder, be on the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def main():
    parser = argparse.ArgumentParser(prog="python -m webapp.backup", description=__doc__)
    parser.add_argument("--restore", metavar="FILE", type=Path, help="put this backup back")
    parser.add_argument("--to", metavar="FILE", type=Path, help="where to save; by default in backups/ of the instance folder")
    options = parser.parse_args()
    try:
        if options.restore:
            aside = restore(options.restore, instance_path())
            print(
                f"Restored. What was there before lies in {aside}; remove it when all is well. Restart Stillpoint, so that it reads the secret."
            )
        else:
            print(f"Saved and verified: {save(instance_path(), options.to)}")
    except StartProblem as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
