"""What the report of the atlas says of the bones: how they lie, and which points show none of those that they name."""

from __future__ import annotations

import json

from tools.atlas.bones.names import load_names
from tools.atlas.bones.shapes import SHAPES_FILE


def names_of(code: str) -> str:
    """The names of the bones that a point's picture shows."""
    return ", ".join(load_names()["point"].get(code, []))


def section() -> list[str]:
    """Lines of Markdown: depths of the bones, of what a finger feels, and what is left out."""
    found, table = json.loads(SHAPES_FILE.with_suffix(".json").read_text("utf-8")), load_names()
    lines = [
        "| bone | vertices outside the skin | least and greatest depth, mm | landmarks missed by, mm | scales |",
        "|---|---|---|---|---|",
    ]
    for name, one in found["bones"].items():
        scales = " ".join(f"{scale:.2f}" for scale in one["scales"])
        lines.append(f"| {name} | {one['outside']} | {one['least']} / {one['greatest']} | {one['error']} | {scales} |")
    lines += ["", "| what a finger feels | least, median, greatest depth, mm |", "|---|---|"]
    lines += [f"| {words} | {' / '.join(map(str, depths))} |" for words, depths in found["felt"].items()]
    lines += ["", "Named by the words and not drawn, for a wrong bone is worse than none:", ""]
    lines += [f"* {code}, {name}: {why}" for code, names in table["left_out"].items() for name, why in names.items()]
    lines += [f"* {', '.join(words)}: {why}" for why, words in table["undrawn"].items()]
    return lines
