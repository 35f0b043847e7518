"""The shorts: a field that says where cloth is, and cloth that bridges hollows instead of clinging.

The field is meters from the hem, positive inside.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tools.atlas.mesh import smoothstep, vertex_normals
from tools.atlas.refine import neighbor_average

WAISTBAND = 0.052
LEG_SHARE = 0.40
CLOTH_METERS = 0.0016


def cloth_field(vertices: np.ndarray, joints: dict[str, np.ndarray], weight: Callable[..., np.ndarray]) -> np.ndarray:
    """Signed distance (n,) to the hem: the waistband dips in front, the legs end mid-thigh."""
    x, y, z = vertices.T
    hip, knee = joints["upperleg01.L"][2], joints["lowerleg01.L"][2]
    arms = weight("upperarm", "lowerarm", "wrist", "metacarpal", "finger")
    top = WAISTBAND - 0.010 * np.cos(np.arctan2(x, -y)) - z
    bottom = z - (hip + LEG_SHARE * (knee - hip) + 0.10 * (np.abs(x) - 0.12))
    return np.minimum(np.minimum(top, bottom), 0.2 * (0.5 - arms))


def dress(vertices: np.ndarray, triangles: np.ndarray, cloth: np.ndarray) -> np.ndarray:
    """The vertices (n, 3) with the skin under the cloth bridged outward and raised at the hem.

    The hem rises over 12 mm; a sharper step follows the mesh's vertices and looks bumpy.
    """
    average = neighbor_average(len(vertices), triangles)
    near = np.where(cloth > -0.008)[0]
    local = average[near]
    share = (smoothstep(-0.002, 0.02, cloth[near]) * 0.6)[:, None]
    taut = vertices.copy()
    for _ in range(900):
        taut[near] += share * (local @ taut - taut[near])
    normals = vertex_normals(vertices, triangles)
    gap = np.einsum("ij,ij->i", taut - vertices, normals)
    bridge = 0.92 * smoothstep(0, 0.006, gap) * smoothstep(0.0, 0.02, cloth)
    bridge *= smoothstep(-0.02, 0.02, vertices[:, 1])
    for _ in range(12):
        bridge[near] = 0.5 * bridge[near] + 0.5 * (local @ bridge)
    raised = (CLOTH_METERS * smoothstep(-0.006, 0.006, cloth))[:, None]
    return vertices + bridge[:, None] * (taut - vertices) + normals * raised
