"""Writes what the product serves of a view: the shade picture, the symbol, the data."""

import io
import json
from pathlib import Path

import numpy as np
from PIL import Image

INK = (28, 24, 24)
QUALITY = 72


def shade_picture(shadow: np.ndarray, quality: int = QUALITY) -> bytes:
    """AVIF of dark ink whose opacity is the shadow (height, width), 0 to 1, -1 far off the figure.

    Chromium 156 reads the opacity of AVIF as video levels (16 to 235), others as 0 to 255. Written
    as video levels the shadow is exact in the one and a little paler and even in the others;
    written the other way the lit half of the body would be one flat patch in Chromium.
    """
    alpha = np.where(shadow < 0, 16 * (1 + shadow), 16 + 219 * shadow)
    alpha = np.clip(alpha, 0, 255).round().astype(np.uint8)
    ink = np.broadcast_to(np.array(INK, np.uint8), (*alpha.shape, 3))
    file = io.BytesIO()
    Image.fromarray(np.dstack([ink, alpha]), "RGBA").save(file, "AVIF", quality=quality, speed=4, advanced={"tune": "ssim"})
    return file.getvalue()


def faded(shadow: np.ndarray, fades) -> np.ndarray:
    """The shadow running out toward the sides the page fades into.

    fades: top, bottom, left and right as fractions of the height or width.
    """
    height, width = shadow.shape
    down = (np.arange(height) + 0.5) / height
    across = (np.arange(width) + 0.5) / width
    top, bottom, left, right = fades
    rows = _ramp(down, top) * _ramp(1 - down, bottom)
    columns = _ramp(across, left) * _ramp(1 - across, right)
    return np.where(shadow > 0, shadow * rows[:, None] * columns[None, :], shadow)


def _ramp(distance: np.ndarray, length: float) -> np.ndarray:
    if not length:
        return np.ones_like(distance)
    share = np.clip(distance / length, 0, 1)
    return share * share * (3 - 2 * share)


def symbol(view: dict) -> str:
    """An SVG file with `<symbol id="body">`, the figure in the colors of the page that uses it."""
    width, height = view["size"]
    box = f"0 0 {width:g} {height:g}"
    paths = f'<path fill="var(--body)" d="{view["silhouette"]}"/>'
    if view["cloth"]:
        paths += f'<path fill="var(--cloth)" d="{view["cloth"]}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><symbol id="body" viewBox="{box}">{paths}</symbol></svg>\n'


def write_json(path: Path, value) -> None:
    """Compact JSON with a newline at its end."""
    path.write_text(json.dumps(value, separators=(",", ":"), ensure_ascii=False) + "\n", "utf-8")
