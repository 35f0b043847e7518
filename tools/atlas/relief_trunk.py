"""Relief of the trunk: spine, shoulder blades, collar bones, belly.

Numbers in lists are meters in the body frame, x for the left side; strengths are millimeters.
"""

from __future__ import annotations

import numpy as np

from tools.atlas.frames import BACK, FRONT, UP
from tools.atlas.landmarks import Landmarks
from tools.atlas.mesh import smoothstep, unit
from tools.atlas.relief import Sculptor, bell


def sculpt_trunk(body: Sculptor, marks: Landmarks) -> None:
    """Add the trunk's relief to the body's heights."""
    _spine(body, marks)
    for sign in (1, -1):
        _pelvis(body, marks, sign)
        _shoulder_blade(body, marks, sign)
        _collar_bone(body, marks, sign)
    _front(body, marks)


def _spine(body: Sculptor, marks: Landmarks) -> None:
    x, _, z = body.vertices.T
    back = body.facing(BACK, 0.15, 0.4) * body.trunk
    length = smoothstep(0.02, 0.09, z) * smoothstep(0.53, 0.44, z)
    depth = 0.0022 + 0.0030 * smoothstep(0.34, 0.16, z)
    body.heights -= back * length * depth * bell(x, 0.013)
    columns = 0.0030 * bell(np.abs(x) - 0.040, 0.020)
    body.heights += back * length * smoothstep(0.40, 0.22, z) * columns
    knobs = 0.5 + 0.5 * np.cos((z - 0.07) / 0.0335 * 2 * np.pi)
    lumbar = smoothstep(0.06, 0.1, z) * smoothstep(0.30, 0.24, z)
    body.heights += back * lumbar * 0.0009 * bell(x, 0.006) * knobs
    body.spot(marks.place("c7_spinous"), 3.8, 0.0135)
    body.spot(marks.place("t1_spinous"), 2.2, 0.0125)


def _pelvis(body: Sculptor, marks: Landmarks, sign: int) -> None:
    dimple = marks.place("psis") * [sign, 1, 1]
    body.spot(dimple + [0, 0, 0.004], -2.6, 0.012)
    low, high = marks.place("psis")[2], marks.place("iliac_crest_top")[2]
    crest = [
        body.skin([sign * 0.045, 0, low + 0.014], BACK),
        body.skin([sign * 0.09, 0, low + 0.80 * (high - low)], unit([sign * 0.2, 1, 0])),
        body.skin([sign * 0.14, 0.0, high], unit([sign * 0.8, 0.6, 0])),
    ]
    body.line(crest, 1.0, 0.016, (0.3, 0.3))


# Border of the shoulder blade and the hollow inside it: meters from the midline, and share of the
# way from the level of its ridge (T3) to that of its lower corner (T7).
BLADE_BORDER = ((0.070, -0.25), (0.073, 0.03), (0.074, 0.40), (0.080, 0.76), (0.094, 1.0))
BLADE_HOLLOW = ((0.054, -0.07), (0.055, 0.34), (0.060, 0.76), (0.075, 1.07))


def _shoulder_blade(body: Sculptor, marks: Landmarks, sign: int) -> None:
    back = body.facing(BACK, 0.15, 0.4) * body.trunk
    top, low = marks.place("t3_spinous")[2], marks.place("t7_spinous")[2]

    def course(places):
        return [body.skin([sign * x, 0, top + share * (low - top)], BACK) for x, share in places]

    body.line(course(BLADE_BORDER), 2.6, 0.012, (0.2, 0.35), back)
    body.line(course(BLADE_HOLLOW), -1.4, 0.014, (0.25, 0.4), back)
    ridge = body.line(
        [
            body.skin([sign * 0.074, 0, top], BACK),
            body.skin([sign * 0.105, 0, top + 0.009], BACK),
            body.skin([sign * 0.135, 0, top + 0.017], unit([0, 1, 0.4])),
            body.skin([sign * 0.160, 0, top + 0.022], unit([0, 0.8, 0.7])),
        ],
        2.6,
        0.011,
        (0.25, 0.2),
    )
    body.line(ridge - [0, 0, 0.024], -1.5, 0.015, (0.25, 0.2), back)


def _collar_bone(body: Sculptor, marks: Landmarks, sign: int) -> None:
    front = body.facing(FRONT, 0.05, 0.4) * body.trunk
    notch, above = marks.place("suprasternal_notch")[2], unit([0, -1, 0.55])
    bone = body.line(
        [
            body.skin([sign * 0.020, 0, notch + 0.001], FRONT),
            body.skin([sign * 0.052, 0, notch + 0.004], FRONT),
            body.skin([sign * 0.092, 0, notch + 0.013], FRONT),
            body.skin([sign * 0.128, -0.035, notch + 0.020], above),
            body.skin([sign * 0.158, -0.025, notch + 0.018], above),
        ],
        4.8,
        0.0088,
        (0.08, 0.3),
        samples=30,
    )
    body.line(bone + [0, 0.012, 0.022], -3.6, 0.015, (0.3, 0.3))
    body.line(bone - [0, 0.004, 0.024], -1.8, 0.015, (0.35, 0.3), front)
    body.spot(body.skin([sign * 0.165, -0.012, 0.7], UP, 0.3), 2.0, 0.016)
    neck_cord = [
        body.skin([sign * 0.016, 0, notch + 0.008], FRONT),
        body.skin([sign * 0.030, 0, notch + 0.060], unit([sign * 0.5, -1, 0])),
        body.skin([sign * 0.055, 0, notch + 0.115], unit([sign * 1, -0.7, 0])),
    ]
    body.line(neck_cord, 1.4, 0.009, (0.25, 0.4))


def _front(body: Sculptor, marks: Landmarks) -> None:
    x, _, z = body.vertices.T
    front = body.facing(FRONT, 0.05, 0.4) * body.trunk
    navel, notch = marks.place("navel")[2], marks.place("suprasternal_notch")[2]
    xiphoid, pubis = marks.place("xiphisternal_junction")[2], marks.place("pubic_symphysis_top")[2]
    body.spot(body.skin([0, 0, notch + 0.012], FRONT), -4.8, 0.0125)
    upper = smoothstep(navel + 0.015, navel + 0.05, z)
    upper = upper * smoothstep(notch - 0.03, xiphoid + 0.03, z)
    body.heights -= front * 0.0018 * bell(x, 0.010) * upper
    center = body.skin([0, 0, navel], FRONT)
    distance = np.linalg.norm((body.vertices - center) * [1.15, 0.5, 0.8], axis=1)
    body.heights -= front * 0.0066 * bell(distance, 0.0075)
    body.heights += front * 0.0012 * bell(distance - 0.015, 0.007)
    lower = smoothstep(pubis + 0.02, navel - 0.03, z)
    lower = lower * smoothstep(navel + 0.01, navel - 0.02, z)
    body.heights -= front * 0.0013 * bell(x, 0.010) * lower
