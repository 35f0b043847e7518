"""`python -m tools.atlas.sheet [VIEW ...]`: contact sheets of the views.

They are written to build/atlas/ to be looked at: each view as the pages draw it, on the paper of
both themes, with the marks of its region's points; the whole body with its regions, targets and
names. Needs the browser of the tests, not the atlas environment.
"""

import sys
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import launch_arguments
from tools.atlas.catalogue import regions_of_points
from webapp import atlas
from webapp.atlas import View

ROOT = Path(__file__).parents[2]
OUT = ROOT / "build" / "atlas"
TOKENS = ROOT / "static" / "css" / "tokens.css"
WIDTH = 390
COLUMNS = 5

STYLE = """
body { margin: 0; padding: 8px; background: var(--paper); font: 11px/1.3 var(--sans) }
main { display: flex; flex-wrap: wrap; gap: 12px; align-items: flex-start }
figure { margin: 0; width: 390px } figcaption { color: var(--ink-2); padding: 2px 0 8px }
svg { display: block; width: 100% } .skin { fill: var(--body) } .cloth { fill: var(--cloth) }
.rim { fill: none; stroke: color-mix(in srgb, var(--body), var(--ink) 28%); stroke-width: 1 }
.disc { fill: var(--seal); stroke: var(--paper); stroke-width: 1.5 } .other { fill: var(--ink-3) }
text { fill: var(--ink); stroke: var(--paper); stroke-width: 2.5px; paint-order: stroke }
.region { fill: var(--region); stroke: var(--seal); stroke-width: 1 }
.hit { fill: none; stroke: var(--ink-3); stroke-dasharray: 3 3 } .leader { stroke: var(--ink-2) }
.measure { fill: none; stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: .1 4;
  stroke-linecap: round } .tick { stroke: var(--ink); stroke-width: 1.25 }
"""

SMOOTH = (0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1)


def drawing(view: View, own: set[str], regions: bool) -> str:
    """SVG of a view; own: points whose marks carry their code; regions: with what answers."""
    box = f"0 0 {view.width:g} {view.height:g}"
    image = (ROOT / "static" / view.image).as_uri()
    name = view.name + ("-regions" if regions else "")
    body = (
        f'<clipPath id="clip-{name}"><path id="skin-{name}" d="{view.silhouette}"/></clipPath>'
        f'<use class="skin" href="#skin-{name}"/><path class="cloth" d="{view.cloth}"/>'
        f'<image clip-path="url(#clip-{name})" href="{image}" width="{view.width:g}" '
        f'height="{view.height:g}" preserveAspectRatio="none"/>'
        f'<use class="rim" href="#skin-{name}"/>{_fades(view, name)}'
    )
    if regions:
        body += "".join(f'<path class="region" d="{shape.outline}"/><path class="hit" d="{shape.hit}"/>' for shape in view.regions)
        for label in view.labels:
            edge = 0 if label.gutter == "left" else view.width
            anchor = "start" if label.gutter == "left" else "end"
            body += (
                f'<path class="leader" d="M{edge:g} {label.y}H{label.x}"/>'
                f'<text x="{edge:g}" y="{label.y - 3}" text-anchor="{anchor}">{label.slug}</text>'
            )
    for measure in view.measures:
        body += f'<path class="measure" d="{measure.path}"/>'
        body += "".join(f'<path class="tick" d="M{x1} {y1}L{x2} {y2}"/>' for x1, y1, x2, y2 in measure.ticks)
    for mark in view.marks:
        if mark.point in own or not view.region:
            label = mark.point if mark.point in own else ""
            body += (
                f'<circle class="disc" cx="{mark.x}" cy="{mark.y}" r="{5 if label else 2.5}"/>'
                f'<text x="{mark.x + 8}" y="{mark.y + 4}">{label}</text>'
            )
    return f'<svg viewBox="{box}">{body}</svg>'


def _fades(view: View, name: str) -> str:
    top, bottom, left, right = view.fades
    width, height = view.width, view.height
    stops = "".join(f'<stop offset="{at}" stop-color="var(--paper)" stop-opacity="{1 - at * at * (3 - 2 * at):.3f}"/>' for at in SMOOTH)
    drawn = ""
    for side, x1, y1, x2, y2 in (
        ("top", 0, 0, 0, height * top),
        ("bottom", 0, height, 0, height * (1 - bottom)),
        ("left", 0, 0, width * left, 0),
        ("right", width, 0, width * (1 - right), 0),
    ):
        if (x1, y1) != (x2, y2):
            drawn += (
                f'<linearGradient id="{side}-{name}" gradientUnits="userSpaceOnUse" '
                f'x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">{stops}</linearGradient>'
                f'<rect x="-1" y="-1" width="{width + 2}" height="{height + 2}" '
                f'fill="url(#{side}-{name})"/>'
            )
    return drawn


def page(theme: str, names: list[str]) -> str:
    """The HTML of one sheet; theme: "light" or "dark"."""
    regions = regions_of_points()
    figures = ""
    for view in atlas.load().views.values():
        if names and view.name not in names:
            continue
        own = {code for code, region in regions.items() if region == view.region}
        for with_regions in (False, True) if view.regions else (False,):
            figures += f"<figure>{drawing(view, own, with_regions)}<figcaption>{view.name}: {escape(view.title)}</figcaption></figure>"
    return (
        f'<!doctype html><html data-theme="{theme}"><meta charset="utf-8">'
        f"<style>{TOKENS.read_text('utf-8')}{STYLE}</style><main>{figures}</main></html>"
    )


def main(names: list[str], scale: float = 1.0) -> None:
    """Take both sheets of the named views, or of all."""
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments())
        for theme in ("light", "dark"):
            source = OUT / f"sheet-{theme}.html"
            source.write_text(page(theme, names), "utf-8")
            columns = min(COLUMNS, len(names) or COLUMNS)
            size = {"width": columns * (WIDTH + 12) + 4, "height": 800}
            sheet = browser.new_page(viewport=size, device_scale_factor=scale)
            sheet.goto(source.as_uri())
            sheet.screenshot(path=OUT / f"sheet-{theme}.png", full_page=True)
            print(OUT / f"sheet-{theme}.png")
        browser.close()


if __name__ == "__main__":
    chosen = [name for name in sys.argv[1:] if name != "--3x"]
    main(chosen, 3 if "--3x" in sys.argv else 1)
