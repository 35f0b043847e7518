"""The browsers that the stories, the measurements and the screenshots run in.

`python tests/browser/browsers.py` makes sure that they are there and says nothing when they are: what is missing of Chromium,
WebKitGTK and Firefox comes by Debian's packages (as root, where there is apt), Chromium else from Playwright. What cannot be had
is named. `chromium` as an argument asks for that one alone. Everything else asks `missing(engine)`.
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.browser import chromium

PACKAGES = {
    "chromium": ("chromium", chromium.SHELL),
    "webkit": ("webkit2gtk-driver", "xvfb", "dbus", "python3-gi", "gir1.2-gtk-3.0", "gir1.2-webkit2-4.1"),
    "firefox": ("firefox-esr",),
}
"""Debian's packages by engine."""

SYSTEM_PYTHON = "/usr/bin/python3"
WINDOW_NEEDS = "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('WebKit2', '4.1'); from gi.repository import WebKit2"


def has_window():
    """Whether the system's Python can open a window of WebKitGTK."""
    if not Path(SYSTEM_PYTHON).exists():
        return False
    return not subprocess.run([SYSTEM_PYTHON, "-c", WINDOW_NEEDS], capture_output=True, check=False).returncode


def lacks(engine):
    """What this machine lacks for an engine, in words; empty when nothing."""
    if engine == "chromium":
        return [] if chromium.system_chromium() or chromium.playwright_chromium() else ["a Chromium"]
    if engine == "firefox":
        return [] if shutil.which("firefox-esr") or shutil.which("firefox") else ["a Firefox"]
    needed = {"WebKitWebDriver": shutil.which("WebKitWebDriver"), "Xvfb": shutil.which("Xvfb")}
    return [*(name for name, there in needed.items() if not there), *([] if has_window() else ["WebKit2 4.1 for the system's Python"])]


@cache
def missing(engine):
    """What keeps the stories of an engine from being told here, as a sentence; empty when nothing does."""
    lacking = lacks(engine)
    if not lacking:
        return ""
    packages = " ".join(PACKAGES[engine])
    return f"{engine} is not told: this machine lacks {', '.join(lacking)} (Debian: apt-get install {packages})"


def install_from_debian(packages):
    """Install Debian's packages as far as that is possible here."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # One after the other: not every Debian has every one.
    for command in (["update"], *(["install", "--yes", "--no-install-recommends", package] for package in packages)):
        subprocess.run(["apt-get", "--quiet", *command], env=environment, check=False, stdout=sys.stderr)


def main(engines):
    # The whole proof is quicker with the engine alone; elsewhere the whole browser does.
    is_slow = "CI" in os.environ and not shutil.which(chromium.SHELL)
    wanted = [engine for engine in engines if lacks(engine) or (engine == "chromium" and is_slow)]
    if not wanted:
        return
    print(f"Setting up browsers for the tests, once: {', '.join(wanted)}.", file=sys.stderr)
    if chromium.is_root() and shutil.which("apt-get"):
        install_from_debian([package for engine in wanted for package in PACKAGES[engine]])
    if "chromium" in wanted and lacks("chromium"):
        chromium.install_from_playwright()
    for engine in wanted:
        if why := missing(engine):
            print(why, file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:] or PACKAGES)
