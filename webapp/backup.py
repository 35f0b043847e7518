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
import shutil
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
        parts = {DATABASE: copy, SECRET: folder / SECRET}
        contents = Path(made) / CONTENTS
        contents.write_text(json.dumps({name: _hash(part) for name, part in parts.items()}))
        draft = Path(made) / "draft.tar"
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
            for name, part in {CONTENTS: contents, **parts}.items():
                about = tarfile.TarInfo(name)
                about.size, about.mode = part.stat().st_size, 0o600
                with part.open("rb") as content:
                    tar.addfile(about, content)
        _sync(draft)
        unpack(draft, Path(made))
        os.replace(draft, target)
    return target


def unpack(file, folder):
    """Write the parts of a backup into `folder`, whose own they are: name -> Path. Raises StartProblem when it is not whole.

    It is whole when every hash is right and the database is sound. None of it has to fit into the memory.
    """
    parts = {}
    try:
        with tarfile.open(file) as tar:
            for name in (CONTENTS, DATABASE, SECRET):
                parts[name] = folder / f"{name}.new"
                with open(os.open(parts[name], os.O_WRONLY | os.O_CREAT, 0o600), "wb") as part:
                    shutil.copyfileobj(tar.extractfile(name) or io.BytesIO(), part)
        hashes = json.loads(parts.pop(CONTENTS).read_text())
        damaged = [name for name, part in parts.items() if _hash(part) != hashes.get(name)]
    except (OSError, tarfile.TarError, KeyError, AttributeError, ValueError) as error:
        raise StartProblem(f"{file} is no whole backup of Stillpoint: {error}. Nothing was changed.") from error
    if damaged:
        raise StartProblem(f"{file} is damaged: {damaged[0]} is not what was saved. Nothing was changed.")
    with contextlib.closing(sqlite3.connect(parts[DATABASE])) as connection:
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
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as made:
        parts = unpack(file, Path(made))
        if os.environ.get("DATABASE_URL"):
            require_sqlite(folder)
        for part in parts.values():
            _sync(part)
        aside = folder / f"before-restore-{_now()}"
        aside.mkdir(mode=0o700)
        # The log of the old database must never meet the new one: it goes first.
        for name in (*BESIDE, SECRET):
            with contextlib.suppress(FileNotFoundError):
                os.rename(folder / name, aside / name)
        for name, part in parts.items():
            os.replace(part, folder / name)
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


def _hash(path):
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


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
