"""The main job from end to end, as a person with any browser does it: with the server, without it, and back again."""

import time

from tests.browser import telling
from tests.browser.engines.seen import button, heading, link
from webapp.catalogue import load_catalogue

CATALOGUE = load_catalogue()
POINT, OTHER = CATALOGUE.points["LU9"], CATALOGUE.points["ST36"]
TIMEOUT = 90  # seconds; a phone without background sync tries again after growing pauses


def at_the_server(window):
    """The keys of what this person practiced, newest first, and of what they hearted."""
    hearts = telling.asked(window, "/favorites.json")["favorites"]
    return [one["key"] for one in telling.asked(window, "/history.json")], sorted(one["key"] for one in hearts)


def sent(window, sessions, hearts):
    """Wait until everything was sent; then the server has it once."""
    window.open("/history")
    end = time.monotonic() + TIMEOUT
    while (kept := at_the_server(window)) != (sessions, sorted(hearts)) and time.monotonic() < end:
        time.sleep(0.2)
    window.see_none("[data-pending]")
    assert kept == at_the_server(window) == (sessions, sorted(hearts))


def fill_in_a_routine(window, name, *points):
    """Put a routine together and press Save."""
    window.open("/routines/own/edit")
    window.fill("#own-name", name)
    for point in points:
        window.choose("#own-more", point.code)
        window.tap(button("Add"))
        window.wait(
            "(name) => document.querySelector('.own__rows').innerText.includes(name)", point.english, why=f"{point.english} in the routine"
        )
    window.tap(button("Save"))


def make_a_routine(window, name, *points):
    fill_in_a_routine(window, name, *points)
    window.see(heading(name))


def with_the_server(phone):
    """The second visit: the worker is in control, everything is saved, the server answers."""
    telling.saved(phone)
    telling.turn(phone, "Front")
    telling.turn(phone, "Back")
    telling.turn(phone, "Front")
    telling.open_region(phone, POINT.region, CATALOGUE.regions[POINT.region].name)
    telling.open_point(phone, POINT.code, POINT.english)
    telling.heart(phone)
    telling.look_for(phone, "hedache", "Tension headache")
    phone.open(f"/points/{POINT.code}")
    telling.start(phone)
    assert telling.now(phone)["kind"] == "locate"
    phone.tap("[data-ready]")
    phone.see("[data-step-kind=press]")
    telling.pause(phone)
    came = telling.follow(phone)
    assert {side for kind, side in came if kind == "press"} == {"left", "right"}
    telling.save(phone)
    phone.open("/history")
    phone.see("[data-practice-session]")
    assert POINT.english in phone.text("[data-practice-session]")
    make_a_routine(phone, "Evening", POINT, OTHER)
    sent(phone, [POINT.code], [POINT.code])


def without_the_server(phone):
    """The browser was started anew, and nobody answers."""
    phone.open("/")
    telling.turn(phone, "Front")
    telling.open_region(phone, OTHER.region, CATALOGUE.regions[OTHER.region].name)
    telling.open_point(phone, OTHER.code, OTHER.english)
    telling.heart(phone)
    telling.look_for(phone, "shenshu", "Kidney Transport")
    phone.open("/favorites")
    phone.tap(link("Evening", part=True, within="#page"))
    phone.see(heading("Evening"))
    phone.open(f"/points/{OTHER.code}")
    telling.start(phone)
    phone.tap("[data-ready]")
    phone.see("[data-step-kind=press]")
    telling.put_forward(phone, 20)
    phone.tap(button("End"))
    telling.save(phone)
    phone.open("/history")
    phone.wait("() => document.querySelectorAll('[data-practice-session]').length === 2", why="both practices")
    phone.see("[data-pending]")


def do(open_phone, server):
    """All of it. open_phone() -> a window, of the same profile each time; server: a running Server."""
    phone = open_phone()
    with_the_server(phone)
    server.stop()
    phone.close()
    phone = open_phone()
    without_the_server(phone)
    server.start()
    sent(phone, [OTHER.code, POINT.code], [POINT.code, OTHER.code])
    return phone
