"""The fonts of the suite: pinned packages, so that what the machine has installed changes no result.

`environment(name)` is what a browser is started with to know the fonts of one kind alone: "narrow", "usual" or "wide".
Chromium, Firefox and WebKitGTK on Linux ask fontconfig; elsewhere the browser's own fonts are used.
"""

import hashlib
import os
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# Kind -> (family of words that are read, family of titles).
KINDS = {
    "narrow": ("Fjalla One", "Fjalla One"),
    "usual": ("Lato", "Source Serif Pro"),
    "wide": ("Bitstream Vera Sans", "Bitstream Vera Sans"),
}
FOLDERS = ("font_fjallaone/files", "font_lato/files", "font_source_serif_pro/files", "reportlab/fonts")
SANS = ("sans-serif", "system-ui", "ui-sans-serif", "Segoe UI", "Roboto", "Noto Sans", "Arial", "Helvetica", "monospace")
SERIF = ("serif", "ui-serif", "New York", "Iowan Old Style", "Georgia", "Noto Serif", "Times New Roman")


def folders():
    """Where the packages keep their files."""
    for folder in FOLDERS:
        package, inside = folder.split("/")
        yield Path(find_spec(package).submodule_search_locations[0]) / inside


def configuration(kind, cache_folder):
    """fontconfig's own words for: these folders alone, and one family for all that is asked for."""
    sans, serif = KINDS[kind]
    aliases = [(name, sans) for name in SANS] + [(name, serif) for name in SERIF]
    return "\n".join(
        [
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
            *(f"<dir>{folder}</dir>" for folder in folders()),
            f"<cachedir>{cache_folder}</cachedir>",
            *(
                f'<match target="pattern"><test name="family" qual="any"><string>{name}</string></test>'
                f'<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit></match>'
                for name, family in aliases
            ),
            f'<match target="pattern"><edit name="family" mode="append" binding="weak"><string>{sans}</string></edit></match>',
            "</fontconfig>",
        ]
    )


@cache
def environment(kind="usual"):
    """The environment of a process that knows the fonts of one kind alone."""
    # Another clone of the project has its fonts elsewhere, where the pages of this one's Firefox may not read.
    clone = hashlib.sha256("\n".join(map(str, folders())).encode()).hexdigest()[:8]
    folder = Path(tempfile.gettempdir()) / f"stillpoint-fonts-{os.getuid()}-{clone}"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{kind}.conf"
    fresh = folder / f"{kind}.{os.getpid()}"
    fresh.write_text(configuration(kind, folder / "cache"))
    fresh.replace(path)  # whole or not at all: other processes read it
    return {**os.environ, "FONTCONFIG_FILE": str(path)}
