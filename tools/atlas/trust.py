"""Which places are only approximate, and why, in words for the reader.

A point is approximate when a landmark that it is found from is a stand-in, or when the standard
gives no distance and ours is an estimate.
"""

from __future__ import annotations

from tools.atlas.landmarks import plain_name
from tools.atlas.placements import ORIGIN_KEYS
from tools.atlas.placing import Placing

ESTIMATE_WITHIN = 10
"""Millimeters that a place may be off when the standard gives no distance and ours is an estimate."""


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


def within_mm(placing: Placing, code: str) -> int:
    """How far from its mark the place may lie, in whole millimeters; 0 where it is read off the body.

    It is as uncertain as the most uncertain of what it is found from: a landmark, another point, an estimated distance, or the
    share of a cun row that is walked from there.
    """
    return round(_within(placing, code))


def _within(placing: Placing, name: str) -> float:
    name = plain_name(name)
    if name in placing.marks.facts:
        return placing.marks.facts[name].within
    entry = placing.entries[name]
    found = [entry.get("within", 0), ESTIMATE_WITHIN if estimated(placing, name) else 0]
    for origin in entry.get("origins") or [entry["origin"]]:
        found += [_within(placing, origin[key]) for key in ORIGIN_KEYS if key in origin]
    if "follow" in entry:
        found.append(_within(placing, entry["follow"]))
    for offset in entry.get("offsets", []):
        row = placing.rows[offset["row"]]
        ends = [_within(placing, end) for end in row.landmarks]
        found.append(max(ends, default=0) * min(1, abs(offset["cun"]) / row.cun))
        if offset["direction"].startswith("toward:"):
            found.append(_within(placing, offset["direction"].removeprefix("toward:")))
    return max(found)


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
