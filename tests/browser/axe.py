"""axe-core in a page: what an automatic check of accessibility can see."""

from functools import cache
from importlib.resources import files

# WCAG 2.2 AA, and what axe calls best practice: landmarks, one main heading, no heading level left out.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HEIGHT = """() => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(
    () => tell(Math.ceil(document.scrollingElement.scrollHeight)))))"""
RUN = """tags => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})"""


@cache
def source():
    """axe-core itself, from the package `axe-playwright-python`."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def unroll(page):
    """Make the screen as tall as the page, so that no bar at its edge lies over what could be scrolled from under it."""
    # What was left out below the fold takes its real height only once it is near: again, until nothing grows.
    for _ in range(6):
        height = page.evaluate(HEIGHT)
        if height <= page.viewport_size["height"]:
            return
        page.set_viewport_size({"width": page.viewport_size["width"], "height": height})


def violations(page, tags=TAGS):
    """What axe finds wrong on `page`, one readable line for each element; empty when all is well."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
    unroll(page)
    found = page.evaluate(RUN, tags)["violations"]
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}".replace("\n", " ")
        for rule in found
        for node in rule["nodes"]
    ]
