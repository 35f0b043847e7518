"""The base mesh is what the atlas believes of it, and stands as it should."""

import numpy as np
import pytest

from tools.atlas.mesh import load_base_mesh, smoothstep, triangulate, vertex_normals
from tools.atlas.mirror import Mirror
from tools.atlas.pose import ARM_DEGREES, anatomical_position, rotation, turn_onto


@pytest.fixture(scope="module")
def base():
    return load_base_mesh()


@pytest.fixture(scope="module")
def joints(base):
    return anatomical_position(base).joints()


def angle_from_plumb(vector):
    return np.degrees(np.arccos(-vector[2] / np.linalg.norm(vector)))


def test_every_quad_has_four_corners_and_every_vertex_its_whole_weight(base):
    assert all(len(set(quad)) == 4 for quad in base.quads.tolist())
    assert base.quads.max() < len(base.vertices)
    assert np.allclose(base.weights.sum(1), 1)
    assert (base.weights >= 0).all()


def test_the_body_is_as_tall_as_a_person_and_its_skin_faces_outward(base):
    height = np.ptp(base.vertices[:, 2])
    assert 1.6 < height < 1.9
    normals = vertex_normals(base.vertices, triangulate(base.quads))
    belly = np.abs(base.vertices - [0, -0.13, 0.2]).max(1) < 0.03
    assert belly.any()
    assert (normals[belly, 1] < 0).all()


def test_left_and_right_are_mirrors_to_a_tenth_of_a_millimeter(base):
    mirror = Mirror(base.vertices, base.quads)
    partner = base.vertices[mirror.vertex] * [-1, 1, 1]
    assert np.abs(partner - base.vertices).max() < 1e-4
    assert (mirror.vertex[mirror.vertex] == np.arange(len(base.vertices))).all()


def test_a_place_mirrored_twice_is_itself(base):
    mirror = Mirror(base.vertices, base.quads)
    for quad in (0, 700, 5000, len(base.quads) - 1):
        other, u, v = mirror.place(quad, 0.2, 0.7)
        assert mirror.place(other, u, v) == (quad, pytest.approx(0.2), pytest.approx(0.7))


def test_the_eyes_are_closed(base):
    """In front of the middle of each eyeball lies a lid, not the eyeball."""
    eyeballs = base.weights[:, [base.bones.index("eye.L"), base.bones.index("eye.R")]].sum(1) > 0.5
    for side in "LR":
        center = base.joints[base.bones.index(f"eye.{side}")]
        before = np.hypot(*(base.vertices[:, [0, 2]] - center[[0, 2]]).T) < 0.006
        before &= base.vertices[:, 1] < center[1]
        front = np.where(before)[0][np.argmin(base.vertices[before, 1])]
        assert not eyeballs[front]


def test_the_arms_hang_and_the_palms_look_forward(joints):
    for side, outward in (("L", 1), ("R", -1)):
        upper = joints[f"lowerarm01.{side}"] - joints[f"upperarm01.{side}"]
        assert angle_from_plumb(upper) == pytest.approx(ARM_DEGREES, abs=1.5)
        across = joints[f"finger2-1.{side}"] - joints[f"finger5-1.{side}"]
        assert across[0] * outward > 0.9 * np.linalg.norm(across)


def test_the_pose_is_the_same_on_both_sides(joints):
    for bone, place in joints.items():
        if bone.endswith(".L"):
            assert np.allclose(place * [-1, 1, 1], joints[f"{bone[:-1]}R"], atol=1e-3)


def test_the_bones_keep_their_length(base, joints):
    for bone, parent in zip(base.bones, base.parents, strict=True):
        if parent >= 0:
            rest = base.joints[base.bones.index(bone)] - base.joints[parent]
            posed = joints[bone] - joints[base.bones[parent]]
            assert np.linalg.norm(posed) == pytest.approx(np.linalg.norm(rest), abs=1e-6)


def test_a_turn_brings_one_direction_to_the_other():
    turned = turn_onto([1, 0, 0], [0, 2, 0]) @ [3, 0, 0]
    assert np.allclose(turned, [0, 3, 0])
    assert np.allclose(turn_onto([1, 0, 0], [0, 1, 0], 0.5), rotation([0, 0, 1], 45))


def test_an_eased_step_starts_and_ends_flat():
    assert list(smoothstep(0, 1, np.array([-1, 0, 0.5, 1, 2]))) == [0, 0, 0.5, 1, 1]
    assert smoothstep(1, 0, 0.25) == pytest.approx(1 - smoothstep(0, 1, 0.25))
