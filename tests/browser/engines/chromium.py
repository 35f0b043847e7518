"""Chromium, by Playwright, as the other stories have it; here behind the driver that all engines share."""

import json
from pathlib import Path

from playwright.sync_api import Error

from tests.browser.chromium import launch_arguments
from tests.browser.engines import ahead
from tests.browser.engines.driver import PHONE, Driver, PageGone

LOOKS = {
    "dark": {"color_scheme": "dark"},
    "still": {"reduced_motion": "reduce"},
    "forced-colors": {"forced_colors": "active"},
    "no-scripts": {"java_script_enabled": False},
    "nothing-kept": {},
    "large-text": {},
}
LARGE = "document.addEventListener('readystatechange', () => { document.documentElement.style.fontSize = '200%'; })"
NOTHING_KEPT = {"profile": {"default_content_setting_values": {"cookies": 2}}}
WIDE = 768  # px; a window from here on is no phone's
GOING = ("context was destroyed", "has been closed", "Cannot find context", "navigat")


class Chromium(Driver):
    engine = "chromium"

    def __init__(self, url, browser_errors, folder, playwright, size=PHONE, look=(), ready="complete"):
        """folder: where the profile is or will be. look: words among those of LOOKS."""
        super().__init__(url, browser_errors, ready)
        options = {"locale": "en-US", "has_touch": True, "color_scheme": "light", "viewport": box(*size), "is_mobile": size[0] < WIDE}
        for word in look:
            options |= LOOKS[word]
        if "nothing-kept" in look:
            preferences = Path(folder) / "profile" / "Default" / "Preferences"
            preferences.parent.mkdir(parents=True)
            preferences.write_text(json.dumps(NOTHING_KEPT))
        self.context = playwright.chromium.launch_persistent_context(
            str(Path(folder) / "profile"), **launch_arguments(whole="nothing-kept" in look), **options
        )
        browser_errors.watch(self.context)
        self.frames = "no-scripts" not in look
        self.context.add_init_script(ahead.SCRIPT)
        if "large-text" in look:
            self.context.add_init_script(LARGE)
        self.page = self.context.pages[0]

    def _navigate(self, address, again=True):
        try:
            self.page.goto(address, wait_until="load" if self.ready == "complete" else "domcontentloaded")
        except Error as error:
            if again and "net::ERR_ABORTED" in error.message:  # by the end of a navigation that was still under way
                return self._navigate(address, again=False)
            # Nobody answered: the browser's own page is up, and the story sees that.
            if "net::ERR_" not in error.message:
                raise

    def reload(self):
        self.page.reload()

    def back(self):
        self.page.go_back()

    def _call(self, function, *arguments):
        try:
            return self.page.evaluate(f"(given) => ({function})(...given)", list(arguments))
        except Error as error:
            if any(word in error.message for word in GOING):
                raise PageGone(error.message) from error
            raise

    def _tap(self, x, y):
        self.page.touchscreen.tap(x, y)

    def _type(self, text):
        self.page.keyboard.type(text)

    def _resize(self, width, height):
        self.page.set_viewport_size(box(width, height))

    def _picture(self):
        return self.page.screenshot()

    def _close(self):
        self.context.close()


def box(width, height):
    return {"width": width, "height": height}
