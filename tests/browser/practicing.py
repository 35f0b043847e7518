"""What the stories of practicing share: a phone whose clock goes only when told to, and how one practices with it."""

import datetime
import json

import pytest
from playwright.sync_api import expect

from webapp.catalogue import load_catalogue

NOON = datetime.datetime(2026, 5, 4, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def phone(page):
    """A phone whose clock goes only when told to, from noon on a Monday; nothing is left out on it."""
    answered(page)
    page.clock.install(time=NOON - datetime.timedelta(seconds=1))
    page.clock.pause_at(NOON)
    return page


def answered(page, answers="no none list2", signs=True, settle="0"):
    """Let the safety questions have been answered on this phone, and the signs of all routines (see static/js/safety and practice-ask.js).

    settle: seconds to get ready before the first hold of a point; most stories begin to press at once.
    """
    page.add_init_script(f"localStorage.answers ??= '{answers}'")
    page.add_init_script(f"localStorage['practice-choices'] ??= JSON.stringify({{ settle: '{settle}' }})")
    if signs:
        asked = f"Object.fromEntries({json.dumps(list(load_catalogue().routines))}.map((slug) => [slug, Math.floor(Date.now() / 864e5)]))"
        page.add_init_script(f"localStorage['red-flags'] ??= JSON.stringify({asked})")


def feel(page, value, part="now"):
    """Say how it is by one tap on a dot."""
    page.locator(f"[data-part={part}] .dot", has=page.locator(f"input[value='{value}']")).click()


def set_up(page):
    """Open the sheet of how it guides; returns it."""
    page.get_by_role("button", name="How it guides you").click()
    return page.locator("[data-part=guide-sheet]")


def settled(page):
    page.locator("[data-part=guide-close]").click()


def open_practice(page, address):
    page.goto(f"{address}/practice")
    expect(page.get_by_role("button", name="Start")).to_be_enabled()


def start(page, address):
    open_practice(page, address)
    page.get_by_role("button", name="Start").click()


def ready(page):
    page.locator("[data-ready]").click()


def step(page):
    """The step that is on: (kind, point, side)."""
    stage = page.locator("[data-step-kind]")
    return tuple(stage.get_attribute(name) for name in ("data-step-kind", "data-point", "data-side"))


def timer(page):
    return page.get_by_role("timer")


def finish(page):
    """Wait for the end and save; returns what the history holds."""
    expect(page.locator("[data-practice=done]")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Kept in your history.")).to_be_visible()
    return recorded(page)


def recorded(page):
    """The history of this person as the server has it, once everything was sent."""
    for _ in range(50):
        found = page.request.get("/history.json").json()
        if found:
            return found
        page.clock.run_for(200)
    return []
