"""Draws the icons of the home screen from the product's mark, with Chromium: python -m tools.icons.

Reads static/icons/mark.svg and mark-maskable.svg; writes icon-192.png and icon-512.png (the mark, its corners
transparent), maskable-192.png and maskable-512.png (full ground, for a phone that cuts its own shape) and
apple-touch-icon.png (180 px, full ground: an iPhone fills what is transparent with black). Two flat colors and the
steps between them need no more than a palette.
"""

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser import chromium

ICONS = Path(__file__).resolve().parent.parent / "static" / "icons"
PICTURES = (
    ("icon-192.png", "mark.svg", 192),
    ("icon-512.png", "mark.svg", 512),
    ("maskable-192.png", "mark-maskable.svg", 192),
    ("maskable-512.png", "mark-maskable.svg", 512),
    ("apple-touch-icon.png", "mark-maskable.svg", 180),
)
COLORS = 128


def draw():
    """Write every picture of PICTURES."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium.launch_arguments())
        page = browser.new_page()
        for name, source, size in PICTURES:
            page.set_viewport_size({"width": size, "height": size})
            svg = (ICONS / source).read_text(encoding="utf-8").replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)
            page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{svg}")
            taken = Image.open(BytesIO(page.screenshot(omit_background=True))).convert("RGBA")
            small = taken.quantize(COLORS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
            small.save(ICONS / name, optimize=True)
        browser.close()


if __name__ == "__main__":
    draw()
