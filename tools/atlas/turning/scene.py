"""What turns: the half body, its bones, where the points are, and how each region is looked at. Written as static/atlas/turning.mesh.

The file is one line of JSON and, behind it, the streams that the line names, one after the other:

    step, low      meters a step, and where y and z are counted from
    body, bones    faces by group, vertices, and the streams [name, bytes] of each (see `packing`)
    points         [code, "left" or "midline"] of each place of a point; the right one is the mirror image
    places         the bytes of their stream: x, y, z as two bytes each, low before high, then the skin's direction, x, y, z as -127 to 127
    whole          center and height (m) of the whole body, and
    regions        of each region: center, half of what is shown across and in height (m), turn and tilt (degrees) of its first look, what is shown, its points
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from tools.atlas.anchors import load_anchors
from tools.atlas.catalogue import regions_of_points
from tools.atlas.turning import FILE
from tools.atlas.turning.half import STEP, Half, half_body, half_bones, in_steps, lowest
from tools.atlas.turning.packing import Packer, to_bytes

BESIDE, ABOVE = 0.03, 0.045
"""Meters of body shown beside, and above and below, the points of a region."""
LEAST = 0.08
"""Half of what is shown of a region across at least, in meters."""
STEEPEST = 75
"""Degrees by which a region is looked at from above or below at most, at first."""
SHOWN = {"left foot": "left leg", "head": "all"}


def write(body, views, path: Path = FILE) -> list[str]:
    """Pack everything; answers what it holds as lines to print."""
    low = lowest(body)
    skin, bones = half_body(body, low), half_bones(low)
    anchors = [anchor for anchor in load_anchors() if anchor.side != "right"]
    meshes = {"body": _packed(skin), "bones": _packed(bones)}
    head = {
        "step": STEP,
        "low": low.round(5).tolist(),
        **{name: mesh for name, (mesh, _) in meshes.items()},
        "points": [[anchor.point, anchor.side] for anchor in anchors],
        "places": 9 * len(anchors),
        "whole": _whole(views),
        "regions": {view.region: _look(view, body, anchors) for view in reversed(views) if view.region},
    }
    text = json.dumps(head, separators=(",", ":")).encode()
    streams = b"".join(stream for _, streams in meshes.values() for stream in streams)
    path.write_bytes(text + b"\n" + streams + _places(anchors, low))
    return [f"{name}: {mesh['vertices']} vertices, {sum(mesh['faces'].values())} faces" for name, (mesh, _) in meshes.items()] + [
        f"{path.name}: {path.stat().st_size} bytes"
    ]


def _packed(half: Half) -> tuple[dict, list[bytes]]:
    packer = Packer(half.positions, half.faces, half.values)
    for group in half.groups.values():
        packer.add(group)
    streams = to_bytes(packer.streams)
    mesh = {
        "faces": {name: len(group) for name, group in half.groups.items()},
        "vertices": len(packer.index),
        "streams": [[name, len(stream)] for name, stream in streams.items()],
    }
    return mesh, list(streams.values())


def _places(anchors, low) -> bytes:
    """The places of the points and the directions of their skin, value by value."""
    places = in_steps([anchor.position for anchor in anchors], low)
    normals = np.round(np.array([anchor.normal for anchor in anchors]) * 127).astype(np.int8)
    planes = [plane for axis in places.T for plane in (axis & 255, (axis >> 8) & 255)]
    return b"".join(plane.astype(np.uint8).tobytes() for plane in planes) + normals.T.tobytes()


def _whole(views) -> dict:
    front = next(view for view in views if view.name == "front")
    return {"center": list(front.center), "height": round(front.width * front.ratio, 4)}


def _look(view, body, anchors) -> dict:
    """How the region of its first close-up is looked at: all its points in sight, from where that close-up sees it."""
    regions = regions_of_points()
    sides = ("left",) if view.side == "left" else ("left", "right", "midline")
    places = np.array([
        np.array(anchor.position) * [sign, 1, 1]
        for anchor in anchors
        for sign in ((1,) if "right" not in sides or anchor.side == "midline" else (1, -1))
        if regions[anchor.point] == view.region
    ])  # fmt: skip
    center = (places.min(0) + places.max(0)) / 2
    axes = view.camera(body.joints, 100).axes
    across, up, near = np.abs((places - center) @ axes.T).T
    x, y, z = axes[2]
    tilt = np.degrees(np.arcsin(z))
    return {
        "center": center.round(4).tolist(),
        "across": round(float(max(np.hypot(across, near).max() + BESIDE, LEAST)), 4),
        "radius": round(float(max(up.max() + ABOVE, LEAST)), 4),
        "turn": round(float(np.degrees(np.arctan2(x, -y)))),
        "tilt": round(float(np.clip(tilt, -STEEPEST, STEEPEST))),
        "shows": SHOWN.get(view.shows, view.shows),
        "points": [code for code, region in regions.items() if region == view.region],
    }
