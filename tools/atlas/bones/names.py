"""Reads names.toml: which bones a point's words name, and which of them its picture shows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

NAMES_FILE = Path(__file__).with_name("names.toml")


def load_names(path: Path = NAMES_FILE) -> dict:
    """The table: "name", "point", "left_out" (see the file)."""
    return tomllib.loads(path.read_text("utf-8"))


def said(table: dict, code: str, text: str) -> dict[str, str]:
    """The names of a point and the words of its text that say them. Raises ValueError where the text says nothing of the kind."""
    found = {}
    for name in table["point"][code]:
        matches = [match for words in table["name"][name]["words"] if (match := re.search(words, text, re.IGNORECASE))]
        if not matches:
            raise ValueError(f"the words of {code} say nothing of its {name}")
        found[name] = matches[0].group()
    return found
