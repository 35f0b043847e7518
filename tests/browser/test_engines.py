"""The main job in the three engines that phones have, told by one text: with the server, without it, and back again.

And where a browser refuses to keep anything, by its own setting: everything works but the keeping, and one sentence says so.
"""

import pytest

from tests.browser import main_job, telling
from tests.browser.engines import ENGINES
from tests.browser.engines.seen import Seen, button, heading, link
from tests.browser.portal import Portal
from webapp.catalogue import load_catalogue

POINT = load_catalogue().points["LU9"]
# What Firefox itself notes where it lets no worker be registered.
NO_WORKER = "Failed to register/update a ServiceWorker"
KEPT = f"""() => fetch("/favorites.json", {{ headers: {{ Accept: "application/json" }} }}).then((answer) => answer.json())
  .then(({{ favorites }}) => favorites.some(({{ key }}) => key === "{POINT.code}"))"""
REGION = load_catalogue().regions[POINT.region]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_main_job_with_the_server_and_without_it(engine, open_window, server):
    main_job.do(lambda: open_window(engine), server)


def test_a_heart_that_is_seen_is_kept_even_when_the_page_is_left_at_once(page_in):
    phone = page_in("offline")
    codes = ["LU9", "ST36", "BL23", "LR3", "GB20", "HT7", "TE5", "KI3"]
    for code in codes:
        phone.open(f"/points/{code}")
        telling.heart(phone)
    phone.open("/favorites")
    phone.wait("(n) => document.querySelectorAll('li[data-key]').length === n", len(codes), why="every heart")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_heart_that_is_tapped_before_its_script_is_here_is_kept_and_leads_nobody_back(engine, open_window, server, browser_errors):
    with Portal(server.port) as portal:
        browser_errors.know(portal.url)
        release = portal.hold(r"/js/phone\.|^(POST|PUT) ")
        window = open_window(engine, url=portal.url, ready="interactive")
        window.open(f"/points/{POINT.code}")
        window.wait("() => window.htmx && document.documentElement.dataset.screen", why="the first scripts")
        window.tap(button("Add to favorites"))
        window.tap(link(REGION.name, part=True, within="#page"))
        window.see(heading(REGION.name))
        release()
        window.wait("() => Boolean(customElements.get('heart-button'))", why="the script of the heart")
        window.at(f"/regions/{REGION.slug}")
        window.wait(KEPT, why="the heart to be kept")
        window.open("/favorites")
        window.see(f"#page li a[href$='/points/{POINT.code}']")
        window.close()


def through_a_practice(window):
    """From the body to the end of a practice, by way of the search; at the end the last page of the practice is up."""
    window.open("/")
    telling.turn(window, "Front")
    telling.turn(window, "Back")
    telling.turn(window, "Front")
    telling.open_region(window, REGION.slug, REGION.name)
    telling.open_point(window, POINT.code, POINT.english)
    telling.look_for(window, "hedache", "Tension headache")
    window.open(f"/points/{POINT.code}")
    telling.start(window)
    window.tap("[data-ready]")
    window.see("[data-step-kind=press]")
    telling.pause(window)
    assert {side for kind, side in telling.follow(window) if kind == "press"} == {"left", "right"}
    window.see(telling.DONE)


ALONE = Seen("#status p", "Kept on this phone alone", part=True)
NOTHING = "() => document.getElementById('status').innerText.includes('lets Stillpoint keep nothing')"


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_a_browser_that_refuses_all_storage_does_everything_but_keep_and_says_so(engine, open_window, server, browser_errors):
    browser_errors.allow(NO_WORKER)
    before = server.count("profile")
    window = open_window(engine, look=("nothing-kept",))
    through_a_practice(window)
    window.tap(button("Save"))
    window.see(Seen("[data-part=kept-text]", "This browser keeps nothing: it is not in your history."))
    window.open(f"/points/{POINT.code}")
    window.tap(button("Add to favorites"))
    window.wait(NOTHING, why="the sentence")
    window.see(button("Add to favorites"))
    for address, name in (("/favorites", "Favorites"), ("/history", "History"), ("/you", "You")):
        window.open(address)
        window.see(heading(name))
    main_job.fill_in_a_routine(window, "Evening", POINT)
    window.wait(NOTHING, why="the sentence")
    assert server.count("profile") == before


def test_a_browser_that_refuses_cookies_alone_keeps_on_the_phone_and_leaves_no_profile(open_window, server):
    before = server.count("profile")
    window = open_window("webkit", look=("nothing-kept",))
    through_a_practice(window)
    telling.save(window)
    window.open(f"/points/{POINT.code}")
    telling.heart(window)
    window.see(ALONE)
    main_job.make_a_routine(window, "Evening", POINT)
    window.open("/history")
    window.see("[data-practice-session]")
    window.see("[data-pending]")
    window.open("/favorites")
    window.see(link("Evening", part=True, within="#page"))
    assert server.count("profile") == before


def test_a_private_window_of_firefox_keeps_as_long_as_it_is_open(open_window, server):
    window = open_window("firefox", look=("private",))
    through_a_practice(window)
    telling.save(window)
    window.open(f"/points/{POINT.code}")
    telling.heart(window)
    main_job.make_a_routine(window, "Evening", POINT)
    main_job.sent(window, [POINT.code], [POINT.code])
