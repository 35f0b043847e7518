"""A running practice: what it costs, how well it keeps time, whether it grows."""

import time
from statistics import median

from tools.bench.figures import Figure
from tools.bench.tap import on_the_phone

WATCHED = 15  # seconds of pressing whose cost is measured
FROZEN = 20  # seconds
PAUSES = 10
LONGEST_ROUTINE = "michigan-stimulating"
MINUTES = 40  # more than the longest routine takes with the points found by themselves

BORDERS = """() => {
  const stage = document.querySelector('[data-part=stage]');
  let step = '';
  window.borders = [];
  new MutationObserver(() => {
    const now = stage.dataset.stepKind + stage.dataset.side;
    if (now !== step) window.borders.push(performance.now());
    step = now;
  }).observe(stage, {attributes: true});
}"""


def start(page, address, choices="{}", before_start=None):
    """Begin a practice with nothing left over from the one before. before_start: a script to run just before."""
    page.goto("/safety")
    page.evaluate(
        "choices => { localStorage.clear(); localStorage.answers = 'no none list2'; localStorage['red-flags'] = JSON.stringify({ '"
        + LONGEST_ROUTINE
        + "': Math.floor(Date.now() / 864e5) }); localStorage['practice-choices'] = choices }",
        choices,
    )
    page.goto(f"{address}/practice")
    page.locator("[data-part=start]:enabled").wait_for()
    if before_start:
        page.evaluate(before_start)
    page.locator("[data-part=start]").click()


def metrics(session):
    return {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}


def cost(page, session):
    """Percent of one processor that the page's main thread takes while a point is pressed."""
    start(page, f"/routines/{LONGEST_ROUTINE}")
    page.locator("[data-ready]").click()
    page.wait_for_timeout(3000)
    before = metrics(session)
    page.wait_for_timeout(1000 * WATCHED)
    after = metrics(session)
    return 100 * (after["ThreadTime"] - before["ThreadTime"]) / (after["Timestamp"] - before["Timestamp"])


def lateness(page):
    """Milliseconds after its deadline at which each step of LI4 (10, 5 and 10 s) gave way to the next."""
    start(page, "/points/LI4")
    page.evaluate(BORDERS)
    page.locator("[data-ready]").click()
    page.wait_for_timeout(16_000)
    pressed, switched, again = page.evaluate("window.borders")[-3:]
    return [switched - pressed - 10_000, again - pressed - 15_000]


def shown(page):
    """Seconds left of the step, as the screen tells them."""
    minutes, seconds = page.locator("[role=timer]").inner_text().split(":")
    return 60 * int(minutes) + int(seconds)


def error(page, interrupt):
    """Seconds by which the clock is wrong after `interrupt`, which returns the seconds that it was paused for.

    A step of a minute is pressed, interrupted and looked at again. A begun second is shown as a whole one: up to one
    second more than is left is right.
    """
    start(page, "/points/BL23")
    page.locator("[data-ready]").click()
    began = time.monotonic()
    page.wait_for_timeout(3000)
    paused = interrupt()
    page.wait_for_timeout(1500)
    seconds = shown(page)
    left = 60 - (time.monotonic() - began - paused)
    return max(0, left - seconds, seconds - 1 - left)


def freeze(page, session):
    """Let the browser freeze the page, as a phone does with one out of sight."""
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    time.sleep(FROZEN)
    session.send("Page.setWebLifecycleState", {"state": "active"})
    return 0


def reload(page):
    page.reload()
    page.locator("[role=timer]").wait_for()
    return 0


def pause(page):
    """Pause for half a second, over and over; returns how long it was paused in all."""
    paused = 0
    for _ in range(PAUSES):
        page.get_by_role("button", name="Pause").click()
        since = time.monotonic()
        page.wait_for_timeout(500)
        page.get_by_role("button", name="Resume").click()
        paused += time.monotonic() - since
        page.wait_for_timeout(500)
    return paused


def growth(page, session):
    """Bytes by which the heap has grown after the longest routine, run through on a clock of its own."""
    page.clock.install()
    start(page, f"/routines/{LONGEST_ROUTINE}", '{"auto": "5"}')
    sizes = []
    for _ in range(MINUTES):
        page.clock.run_for(60_000)
        if not sizes or page.locator("[data-practice=done]").count():
            session.send("HeapProfiler.collectGarbage")
            sizes.append(metrics(session)["JSHeapUsedSize"])
        if len(sizes) > 1:
            return sizes[-1] - sizes[0]
    return None


def measure(bench):
    context = bench.browser.new_context(**bench.phone)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.enable")
    on_the_phone(page)
    yield Figure("a running practice, main thread", round(cost(page, session), 1), 2, "% of one CPU")
    late = lateness(page)
    yield Figure("end of a step after its deadline", round(median(late)), 50, "ms", note=f"worst {max(late):.0f}")
    for name, interrupt in (
        (f"error after {FROZEN} s frozen", lambda: freeze(page, session)),
        ("error after a reload", lambda: reload(page)),
        (f"error after {PAUSES} pauses", lambda: pause(page)),
    ):
        yield Figure(name, round(error(page, interrupt), 2), 1, "s")
    grown = growth(page, session)
    yield Figure("heap after the longest routine, grown by", None if grown is None else round(grown / 1e6, 2), 2, "MB")
    context.close()
