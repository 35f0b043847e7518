"""What the stories of practicing share: a phone whose clock goes only when told to, and how one practices with it."""

import datetime

import pytest
from playwright.sync_api import expect

NOON = datetime.datetime(2026, 5, 4, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def context(in_control):
    """What everybody has from the second visit on. A clock that a story puts into it stays in it: the next story sets it anew."""
    return in_control


@pytest.fixture
def phone(page):
    """A phone whose clock goes only when told to, from noon on a Monday; nothing is left out on it."""
    answered(page)
    page.clock.install(time=NOON - datetime.timedelta(seconds=1))
    page.clock.pause_at(NOON)
    return page


def answered(page, answers="no none list2"):
    """Let the safety questions have been answered on this phone (see static/js/safety/safety-answers.js): all asked, nothing applies."""
    page.add_init_script(f"localStorage.answers ??= '{answers}'")


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
