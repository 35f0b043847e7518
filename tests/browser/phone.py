"""What the stories of the phone share: waiting until everything is saved on it, and doing things on it by script."""

import time

from tests.examples import practice_session

PATIENCE = 30  # seconds

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


def practice(page, **changes):
    """Keep a practice session on the phone, as the player does at its end; returns it."""
    done = practice_session(**changes)
    page.evaluate("done => import('mirror').then(({ history }) => history.add(done)).then(() => {})", done)
    return done


def flush(page):
    """Send what waits; True when nothing is left that could be sent."""
    return page.evaluate("import('outbox').then(({ flush }) => flush())")


def waiting(page):
    """How many things wait on the phone."""
    return page.evaluate("import('outbox').then(({ pending }) => pending()).then(({ length }) => length)")


def until(page, question):
    """Ask the page until the answer to an expression is true. Its own clock may stand still."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(question):
        assert time.monotonic() < end, question


def recorded(page):
    """The person's history as the server has it."""
    return page.request.get("/history.json").json()


def hearted(page):
    """The person's favorites as the server has them: [(kind, key)]."""
    return [(one["kind"], one["key"]) for one in page.request.get("/favorites.json").json()["favorites"]]
