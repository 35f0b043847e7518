"""The long bones of the hand, from the knuckles of our hand to its wrist."""

from __future__ import annotations

import numpy as np

from tools.atlas.bones import meshes
from tools.atlas.bones.fitted import Fitted
from tools.atlas.bones.fitting import Felt, Landmark, Wish, error, fit
from tools.atlas.views import FRAMES

SPREAD = {2: 0.0, 3: -0.0135, 4: -0.0245, 5: -0.035}
"""How far the bases of the metacarpals lie from that of the index finger, toward the little finger, in meters."""
HOLLOW = {2: 0.0, 3: -0.001, 4: 0.001, 5: 0.004}
"""How far they lie toward the palm: the back of the hand is an arch."""
HEAD_DEPTH, BASE_DEPTH = 0.010, 0.011


def hand(skin, flesh, joints) -> dict[str, Fitted]:
    """Metacarpals "mc1" (thumb) to "mc5"."""
    frame = FRAMES["hand"](joints)
    found = {"mc1": _thumb(skin, flesh, joints, frame)}
    _distal, radial, palmar = frame
    first = skin["mc2_base"] + BASE_DEPTH * palmar
    for finger in SPREAD:
        bone = meshes.hand_bone(f"{finger}mc", frame)
        head, base = _ends(bone, frame[0])
        knuckle = skin[f"mc{finger}_head"] + HEAD_DEPTH * palmar
        landmarks = [Landmark(head, knuckle, 0.002), Landmark(base, first + SPREAD[finger] * radial + HOLLOW[finger] * palmar, 0.003)]
        back = bone.outermost(-palmar, 12, lambda p, head=head: np.linalg.norm(p - head, axis=1) < 0.012)
        wish = Wish(landmarks, [Felt(back, 0.0045)], size=1.1, size_sigma=0.06, stretch=0.08, turn=0.25, least=0.002)
        motion = fit(bone.vertices, head, knuckle, wish, flesh)
        found[f"mc{finger}"] = Fitted(motion(bone.vertices), bone.triangles, error(motion, landmarks), motion.scales)
    return found


def _ends(bone, distal) -> tuple[np.ndarray, np.ndarray]:
    return bone.farthest(distal, 0.12), bone.farthest(-distal, 0.12)


def _thumb(skin, flesh, joints, frame) -> Fitted:
    bone = meshes.hand_bone("1mc", frame)
    base, knuckle = flesh.under(skin["mc1_base"], 0.009), joints["finger1-2.L"]
    head = bone.farthest(frame[0] + frame[1], 0.05)
    root = bone.farthest(-frame[0] - frame[1], 0.05)
    landmarks = [Landmark(root, base, 0.003), Landmark(head, knuckle, 0.002)]
    wish = Wish(landmarks, size=1.1, size_sigma=0.06, stretch=0.08, turn=0.5, least=0.002)
    motion = fit(bone.vertices, root, base, wish, flesh)
    return Fitted(motion(bone.vertices), bone.triangles, error(motion, landmarks), motion.scales)
