"""Landmarks that need more than one ray: each takes a `Landmarks` and returns a place (3,).

Meters in the body frame, on the left side or the midline.
"""

from __future__ import annotations

import numpy as np

from tools.atlas.frames import BACK, FRONT, OUTER

HEAD_CENTER = np.array([0, -0.04, 0.735])


def hairline_front(marks) -> np.ndarray:
    """As far above the brow as the brow is above the base of the nose."""
    brow, nose = marks.place("glabella")[2], marks.place("nostril_wing_lower")[2]
    return marks.parts.trunk_skin([0, 0, 2 * brow - nose], FRONT)


def hairline_back(marks) -> np.ndarray:
    """Three of the fifteen shares from below C7 over the head to the front hairline."""
    path = head_midline(marks, marks.place("hairline_front_mid"), marks.place("c7_spinous (lower border)"))
    along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
    return path[np.argmin(np.abs(along - along[-1] * 12 / 15))]


def head_midline(marks, start, end) -> np.ndarray:
    """The midline (k, 3) over the head from a place in front to one behind, down to the neck."""
    skull_end = np.array([0, 0.06, 0.70])
    first, last = start - HEAD_CENTER, np.asarray(end) - HEAD_CENTER
    if end[2] < skull_end[2]:
        last = skull_end - HEAD_CENTER
    begin, finish = np.arctan2(first[2], first[1]), np.arctan2(last[2], last[1])
    angles = np.linspace(begin, finish, 240)
    path = [marks.parts.skin("trunk", HEAD_CENTER, [0, np.cos(angle), np.sin(angle)], 0.3) for angle in angles]
    if end[2] < path[-1][2]:
        heights = np.linspace(path[-1][2] - 0.001, end[2], 120)
        path += [marks.parts.trunk_skin([0, 0, height], BACK) for height in heights]
    return np.array(path)


def hairline_temple(marks) -> np.ndarray:
    """1.2 cm above the top of the ear."""
    apex = marks.place("ear_apex")
    return marks.parts.trunk_skin([0, apex[1], apex[2] + 0.012], OUTER)


def _ear(marks) -> np.ndarray:
    x, y, z = marks.parts.vertices.T
    ear = (x > 0.0775) & (z > 0.665) & (z < 0.74) & (y > -0.06) & (y < -0.01)
    return marks.parts.vertices[ear]


def ear_apex(marks) -> np.ndarray:
    """Highest vertex of the ear."""
    ear = _ear(marks)
    return ear[np.argmax(ear[:, 2])]


def ear_lobe(marks) -> np.ndarray:
    """Lowest vertex of the ear."""
    ear = _ear(marks)
    return ear[np.argmin(ear[:, 2])]


def _midline_front(marks, low: float, high: float, count: int) -> np.ndarray:
    heights = np.linspace(low, high, count)
    return np.array([marks.parts.trunk_skin([0, 0, height], FRONT) for height in heights])


def chin_crease(marks) -> np.ndarray:
    """Deepest place between lower lip and chin, measured from the chord over it."""
    profile = _midline_front(marks, 0.622, 0.648, 80)
    chord = np.interp(profile[:, 2], profile[[0, -1], 2], profile[[0, -1], 1])
    return profile[np.argmax(profile[:, 1] - chord)]


def chin(marks) -> np.ndarray:
    """Most forward place of the chin."""
    profile = _midline_front(marks, 0.612, 0.632, 60)
    return profile[np.argmin(profile[:, 1])]


def navel(marks) -> np.ndarray:
    """Deepest dip of the belly against its smoothed profile."""
    profile = _midline_front(marks, 0.06, 0.22, 320)
    smooth = np.convolve(np.pad(profile[:, 1], 40, "edge"), np.ones(81) / 81, "valid")
    return profile[np.argmax(profile[:, 1] - smooth)]


def gluteal_fold(marks) -> np.ndarray:
    """Sharpest inward bend of the profile under the buttock, 9.5 cm from the midline."""
    heights = np.linspace(-0.16, -0.05, 111)
    profile = np.array([marks.parts.trunk_skin([0.095, 0, height], BACK) for height in heights])
    reach = 15
    depth = profile[:, 1]
    bend = depth[: -2 * reach] + depth[2 * reach :] - 2 * depth[reach:-reach]
    return profile[reach + np.argmax(bend)]


def palm_edge(marks) -> np.ndarray:
    """Little-finger edge of the hand at the fifth knuckle."""
    distal, radial, _ = marks.parts.hand_axes
    return marks.parts.skin("arm", marks.place("mc5_head") - 0.004 * distal, -radial, 0.1)


def hanging_fingertip(marks) -> np.ndarray:
    """Side of the thigh where the middle fingertip would rest, 1.2 cm behind the middle."""
    joints = marks.parts.joints
    upper = np.linalg.norm(joints["upperarm01.L"] - joints["lowerarm01.L"])
    middle = [joints[f"finger3-{joint}.L"] for joint in (1, 2, 3)]
    tip = marks.parts.vertices[marks.parts.in_arm] @ marks.parts.hand_axes[0]
    hand = tip.max() - joints["wrist.L"] @ marks.parts.hand_axes[0]
    straight = sum(np.linalg.norm(end - start) for start, end in zip([joints["wrist.L"], *middle[:-1]], middle, strict=True))
    hand = max(hand, straight)
    height = joints["upperarm01.L"][2] - upper - marks.parts.forearm_length - hand
    return _thigh_side(marks, float(height), 0.012)


def thigh_side(marks) -> np.ndarray:
    """Middle of the side of the thigh at the hanging fingertip."""
    return _thigh_side(marks, float(marks.place("middle_fingertip_hanging")[2]), 0.0)


def _thigh_side(marks, height: float, behind: float) -> np.ndarray:
    left, right, front, rear = marks.parts.leg_slice(height)
    target = [(left + right) / 2, (front + rear) / 2 + behind, height]
    return marks.parts.leg_skin(target, OUTER)


def knee_crease(marks) -> np.ndarray:
    """Middle of the back of the leg at the bending axis of the knee."""
    height = float(marks.parts.joints["lowerleg01.L"][2] - 0.006)
    left, right, _, _ = marks.parts.leg_slice(height)
    return marks.parts.leg_skin([(left + right) / 2, 0, height], BACK)


def back_of_thigh(marks) -> np.ndarray:
    """Back of the thigh half way from the fold of the buttock to the crease of the knee."""
    middle = (marks.place("gluteal_fold_mid") + marks.place("popliteal_crease_mid")) / 2
    return marks.parts.leg_skin(middle, BACK)


def shin_front(marks) -> np.ndarray:
    """Front-most place of the leg at mid shin."""
    ring = marks.parts.leg_vertices(-0.55)
    return ring[np.argmin(ring[:, 1])]


def calf_furrow(marks) -> np.ndarray:
    """Middle of the back of the leg half way from the knee's crease to the outer ankle."""
    height = float((marks.place("popliteal_crease_mid")[2] + marks.place("lateral_malleolus_tip")[2]) / 2)
    left, right, _, _ = marks.parts.leg_slice(height)
    return marks.parts.leg_skin([(left + right) / 2, 0, height], BACK)


def heel_cord(marks) -> np.ndarray:
    """Rear skin of the leg between the levels of both ankles, 6 mm in from the edge."""
    height = (marks.place("medial_malleolus_tip") + marks.place("lateral_malleolus_tip"))[2] / 2
    ring = marks.parts.leg_vertices(float(height))
    return ring[np.argmax(ring[:, 1])] - [0, 0.006, 0]


def heel(marks) -> np.ndarray:
    """Rear-most vertex of the heel."""
    low = marks.parts.in_leg & (marks.parts.vertices[:, 2] < marks.parts.floor + 0.05)
    foot = marks.parts.vertices[low]
    return foot[np.argmax(foot[:, 1])]
