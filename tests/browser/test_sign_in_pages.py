"""Somebody else answers in the server's place: nothing of it is kept, shown or taken for a yes, and all comes in the end."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser import phone
from tests.browser.engines.seen import button
from tests.browser.portal import OTHERS, Portal
from tests.examples import practice_session
from webapp.catalogue import load_catalogue

STANCES = [*OTHERS, "half"]
NOISE = "failed csp|failed origin|status of|status [235]|net::ERR|ServiceWorker|htmx:error|MIME type|Failed to|is not valid|request to another host|Unsafe attempt|blocked by CORS|Fetch API cannot load|violates|decode|redirect"
# What is in the stores and is not what its address says: [address, …]
WRONG = """async () => {
  const wrong = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const named = /\\.([\\da-f]{8})\\.\\w+$|\\/pack\\/([\\da-f]{12})$/.exec(request.url);
      if (!named) continue;
      const bytes = await (await cache.match(request)).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
      if (!hex.startsWith(named[1] ?? named[2])) wrong.push(request.url);
    }
  }
  return wrong;
}"""
# What a person reads where it is not that the network wants them to sign in.
SAID = {"a proxy's error": "No network", "half": "No network"}
HELD = "caches.open('pictures').then((cache) => cache.keys()).then((all) => all.length - 1)"
POISON = """async () => {
  const sign = () => new Response("<h1>Welcome, dear guest</h1>", { headers: { "Content-Type": "text/html" } });
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) if (!request.url.endsWith("/saved-offline")) await cache.put(request, sign());
  }
}"""
SAVE_ANEW = """() => import('offline').then(({ save }) => new Promise((done) => save({}, ({ saved, total, failed }) => (failed || saved === total) && done(!failed))))"""


@pytest.fixture
def phone_behind(new_phone, browser_errors):
    """phone_behind(portal) -> a page on a new phone that reaches the server through the portal only."""
    browser_errors.allow(NOISE)
    browser_errors.allow("somebody else")

    def behind(portal, **options):
        browser_errors.allow(f"request to another host: {portal.url}")
        return new_phone(base_url=portal.url, **options)

    return behind


def lose_the_pictures(page):
    """From the worker's store and from the browser's own."""
    page.evaluate("caches.delete('pictures')")
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")


def heart(page, key, wanted=True):
    page.evaluate(
        phone.script(
            "([key, wanted]) => import('local-state').then(({ favorites }) => favorites.set('points', key, wanted)).then(() => {})"
        ),
        [key, wanted],
    )


def test_an_hour_of_a_sign_in_page_takes_no_change_and_makes_no_picture_wrong(phone_behind, server):
    routine = "1c0d7a52-9a3e-4a57-8f65-0f2f6a6f4c11"
    with Portal(server.port) as portal:
        page = phone_behind(portal)
        page.clock.install()
        phone.save(page, "/about")
        taken_away = phone.practice(page)
        assert phone.flush(page)
        done = []
        for stance in OTHERS:
            portal.stance = stance
            done.append(phone.practice(page, note=stance))
            assert not phone.flush(page)
        heart(page, "LI4")
        heart(page, "BL23")
        heart(page, "LI4", wanted=False)
        page.evaluate(
            phone.script("([id, body]) => import('local-state').then(({ routines }) => routines.set(id, body)).then(() => {})"),
            [routine, {"name": "Evening", "points": [{"point": "BL23"}], "minutes": 2}],
        )
        page.evaluate(
            phone.script("id => import('local-state').then(({ history }) => history.remove(id)).then(() => {})"), taken_away["id"]
        )
        lose_the_pictures(page)
        portal.met.clear()
        page.clock.run_for(3600_000)
        assert not phone.flush(page)
        assert not page.evaluate(phone.script(SAVE_ANEW))
        assert {"/you", "/history"} & {path for _method, path in portal.met}
        assert phone.waiting(page) == len(done) + 5
        assert page.evaluate(WRONG) == []
        portal.stance = None
        assert phone.flush(page)
        assert page.evaluate(phone.script(SAVE_ANEW))
        assert page.evaluate(WRONG) == []
        rows = page.request.get("/history.json").json()
        assert sorted(row["id"] for row in rows) == sorted(one["id"] for one in done)
        assert phone.hearted(page) == [("points", "BL23")]
        assert [one["id"] for one in page.request.get("/routines.json").json()["routines"]] == [routine]
        assert phone.waiting(page) == 0


@pytest.mark.parametrize("stance", STANCES)
def test_pictures_the_pack_and_a_new_worker_are_ours_or_not_taken(phone_behind, server, stance):
    with Portal(server.port) as portal:
        page = phone_behind(portal)
        phone.save(page, "/about")
        lose_the_pictures(page)
        portal.stance = stance
        assert not page.evaluate(phone.script(SAVE_ANEW))
        page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => {}, () => {})")
        assert page.evaluate(WRONG) == []
        assert page.evaluate(HELD) <= 0
        for address in ("/points/BL23", "/", "/somewhere", "/search?q=knee"):
            page.goto(address)
            assert "Welcome, dear guest" not in page.content()
            expect(page.locator("#page")).to_be_attached()
        expect(page.get_by_role("link", name="Knee").first).to_be_visible()
        portal.stance = None
        assert page.evaluate(phone.script(SAVE_ANEW))
        assert page.evaluate(WRONG) == []


def test_a_store_that_an_older_version_filled_with_a_sign_in_page_is_healed(phone_behind, server):
    with Portal(server.port) as portal:
        page = phone_behind(portal)
        phone.save(page, "/about")
        page.evaluate(POISON)
        assert len(page.evaluate(WRONG)) > 100
        page.goto("/regions/lower-back")
        expect(page.locator("#page h1")).to_have_text("Lower back")
        assert page.evaluate(phone.script(SAVE_ANEW))
        assert [url for url in page.evaluate(WRONG) if "/atlas/" in url] == []
        page.goto("/you")
        expect(page.locator("saved-offline [data-slot='text']")).to_contain_text(f"all {len(load_catalogue().points)} points")


@pytest.mark.parametrize("stance", STANCES)
def test_a_person_behind_a_sign_in_page_keeps_what_is_theirs(phone_behind, server, stance):
    with Portal(server.port) as portal:
        page = phone_behind(portal)
        phone.save(page, "/about")
        done = phone.practice(page)
        heart(page, "BL23")
        assert phone.flush(page)
        portal.stance = stance
        page.goto("/history")
        expect(page.locator(f"[data-practice-session='{done['id']}']")).to_be_visible()
        assert page.evaluate(phone.script("import('local-state').then(({ renew }) => renew())")) is False
        expect(page.locator(f"[data-practice-session='{done['id']}']")).to_be_visible()
        page.goto("/favorites")
        expect(page.locator("li[data-key='BL23']")).to_be_visible()
        page.goto("/you")
        with page.expect_download() as saved:
            page.locator("your-data:defined a[download]").first.click()
        assert done["id"] in json.dumps(json.loads(saved.value.path().read_text()))


@pytest.mark.parametrize("stance", STANCES)
def test_where_no_worker_answers_the_first_page_stays_and_says_so(phone_behind, server, stance):
    with Portal(server.port) as portal:
        page = phone_behind(portal, service_workers="block")
        page.goto("/regions/lower-back")
        page.wait_for_function("() => window.htmx")
        page.evaluate(phone.script("import('local-state').then(() => {})"))
        portal.stance = stance
        page.locator("#page").get_by_role("link", name="Kidney Transport").first.click()
        expect(page.get_by_role("status")).to_contain_text(SAID.get(stance, "Sign in to it"))
        expect(page.locator("#page h1")).to_have_text("Lower back")
        done = practice_session()
        page.evaluate(phone.script("done => import('local-state').then(({ history }) => history.add(done)).then(() => {})"), done)
        assert phone.waiting(page) == 1


@pytest.mark.parametrize("stance", ["a sign-in page", "a sign-in page of another host", "network authentication required", "half"])
def test_a_form_that_somebody_else_answers_stays_as_it_is(phone_behind, server, stance):
    with Portal(server.port) as portal:
        page = phone_behind(portal)
        phone.save(page, "/about")
        heart(page, "BL23")
        assert phone.flush(page)
        forms = {
            "/you/transfer": ("Make a code", "On the other device"),
            "/you/join": ("Join", "Join your other device"),
            "/you/import": ("Read it", "The file was read"),
        }
        for address, (name, after) in forms.items():
            portal.stance = None
            page.goto(address)
            page.wait_for_function("() => window.htmx")
            if address == "/you/join":
                page.get_by_label("Code with ten").fill("23456-78923")
            elif address == "/you/import":
                file = {"favorites": [], "practice_sessions": [practice_session()]}
                page.get_by_label("Saved file").set_input_files(
                    {"name": "stillpoint.json", "mimeType": "application/json", "buffer": json.dumps(file).encode()}
                )
            before = page.get_by_role("heading", level=1).inner_text()
            portal.stance = stance
            page.get_by_role("button", name=name).tap()
            expect(page.get_by_role("status")).to_contain_text(SAID.get(stance, "Sign in to it"))
            expect(page.get_by_role("heading", level=1)).to_have_text(before)
            assert ("POST", address) in portal.met
            portal.met.clear()
            portal.stance = None
            phone.look(page)
            page.get_by_role("button", name=name).tap()
            expect(page.get_by_role("heading", level=1)).to_have_text(after)
            if address == "/you/join":
                expect(page.get_by_role("alert")).to_contain_text("That is not the code.")


def test_a_form_of_a_phone_that_refuses_cookies_makes_no_profile_and_says_why(page_in, browser_errors):
    browser_errors.allow("status of 403")
    phone = page_in("storage refused")
    phone.open("/you/transfer")
    phone.wait("() => window.htmx", why="the scripts")
    phone.tap(button("Make a code"))
    phone.wait("() => document.getElementById('page').innerText.includes('This browser keeps no cookies')", why="the sentence")


def test_an_answer_that_stops_in_the_middle_leaves_the_search_to_the_phone(phone_behind, server):
    with Portal(server.port) as portal:
        page = phone_behind(portal)
        phone.save(page, "/search")
        go_on = portal.hold("/search/results", middle=True)
        page.get_by_role("searchbox", name="Search").fill("shenshu")
        expect(page.locator("main a[href='/points/BL23']").first).to_be_visible()
        expect(page.locator("#status")).to_be_empty()
        go_on()
