"""A tap on a region: from the click to the frame in which its points stand, the page already on the phone."""

from pathlib import Path
from statistics import median

from tools.bench.figures import Figure

TAPS = 9
LIMIT = 10_000  # ms to wait for anything
PROBE = Path(__file__).with_name("tap.js")
BARS = {1: 34, 4: 79}  # CPU slowed down so many times -> ms


def on_the_phone(page):
    """Wait until the worker says that everything is on the phone, then open `/`, which it answers."""
    page.goto("/you")
    page.get_by_text("Saved for offline: all").wait_for(timeout=120_000)
    page.goto("/?side=back")
    page.wait_for_timeout(3000)


def taps(page):
    """Milliseconds of `TAPS` taps, each on another region of the side of the body that is shown."""
    slugs = page.evaluate("[...new Set([...document.querySelectorAll('a[data-region]')]"
                          ".filter(link => link.checkVisibility()).map(link => link.dataset.region))]")
    for slug in slugs[:TAPS]:
        link = page.locator(f"a[data-region='{slug}']:visible").first
        box = link.bounding_box()
        page.evaluate("window.tapTook = null")
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_function("() => window.tapTook !== null", timeout=LIMIT)
        yield page.evaluate("window.tapTook")
        page.wait_for_timeout(700)  # the zoom and what follows it
        page.go_back()
        link.wait_for(state="visible", timeout=LIMIT)
        page.wait_for_timeout(500)


def measure(bench):
    context = bench.browser.new_context(**bench.phone)
    context.add_init_script(path=PROBE)
    page = context.new_page()
    on_the_phone(page)
    session = context.new_cdp_session(page)
    for rate, bar in BARS.items():
        session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        times = list(taps(page))
        note = f"median of {len(times)}, {min(times):.0f} to {max(times):.0f}"
        yield Figure(f"tap on a region until its points stand, CPU × {rate}", round(median(times)), bar, "ms", note=note)
    context.close()
