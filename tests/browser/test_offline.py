"""With the server gone: after one visit everything answers from the phone, and a new version never breaks the old one."""

import json
import re
import shutil
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser import phone, serving
from tools import build
from webapp import atlas
from webapp.catalogue import load_catalogue
from webapp.offline import offline_pack

pytestmark = pytest.mark.first_visit

CATALOGUE = load_catalogue()
ADDRESSES = list(offline_pack.addresses(CATALOGUE))
ONE_OF_EACH = ["/regions/lower-back", "/points/BL23", "/points/BL23/practice", "/routines", "/routines/low-back-quick",
               "/routines/low-back-quick/practice", "/favorites", "/history", "/you", "/sources", "/safety", "/about"]  # fmt: skip

CRAWL = """async (addresses) => {
  const wrong = [];
  for (const address of addresses) {
    for (const headers of [{ "HX-Request": "true", "HX-Request-Type": "partial" }, {}]) {
      const answer = await fetch(address, { headers }).catch((failure) => failure);
      const text = answer.ok ? await answer.text() : "";
      if (!text || (!("HX-Request" in headers) && text.startsWith("<!doctype") !== text.includes("</html>"))) wrong.push(address);
    }
  }
  return wrong;
}"""
DRAWN = """(addresses) => Promise.all(addresses.map((address) => {
  const picture = new Image();
  picture.src = address;
  return picture.decode().then(() => picture.naturalWidth > 0, () => false);
}))"""
PICTURES_SHOWN = """() => Promise.all([...document.querySelectorAll("#page image")].map((image) => {
  const picture = new Image();
  picture.src = image.getAttribute("href") ?? image.dataset.href;
  return picture.decode().then(() => picture.naturalWidth > 0, () => false);
}))"""
FETCHED = """(address) => fetch(address).then((answer) => answer.text())"""


def pictures(page):
    """The addresses of all pictures of the version that the server has."""
    return json.loads(re.search(r'"pictures":(\[.*?\])', page.request.get("/service-worker.js").text())[1])


def name(address):
    """ "atlas/back.avif" of "/static/atlas/back.1a2b3c4d.avif"."""
    return re.sub(r"^/static/|\.[0-9a-f]{8}(?=\.)", "", address)


def body(html):
    """The body of a page without the white space between its tags."""
    return re.sub(r">\s+<", "><", html[html.index("<body") :])


def test_with_the_server_gone_every_page_and_every_picture_answers(page, server):
    phone.save(page)
    drawn = [one for one in pictures(page) if one.endswith(".avif")]
    server.stop()
    assert {view.image for view in atlas.load().views.values()} == {name(one) for one in drawn}
    assert page.evaluate(DRAWN, drawn) == [True] * len(drawn)
    assert page.evaluate(CRAWL, ADDRESSES) == []
    for address in ONE_OF_EACH:
        page.goto(address)
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        shown = page.evaluate(PICTURES_SHOWN)
        assert all(shown)


def test_already_at_the_first_visit_a_tap_on_the_map_waits_for_no_answer(page):
    phone.save(page)
    phone.until(page, phone.script("import('page-cache').then(({ preparePage }) => preparePage('/regions/lower-back'))"))


# What stands in the page, and under which address, as soon as anything of the next page does.
FIRST_SEEN = """words => {
  window.firstSeen = new Promise(done => new MutationObserver((changes, observer) => {
    observer.disconnect();
    done([Boolean(document.querySelector(`#page ${words}`)), location.pathname]);
  }).observe(document.getElementById("page"), { childList: true }));
}"""


def test_a_page_that_is_on_the_phone_comes_whole_and_with_its_address(page):
    phone.save(page)
    region, point = "a[data-region='lower-back']:visible", "#page .section--list a[href='/points/BL23']"
    for address, link, last in (("/regions/lower-back", region, ".section--last"), ("/points/BL23", point, ".bar--over")):
        phone.until(page, phone.script(f"import('page-cache').then(({{ preparePage }}) => preparePage('{address}'))"))
        page.evaluate(FIRST_SEEN, last)
        page.locator(link).first.tap()
        assert page.evaluate("window.firstSeen") == [True, address]
        assert page.title() == re.search("<title>(.*?)</title>", page.request.get(address).text())[1]


def test_it_opens_on_the_body_with_the_server_gone(page, context, server):
    phone.save(page)
    page.close()
    server.stop()
    again = context.new_page()
    again.goto("/")
    again.locator("[data-region='lower-back']").and_(again.locator("a")).first.tap()
    expect(again).to_have_url(re.compile("/regions/lower-back$"))
    again.get_by_role("link", name="Kidney Transport").first.tap()
    expect(again).to_have_url(re.compile("/points/BL23$"))


def test_a_page_made_on_the_phone_is_the_page_of_the_server(page):
    phone.save(page)
    for address in ("/", *ONE_OF_EACH):
        made = page.evaluate(FETCHED, address)
        sent = page.request.get(address).text()
        assert body(made) == body(sent), address
        assert re.search("<title>.*?</title>", made)[0] == re.search("<title>.*?</title>", sent)[0]


def test_a_page_made_on_the_phone_is_as_strict_as_the_servers(page):
    phone.save(page)
    kept = page.evaluate("fetch('/points/BL23').then(({ headers }) => headers.get('Content-Security-Policy'))")
    assert kept == page.request.get("/points/BL23").headers["content-security-policy"]


def test_an_old_name_of_a_point_leads_to_it_with_the_server_gone(page, server):
    phone.save(page)
    server.stop()
    page.goto("/points/b48")
    expect(page).to_have_url(re.compile("/points/BL53$"))


def test_names_are_found_with_the_server_gone(page, server, browser_errors):
    browser_errors.allow("Failed to load resource")
    phone.save(page)
    server.stop()
    page.goto("/search?q=shenshu")
    expect(page.get_by_role("link", name="Kidney Transport")).to_be_visible()
    page.goto("/search?q=<b>nowhere")
    expect(page.get_by_role("searchbox")).to_have_value("<b>nowhere")


def test_an_address_that_is_not_on_the_phone_is_said_to_be_so(page, server, browser_errors):
    browser_errors.allow("status of 503|status 503")
    phone.save(page)
    server.stop()
    page.goto("/somewhere")
    expect(page.get_by_role("heading", level=1)).to_have_text("Not on this phone")


def test_nothing_of_the_person_is_in_a_cache(page):
    phone.save(page)
    phone.heart(page, "BL23")
    for address in ("/favorites", "/history", "/you"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
    names = page.evaluate("""async () => {
      const names = [];
      for (const cache of await caches.keys()) for (const { url } of await (await caches.open(cache)).keys()) names.push(url);
      return names.map((url) => new URL(url).pathname);
    }""")
    assert names
    assert [name for name in names if not name.startswith(("/static/", "/pack/", "/saved-offline"))] == []


def test_all_that_is_saved_weighs_at_most_a_megabyte(page):
    phone.save(page)
    worker = page.request.get("/service-worker.js").text()
    assert int(re.search(r'"bytes":(\d+)', worker)[1]) <= 1_000_000


def test_you_says_what_is_saved_and_frees_the_space(page):
    phone.save(page, "/you")
    line = page.locator("saved-offline [data-slot='text']")
    expect(line).to_have_text(re.compile(f"Saved for offline: all {len(CATALOGUE.points)} points .* MB, today"))
    page.get_by_role("button", name="Free the space").tap()
    expect(line).to_have_text(re.compile("Nothing is saved"))
    assert page.evaluate("caches.keys()") == []
    page.get_by_role("button", name="Fetch again").tap()
    expect(line).to_have_text(re.compile("Saved for offline"), timeout=20_000)


# --- a new version --------------------------------------------------------------------------------------------------


@pytest.fixture
def next_version(server, tmp_path, monkeypatch):
    """next_version(file, old, new): the server goes on from a copy of the program in which a text was changed.

    picture: name of one under static/atlas that becomes another. also: more such changes, (file, old, new).
    """

    def change(file, old, new, picture=None, also=()):
        copy = tmp_path / "next"
        for room in ("webapp", "build/static", "static", "templates", "migrations", "tools/build"):
            shutil.copytree(serving.ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        (copy / "tools" / "build" / "node_modules").symlink_to(build.PACKAGES)
        for one, before, after in ((file, old, new), *also):
            text = (copy / one).read_text()
            assert before in text
            assert before in text
            (copy / one).write_text(text.replace(before, after))
        if picture:
            with (copy / "static" / "atlas" / picture).open("ab") as drawn:
                drawn.write(b"\0")
        subprocess.run([sys.executable, "-m", "tools.build"], cwd=copy, check=True)
        server.stop()
        monkeypatch.setattr(serving, "ROOT", copy)
        server.start()

    yield change
    server.stop()
    monkeypatch.undo()


def look_for_updates(page):
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => {}, () => {})")


SETTLED = """async () => {
  const one = await navigator.serviceWorker.getRegistration();
  await one.update().catch(() => {}); // what comes only half is no update
  const { installing } = one;
  const isDone = () => !installing || ["installed", "redundant"].includes(installing.state);
  while (!isDone()) await new Promise((go) => installing.addEventListener("statechange", go, { once: true }));
  return installing?.state ?? "none";
}"""
"""A function of the page that looks for an update and waits until it has been installed or thrown away; says which."""

ASKED = """async () => {
  const { waiting, active } = await navigator.serviceWorker.getRegistration();
  const ask = (one) => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    one.postMessage({ type: "seen" }, [port2]);
  });
  return [await ask(waiting), await ask(active)];
}"""


def what_changed(page):
    """What the version that waits and the one that is used say a person can see: as the page asks before it offers one."""
    return page.evaluate(ASKED)


def test_a_new_version_is_offered_by_one_line_and_used_on_tap(page, next_version):
    phone.save(page, "/about")
    next_version("templates/person/you/show.html", '_("You · Stillpoint")', '_("You, anew · Stillpoint")')
    look_for_updates(page)
    expect(page.get_by_role("status")).to_contain_text("A new version is ready.")
    page.goto("/you")
    expect(page).to_have_title("You · Stillpoint")
    with page.expect_event("load"):
        page.get_by_role("status").get_by_role("button", name="Use it now").tap()
    expect(page).to_have_title("You, anew · Stillpoint")
    packs = page.evaluate("""async () => {
      const names = [];
      for (const cache of await caches.keys()) for (const { url } of await (await caches.open(cache)).keys()) names.push(url);
      return names.filter((url) => url.includes("/pack/")).length;
    }""")
    assert packs == 1


def test_a_new_version_leaves_a_running_practice_alone(page, next_version):
    phone.save(page, "/points/BL23/practice")
    next_version("templates/person/you/show.html", '_("You · Stillpoint")', '_("You, anew · Stillpoint")')
    look_for_updates(page)
    waiting_worker(page)
    changed = what_changed(page)
    assert changed[0] != changed[1]
    expect(page.locator("#status")).to_be_empty()
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.waiting.postMessage({ type: 'use' }))")
    # It answers these in the order they came, so what it was told before has been looked at.
    for _ in range(3):
        what_changed(page)
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((one) => Boolean(one.waiting))")


def test_a_version_that_came_only_half_leaves_the_old_one_whole(page, server, next_version, browser_errors):
    browser_errors.allow("bad-precaching-response|somebody else|status of 404")
    phone.save(page, "/about")
    half = ("webapp/offline/pwa.py", "return sent(current.response)", "abort(404)")
    next_version("templates/person/you/show.html", '_("You · Stillpoint")', '_("You, anew · Stillpoint")', also=[half])
    assert page.evaluate(SETTLED) == "redundant"
    server.stop()
    page.goto("/points/BL23")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate(CRAWL, ADDRESSES) == []


def test_a_phone_that_slept_through_versions_comes_up_whole_pictures_and_all(page, context, server, next_version):
    phone.save(page, "/about")
    server.stop()
    done = phone.practice(page)
    next_version("templates/person/you/show.html", '_("You · Stillpoint")', '_("You, anew · Stillpoint")', picture="hand.avif")
    named = set(pictures(page))
    look_for_updates(page)
    expect(page.get_by_role("status")).to_contain_text("A new version is ready.")
    assert phone.flush(page)
    server.stop()
    page.close()
    again = context.new_page()
    again.goto("/you")
    expect(again).to_have_title("You, anew · Stillpoint")
    kept = set(
        again.evaluate("""async () => {
      const cache = await caches.open("pictures");
      return (await cache.keys()).map(({ url }) => new URL(url).pathname).filter((path) => path !== "/saved-offline");
    }""")
    )
    assert kept == named
    assert again.evaluate(CRAWL, ADDRESSES[::9]) == []
    server.start()
    assert done["id"] in [one["id"] for one in phone.recorded(again)]


def test_with_two_tabs_both_come_to_the_new_version_together(page, context, next_version):
    phone.save(page, "/about")
    other = context.new_page()
    other.goto("/you")
    next_version("templates/person/you/show.html", '_("You · Stillpoint")', '_("You, anew · Stillpoint")')
    look_for_updates(page)
    page.get_by_role("status").get_by_role("button", name="Use it now").tap()
    expect(other).to_have_title("You, anew · Stillpoint")
    expect(page.locator(".page h1")).to_be_visible()


def waiting_worker(page):
    """Wait until a new version is ready, whether or not it is offered."""
    phone.until(page, "navigator.serviceWorker.getRegistration().then((one) => Boolean(one.waiting))")


def test_a_version_in_which_nothing_can_be_seen_to_change_is_not_offered(page, next_version):
    phone.save(page, "/about")
    next_version("build/static/service-worker.js", '"/saved-offline"', '/* anew */ "/saved-offline"')
    look_for_updates(page)
    waiting_worker(page)
    changed = what_changed(page)
    assert changed[0] == changed[1]
    expect(page.get_by_role("status")).to_be_empty()


# A reload that was begun has come by the time that a whole answer of the server has.
RELOADED = "fetch('/healthz').then((answer) => answer.text())"
KEPT = "document.body.dataset.kept = ''; navigator.serviceWorker.addEventListener('controllerchange', () => (window.changed = true))"


def test_a_version_taken_in_one_tab_leaves_an_unsaved_routine_and_an_undo_in_others(page, context, next_version):
    phone.save(page, "/about")
    phone.practice(page)
    undoing = context.new_page()
    undoing.goto("/history")
    writing = context.new_page()
    writing.goto("/routines/own/edit")
    expect(writing.locator("own-editor:defined")).to_be_attached()
    writing.get_by_label("Name", exact=True).fill("Evening")
    writing.get_by_label("Add a point").select_option("BL23")
    writing.get_by_role("button", name="Add", exact=True).click()
    expect(writing.locator(".own__rows li")).to_have_count(1)
    next_version("templates/person/you/show.html", '_("You · Stillpoint")', '_("You, anew · Stillpoint")')
    look_for_updates(page)
    expect(page.get_by_role("status").get_by_role("button", name="Use it now")).to_be_visible()
    undoing.bring_to_front()
    undoing.locator("[data-practice-session] summary").click()
    undoing.locator("[data-practice-session]").get_by_role("button", name="Delete").press("Enter")
    # Found by keyboard it stays.
    undoing.get_by_role("status").get_by_role("button", name="Undo").focus()
    expect(undoing.locator("#status :focus-visible")).to_have_text("Undo")
    for tab in (writing, undoing):
        tab.evaluate(KEPT)
    page.get_by_role("status").get_by_role("button", name="Use it now").evaluate("(button) => button.click()")
    for tab in (undoing, writing):
        phone.until(tab, "window.changed === true")
        tab.evaluate(RELOADED)
        assert tab.evaluate("'kept' in document.body.dataset")
    undoing.get_by_role("status").get_by_role("button", name="Undo").press("Enter")
    expect(undoing.locator("[data-practice-session]")).to_have_count(1)
    expect(writing.get_by_label("Name", exact=True)).to_have_value("Evening")
    # A reload by whoever it may be finds the draft again; who leaves the page lets go of it.
    writing.reload()
    expect(writing.get_by_label("Name", exact=True)).to_have_value("Evening")
    expect(writing.locator(".own__rows li")).to_have_count(1)
    writing.get_by_role("button", name="Save").click()
    expect(writing.get_by_role("heading", name="Evening")).to_be_visible()
    writing.goto("/routines/own/edit")
    expect(writing.get_by_label("Name", exact=True)).to_have_value("")
