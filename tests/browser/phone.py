"""What the stories of the phone share: waiting until everything is saved on it, and doing things on it by script."""

import re
import time
from functools import cache

from tests.examples import practice_session
from webapp.delivery import assets

TIMEOUT = 30  # seconds
DOUBLE_TAP = 400  # ms

SAVED = """async () => {
  for (;;) {
    const cache = navigator.serviceWorker.controller && (await caches.open("pictures"));
    if (cache && (await cache.match("/saved-offline"))) return;
    await new Promise((done) => setTimeout(done, 50));
  }
}"""


def save(page, address="/"):
    """Open the app and wait until all of it is on the phone."""
    page.goto(address)
    page.evaluate(SAVED)


# Which entry gives what a module of ours exports.
ENTRIES = {
    "local-state": "js/phone.js",
    "local-store": "js/phone.js",
    "offline": "js/phone.js",
    "outbox": "js/phone.js",
    "practice-store": "js/phone.js",
    "refusable": "js/phone.js",
    "page-cache": "js/first.js",
    "toast": "js/first.js",
    "practice-calendar": "js/end.js",
    "practice-picture": "js/player.js",
    "safety-answers": "js/safety.js",
    "uuid": "js/phone.js",
}


@cache
def built():
    return assets.Assets()


def script(text):
    """A text for `page.evaluate` in which `import('outbox')` means a module of ours: the one that the page itself has.

    Everything that a story does in a page with a module of ours goes through here: where modules are found is said once.
    """
    return re.sub(r"import\(['\"]([\w-]+)['\"]\)", lambda match: f"import('{built().address(ENTRIES[match[1]])}')", text)


def practice(page, **changes):
    """Keep a practice session on the phone, as the player does at its end; returns it."""
    done = practice_session(**changes)
    page.evaluate(script("done => import('local-state').then(({ history }) => history.add(done)).then(() => {})"), done)
    return done


def practices(page, sessions):
    """Keep many practice sessions on the phone, one after the other."""
    page.evaluate(
        script("async (all) => { const { history } = await import('local-state'); for (const one of all) await history.add(one); }"),
        sessions,
    )


def heart(page, key, wanted=True, kind="points"):
    """Give a heart on the phone, or take it back, as the button does."""
    page.evaluate(
        script("(heart) => import('local-state').then(({ favorites }) => favorites.set(...heart)).then(() => {})"), [kind, key, wanted]
    )


def flush(page):
    """Send what waits; True when nothing is left that could be sent. A try that began before may fail, and ours with it."""
    return page.evaluate(script("import('outbox').then(({ flush }) => flush().then((done) => done || flush()))"))


def look(page):
    """Look at what has just come up before the same place is tapped again: quicker, it is the second half of a double tap."""
    page.wait_for_timeout(DOUBLE_TAP)


def waiting(page):
    """How many things wait on the phone."""
    return page.evaluate(script("import('outbox').then(({ pending }) => pending()).then(({ length }) => length)"))


def until(page, question):
    """Ask the page until the answer to an expression is true. Its own clock may stand still."""
    end = time.monotonic() + TIMEOUT
    while not page.evaluate(question):
        assert time.monotonic() < end, question


def recorded(page):
    """The person's history as the server has it."""
    return page.request.get("/history.json").json()


def hearted(page):
    """The person's favorites as the server has them: [(kind, key)]."""
    return [(one["kind"], one["key"]) for one in page.request.get("/favorites.json").json()["favorites"]]
