"""What the stories of all engines share: how a person gets from the map into a practice and through it, said once."""

from tests.browser.engines.ahead import put_forward
from tests.browser.engines.seen import Seen, button, heading, link

STEPS = 40  # no practice of one point has more
STEP = "[data-step-kind]"
DONE = "[data-practice=done]"
NOW = f"""() => {{
  const step = document.querySelector("{STEP}");
  const done = document.querySelector("{DONE}")?.checkVisibility();
  const timer = document.querySelector("[role=timer]")?.textContent.trim().split(":");
  return {{
    done: Boolean(done), kind: step?.dataset.stepKind, point: step?.dataset.point, side: step?.dataset.side,
    left: timer?.length === 2 ? Number(timer[0]) * 60 + Number(timer[1]) : null,
  }};
}}"""
FETCH = "(address) => fetch(address, { headers: { Accept: 'application/json' } }).then((answer) => answer.json())"
DRAWN = """() => {
  const pictures = [...document.querySelectorAll("#page svg image, #page img")].filter((one) => one.checkVisibility());
  return pictures.length > 0 && Promise.all(pictures.map((one) => {
    const picture = new Image();
    picture.src = one.getAttribute("href") ?? one.src;
    return picture.decode().then(() => picture.naturalWidth > 0, () => false);
  })).then((all) => all.every(Boolean));
}"""


def saved(window):
    """Wait until the worker is in control and everything is on the phone, as its owner sees it; then the body is up."""
    window.open("/you")
    window.see("saved-offline")
    window.wait("() => document.querySelector('saved-offline').innerText.includes('Saved for offline')", why="all to be saved", patience=90)
    window.open("/")
    window.wait("() => navigator.serviceWorker.controller !== null", why="the worker to be in control")


def turn(window, side):
    """Turn the body to "Front" or "Back" and look at it."""
    window.tap(link(side, within="#map"))
    window.see({"Front": "a[data-region=face]", "Back": "a[data-region=lower-back]"}[side])


def open_region(window, slug, name):
    """Tap the name of a region beside the body."""
    window.tap(f"[data-name={slug}] text")
    window.at(f"/regions/{slug}")
    window.see(heading(name))


def open_point(window, code, name):
    window.tap(link(name, part=True, within="#page"))
    window.at(f"/points/{code}")
    window.see(heading(name, part=True))
    window.wait(DRAWN, why="its picture")


def heart(window):
    window.tap(button("Add to favorites"))
    window.see(button("Remove from favorites"))


def look_for(window, words, name, enter=False):
    """Search for words, until something by that name is found; enter: send the form, as without scripts."""
    window.open("/search")
    window.fill("input[type=search]", words + "\n" * enter)
    window.see(link(name, part=True))
    window.wait("() => !document.querySelector('.htmx-request')", why="the answer to the last letter")


def start(window):
    """From the page of a point or a routine into its practice, up to the first step; what is asked before is answered."""
    window.tap(link("Start", part=True, within="#page"))
    window.wait("() => location.pathname.endsWith('/practice')", why="the page of the practice")
    window.wait(
        f"() => document.querySelector('{STEP}, [data-part=ask][open]')?.checkVisibility()", why="the first step, or what is asked before"
    )
    # While it rises the sheet is not yet to be seen.
    if window.evaluate("() => Boolean(document.querySelector('[data-part=ask][open]'))"):
        window.see("[data-at=pregnancy]")
        window.tap(Seen("label", "No"))
        window.see("[data-at=conditions]")
        window.tap(Seen("label", "None of these"))
    window.see(STEP)


def now(window):
    """The step that is on: its kind, point and side, the seconds left of it, or that all is done."""
    return window.evaluate(NOW)


def pause(window):
    """Pause, let ten seconds pass, go on: nothing of the step is lost."""
    before = now(window)
    window.tap(button("Pause"))
    window.see(button("Resume"))
    put_forward(window, 10)
    window.tap(button("Resume"))
    window.see(button("Pause"))
    after = now(window)
    assert (after["kind"], after["side"]) == (before["kind"], before["side"])
    assert before["left"] - 6 <= after["left"] <= before["left"]


def follow(window):
    """Follow the steps to the end, the clock put forward to shortly before each border; returns [(kind, side)]."""
    came = []
    for _ in range(STEPS):
        step = now(window)
        if step["done"]:
            return came
        came.append((step["kind"], step["side"]))
        if step["kind"] == "locate":
            window.tap("[data-ready]")
        elif step["left"] > 1:
            put_forward(window, step["left"] - 1)
        window.wait(
            f"(was) => {{ const is = ({NOW})(); return is.done || is.kind !== was.kind || is.side !== was.side; }}",
            step,
            why="the next step",
        )
    raise AssertionError(f"no end after {came}")


def save(window):
    window.see(DONE)
    window.tap(button("Save"))
    window.wait("() => document.querySelector('[data-part=kept-text]')?.textContent === 'Kept in your history.'", why="it to be kept")


def asked(window, address):
    """What the server answers this person, as JSON."""
    return window.evaluate(FETCH, address)
