"""A tap: from the click to the frame in which the words of the new page are laid out, the page already on the phone."""

from pathlib import Path
from statistics import median

from tools.bench.figures import Figure

TAPS = 9
LIMIT = 10_000  # ms to wait for anything
PROBE = Path(__file__).with_name("tap.js")
BARS = {"region": {1: 45, 4: 90}, "point": {1: 50, 4: 120}}
"""What is tapped -> CPU slowed down so many times -> ms."""
WORDS = {"region": "list can be read", "point": "title can be read"}
LINKS = {"region": "#map a[data-region]", "point": "#page .section--list a[href^='/points/']"}
FROM = {"region": "/?side=back", "point": "/regions/lower-back"}


def on_the_phone(page):
    """Wait until the worker says that everything is on the phone."""
    page.goto("/you")
    page.get_by_text("Saved for offline: all").wait_for(timeout=120_000)


def one_tap(page, link, limit=LIMIT):
    """Milliseconds of a tap on a link, a Locator; afterwards the page is back where the link is. limit: ms to wait for anything."""
    box = link.bounding_box()
    page.evaluate("window.tapTook = null")
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("() => window.tapTook !== null", timeout=limit)
    took = page.evaluate("window.tapTook")
    page.wait_for_timeout(700)  # the zoom and what follows it
    page.go_back()
    link.wait_for(state="visible", timeout=limit)
    page.wait_for_timeout(500)
    return took


def taps(page, links):
    """Milliseconds of `TAPS` taps, each on another link of those that are on the screen, as long as there are so many."""
    shown = page.evaluate(
        "links => [...new Set([...document.querySelectorAll(links)].filter(link => link.checkVisibility())"
        ".map(link => link.getAttribute('href')))]", links
    )  # fmt: skip
    for tap in range(TAPS):
        link = page.locator(links).and_(page.locator(f"[href='{shown[tap % len(shown)]}']:visible")).first
        link.evaluate("link => link.scrollIntoView({ block: 'center' })")
        page.wait_for_timeout(300)
        yield one_tap(page, link)


def measure(bench):
    context = bench.browser.new_context(**bench.phone)
    context.add_init_script(path=PROBE)
    page = context.new_page()
    on_the_phone(page)
    session = context.new_cdp_session(page)
    for kind, bars in BARS.items():
        for rate, bar in bars.items():
            session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
            page.goto(FROM[kind])
            page.wait_for_timeout(5000)  # the page takes the others into its memory
            session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
            times = list(taps(page, LINKS[kind]))
            note = f"median of {len(times)}, {min(times):.0f} to {max(times):.0f}"
            yield Figure(f"tap on a {kind} until its {WORDS[kind]}, CPU × {rate}", round(median(times)), bar, "ms", note=note)
    context.close()
