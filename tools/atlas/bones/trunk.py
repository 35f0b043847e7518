"""The bones of the hip: hip bone and the flat bone at the end of the spine."""

from __future__ import annotations

import numpy as np

from tools.atlas.bones import meshes
from tools.atlas.bones.fitted import Fitted
from tools.atlas.bones.fitting import FREE, Felt, Landmark, Motion, Wish, error, fit

CREST_SKIN = 0.007
SACRUM_BELOW_CREST = 0.034


def hip_bone(skin, flesh) -> tuple[Fitted, Motion]:
    """The left half of the hip, by its crest, the dimple, and the joint in front; and how it was moved."""
    bone = meshes.bone("l_pelvis")
    crest = skin["iliac_crest_top"]
    landmarks = [
        Landmark(bone.farthest([0, 0, 1], 0.01), crest, (FREE, FREE, 0.004)),
        Landmark(
            bone.farthest([0, -0.3, 1], 0.05, lambda p: (p[:, 0] < 0.02) & (p[:, 1] < 0.05)),
            flesh.under(skin["pubic_symphysis_top"], 0.026),
            (FREE, 0.010, 0.005),
        ),
        Landmark(bone.farthest([0, 1, 0], 0.03, lambda p: p[:, 2] > 0), flesh.under(skin["psis"], 0.008), (0.010, 0.006, 0.008)),
        Landmark(bone.farthest([1, 0, 0], 0.005), [crest[0] - CREST_SKIN, 0, 0], (0.003, FREE, FREE)),
    ]
    wish = Wish(landmarks, least=0.004, size=1.045, size_sigma=0.02, stretch=0.03, turn=0.05, symmetric=True)
    start = np.array([0, crest[1], crest[2]]) - [0, 0, 0.08]
    motion = fit(bone.vertices, [0, 0.07, 0], start, wish, flesh)
    return Fitted(motion(bone.vertices), bone.triangles, error(motion, landmarks), motion.scales), motion


def sacrum(skin, flesh) -> Fitted:
    """The flat bone between the hip bones, by the crest and the skin over its middle. It comes from another skeleton than they."""
    bone = meshes.bone("sacrum")
    ridge = bone.farthest([0, 1, 0], 0.03, lambda p: abs(p[:, 0]) < 0.01)
    landmarks = [
        Landmark(bone.farthest([0, 0, 1], 0.01), [0, 0, skin["iliac_crest_top"][2] - SACRUM_BELOW_CREST], (FREE, FREE, 0.003)),
    ]
    wish = Wish(landmarks, [Felt(ridge[None], 0.008, 0.001)], least=0.004, size_sigma=0.02, stretch=0.02, turn=0.15, symmetric=True)
    motion = fit(bone.vertices, ridge, flesh.under(skin["s2_spinous"], 0.008), wish, flesh)
    return Fitted(motion(bone.vertices), bone.triangles, error(motion, landmarks), motion.scales)
