"""Three engines behind one thin driver: Chromium, WebKitGTK (the family of the iPhone's) and Firefox.

`start("webkit", …)` opens a window; what a story can do with it is in "driver", what it can name on a page in "seen".
"""

ENGINES = ("chromium", "webkit", "firefox")


def start(engine, url, browser_errors, folder, playwright, **options):
    """A window of `engine` with the profile in `folder`, new or from before; options: size, look, ready."""
    # Each is imported only where it is used: what one needs, the machine may not have.
    if engine == "chromium":
        from tests.browser.engines.chromium import Chromium

        return Chromium(url, browser_errors, folder, playwright, **options)
    if engine == "webkit":
        from tests.browser.engines.webkit import WebKit

        return WebKit(url, browser_errors, folder, **options)
    from tests.browser.engines.firefox import Firefox

    return Firefox(url, browser_errors, folder, **options)
