"""Which places are only approximate, and why, in words for the reader.

A point is approximate when a landmark that it is found from is a stand-in, or when the standard
gives no distance and ours is an estimate.
"""

from __future__ import annotations

from tools.atlas.landmarks import plain_name
from tools.atlas.placements import ORIGIN_KEYS
from tools.atlas.placing import Placing


def landmarks_behind(placing: Placing, code: str) -> list[str]:
    """Names of all landmarks that a code's place rests on, through other points and cun rows."""
    entry = placing.entries[code]
    names: list[str] = []
    for origin in entry.get("origins") or [entry["origin"]]:
        names += [origin[key] for key in ORIGIN_KEYS if key in origin]
    for offset in entry.get("offsets", []):
        if offset["direction"].startswith("toward:"):
            names.append(offset["direction"].removeprefix("toward:"))
        names += placing.rows[offset["row"]].landmarks
    if "follow" in entry:
        names.append(entry["follow"])
    found: list[str] = []
    for name in map(plain_name, names):
        for behind in [name] if name in placing.marks.facts else landmarks_behind(placing, name):
            if behind not in found:
                found.append(behind)
    return found


def estimated(placing: Placing, code: str) -> bool:
    """Whether a distance of the code's own is a house estimate."""
    return any(offset.get("estimate") for offset in placing.entries[code].get("offsets", []))


def why_approximate(placing: Placing, code: str) -> str:
    """A sentence or two for the reader, or "" when the place is read off the body."""
    facts = placing.marks.facts
    stand_ins = [facts[name].label for name in landmarks_behind(placing, code) if facts[name].kind == "stand-in"]
    sentences = []
    if stand_ins:
        shown = ", ".join(dict.fromkeys(stand_ins))
        sentences.append(f"Set by proportion, as the figure does not show it: {shown}.")
    if estimated(placing, code):
        sentences.append("The standard gives no distance here; ours is an estimate.")
    return " ".join(sentences)
