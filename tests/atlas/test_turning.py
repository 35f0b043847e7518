"""The body that turns, as it is committed: light, whole, and in agreement with the plate (how it is unpacked: tests/scripts/turning.test.js)."""

import json

import brotli
import numpy as np
import pytest

from tools.atlas.anchors import load_anchors
from tools.atlas.turning import FILE
from webapp import atlas
from webapp.catalogue import load_catalogue

KB = 1024
CONTENT = FILE.read_bytes()
HEAD = json.loads(CONTENT.partition(b"\n")[0])
PLACES = CONTENT[-HEAD["places"] :]
PLATE = 584 / 1100
"""CSS px a unit of the whole view, where the plate is 584 px high."""


def places():
    """Place (n, 3), in meters, of each of the points that the file names."""
    count = len(HEAD["points"])
    planes = np.frombuffer(PLACES[: 6 * count], np.uint8).reshape(3, 2, count).astype(int)
    return (planes[:, 0] | planes[:, 1] << 8).astype(np.uint16).astype(np.int16).T * HEAD["step"] + HEAD["low"]


def test_it_weighs_45_kb_at_most():
    assert len(brotli.compress(CONTENT)) <= 45 * KB


def test_it_names_every_point_and_looks_at_every_region():
    assert {code for code, _side in HEAD["points"]} == set(load_catalogue().points)
    assert set(HEAD["regions"]) == set(load_catalogue().regions)


def test_its_points_are_where_the_atlas_has_them():
    anchors = [anchor for anchor in load_anchors() if anchor.side != "right"]
    assert [[anchor.point, anchor.side] for anchor in anchors] == HEAD["points"]
    assert np.abs(places() - [anchor.position for anchor in anchors]).max() <= HEAD["step"]


@pytest.mark.parametrize(("side", "sign"), [("front", 1), ("back", -1)])
def test_from_the_front_and_from_behind_its_points_lie_within_2_px_of_the_plates(side, sign):
    view = atlas.load().views[side]
    scale = view.height / HEAD["whole"]["height"]
    found = {}
    for (code, half), (x, _y, z) in zip(HEAD["points"], places(), strict=True):
        for which, across in ((half, x), *([("right", -x)] if half == "left" else [])):
            seen = (view.width / 2 + sign * across * scale, view.height / 2 - (z - HEAD["whole"]["center"][2]) * scale)
            found.setdefault((code, which), []).append(seen)
    assert len(view.marks) > 50
    for mark in view.marks:
        off = min(np.hypot(x - mark.x, y - mark.y) for x, y in found[mark.point, mark.side])
        assert off * PLATE <= 2, (mark.point, mark.side, off)
