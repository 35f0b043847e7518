"""Light on the body, kept as shadow: 0 where the skin shows its own color, 1 where it is black.

A large key light stands above the viewer's left shoulder; its shadow is soft because each vertex
asks a cone of rays how much of the light it sees. The rest is an even sky dimmed in hollows.
"""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from tools.atlas.camera import Camera, unit
from tools.atlas.raster import rasterize, shrink
from tools.atlas.rays import Scene

KEY = unit([-0.42, 0.58, 0.70])
FILL = unit([0.75, -0.05, 0.55])
KEY_SPREAD = 0.34
KEY_RAYS = 24
KEY_REACH = 0.5
SKY_RAYS = 32
SKY_REACH = 0.35
HAIR = 0.30
OVERSAMPLING = 2


@dataclass(frozen=True)
class Shade:
    """What a view is drawn from, one entry per pixel (height, width).

    shadow: 0 to 1, continued past the body's edge and -1 farther off; coverage: share of the pixel
    that the body fills; cloth: meters inside the hem.
    """

    shadow: np.ndarray
    coverage: np.ndarray
    cloth: np.ndarray


def shade(body, triangles: np.ndarray, camera: Camera) -> Shade:
    """Draw the triangles (k, 3) of a body; what is not drawn throws no shadow either."""
    scene = Scene(body.vertices, triangles)
    fine = camera.enlarged(OVERSAMPLING)
    raster = rasterize(fine, body.vertices, triangles)
    seen = np.unique(triangles[np.unique(raster.triangle[raster.mask])])
    light = np.zeros(len(body.vertices))
    light[seen] = _light(body, seen, camera, scene)
    normals = raster.values(body.shading_normals) @ camera.axes.T
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True) + 1e-9
    bright = raster.values(light)
    bright = bright * (1 - 0.30 * (1 - np.clip(normals[..., 2], 0, 1)) ** 2.2)
    bright = bright * (1 - 0.16 * _hem(raster.values(body.cloth)))
    bright = bright * (1 - HAIR * raster.values(body.hair))
    mask = raster.mask.astype(float)
    coverage = shrink(mask, OVERSAMPLING)
    bright = shrink(np.where(raster.mask, bright, 0), OVERSAMPLING) / np.maximum(coverage, 1e-6)
    bright *= _exposure(bright[coverage > 0.9])
    middle = slice(OVERSAMPLING // 2, None, OVERSAMPLING)
    return Shade(
        shadow=_continued(tone(bright), coverage),
        coverage=coverage,
        cloth=raster.values(body.cloth)[middle, middle],
    )


def tone(bright: np.ndarray) -> np.ndarray:
    """Shadow (0 to 1) for brightness (1 = full light): faint tones kept apart, the deep ones held.

    Nothing is cut off at the bright end, or a lit chest would come out as one flat patch.
    """
    dark = 0.07 * np.logaddexp(0, (1.0 - bright) / 0.07)
    return 0.86 * (1 - np.exp(-1.9 * dark**1.2))


def _exposure(bright: np.ndarray) -> float:
    """The factor that brings the lit part of a view to full light, within reason."""
    return float(np.clip(0.98 / np.quantile(bright, 0.90), 0.9, 1.6))


def _light(body, seen: np.ndarray, camera: Camera, scene: Scene) -> np.ndarray:
    """Brightness of the seen vertices, by the light that reaches each."""
    normals = body.shading_normals[seen] @ camera.axes.T
    wide = _sky_visible(body, seen, scene)
    near = np.clip(body.occlusion_near[seen], 0, 1)
    lit = _key_visible(body, seen, camera, scene)
    key = 0.66 * _wrapped(normals @ KEY, 0.30) * (0.30 + 0.70 * lit)
    fill = 0.15 * _wrapped(normals @ FILL, 0.5) * (0.4 + 0.6 * wide)
    sky = 0.30 * (0.5 + 0.5 * normals[:, 1]) * (0.25 + 0.75 * wide)
    gleam = 0.05 * np.clip(normals @ unit(KEY + [0, 0, 1]), 0, 1) ** 18
    gleam = np.where(body.cloth[seen] > 0, 0, gleam)
    return (key + fill + sky + gleam) * (0.62 + 0.38 * near**1.2)


def _wrapped(cosine: np.ndarray, wrap: float) -> np.ndarray:
    """Lambert's law for a light so large that it reaches past the horizon."""
    return np.clip((cosine + wrap) / (1 + wrap), 0, 1)


def _key_visible(body, seen: np.ndarray, camera: Camera, scene: Scene) -> np.ndarray:
    """Share of the key light (0 to 1) that each seen vertex has in sight."""
    toward = KEY @ camera.axes
    across = unit(np.cross(toward, camera.axes[1]))
    upright = np.cross(across, toward)
    normals = body.normals[seen]
    origins = body.vertices[seen] + normals * 0.0015
    free = np.zeros(len(seen))
    for ray in range(KEY_RAYS):
        radius = KEY_SPREAD * np.sqrt((ray + 0.5) / KEY_RAYS)
        angle = 2 * np.pi * ray * 0.61803398875
        direction = unit(toward + radius * (np.cos(angle) * across + np.sin(angle) * upright))
        away = normals @ direction
        rays = np.broadcast_to(direction, origins.shape)
        way = scene.distances(origins, rays, KEY_REACH) / KEY_REACH
        free += np.where(away > 0, way**0.6, 1.0)
    return free / KEY_RAYS


def _sky_visible(body, seen: np.ndarray, scene: Scene) -> np.ndarray:
    """How open (0 to 1) the space above each seen vertex is."""
    normals = body.normals[seen]
    helper = np.where(np.abs(normals[:, :1]) < 0.9, [[1.0, 0, 0]], [[0, 1.0, 0]])
    across = np.cross(helper, normals)
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    upright = np.cross(normals, across)
    origins = body.vertices[seen] + normals * 0.0012
    free = np.zeros(len(seen))
    for ray in range(SKY_RAYS):
        share = (ray + 0.5) / SKY_RAYS
        angle = 2 * np.pi * ray * 0.61803398875
        sideways = np.cos(angle) * across + np.sin(angle) * upright
        rays = np.sqrt(share) * sideways + np.sqrt(1 - share) * normals
        free += (scene.distances(origins, rays, SKY_REACH) / SKY_REACH) ** 0.5
    return free / SKY_RAYS


def _hem(cloth: np.ndarray) -> np.ndarray:
    """A soft shade under the hem and a fine line on it. cloth: meters inside the hem."""
    width = np.where(cloth < 0, 0.0045, 0.0012)
    return np.exp(-((cloth / width) ** 2))


def _continued(shadow: np.ndarray, coverage: np.ndarray) -> np.ndarray:
    """Carry the shadow past the body's edge and let it end there; the page clips it sharp."""
    _, nearest = ndimage.distance_transform_edt(coverage < 0.98, return_indices=True)
    outside = ndimage.distance_transform_edt(coverage < 0.02)
    carried = shadow[tuple(nearest)] * np.clip(1 - (outside - 3) / 8, 0, 1)
    return carried - np.clip((outside - 11) / 6, 0, 1)
