"""The few things that a story does with a browser, the same in every engine, and how it waits for what a person sees."""

import json
import math
import time
from pathlib import Path

from tests.browser.engines.seen import FIND, anything

PHONE = (390, 844)
TIMEOUT = 20  # seconds; a busy machine is slow, not wrong
LOOK_AGAIN = 0.03  # seconds
# Two taps near each other are two only with this much between them, and a page is looked at before it is tapped; what comes
# quicker is the second half of a double tap.
APART, NEAR = 0.5, 60  # seconds, px

PLACE = f"""async (what) => {{
  const [one] = ({FIND})(what);
  if (!one) return {{ missing: true }};
  if (what.frames && document.timeline.currentTime < {APART * 1000}) return {{ new: true }};
  const frame = () => new Promise((go) => requestAnimationFrame(go));
  const box = () => one.getClientRects()[0] ?? one.getBoundingClientRect();
  const middle = ({{ x, y, width, height }}) => [x + width / 2, y + height / 2];
  const answers = ([x, y]) => {{
    const hit = document.elementFromPoint(x, y);
    const control = hit?.closest("a, button, label, summary, input, select, textarea");
    return hit && (one.contains(hit) || control?.contains(one) || control?.control === one
      || (control?.getAttribute("href") && control.getAttribute("href") === one.getAttribute("href")));
  }};
  if (!answers(middle(box()))) one.scrollIntoView({{ block: "center", behavior: "instant" }});
  const before = middle(box());
  if (what.frames) {{ await frame(); await frame(); }}
  const [x, y] = middle(box());
  if (Math.hypot(x - before[0], y - before[1]) > 1) return {{ moving: true }};
  if (answers([x, y])) return {{ x, y }};
  return {{ under: document.elementFromPoint(x, y)?.outerHTML.slice(0, 120) ?? "nothing: it is outside the window" }};
}}"""
"""The middle of what is named, in CSS px of the window, when a tap on it would reach it; else why it would not."""

CHOOSE = f"""(what, value) => {{
  const [list] = ({FIND})(what);
  list.value = value;
  for (const type of ["input", "change"]) list.dispatchEvent(new Event(type, {{ bubbles: true }}));
}}"""

WORDS = "() => document.body?.innerText.replace(/\\s+/g, ' ').slice(0, 600) ?? ''"


class PageGone(Exception):
    """The page went away while something was asked of it."""


class Driver:
    """One window of one engine, with a profile of its own. The engines fill in the methods that begin with `_`.

    url: of the server. browser_errors: `add(text)` is called with everything that goes wrong unseen. ready: what `open` waits for,
    as in document.readyState: "complete", or "interactive" where a story keeps back what a page loads.
    """

    engine = ""
    near = NEAR
    # Where scripts are blocked no frame is told of: nothing moves there, either.
    frames = True

    def __init__(self, url, browser_errors, ready="complete"):
        self.ready = ready
        self.url, self.browser_errors, self.is_closed = url, browser_errors, False
        self.last_tap = (0, 0, 0)

    # --- what an engine does --------------------------------------------------------------------------------------

    def _navigate(self, address):
        """Open an absolute address and return when it is loaded, or when nobody answered."""
        raise NotImplementedError

    def _call(self, function, *arguments):
        """What a function of the page returns or resolves to, as JSON; raises PageGone."""
        raise NotImplementedError

    def _tap(self, x, y):
        raise NotImplementedError

    def _type(self, text):
        """Press the keys of `text` in what has the focus."""
        raise NotImplementedError

    def _resize(self, width, height):
        raise NotImplementedError

    def _picture(self):
        """The window as PNG bytes."""
        raise NotImplementedError

    def reload(self):
        raise NotImplementedError

    def back(self):
        raise NotImplementedError

    def _close(self):
        raise NotImplementedError

    # --- what a story says ----------------------------------------------------------------------------------------

    def close(self):
        """End the browser, once; its profile stays."""
        if not self.is_closed:
            self.is_closed = True
            self._close()

    def open(self, path):
        self._navigate(self.url + path)

    @property
    def path(self):
        """Path and query of the address that is open."""
        return self.evaluate("() => location.pathname + location.search")

    def evaluate(self, function, *arguments):
        """What a function of the page returns or resolves to. Asked again when the page was just going away."""
        end = time.monotonic() + TIMEOUT
        while True:
            try:
                return self._call(function, *arguments)
            except PageGone:
                if time.monotonic() > end:
                    raise
                time.sleep(LOOK_AGAIN)

    def wait(self, function, *arguments, why="", patience=TIMEOUT):
        """Wait until a function of the page answers with something true; returns that."""
        end = time.monotonic() + patience
        while True:
            answer = self.evaluate(function, *arguments)
            if answer:
                return answer
            if time.monotonic() > end:
                raise AssertionError(f"{self.engine}: waited in vain for {why or function} on {self.path}: {self.evaluate(WORDS)}")
            time.sleep(LOOK_AGAIN)

    def see(self, what, patience=TIMEOUT):
        """Wait until something can be seen."""
        self.wait(f"(what) => ({FIND})(what).length > 0", anything(what), why=f"{what} to be seen", patience=patience)

    def see_none(self, what):
        """Wait until nothing of the kind can be seen."""
        self.wait(f"(what) => ({FIND})(what).length === 0", anything(what), why=f"{what} to be gone")

    def at(self, path):
        """Wait until an address is open, its query aside."""
        self.wait("(path) => location.pathname === path", path, why=f"the address {path}")

    def count(self, what):
        """How many of it can be seen now."""
        return self.evaluate(f"(what) => ({FIND})(what).length", anything(what))

    def text(self, what):
        """The words of the first of it, once it can be seen."""
        self.see(what)
        return self.evaluate(f"(what) => {{ const [one] = ({FIND})(what); return one?.innerText ?? one?.textContent; }}", anything(what))

    def attribute(self, what, name):
        """An attribute of the first of it, once it can be seen; None where there is none."""
        self.see(what)
        return self.evaluate(f"(what, name) => ({FIND})(what)[0]?.getAttribute(name) ?? null", anything(what), name)

    def tap(self, what):
        """Put the finger on the middle of something, as soon as it stands still there and nothing lies over it."""
        end = time.monotonic() + TIMEOUT
        while True:
            place = self.evaluate(PLACE, {**anything(what), "frames": self.frames})
            if "x" in place and not self._rest(place["x"], place["y"]):
                return self.tap_at(place["x"], place["y"])
            if time.monotonic() > end:
                raise AssertionError(f"{self.engine}: cannot tap {what} on {self.path}: {json.dumps(place)}; {self.evaluate(WORDS)}")
            time.sleep(LOOK_AGAIN)

    def tap_at(self, x, y):
        """Put the finger on a place of the window, in CSS px; never as the second half of a double tap."""
        self._rest(x, y)
        self._tap(x, y)
        self.last_tap = (x, y, time.monotonic())

    def _rest(self, x, y):
        """Wait until a tap there is no half of a double tap; whether that took any time, in which a page may have moved."""
        last_x, last_y, when = self.last_tap
        left = when + APART - time.monotonic() if math.hypot(x - last_x, y - last_y) < self.near else 0
        time.sleep(max(0, left))
        return left > 0

    def fill(self, what, text):
        """Tap a field, take out what stands in it, and type."""
        self.tap(what)
        self.evaluate(f"(what) => ({FIND})(what)[0].select()", anything(what))
        self._type(text)

    def resize(self, width, height):
        """Give the window a size in CSS px, and wait until it has it."""
        self._resize(width, height)
        self.wait("(width, height) => innerWidth === width && innerHeight === height", width, height, why=f"a window of {width}×{height}")

    def choose(self, what, value):
        """Choose an option of a list by its value; the lists themselves are drawn by the system, out of our reach."""
        self.see(what)
        self.evaluate(CHOOSE, anything(what), value)

    def screenshot(self, file):
        Path(file).write_bytes(self._picture())
