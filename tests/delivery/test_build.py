"""The build: the same sources make the same bytes, and no style sheet and no element is left out."""

import re
import shutil
import subprocess
from pathlib import Path

from tools import build

ROOT = Path(__file__).resolve().parents[2]
JS, CSS = ROOT / "static" / "js", ROOT / "static" / "css"


def files(folder):
    """Name -> bytes of everything in a folder that is served."""
    paths = [path for path in folder.rglob("*") if path.suffix in (".css", ".js", ".json", ".txt")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_the_same_sources_make_the_same_bytes_wherever_they_lie(tmp_path):
    copy = tmp_path / "elsewhere"
    for source in build.sources():
        target = copy / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    (copy / "tools" / "build" / "node_modules").symlink_to(build.PACKAGES)
    node, _ = build.find_node()
    subprocess.run([*node, copy / "tools" / "build" / "build.mjs"], check=True)
    assert files(copy / "build" / "static") == files(build.BUILT)


def test_nothing_is_built_while_no_source_is_changed():
    assert build.build() is False


def test_every_style_sheet_belongs_to_one_entry():
    imported = [
        name for entry in (CSS / "entries").iterdir() for name in re.findall(r'@import "\.\./([\w-]+\.css)"', entry.read_text("utf-8"))
    ]
    assert sorted(imported) == sorted(path.name for path in CSS.glob("*.css"))


def test_every_element_of_a_page_has_its_behavior():
    named = {name for path in (ROOT / "templates").rglob("*.html") for name in re.findall(r"<([a-z]+-[a-z-]+)", path.read_text("utf-8"))}
    first = {path.stem for path in (JS / "map").glob("*.js")}
    listed = set(re.findall(r'^  "([\w-]+)": ', (JS / "shell" / "elements.js").read_text("utf-8"), re.M))
    assert named - first == listed


def test_every_script_is_loaded_by_some_entry():
    waiting = [
        *(JS / "entries").glob("*.js"),
        JS / "shell" / "boot.js",
        JS / "person" / "home-row.js",
        JS / "offline" / "service-worker.js",
    ]
    loaded = set()
    while waiting:
        script = waiting.pop()
        if script not in loaded:
            loaded.add(script)
            names = re.findall(r'(?:from |import |import\()"(\.[^"]+\.js)"', script.read_text("utf-8"))
            waiting += [(script.parent / name).resolve() for name in names]
    assert set(JS.rglob("*.js")) <= loaded
