"""The first visit over a bad line, and the time until everything is on the phone while somebody taps meanwhile."""

import time
import urllib.request
from statistics import median

from tests.browser.slow_proxy import SlowProxy
from tools.bench.figures import Figure
from tools.bench.tap import PROBE, one_tap
from tools.bench.visit import USABLE

VISITS = 5
TAPS = 6
RUNS = 3  # on a phone that knows nothing yet, each
BAD = {"delay": 0.15, "rate": 400_000 / 8, "loss": 0.02}  # 150 ms there and back, 400 kbit/s, 2 of 100 packets lost
SLOW_4G = {"delay": 0.15, "rate": 1_600_000 / 8}
LIMIT = 120_000  # ms to wait for anything
IS_SAVED = "caches.open('pictures').then((cache) => cache.match('/saved-offline')).then(Boolean)"
IS_HELD = "Boolean(navigator.serviceWorker.controller)"


def first_visit(bench, seed):
    """Seconds until `/` can be used, on a phone that knows nothing yet and over the bad line."""
    with SlowProxy(bench.server.port, seed=seed, **BAD) as line:
        context = bench.browser.new_context(**{**bench.phone, "base_url": line.url})
        page = context.new_page()
        began = time.monotonic()
        page.goto("/", wait_until="load", timeout=LIMIT)
        page.wait_for_function(USABLE, timeout=LIMIT)
        took = time.monotonic() - began
        context.close()
    return took


def everything(bench, tapping=0):
    """(seconds until all is on the phone, [ms of each of the first taps that fell before the last picture came])."""
    with SlowProxy(bench.server.port, **SLOW_4G) as line:
        context = bench.browser.new_context(**{**bench.phone, "base_url": line.url})
        context.add_init_script(path=PROBE)
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        began = time.monotonic()
        page.goto("/", timeout=LIMIT)
        slugs = page.evaluate(
            "[...new Set([...document.querySelectorAll('a[data-region]')]"
            ".filter(link => link.checkVisibility()).map(link => link.dataset.region))]"
        )
        taps = []
        while not page.evaluate(IS_SAVED):
            if len(taps) < tapping and page.evaluate(IS_HELD):
                link = page.locator(f"a[data-region='{slugs.pop()}']:visible").first
                taps.append(one_tap(page, link, LIMIT))
            page.wait_for_timeout(200)
        took = time.monotonic() - began
        context.close()
    return took, taps


def warm(bench):
    """Let every process of the server make once what it keeps from then on: the line is measured, not the start."""
    for _ in range(8):
        with urllib.request.urlopen(f"{bench.server.url}/service-worker.js") as answer:
            answer.read()


def measure(bench):
    warm(bench)
    visits = [first_visit(bench, seed) for seed in range(VISITS)]
    note = f"150 ms, 400 kbit/s, 2 % lost; median of {VISITS}, {min(visits):.1f} to {max(visits):.1f}"
    yield Figure("first visit to / over a bad line until it can be used", round(median(visits), 1), 3, "s", note=note)
    took, _ = everything(bench)
    yield Figure("everything on the phone after the first visit, slow 4G", round(took, 1), 30, "s", note="CPU × 4")
    taps = [one for _ in range(RUNS) for one in everything(bench, tapping=TAPS)[1]]
    if taps:
        note = f"median of {len(taps)}, {min(taps):.0f} to {max(taps):.0f}; CPU × 4"
        yield Figure("a tap while the pictures are still coming", round(median(taps)), 150, "ms", note=note)
