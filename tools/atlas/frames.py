"""Parts of the body and the local frames of hand, forearm and foot, all on the left side.

Meters in the body frame (+x left, -y front, +z up). A part's scene meets only that part's skin.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from tools.atlas.mesh import unit
from tools.atlas.rays import Hit, Scene

FRONT = np.array([0, -1.0, 0])
BACK = np.array([0, 1.0, 0])
UP = np.array([0, 0, 1.0])
OUTER = np.array([1.0, 0, 0])
ARM_BONES = ("upperarm", "lowerarm", "wrist", "metacarpal", "finger")
LEG_BONES = ("upperleg", "lowerleg", "foot", "toe")
# Sideways place of the wrist end of each hand bone from the wrist's middle, meters to the thumb.
HAND_BONE_BASES = {2: 0.010, 3: 0.002, 4: -0.006, 5: -0.013}


class Parts:
    """Skin of the trunk (no arms), the left arm, the left leg and the whole, with their frames.

    body: anything with vertices (n, 3), triangles (m, 3), joints and weight(*prefixes, side).
    """

    def __init__(self, body) -> None:
        self.vertices = body.vertices
        self.triangles = body.triangles
        self.joints = body.joints
        self.floor = float(body.vertices[:, 2].min())
        self.stature = float(body.vertices[:, 2].max() - self.floor)
        arms = body.weight(*ARM_BONES)[body.triangles]
        left_arm = body.weight(*ARM_BONES, side="L")
        left_leg = body.weight(*LEG_BONES, side="L")
        self.in_arm = left_arm > 0.5
        self.in_leg = left_leg > 0.5
        self.triangles_of = {
            "all": None,
            "trunk": arms.max(1) < 0.5,
            "arm": left_arm[body.triangles].min(1) > 0.02,
            "leg": left_leg[body.triangles].min(1) > 0.3,
        }
        self._scenes: dict[str, Scene] = {}

    def scene(self, part: str) -> Scene:
        """The part's skin: "all", "trunk", "arm" or "leg"."""
        if part not in self._scenes:
            self._scenes[part] = Scene(self.vertices, self.triangles, self.triangles_of[part])
        return self._scenes[part]

    def hit(self, part: str, target, viewer, distance: float = 0.4) -> Hit | None:
        """What is seen of a part when looking at a place from a direction."""
        return self.scene(part).toward(target, viewer, distance)

    def skin(self, part: str, target, viewer, distance: float = 0.4) -> np.ndarray:
        """Position of that skin; ValueError when nothing is there."""
        hit = self.hit(part, target, viewer, distance)
        if hit is None:
            raise ValueError(f"no skin of the {part} at {np.round(target, 3)} from {viewer}")
        return hit.position

    def trunk_skin(self, target, viewer) -> np.ndarray:
        """Skin of head, trunk or legs, arms left out."""
        return self.skin("trunk", target, viewer)

    def leg_skin(self, target, viewer) -> np.ndarray:
        """Skin of the left leg."""
        return self.skin("leg", target, viewer, 0.3)

    def leg_vertices(self, height: float) -> np.ndarray:
        """Vertices (k, 3) of the left leg within 3 mm of a height, without the forefoot."""
        near = self.in_leg & (np.abs(self.vertices[:, 2] - height) < 0.003)
        if height < self.joints["foot.L"][2] + 0.05:
            near &= self.vertices[:, 1] > -0.09
        return self.vertices[near]

    def leg_slice(self, height: float) -> tuple[float, float, float, float]:
        """Inner x, outer x, front y and rear y of the left leg at a height."""
        x, y, _ = self.leg_vertices(height).T
        return x.min(), x.max(), y.min(), y.max()

    @cached_property
    def hand_axes(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Directions of the left hand: distal, radial (to the thumb), palmar."""
        return self._arm_axes(self.joints["finger3-1.L"] - self.joints["wrist.L"])

    @cached_property
    def forearm_axes(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Directions of the left forearm: distal, radial, palmar."""
        return self._arm_axes(self.joints["wrist.L"] - self.joints["lowerarm01.L"])

    @cached_property
    def forearm_length(self) -> float:
        """Elbow joint to wrist joint."""
        return float(np.linalg.norm(self.joints["wrist.L"] - self.joints["lowerarm01.L"]))

    @cached_property
    def foot_axes(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Directions of the left foot: forward (to toes 2 and 3), outward, up."""
        toes = (self.joints["toe2-1.L"] + self.joints["toe3-1.L"]) / 2 - self.joints["foot.L"]
        forward = unit(toes * [1, 1, 0])
        outward = np.array([-forward[1], forward[0], 0])
        return forward, outward * np.sign(outward[0]), UP

    def _arm_axes(self, along) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        distal = unit(along)
        radial = self.joints["finger2-1.L"] - self.joints["finger5-1.L"]
        radial = unit(radial - (radial @ distal) * distal)
        palmar = np.cross(distal, radial)
        return distal, radial, palmar * -np.sign(palmar[1])

    def arm_slice(self, height: float) -> np.ndarray:
        """Center of the arm's slice, `height` meters up from the wrist along the forearm."""
        distal = self.forearm_axes[0]
        origin = self.joints["wrist.L"] - distal * height
        offset = self.vertices[self.in_arm] - origin
        near = (np.abs(offset @ distal) < 0.004) & (np.linalg.norm(offset, axis=1) < 0.09)
        return origin + (offset[near].max(0) + offset[near].min(0)) / 2

    def forearm(self, height: float, viewer) -> np.ndarray:
        """Skin of the arm at a height above the wrist, seen from (radial, palmar)."""
        _, radial, palmar = self.forearm_axes
        direction = unit(viewer[0] * radial + viewer[1] * palmar)
        return self.skin("arm", self.arm_slice(height), direction, 0.15)

    def hand(self, at, viewer=None) -> np.ndarray:
        """A place of the hand's frame, or its skin seen from (radial, palmar)."""
        distal, radial, palmar = self.hand_axes
        place = self.joints["wrist.L"] + at[0] * distal + at[1] * radial + at[2] * palmar
        if viewer is None:
            return place
        direction = unit(viewer[0] * radial + viewer[1] * palmar)
        return self.skin("arm", place, direction, 0.12)

    def knuckle(self, finger: int, back: float) -> np.ndarray:
        """A place on a hand bone, `back` meters from the skeleton's finger joint to the wrist."""
        distal, radial, _ = self.hand_axes
        joint = self.joints[f"finger{finger}-1.L"]
        base = self.joints["wrist.L"] + 0.022 * distal + HAND_BONE_BASES[finger] * radial
        return joint + unit(base - joint) * back

    def foot(self, at, viewer, far: float) -> np.ndarray:
        """Skin of the foot: at = (forward, outward, above the floor), viewer in the same axes.

        far: mm from which the ray starts.
        """
        forward, outward, _ = self.foot_axes
        place = self.joints["foot.L"] * [1, 1, 0] + at[0] * forward + at[1] * outward
        place = place + UP * (self.floor + at[2])
        direction = viewer[0] * forward + viewer[1] * outward + viewer[2] * UP
        return self.skin("leg", place, unit(direction), far / 1000)
