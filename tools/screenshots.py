"""`python -m tools.screenshots` takes the pictures of the README and of the manifest from a really running server.

README: `docs/*.webp`, 390 × 844 CSS px twice as dense (desktop 1280 × 800, once). Manifest: `static/screenshots/narrow-*.webp`
and `wide-*.webp`.
"""

import io
import tempfile
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.chromium import launch_arguments
from tests.browser.serving import ROOT, Server

DOCS = ROOT / "docs"
MANIFEST = ROOT / "static" / "screenshots"
QUALITY = 84

NARROW = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
STORE = {"viewport": {"width": 360, "height": 780}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
WIDE = {"viewport": {"width": 1280, "height": 800}, "device_scale_factor": 1}

SCREENS = {
    "body": "/?side=back",
    "region": "/regions/lower-back",
    "point": "/points/BL23",
    "player": "/points/BL23/practice",
}


def save(png, path):
    """Write a picture as WebP, which keeps soft shadows soft in few bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.open(io.BytesIO(png)).convert("RGB").save(path, quality=QUALITY, method=6)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1024:.0f} KB")


def into_the_player(page):
    """From the practice's first screen to the middle of a press."""
    page.clock.install()
    page.goto(SCREENS["player"])
    page.get_by_role("button", name="Start").click()
    page.locator("[data-ready]:visible").first.click()
    page.clock.run_for(22_000)


def shoot(page, screen):
    """The picture of one screen, everything in it loaded and at rest."""
    if screen == "player":
        into_the_player(page)
    else:
        page.goto(SCREENS[screen])
    page.wait_for_load_state("networkidle")
    page.evaluate("Promise.all([...document.images].filter(image => image.complete).map(image => image.decode().catch(() => {})))")
    return page.screenshot(animations="disabled")


@contextmanager
def phone(browser, server, shape, theme):
    context = browser.new_context(
        **shape,
        base_url=server.url,
        color_scheme=theme,
        locale="en-US",
        reduced_motion="reduce",
        service_workers="block",
    )
    yield context.new_page()
    context.close()


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        server.start()
        browser = playwright.chromium.launch(**launch_arguments())
        try:
            for theme in ("light", "dark"):
                for screen in SCREENS:
                    with phone(browser, server, NARROW, theme) as page:
                        save(shoot(page, screen), DOCS / f"{screen}-{theme}.webp")
                with phone(browser, server, WIDE, theme) as page:
                    save(shoot(page, "region"), DOCS / f"desktop-{theme}.webp")
            for number, screen in enumerate(("body", "region", "player"), 1):
                with phone(browser, server, STORE, "light") as page:
                    save(shoot(page, screen), MANIFEST / f"narrow-{number}.webp")
            for number, screen in enumerate(("region", "point"), 1):
                with phone(browser, server, WIDE, "light") as page:
                    save(shoot(page, screen), MANIFEST / f"wide-{number}.webp")
        finally:
            browser.close()
            server.stop()


if __name__ == "__main__":
    main()
