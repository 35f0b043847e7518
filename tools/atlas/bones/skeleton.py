"""The whole of the fitted bones: made, kept in data/bones.npz, measured for data/bones.json."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tools.atlas.bones import arm, hand, leg, trunk
from tools.atlas.bones.felt import figures
from tools.atlas.bones.fitted import Fitted
from tools.atlas.bones.fitting import settle
from tools.atlas.bones.flesh import Flesh
from tools.atlas.bones.shapes import save
from tools.atlas.export import write_json
from tools.atlas.findings import load_findings

FIGURES_FILE = Path(__file__).parents[1] / "data" / "bones.json"
LEAST = 0.0015
"""Nothing lies nearer to the skin, in meters."""
ARM = ("humerus", "ulna", "radius", "mc1", "mc2", "mc3", "mc4", "mc5")


def fit_all(body) -> dict[str, Fitted]:
    """Every bone of the left side and the middle, laid under the skin of the body."""
    skin, joints = load_findings().landmarks, body.joints
    trunk_flesh, arm_flesh = Flesh(body, "trunk and legs"), Flesh(body, "arm")
    toe = body.vertices[body.weight("toe1", side="L") > 0.5]
    hip_bone, hip = trunk.hip_bone(skin, trunk_flesh)
    found = {
        "hip": hip_bone,
        "sacrum": trunk.sacrum(skin, trunk_flesh),
        "femur": leg.thigh_bone(hip, trunk_flesh, joints),
        "tibia": leg.shin_bone(skin, trunk_flesh, joints),
        "fibula": leg.calf_bone(skin, trunk_flesh),
        "patella": leg.kneecap(skin, trunk_flesh),
        **leg.foot(skin, trunk_flesh, toe[np.argmin(toe[:, 1])]),
        "clavicle": arm.collarbone(skin, trunk_flesh),
        "scapula": arm.shoulder_blade(skin, trunk_flesh),
        "humerus": arm.upper_arm(skin, arm_flesh, joints),
        **arm.forearm(skin, arm_flesh, joints),
        **hand.hand(skin, arm_flesh, joints),
    }
    return {name: _settled(one, arm_flesh if name in ARM else trunk_flesh) for name, one in found.items()}


def write(body) -> list[str]:
    """Lay the bones, write shapes and figures; answers the figures as lines to print."""
    bones = fit_all(body)
    flesh = {part: Flesh(body, part) for part in ("trunk and legs", "arm")}
    found = figures(bones, lambda name, places: flesh["arm" if name in ARM else "trunk and legs"].depth(places))
    save(bones)
    write_json(FIGURES_FILE, found)
    lines = [
        f"{name:9} {one['outside']:3} outside, {one['least']:5} to {one['greatest']:5} mm deep, landmarks {one['error']:4} mm"
        for name, one in found["bones"].items()
    ]
    lines += [f"{words}: {' / '.join(map(str, depths))} mm deep (least, median, greatest)" for words, depths in found["felt"].items()]
    return lines


def _settled(one: Fitted, flesh: Flesh) -> Fitted:
    return Fitted(settle(one.vertices, one.triangles, flesh, LEAST), one.triangles, one.error, one.scales)
