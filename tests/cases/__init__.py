"""What the phone and the server answer alike: one table a subject, asked of both (tests/browser/test_cases.py; beside the server's modules)."""

import json
from pathlib import Path


def load(name):
    """The table of a subject: load("minutes") is tests/cases/minutes.json."""
    return json.loads((Path(__file__).parent / f"{name}.json").read_text("utf-8"))
