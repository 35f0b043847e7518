"""The oldest browsers in which everything works. `browsers.json` is the one place that names them.

served: a list of name, system (words before the version, where the version is that of a system), version, keys (those of
MDN's browser-compat-data, by which tests/test_browsers.py holds scripts and styles to them), build (the key of esbuild).
"""

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("browsers.json")


@cache
def served():
    """The list described above, as dicts."""
    return json.loads(FILE.read_text(encoding="utf-8"))["served"]


def words():
    """The browsers with their versions in one line.

    >>> words()
    'Safari 16.4 (iPhone and iPad: iOS 16.4), Chrome 111, Edge 111, Samsung Internet 22, Firefox 121'
    """
    return ", ".join(_named(**one) for one in served())


def _named(name, version, system="", **_):
    return f"{name} {version} ({system} {version})" if system else f"{name} {version}"
