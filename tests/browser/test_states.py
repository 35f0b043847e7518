"""The main job in every state that a phone can be in: what a person sees and gets is the same in all of them."""

import pytest

from tests.browser import telling
from tests.browser.engines.driver import PHONE
from tests.browser.engines.seen import button
from tests.browser.states import STATES, WITH_SCRIPTS
from tests.browser.test_offline import next_version
from webapp.catalogue import load_catalogue

DESKTOP = (1280, 800)
POINT = load_catalogue().points["BL23"]
REGION = load_catalogue().regions[POINT.region]
TURNS = 20
# The heart is full, or the button was the plain form that it is and the next page has come.
HEARTED = """(before) => performance.timeOrigin !== before
  || document.querySelector("#page heart-button [aria-pressed=true]").checkVisibility()"""


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("state", STATES)
def test_the_body_is_there_however_often_it_is_turned(state, size, page_in):
    window = page_in(state, size)
    window.open("/")
    for turn in range(TURNS):
        telling.turn(window, ("Front", "Back")[turn % 2])


@pytest.mark.parametrize("state", STATES)
def test_a_region_opens_and_a_point_in_it_and_both_are_found_by_their_names(state, page_in):
    window = page_in(state)
    window.open("/?side=back")
    telling.open_region(window, REGION.slug, REGION.name)
    telling.open_point(window, POINT.code, POINT.english)
    telling.look_for(window, "shenshu", POINT.english, enter=not window.frames)


@pytest.mark.parametrize("state", [state for state in STATES if state != "storage refused"])
def test_a_heart_is_kept(state, page_in):
    window = page_in(state)
    window.open(f"/points/{POINT.code}")
    before = window.evaluate("() => performance.timeOrigin")
    window.tap(button("Add to favorites"))
    window.wait(HEARTED, before, why="the heart")
    window.open("/favorites")
    window.see("#page li a[href$='/points/BL23']")


@pytest.mark.parametrize("state", WITH_SCRIPTS)
def test_a_short_practice_comes_to_its_end(state, page_in):
    window = page_in(state)
    window.open(f"/points/{POINT.code}")
    telling.start(window)
    window.tap("[data-ready]")
    window.see("[data-step-kind=press]")
    telling.pause(window)
    came = telling.follow(window)
    assert [kind for kind, _ in came].count("press") == POINT.dose.holds
    window.see(telling.DONE)
    window.tap(button("Save"))
    window.see_none(button("Save"))
