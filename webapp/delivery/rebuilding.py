"""While somebody works on the product: builds scripts and styles anew when one of their sources was changed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def watch(folder, changed):
    """A function to call before each request: it builds when a file of `folder` is not as it was, then calls `changed`."""
    known = state(folder)

    def look():
        nonlocal known
        now = state(folder)
        if now != known:
            known = now
            # What esbuild has to say stands in the terminal; until it is mended the last good build is served.
            subprocess.run([sys.executable, "-m", "tools.build"], cwd=ROOT, check=False)
            changed()

    return look


def state(folder):
    """What tells one state of a folder's files from another."""
    return {(path, path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}
