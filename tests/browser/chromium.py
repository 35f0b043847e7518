"""The Chromium of this machine: the system's own, else the one that Playwright brings. `launch_arguments()` says how to start it.

Without a window of its own ("headless shell") the same engine takes a third less of the machine. What belongs to the window, as
a person's settings for a site, is in the whole browser alone.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# No program of the browser's own talks to the network while we watch what the page asks for.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def system_chromium():
    """The path of the system's Chromium, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def is_root():
    return hasattr(os, "geteuid") and os.geteuid() == 0


def launch_arguments(whole=False):
    """Keyword arguments for Playwright's `chromium.launch`: which program, and what it is told at the start.

    whole: the whole browser is needed, not its engine alone.
    """
    arguments = {"args": [*QUIET, *(["--no-sandbox"] if is_root() else [])]}
    if path := (not whole and shutil.which(SHELL)) or system_chromium():
        arguments["executable_path"] = path
    return arguments


def playwright_chromium():
    """The path of the Chromium that Playwright brought, or None when it has brought none."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def install_from_playwright():
    """Let Playwright fetch the browser that it was made with, with the libraries it needs where we may install them."""
    needs = ["--with-deps"] if is_root() and shutil.which("apt-get") else []
    subprocess.run([sys.executable, "-m", "playwright", "install", *needs, "chromium"], check=True)
