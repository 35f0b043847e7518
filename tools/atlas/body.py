"""The body that everything is drawn from and placed on: `build_body()`.

Meters in the body frame: +x = the body's left, -y = front, +z = up.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from tools.atlas.garment import cloth_field, dress
from tools.atlas.hair import hair_tone
from tools.atlas.landmarks import FACTS_FILE, Landmarks
from tools.atlas.mesh import (
    BASE_FILE,
    load_base_mesh,
    smoothstep,
    triangulate,
    vertex_normals,
)
from tools.atlas.modesty import modest_vertices
from tools.atlas.occlusion import ambient_occlusion
from tools.atlas.pose import anatomical_position
from tools.atlas.refine import neighbor_average, refine
from tools.atlas.relief import Sculptor
from tools.atlas.relief_head import sculpt_head
from tools.atlas.relief_joints import sculpt_joints
from tools.atlas.relief_limbs import sculpt_limbs
from tools.atlas.relief_trunk import sculpt_trunk

LEVELS = 2
WEIGHT_SOFTENING = 6
SHARPNESS = 0.42
CACHE = Path(__file__).parents[2] / "build" / "atlas" / "body.npz"
SOURCES = (
    "body mesh refine pose modesty frames landmarks landmarks_measured relief relief_trunk "
    "relief_limbs relief_joints relief_head garment hair occlusion rays"
).split()


@dataclass(frozen=True)
class Body:
    """The posed, sculpted, dressed body.

    vertices (n, 3) meters; triangles (m, 3) int32; normals (n, 3) of the surface;
    shading_normals (n, 3) sharpened for the light; occlusion_wide, occlusion_near (n,) openness
    within 35 and 6 cm, 1 = open; cloth (n,) meters from the shorts' hem, positive inside;
    hair (n,) density of hair, 0 to 1, to dim the light by; joints: posed joint of each bone;
    bones: their names; weights (n, bones) float32 skin weights;
    triangle_quad (m,) int32 base-mesh quad of each triangle; triangle_uv (m, 3, 2) place of its
    corners in that quad, base corners 0 1 2 3 being (0, 0) (1, 0) (1, 1) (0, 1).
    """

    vertices: np.ndarray
    triangles: np.ndarray
    normals: np.ndarray
    shading_normals: np.ndarray
    occlusion_wide: np.ndarray
    occlusion_near: np.ndarray
    cloth: np.ndarray
    hair: np.ndarray
    joints: dict[str, np.ndarray]
    bones: tuple[str, ...]
    weights: np.ndarray
    triangle_quad: np.ndarray
    triangle_uv: np.ndarray

    def weight(self, *prefixes: str, side: str = "") -> np.ndarray:
        """Summed skin weights (n,) of the bones whose names start with one of the prefixes.

        side: "L", "R" or "" for both.
        """
        return summed_weight(self.bones, self.weights, *prefixes, side=side)


def summed_weight(bones, weights: np.ndarray, *prefixes: str, side: str = "") -> np.ndarray:
    """Summed columns (n,) of the bones whose names start with a prefix and end with the side."""
    ending = f".{side}" if side else ""
    columns = [index for index, bone in enumerate(bones) if bone.startswith(prefixes) and bone.endswith(ending)]
    return np.asarray(weights[:, columns]).sum(1)


def build_body(cached: bool = True, levels: int = LEVELS) -> Body:
    """Build the body, or read it from build/atlas/ when no source has changed since (40 s)."""
    key = _sources_hash()
    if cached and levels == LEVELS and CACHE.exists():
        stored = np.load(CACHE)
        if str(stored["key"]) == key:
            return _unpack(stored)
    body = _build(levels)
    if levels == LEVELS:
        CACHE.parent.mkdir(parents=True, exist_ok=True)
        np.savez(CACHE, key=key, **_pack(body))
    return body


def _build(levels: int) -> Body:
    base = load_base_mesh()
    skeleton = anatomical_position(base)
    weights = _softened_weights(base)
    posed = skeleton.skin(modest_vertices(base), weights)
    joints = skeleton.joints()

    refinement = refine(len(posed), base.quads, levels)
    vertices = refinement.matrix @ posed
    fine_weights = np.asarray(refinement.matrix @ weights)
    triangles = triangulate(refinement.quads)
    triangle_uv = np.concatenate([refinement.uv[:, [0, 1, 2]], refinement.uv[:, [0, 2, 3]]])

    def weight(*prefixes: str, side: str = "") -> np.ndarray:
        return summed_weight(base.bones, fine_weights, *prefixes, side=side)

    sculptor = Sculptor(vertices, triangles, joints, weight)
    marks = Landmarks(sculptor)
    sculpt_trunk(sculptor, marks)
    sculpt_limbs(sculptor, marks)
    sculpt_joints(sculptor, marks)
    sculpt_head(sculptor, marks)
    sculpted = sculptor.sculpted()
    cloth = cloth_field(vertices, joints, weight)
    dressed = dress(sculpted, triangles, cloth)
    normals = vertex_normals(dressed, triangles)
    average = neighbor_average(len(dressed), triangles)
    near = ambient_occlusion(dressed, triangles, normals, 56, 0.06)
    for _ in range(2):
        near = 0.5 * near + 0.5 * (average @ near)
    return Body(
        vertices=dressed,
        triangles=triangles.astype(np.int32),
        normals=normals,
        shading_normals=_sharpened(normals, average, cloth, weight),
        occlusion_wide=ambient_occlusion(dressed, triangles, normals, 80, 0.35),
        occlusion_near=near,
        cloth=cloth,
        hair=hair_tone(dressed, weight("head", "neck"), marks),
        joints=joints,
        bones=base.bones,
        weights=fine_weights.astype(np.float32),
        triangle_quad=np.tile(refinement.origin, 2).astype(np.int32),
        triangle_uv=triangle_uv,
    )


def _softened_weights(base) -> np.ndarray:
    """Skin weights (n, bones) spread over six rings of neighbors, so that joints bend softly.

    The head keeps its own: its features must not follow the neck.
    """
    head = summed_weight(base.bones, base.weights, "head", "eye")[:, None] > 0.5
    average = neighbor_average(len(base.vertices), base.quads)
    weights = base.weights
    for _ in range(WEIGHT_SOFTENING):
        weights = np.where(head, weights, 0.5 * weights + 0.5 * (average @ weights))
    return weights


def _sharpened(normals, average, cloth, weight) -> np.ndarray:
    """Normals pushed away from their blurred selves (Cignoni); little on head, fingers and toes."""
    blurred = normals.copy()
    for _ in range(40):
        blurred = average @ blurred
    blurred /= np.linalg.norm(blurred, axis=1, keepdims=True) + 1e-9
    fine = smoothstep(0.3, 0.7, weight("head", "neck03", "eye", "finger", "toe"))
    share = SHARPNESS * (1 - smoothstep(-0.004, 0.004, cloth)) * (1 - 0.6 * fine)
    sharp = normals + share[:, None] * (normals - blurred)
    return sharp / (np.linalg.norm(sharp, axis=1, keepdims=True) + 1e-9)


def _sources_hash() -> str:
    digest = hashlib.sha256(BASE_FILE.read_bytes() + FACTS_FILE.read_bytes())
    for name in SOURCES:
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    return digest.hexdigest()


def _pack(body: Body) -> dict[str, np.ndarray]:
    packed = {field.name: getattr(body, field.name) for field in fields(Body)}
    packed["bones"] = np.array(body.bones)
    packed["joints"] = np.array(json.dumps({bone: list(place) for bone, place in body.joints.items()}))
    return packed


def _unpack(stored) -> Body:
    values = {field.name: stored[field.name] for field in fields(Body)}
    values["bones"] = tuple(str(bone) for bone in stored["bones"])
    values["joints"] = {bone: np.array(place) for bone, place in json.loads(str(stored["joints"])).items()}
    return Body(**values)
