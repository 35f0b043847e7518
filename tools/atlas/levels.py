"""Heights of the body, read from its joints and its smooth skin before any relief is modeled.

Meters in the body frame. The relief is modeled at these heights and the landmarks are found there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tools.atlas.relief import FRONT, Sculptor


@dataclass(frozen=True)
class Levels:
    """navel: deepest dip of the belly; notch: top of the breastbone; xiphoid: its lower joint;
    pubis: upper edge of the pubic bone; c7: the neck's knob; s2: the dimples of the pelvis;
    knee: crease behind the knee, by side.
    """

    navel: float
    notch: float
    xiphoid: float
    pubis: float
    c7: float
    s2: float
    knee: dict[str, float]


def read_levels(body: Sculptor) -> Levels:
    """Read every height once."""
    joints = body.joints
    heights = np.linspace(0.06, 0.22, 320)
    profile = np.array([body.skin([0, 0, height], FRONT)[1] for height in heights])
    smooth = np.convolve(np.pad(profile, 40, "edge"), np.ones(81) / 81, "valid")
    notch = float(joints["clavicle.L"][2] + 0.012)
    return Levels(
        navel=float(heights[np.argmax(profile - smooth)]),
        notch=notch,
        xiphoid=notch - 0.19,
        pubis=float(joints["upperleg01.L"][2] + 0.008),
        c7=float(joints["neck01"][2] - 0.004),
        s2=0.072,
        knee={side: float(joints[f"lowerleg01.{side}"][2] - 0.006) for side in "LR"},
    )
