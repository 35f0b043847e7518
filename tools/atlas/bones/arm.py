"""The bones of shoulder and arm."""

from __future__ import annotations

import numpy as np

from tools.atlas.bones import meshes
from tools.atlas.bones.fitted import Fitted
from tools.atlas.bones.fitting import FREE, Felt, Landmark, Wish, error, fit
from tools.atlas.pose import rotation


def collarbone(skin, flesh) -> Fitted:
    """The collarbone from beside the notch to the tip of the shoulder."""
    bone = meshes.bone("clavicle")
    inner, outer = bone.farthest([-1, 0, 0], 0.03), bone.farthest([1, 0, 0], 0.03)
    upper = bone.vertices[bone.vertices[:, 2] > np.quantile(bone.vertices[:, 2], 0.7)]
    lower = bone.farthest([0, 0, -1], 0.02, lambda p: (p[:, 0] > 0.02) & (p[:, 0] < 0.04))
    notch = skin["suprasternal_notch"]
    landmarks = [
        Landmark(inner, flesh.under(notch + [0.02, 0, 0.002], 0.010), (0.004, 0.004, 0.004)),
        Landmark(outer, flesh.under(skin["acromion_outer_end"], 0.006) - [0.014, 0, 0], (0.006, 0.008, 0.006)),
        Landmark(lower, skin["clavicle_lower_border"] + [0, 0.008, 0.002], (FREE, FREE, 0.002)),
    ]
    wish = Wish(landmarks, [Felt(upper, 0.006, 0.003)], size=1.0, size_sigma=0.1, turn=0.6)
    motion = fit(bone.vertices, inner, landmarks[0].target, wish, flesh)
    return Fitted(motion(bone.vertices), bone.triangles, error(motion, landmarks), motion.scales)


def shoulder_blade(skin, flesh) -> Fitted:
    """The shoulder blade by its tip at the shoulder, its three corners and the ridge."""
    bone = meshes.bone("scapula")
    acromion = bone.farthest([1, -0.2, 0.2], 0.02, lambda p: p[:, 2] > -0.01)
    ridge = bone.outermost([0, 1, 0.3], 30, lambda p: (p[:, 2] > -0.03) & (p[:, 0] > -0.08))
    root = bone.farthest([-0.2, 1, 1], 0.03, lambda p: p[:, 0] < -0.085)
    landmarks = [
        Landmark(acromion, flesh.under(skin["acromion_outer_end"], 0.005), 0.002),
        Landmark(root, flesh.under(skin["scapula_spine_inner_end"], 0.009), 0.006),
        Landmark(bone.farthest([0, 0, -1], 0.02), flesh.under(skin["scapula_inferior_angle"], 0.009), 0.006),
        Landmark(bone.farthest([0, 0, 1], 0.02), flesh.under(skin["scapula_superior_angle"], 0.014), 0.012),
        Landmark(bone.farthest([-1, 0, 0], 0.02), flesh.under(skin["scapula_medial_border"], 0.010), (0.006, 0.010, FREE)),
    ]
    wish = Wish(landmarks, [Felt(ridge, 0.006, 0.004)], size=1.0, size_sigma=0.08, turn=0.8)
    motion = fit(bone.vertices, acromion, landmarks[0].target, wish, flesh)
    return Fitted(motion(bone.vertices), bone.triangles, error(motion, landmarks), motion.scales)


def upper_arm(skin, flesh, joints) -> Fitted:
    """The bone of the upper arm from the shoulder to the two knobs of the elbow."""
    bone = meshes.bone("humerus")
    outer, inner = (bone.farthest([sign, 0, 0], 0.04, lambda p: p[:, 2] < -0.24) for sign in (1, -1))
    knob = bone.farthest([1, -0.3, 0], 0.04, lambda p: p[:, 2] > -0.05)
    landmarks = [
        Landmark(outer, flesh.under(skin["lateral_epicondyle"], 0.004), 0.004),
        Landmark(inner, flesh.under(skin["medial_epicondyle"], 0.004), 0.004),
        Landmark(knob, flesh.under(skin["greater_tubercle"], 0.012), (0.006, 0.008, 0.012)),
    ]
    wish = Wish(landmarks, size=1.03, size_sigma=0.06, stretch=0.06, turn=0.6)
    motion = fit(bone.vertices, (outer + inner) / 2, joints["lowerarm01.L"], wish, flesh)
    return Fitted(motion(bone.vertices), bone.triangles, error(motion, landmarks), motion.scales)


def forearm(skin, flesh, joints) -> dict[str, Fitted]:
    """The two bones of the forearm, each by itself: the meshes stand with the thumb forward, our palms look forward."""
    return {"ulna": _little_finger_side(skin, flesh, joints), "radius": _thumb_side(skin, flesh, joints)}


def _little_finger_side(skin, flesh, joints) -> Fitted:
    bone = meshes.bone("ulna")
    point = bone.farthest([0, 1, 0.2], 0.02, lambda p: p[:, 2] > -0.04)
    head = bone.farthest([0, 0, -1], 0.02)
    target = joints["wrist.L"] + 0.5 * (skin["wrist_crease_back_ulnar"] - joints["wrist.L"]) + [-0.008, 0.002, 0.012]
    landmarks = [
        Landmark(point, flesh.under(skin["olecranon"], 0.0035), 0.004),
        Landmark(head, target, (0.004, 0.004, 0.006)),
    ]
    back = bone.outermost([0, 1, 0], 6, lambda p: p[:, 2] < -0.22)
    outer = bone.outermost([-1, 0, 0], 6, lambda p: p[:, 2] < -0.22)
    wish = Wish(landmarks, [Felt(back, 0.004), Felt(outer, 0.004)], size=1.02, stretch=0.06, turn=0.5, least=0.0025)
    motion = fit(bone.vertices, point, landmarks[0].target, wish, flesh)
    return Fitted(motion(bone.vertices), bone.triangles, error(motion, landmarks), motion.scales)


def _thumb_side(skin, flesh, joints) -> Fitted:
    mesh = meshes.bone("radius")
    bone = meshes.Bone(mesh.vertices @ rotation([0, 0, 1], 90).T, mesh.triangles)
    styloid = bone.farthest([0.3, 0, -1], 0.02)
    top = bone.farthest([0, 0, 1], 0.03)
    outer, inner = skin["lateral_epicondyle"], skin["medial_epicondyle"]
    landmarks = [
        Landmark(styloid, flesh.under(skin["radial_styloid"], 0.004), (0.003, 0.004, 0.004)),
        Landmark(top, outer + 0.25 * (inner - outer) + [0, -0.012, -0.022], (0.005, 0.005, 0.006)),
    ]
    outer = bone.outermost([1, 0, 0], 6, lambda p: p[:, 2] < -0.2)
    wish = Wish(landmarks, [Felt(outer, 0.004)], size=1.02, stretch=0.06, turn=0.5, least=0.0025)
    motion = fit(bone.vertices, top, landmarks[1].target, wish, flesh)
    return Fitted(motion(bone.vertices), bone.triangles, error(motion, landmarks), motion.scales)
