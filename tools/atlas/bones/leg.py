"""The bones of the leg: shin bone, its thin neighbor, kneecap, thigh bone, metatarsals and heel."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter1d

from tools.atlas.bones import meshes
from tools.atlas.bones.fitted import Fitted
from tools.atlas.bones.fitting import FREE, Felt, Landmark, Wish, error, fit

HIP_SOCKET = np.array([0.077, 0.056, -0.079])
"""Middle of the socket in the axes of the hip bone's mesh, as the model of the legs has it (Rajagopal et al. 2016, MIT)."""
BIG_TOE_TIP = np.array([-0.018, -0.2558, 0.0])
"""Tip of the big toe's bone in the axes of the foot's mesh: the joint of the toes in the same model, and the length of the toe."""
BEND_STEP, BEND_SOFTNESS = 0.01, 2.5
SHIN_DEPTH = 0.0045


def shin_bone(skin, flesh, joints) -> Fitted:
    """The shin bone by the knee, the inner ankle bone and the line of its front edge; then bent until the whole front lies
    under the skin as it does on a leg."""
    bone = meshes.bone("l_tibia")
    knob = bone.farthest([-1, 0, 0], 0.05, lambda p: p[:, 2] < -0.34)
    tip = bone.farthest([0, 0, -1], 0.01, lambda p: p[:, 0] < 0.01)
    tuberosity = bone.farthest([0, -1, 0], 0.02, lambda p: p[:, 2] > -0.08)
    edge = np.array([bone.farthest([0, -1, 0], 0.02, lambda p, z=z: abs(p[:, 2] - z) < 0.02) for z in np.arange(-0.2, -0.06, 0.02)])
    landmarks = [
        Landmark([0, 0, -0.018], [FREE, FREE, skin["patellar_ligament"][2] - 0.004], (FREE, FREE, 0.004)),
        Landmark(tuberosity, skin["tibial_tuberosity"], (0.004, FREE, 0.006)),
        Landmark(knob, flesh.under(skin["medial_malleolus_tip"], 0.0035), (0.002, 0.004, FREE)),
        Landmark(tip, skin["medial_malleolus_lower"] + [0, 0, 0.004], (FREE, FREE, 0.002)),
        Landmark(edge[:4].mean(0), skin["tibia_crest"], (0.002, FREE, FREE)),
    ]
    felt = [Felt(edge, SHIN_DEPTH, 0.0015), Felt(tuberosity[None], 0.005), Felt(knob[None], 0.003)]
    wish = Wish(landmarks, felt, size=1.08, stretch=0.06, turn=0.25, least=0.0025)
    middle = (skin["tibial_tuberosity"] + joints["lowerleg01.L"]) / 2
    motion = fit(bone.vertices, [0, 0, -0.04], middle + [0, 0.01, 0], wish, flesh)
    return Fitted(_bent(motion(bone.vertices), flesh), bone.triangles, error(motion, landmarks), motion.scales)


def _bent(points: np.ndarray, flesh) -> np.ndarray:
    """The shaft moved, height by height and smoothly, until its nearest place in front and inside lies SHIN_DEPTH deep."""
    top, bottom = points[:, 2].max() - 0.07, points[:, 2].min() + 0.05
    heights = np.arange(bottom, top, BEND_STEP)
    moved = points.copy()
    for _ in range(2):
        shifts = np.array([_toward_the_skin(moved, height, flesh) for height in heights])
        shifts = gaussian_filter1d(shifts, BEND_SOFTNESS, axis=0, mode="nearest")
        ends = np.clip(np.minimum(heights - bottom, top - heights) / 0.04, 0, 1)[:, None]
        along = np.column_stack([np.interp(moved[:, 2], heights, column, left=0, right=0) for column in (shifts * ends).T])
        moved = moved + along
    return moved


def _toward_the_skin(points, height: float, flesh) -> np.ndarray:
    """How far (3,) the cross-section at a height should move."""
    ring = points[abs(points[:, 2] - height) < 0.014]
    if not len(ring):
        return np.zeros(3)
    ring = ring[np.argsort(ring @ [0.35, 1.0, 0], kind="stable")[: max(4, len(ring) // 3)]]
    depths = flesh.depth(ring)
    nearest = int(np.argmin(depths))
    outward = flesh.outward(ring[nearest])[0] * [1, 1, 0]
    return outward * np.clip(depths[nearest] - SHIN_DEPTH, -0.004, 0.004)


def calf_bone(skin, flesh) -> Fitted:
    """The thin bone of the outer leg, from the knob under the knee to the outer ankle bone."""
    bone = meshes.bone("l_fibula")
    knob = bone.farthest([1, 0, 0], 0.05, lambda p: p[:, 2] < -0.34)
    tip = bone.farthest([0, 0, -1], 0.01)
    head = bone.farthest([1, 0.3, 0.3], 0.03, lambda p: p[:, 2] > -0.1)
    landmarks = [
        Landmark(knob, flesh.under(skin["lateral_malleolus_tip"], 0.0035), (0.002, 0.003, FREE)),
        Landmark(tip, skin["lateral_malleolus_lower"] + [0, 0, 0.004], (FREE, FREE, 0.002)),
        Landmark(head, flesh.under(skin["fibula_head"], 0.006), (0.003, 0.003, 0.004)),
    ]
    wish = Wish(landmarks, [Felt(head[None], 0.006), Felt(knob[None], 0.003)], size=1.08, stretch=0.12, least=0.0025)
    motion = fit(bone.vertices, tip, skin["lateral_malleolus_lower"], wish, flesh)
    return Fitted(motion(bone.vertices), bone.triangles, error(motion, landmarks), motion.scales)


def kneecap(skin, flesh) -> Fitted:
    """The kneecap between the marks of its upper and lower edge, its front just under the skin."""
    bone = meshes.bone("l_patella")
    top, bottom = bone.farthest([0, 0, 1], 0.02), bone.farthest([0, 0, -1], 0.02)
    front = bone.outermost([0, -1, 0], len(bone.vertices) // 4)
    landmarks = [
        Landmark(top, skin["patella_top_mid"] + [0, 0, 0.001], (0.003, FREE, 0.001)),
        Landmark(bottom, skin["patella_bottom"] - [0, 0, 0.001], (0.003, FREE, 0.001)),
    ]
    wish = Wish(landmarks, [Felt(front, 0.0045, 0.001)], size=1.0, size_sigma=0.1, stretch=0.04, turn=0.2)
    motion = fit(bone.vertices, bone.vertices.mean(0), (skin["patella_top_mid"] + skin["patella_bottom"]) / 2 + [0, 0.015, 0], wish, flesh)
    return Fitted(motion(bone.vertices), bone.triangles, error(motion, landmarks), motion.scales)


def thigh_bone(hip, flesh, joints) -> Fitted:
    """The thigh bone from the socket of the hip bone (its Motion) to the knee."""
    bone = meshes.bone("l_femur")
    socket = hip(HIP_SOCKET)
    sides = [bone.outermost([sign, 0, 0], 6, lambda p: p[:, 2] < -0.35) for sign in (1, -1)]
    landmarks = [Landmark([0, 0, 0], socket, 0.002), Landmark(np.mean(sides, (0, 1)), joints["lowerleg01.L"], (0.006, 0.010, 0.012))]
    wish = Wish(landmarks, [Felt(side, 0.010, 0.004) for side in sides], size=1.05, stretch=0.10, least=0.004)
    motion = fit(bone.vertices, [0, 0, 0], socket, wish, flesh)
    return Fitted(motion(bone.vertices), bone.triangles, error(motion, landmarks), motion.scales)


def foot(skin, flesh, toe_tip) -> dict[str, Fitted]:
    """The metatarsals, by heel, big toe, the balls and the sole; the middle of the foot is lifted into our high instep.

    toe_tip: the foremost place (3,) of the big toe's skin.
    """
    long = meshes.metatarsals()
    heel = meshes.heel_bone()
    every = np.concatenate([heel.vertices, *(bone.vertices for bone in long.values())])
    ball = long["mt1"].outermost([-1, 0, 0], 8, lambda p: p[:, 1] < -0.16)
    little = long["mt5"].outermost([1, 0, 0], 8, lambda p: p[:, 1] < -0.11)
    sole = np.concatenate([long["mt1"].outermost([0, 0, -1], 8), long["mt5"].outermost([0, 0, -1], 8), heel.outermost([0, 0, -1], 8)])
    landmarks = [
        Landmark(heel.farthest([0, 1, 0], 0.03), flesh.under(skin["heel_back"], 0.006), (0.006, 0.003, FREE)),
        Landmark(BIG_TOE_TIP, toe_tip + [0, 0.006, 0], (FREE, 0.004, FREE)),
        Landmark(long["mt1"].farthest([0, -1, 0], 0.2), flesh.under(skin["mt1_head"], 0.012), (0.004, FREE, FREE)),
    ]
    felt = [Felt(ball, 0.005), Felt(little, 0.005), Felt(sole, 0.011)]
    motion = fit(every, [0, 0, 0], skin["heel_back"] + [0, -0.012, 0], Wish(landmarks, felt, size=1.02, stretch=0.12, turn=0.1), flesh)
    tops = np.concatenate([_hind_top(long[name]) for name in ("mt1", "mt2", "mt3")])
    hind, fore = motion(heel.vertices)[:, 1].min(), motion(ball)[:, 1].mean()
    summit = motion(long["mt2"].vertices)[:, 1].max()

    def lifted(points, height: float) -> np.ndarray:
        moved = motion(points)
        behind = np.clip((hind - moved[:, 1]) / (hind - summit), 0, 1)
        before = np.clip((moved[:, 1] - fore) / (summit - fore), 0, 1)
        share = np.minimum(behind, before)
        moved[:, 2] += height * share * share * (3 - 2 * share)
        return moved

    lift = min(np.arange(0, 0.02, 0.001), key=lambda height: abs(np.median(flesh.depth(lifted(tops, height))) - 0.007))
    missed = error(motion, landmarks)
    return {name: Fitted(lifted(bone.vertices, lift), bone.triangles, missed, motion.scales) for name, bone in long.items()}


def _hind_top(bone) -> np.ndarray:
    """The upper face (n, 3) of the hind end of a metatarsal."""
    hind = bone.vertices[:, 1].max()
    return bone.outermost([0, 0, 1], 12, lambda points: points[:, 1] > hind - 0.03)
