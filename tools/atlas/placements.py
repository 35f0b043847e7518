"""Reads placements.toml: how each point of the catalogue is found."""

from __future__ import annotations

import tomllib
from pathlib import Path

PLACEMENTS_FILE = Path(__file__).parent / "placements.toml"
# Where an origin names landmarks or points.
ORIGIN_KEYS = ("at", "from", "to", "level_of", "column_of")


def load_placements(path: Path = PLACEMENTS_FILE) -> dict[str, dict]:
    """The entries by code, in the order of the catalogue."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["point"]
    return {entry["code"]: entry for entry in entries}
