"""From the rest pose to the anatomical position: standing, arms hanging, palms forward.

Rotations are in the axes of the body frame, applied about the bone's own (already moved) joint.
"""

from __future__ import annotations

import numpy as np

from tools.atlas.mesh import BaseMesh, unit

ARM_DEGREES = 11.0
LEG_DEGREES = 3.6
FINGER_CURL = 0.55
# Share of the forearm's turn that each bone takes, so that the skin twists over the whole arm.
TWIST = (("upperarm02", 0.20), ("lowerarm01", 0.25), ("lowerarm02", 0.45), ("wrist", 0.10))
FINGER_SPREAD = {2: 7, 3: 0, 4: -6, 5: -13}


def rotation(axis, degrees: float) -> np.ndarray:
    """The matrix (3, 3) of a right-handed turn about the axis."""
    x, y, z = unit(axis)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.radians(degrees)
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross


def turn_onto(start, end, share: float = 1.0) -> np.ndarray:
    """The smallest turn (3, 3) that brings direction `start` to `end`, or only a share of it."""
    start, end = unit(start), unit(end)
    axis = np.cross(start, end)
    sine = np.linalg.norm(axis)
    if sine < 1e-8:
        return np.eye(3)
    return rotation(axis, np.degrees(np.arctan2(sine, start @ end)) * share)


class Skeleton:
    """The bones of a base mesh with a turn for each; starts in the rest pose."""

    def __init__(self, base: BaseMesh) -> None:
        self.base = base
        self.turns: dict[str, np.ndarray] = {}

    def motions(self) -> tuple[np.ndarray, np.ndarray]:
        """Per bone the rotation (bones, 3, 3) and shift (bones, 3) from rest to now."""
        rotations, shifts = [], []
        for bone, parent, rest in zip(self.base.bones, self.base.parents, self.base.joints, strict=True):
            turn = np.eye(3) if parent < 0 else rotations[parent]
            shift = np.zeros(3) if parent < 0 else shifts[parent]
            joint = turn @ rest + shift
            turn = self.turns.get(bone, np.eye(3)) @ turn
            rotations.append(turn)
            shifts.append(joint - turn @ rest)
        return np.array(rotations), np.array(shifts)

    def joints(self) -> dict[str, np.ndarray]:
        """Where the head of each bone is now, (3,) meters."""
        rotations, shifts = self.motions()
        moved = np.einsum("bij,bj->bi", rotations, self.base.joints) + shifts
        return dict(zip(self.base.bones, moved, strict=True))

    def add(self, bone: str, turn: np.ndarray) -> None:
        """Turn a bone further."""
        self.turns[bone] = turn @ self.turns.get(bone, np.eye(3))

    def aim(self, bone: str, child: str, direction, share: float = 1.0) -> None:
        """Turn a bone so that its child lies in the direction."""
        joints = self.joints()
        self.add(bone, turn_onto(joints[child] - joints[bone], direction, share))

    def skin(self, vertices: np.ndarray, weights: np.ndarray) -> np.ndarray:
        """Move rest vertices (n, 3) with the bones (linear blend skinning)."""
        rotations, shifts = self.motions()
        moved = np.zeros_like(vertices)
        for bone in np.where(weights.sum(0) > 0)[0]:
            moved += weights[:, bone : bone + 1] * (vertices @ rotations[bone].T + shifts[bone])
        return moved


def anatomical_position(base: BaseMesh) -> Skeleton:
    """The skeleton with legs together, arms 11 degrees from the trunk, palms forward."""
    skeleton = Skeleton(base)
    for side, sign in (("L", 1), ("R", -1)):
        skeleton.turns[f"upperleg01.{side}"] = rotation([0, 1, 0], sign * LEG_DEGREES)
        level_foot = rotation([0, 1, 0], -sign * LEG_DEGREES) @ rotation([0, 0, 1], -sign * 3)
        skeleton.turns[f"foot.{side}"] = level_foot
        skeleton.turns[f"clavicle.{side}"] = rotation([0, 1, 0], sign * 2)
        skeleton.turns[f"shoulder01.{side}"] = rotation([0, 1, 0], sign * 7)
        _hang_arm(skeleton, side, sign)
        _relax_hand(skeleton, side, sign)
    return skeleton


def _down(sign: int, degrees: float, forward: float) -> np.ndarray:
    angle = np.radians(degrees)
    return np.array([sign * np.sin(angle), -forward, -np.cos(angle)])


def _hang_arm(skeleton: Skeleton, side: str, sign: int) -> None:
    upper, lower, wrist = f"upperarm01.{side}", f"lowerarm01.{side}", f"wrist.{side}"
    skeleton.aim(upper, lower, _down(sign, ARM_DEGREES, 0.02))
    forearm = _down(sign, ARM_DEGREES + 5, 0.07)
    skeleton.aim(lower, wrist, forearm)
    # Palms forward: the line from little to index knuckle points away from the body. Three rounds,
    # because the shared twist does not arrive whole at the hand.
    for _ in range(3):
        joints = skeleton.joints()
        axis = unit(joints[wrist] - joints[lower])
        knuckles = joints[f"finger2-1.{side}"] - joints[f"finger5-1.{side}"]
        knuckles = unit(knuckles - (knuckles @ axis) * axis)
        outward = np.array([sign, 0.06, 0])
        outward = unit(outward - (outward @ axis) * axis)
        angle = np.degrees(np.arctan2(axis @ np.cross(knuckles, outward), knuckles @ outward))
        upper_axis = unit(joints[lower] - joints[upper])
        for bone, share in TWIST:
            about = upper_axis if bone == "upperarm02" else axis
            skeleton.add(f"{bone}.{side}", rotation(about, angle * share))
    skeleton.aim(lower, wrist, forearm)


def _relax_hand(skeleton: Skeleton, side: str, sign: int) -> None:
    hand = _down(sign, ARM_DEGREES + 1, 0.05)
    skeleton.aim(f"wrist.{side}", f"finger3-1.{side}", hand, 0.9)
    for finger, spread in FINGER_SPREAD.items():
        for joint in (1, 2):
            bend = (0.16 + 0.22 * (joint - 1)) * FINGER_CURL * (1 + 0.12 * (finger - 2))
            direction = unit(rotation([0, 1, 0], -sign * spread) @ hand + [0, -bend, 0])
            bone, child = f"finger{finger}-{joint}.{side}", f"finger{finger}-{joint + 1}.{side}"
            skeleton.aim(bone, child, direction, 0.92)
    for joint, spread, forward in ((1, 34, 0.30), (2, 24, 0.25)):
        direction = unit(rotation([0, 1, 0], -sign * spread) @ hand + [0, -forward, 0])
        bone, child = f"finger1-{joint}.{side}", f"finger1-{joint + 1}.{side}"
        skeleton.aim(bone, child, direction, 0.85)
