"""Relief of the limbs: hollow of the knee, cords of the back of the hand and of the instep.

Numbers in lists are meters in the body frame, x for the left side; strengths are millimeters.
"""

from __future__ import annotations

import numpy as np

from tools.atlas.frames import BACK, UP
from tools.atlas.landmarks import Landmarks
from tools.atlas.mesh import unit
from tools.atlas.relief import Sculptor


def sculpt_limbs(body: Sculptor, marks: Landmarks) -> None:
    """Add the limbs' relief to the body's heights."""
    for side, sign in (("L", 1), ("R", -1)):
        _back_of_knee(body, marks.place("popliteal_crease_mid")[2], side)
        _back_of_hand(body, side)
        _palm(body, marks, sign)
        _instep(body, side)


def _back_of_knee(body: Sculptor, height: float, side: str) -> None:
    x = body.joints[f"lowerleg01.{side}"][0]
    leg = body.weight("upperleg", "lowerleg", side=side) > 0.5
    back = body.facing(BACK, 0.1, 0.4) * leg
    sign = np.sign(x)
    crease = ((-0.038, 0.006), (-0.015, 0), (0.012, -0.001), (0.038, 0.007))
    points = [body.skin([x + sign * across, 0, height + up], BACK) for across, up in crease]
    body.line(points, -3.4, 0.0042, (0.3, 0.3), back)
    for offset in (-0.036, 0.036):
        cord = ((1.05, -0.03), (0.95, 0.03), (0.72, 0.10))
        points = [body.skin([x + offset * share, 0, height + up], BACK) for share, up in cord]
        body.line(points, 4.8, 0.009, (0.35, 0.5), back)
    hollow = body.skin([x, 0, height + 0.028], BACK)
    body.spot(hollow, -5.5, 0.022, back, stretch=(1, 1, 0.6))


def _back_of_hand(body: Sculptor, side: str) -> None:
    wrist = body.joints[f"wrist.{side}"]
    across = body.joints[f"finger2-1.{side}"] - body.joints[f"finger5-1.{side}"]
    for finger in (2, 3, 4, 5):
        knuckle = body.joints[f"finger{finger}-1.{side}"]
        outward = unit(np.cross(knuckle - wrist, across))
        outward *= np.sign(outward[1])
        shares = (0.25, 0.5, 0.75, 0.97)
        points = [body.skin(wrist + (knuckle - wrist) * share, outward, 0.1) for share in shares]
        body.line(points, 1.15, 0.0034, (0.3, 0.2))


# Creases of the palm in the hand's frame: meters beyond the wrist joint and to the thumb.
PALM_CREASES = (
    ((0.084, -0.036), (0.086, -0.018), (0.092, 0.000), (0.103, 0.010)),
    ((0.088, 0.032), (0.080, 0.016), (0.073, -0.004), (0.066, -0.024)),
    ((0.088, 0.032), (0.070, 0.012), (0.045, 0.001), (0.020, 0.002)),
)


def _palm(body: Sculptor, marks: Landmarks, sign: int) -> None:
    mirror = np.array([sign, 1, 1])
    for crease in PALM_CREASES:
        points = [marks.parts.hand([*place, 0], (0, 1)) * mirror for place in crease]
        body.line(points, -0.8, 0.0030, (0.25, 0.25))


def _instep(body: Sculptor, side: str) -> None:
    flat = np.array([1, 1, 0])
    ankle = body.joints[f"foot.{side}"] * flat
    for toe in (1, 2, 3, 4, 5):
        joint = body.joints[f"toe{toe}-1.{side}"] * flat
        points = []
        for share in (0.25, 0.45, 0.7, 0.98):
            hit = body.scene.cast(ankle + (joint - ankle) * share + [0, 0, -0.75], -UP)
            points.append(hit.position)
        body.line(points, 1.6 if toe == 1 else 1.2, 0.0042, (0.3, 0.25))
