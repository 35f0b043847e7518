"""Every point of the catalogue is on the skin, in its region, and on both sides alike."""

import json
import math

import numpy as np
import pytest

from tools.atlas.anchors import ANCHORS_FILE, Anchor, anchor_position, load_anchors, save_anchors
from tools.atlas.findings import load_findings
from tools.atlas.mesh import load_base_mesh
from webapp.catalogue import load_catalogue

ANCHORS = load_anchors()
FOUND = load_findings()
MEASURES = json.loads(ANCHORS_FILE.with_name("measures.json").read_text(encoding="utf-8"))
BONES_OF = {
    "head": ("head",),
    "face": ("head", "eye"),
    "head-back": ("head", "neck"),
    "neck": ("head", "neck", "spine01"),
    "shoulder": ("neck01", "spine01", "clavicle", "shoulder", "upperarm"),
    "chest": ("spine", "clavicle", "shoulder", "upperarm"),
    "abdomen": ("spine", "pelvis"),
    "upper-back": ("spine", "neck01", "clavicle", "shoulder"),
    "lower-back": ("spine", "pelvis"),
    "hip": ("pelvis", "upperleg01", "spine04", "spine05"),
    "elbow": ("upperarm", "lowerarm01"),
    "forearm": ("lowerarm", "wrist"),
    "wrist": ("lowerarm", "wrist", "metacarpal", "finger1-1"),
    "hand": ("wrist", "metacarpal", "finger"),
    "thigh": ("upperleg", "pelvis"),
    "knee": ("upperleg02", "lowerleg01"),
    "lower-leg": ("lowerleg",),
    "ankle": ("lowerleg02", "foot"),
    "foot": ("foot", "toe"),
}
# Heights between which a region's points lie, as landmarks of the body.
BETWEEN = {
    "head": ("eyebrow_mid", None),
    "face": ("chin", "hairline_front_mid"),
    "chest": ("xiphisternal_junction", "suprasternal_notch"),
    "abdomen": ("pubic_symphysis_top", "xiphisternal_junction"),
    "upper-back": ("l2_spinous", "c7_spinous"),
    "lower-back": ("sacral_hiatus", "t11_spinous"),
    "hip": ("gluteal_fold_mid", "iliac_crest_top"),
    "thigh": ("patella_top_mid", "greater_trochanter"),
    "knee": ("tibial_tuberosity", "patella_top_dip"),
    "lower-leg": ("medial_malleolus_tip", "tibial_tuberosity"),
    "ankle": (None, "gastrocnemius_junction"),
}
# A border between regions is a finger wide.
BORDER = 0.01
CODES = list(load_catalogue().points)


def anchors_of(code, *sides):
    return [a for a in ANCHORS if a.point == code and (not sides or a.side in sides)]


@pytest.fixture(scope="module")
def base():
    return load_base_mesh()


def corner_weights(anchor):
    u, v = anchor.u, anchor.v
    return np.array([(1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v])


def rest_position(base, anchor):
    return corner_weights(anchor) @ base.vertices[base.quads[anchor.quad]]


def test_every_point_of_the_catalogue_has_a_place_and_no_other_has():
    assert sorted({anchor.point for anchor in ANCHORS}) == sorted(CODES)


def test_a_paired_point_has_both_sides_and_one_on_the_midline_none():
    for code, point in load_catalogue().points.items():
        sides = {anchor.side for anchor in anchors_of(code)}
        assert sides == ({"left", "right"} if point.bilateral else {"midline"}), code


def test_every_anchor_is_inside_a_quad_and_lies_on_the_skin(base):
    for anchor in ANCHORS:
        assert 0 <= anchor.quad < len(base.quads), anchor
        assert 0 <= anchor.u <= 1, anchor
        assert 0 <= anchor.v <= 1, anchor
        assert abs(anchor.offset_mm) < 1, anchor
        assert math.isclose(np.linalg.norm(anchor.normal), 1, abs_tol=1e-3), anchor


def test_left_and_right_mirror_within_a_millimeter_in_the_rest_pose_and_posed(base):
    for code in CODES:
        for left, right in zip(anchors_of(code, "left"), anchors_of(code, "right"), strict=True):
            rest = rest_position(base, left) * [-1, 1, 1] - rest_position(base, right)
            posed = np.array(left.position) * [-1, 1, 1] - right.position
            assert np.linalg.norm(rest) < 0.001, code
            assert np.linalg.norm(posed) < 0.001, code


def test_a_midline_point_is_on_the_midline():
    for anchor in ANCHORS:
        if anchor.side == "midline" and anchor.point != "EX-HN1":
            assert abs(anchor.position[0]) < 0.001, anchor.point


@pytest.mark.parametrize("code", CODES)
def test_a_point_lies_in_the_region_that_it_claims(base, code):
    region = load_catalogue().points[code].region
    columns = [k for k, bone in enumerate(base.bones) if bone.startswith(BONES_OF[region])]
    low, high = BETWEEN.get(region, (None, None))
    for anchor in anchors_of(code):
        weights = corner_weights(anchor) @ base.weights[base.quads[anchor.quad]]
        assert weights[columns].sum() > 0.6
        if low:
            assert anchor.position[2] > FOUND.landmarks[low][2] - BORDER
        if high:
            assert anchor.position[2] < FOUND.landmarks[high][2] + BORDER


def test_a_point_on_a_stand_in_says_why():
    assert all(anchor.approximate == bool(anchor.why) for anchor in ANCHORS)


def test_most_doubts_name_what_the_model_does_not_show():
    assert "top of the kneecap" not in anchors_of("GV20")[0].why
    assert "pubic bone" in anchors_of("CV6")[0].why
    assert "ours is an estimate" in anchors_of("LR3")[0].why
    assert not anchors_of("BL40")[0].approximate


@pytest.mark.parametrize(
    ("row", "start", "end", "cun"),
    [
        ("C3", "navel", "pubic_symphysis_top", 5),
        ("C2", "navel", "xiphisternal_junction", 8),
        ("C1", "xiphisternal_junction", "suprasternal_notch", 9),
        ("L2", "patella_bottom", "medial_malleolus_tip", 15),
        ("L5", "popliteal_crease_mid", "lateral_malleolus_tip", 16),
        ("L3", "greater_trochanter", "popliteal_crease_mid", 19),
        ("L4", "gluteal_fold_mid", "popliteal_crease_mid", 14),
        ("L1", "pubic_symphysis_top", "patella_top_mid", 18),
        ("L2a", "SP9", "medial_malleolus_tip", 13),
    ],
)
def test_the_stated_proportions_hold_on_the_mesh(row, start, end, cun):
    places = [FOUND.landmarks[name] if name in FOUND.landmarks else np.array(anchors_of(name)[0].position) for name in (start, end)]
    assert abs(places[0][2] - places[1][2]) / FOUND.cun[row] == pytest.approx(cun, abs=0.1)


def test_elbow_crease_to_wrist_crease_is_twelve_cun():
    elbow, wrist = FOUND.landmarks["biceps_tendon"], FOUND.landmarks["wrist_crease_palm_mid"]
    along = (wrist - elbow) @ FOUND.axes["forearm along"]
    assert along / FOUND.cun["A2"] == pytest.approx(12, abs=0.1)


@pytest.mark.parametrize("row", sorted(FOUND.cun.keys() - {"H4"}))
def test_a_cun_is_about_the_width_of_a_thumb_in_every_row(row):
    assert 0.9 < FOUND.cun[row] / FOUND.cun["F1"] < 1.6


def test_every_place_has_its_measuring_and_lines_end_at_the_point():
    places = {(a.point, a.part): np.array(a.position) for a in ANCHORS if a.side != "right"}
    assert {(entry["point"], entry["part"]) for entry in MEASURES} == set(places)
    for entry in MEASURES:
        point = places[entry["point"], entry["part"]]
        assert entry["marks"], entry["point"]
        if entry["lines"]:
            last = np.array(entry["lines"][-1]["path"])
            assert np.linalg.norm(last - point, axis=1).min() < 0.004, entry["point"]


def test_a_measure_of_one_and_a_half_cun_has_one_tick():
    lines = next(entry["lines"] for entry in MEASURES if entry["point"] == "CV6")
    assert [(line["label"], len(line["ticks"])) for line in lines] == [("1.5 cun", 1)]


def test_anchors_written_and_read_again_are_the_same(tmp_path):
    save_anchors(ANCHORS, tmp_path / "anchors.json")
    assert load_anchors(tmp_path / "anchors.json") == ANCHORS


class FlatBody:
    """One base quad split into four small ones, each into two triangles."""

    def __init__(self):
        self.vertices = np.array([[x, 0, z] for z in (0, 0.5, 1) for x in (0, 0.5, 1)], float)
        quads = np.array([[0, 1, 4, 3], [1, 2, 5, 4], [4, 5, 8, 7], [3, 4, 7, 6]])
        self.triangles = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
        self.normals = np.tile([0, -1.0, 0], (9, 1))
        self.triangle_quad = np.zeros(8, int)
        self.triangle_uv = self.vertices[self.triangles][:, :, [0, 2]]


@pytest.mark.parametrize(("u", "v"), [(0.1, 0.2), (0.5, 0.5), (0.9, 0.3), (1, 1), (0.62, 0.88)])
def test_an_anchor_is_found_again_on_a_finer_mesh(u, v):
    anchor = Anchor("X1", "left", None, 0, u, v, 2.0, (0, 0, 0), (0, 0, 0), False, "", 0)
    position, normal = anchor_position(FlatBody(), anchor)
    assert position == pytest.approx([u, -0.002, v])
    assert normal == pytest.approx([0, -1, 0])
