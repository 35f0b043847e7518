"""What a browser refuses, closes, fills up or throws away: the page works, nothing throws, and it is said once."""

import pytest
from playwright.sync_api import expect

from tests.browser import phone
from tests.browser.portal import Portal

pytestmark = pytest.mark.first_visit

REFUSE = """
const refused = () => { throw new DOMException("The operation is insecure.", "SecurityError"); };
const refuse = (thing, name) => Object.defineProperty(thing, name, { configurable: true, get: refused });
for (const name of %s) {
  if (name === "indexedDB" || name === "localStorage" || name === "sessionStorage" || name === "caches") refuse(window, name);
  if (name === "BroadcastChannel") window.BroadcastChannel = class { constructor() { refused(); } };
  if (name === "locks") navigator.locks.constructor.prototype.request = () => Promise.reject(new DOMException("no", "SecurityError"));
  if (name === "serviceWorker") refuse(Navigator.prototype, name);
}
"""
ALL = ["indexedDB", "localStorage", "sessionStorage", "caches", "BroadcastChannel", "locks", "serviceWorker"]


def refusing(page, *names):
    page.add_init_script(REFUSE % list(names))
    return page


COOKIES = {"cookie", "set-cookie"}
"""What is lost on the way where a browser drops cookies without a word, as with some extensions."""


@pytest.fixture
def line(running_server, browser_errors):
    """The line of a phone to the server, on which headers can be lost."""
    with Portal(running_server.port) as portal:
        browser_errors.know(portal.url)
        yield portal


@pytest.mark.parametrize("name", ALL)
def test_without_one_of_them_hearts_and_practices_are_kept_all_the_same(page, name):
    refusing(page, name).goto("/points/BL23")
    expect(page.locator("heart-button:defined").first).to_be_attached()
    page.get_by_role("button", name="Add to favorites").tap()
    expect(page.get_by_role("button", name="Remove from favorites")).to_be_visible()
    phone.until(page, "fetch('/favorites.json').then((answer) => answer.json()).then(({ favorites }) => favorites.length === 1)")
    done = phone.practice(page)
    phone.flush(page)
    assert [one["id"] for one in phone.recorded(page)] == [done["id"]]
    page.wait_for_timeout(phone.DOUBLE_TAP)
    page.get_by_role("button", name="Remove from favorites").tap()
    expect(page.get_by_role("button", name="Add to favorites")).to_be_visible()


def test_with_everything_refused_pages_work_and_one_sentence_says_so(new_phone, running_server, line):
    line.lost = COOKIES
    page = new_phone(base_url=line.url)
    before = running_server.count("profile")
    refusing(page, *ALL).goto("/points/BL23")
    expect(page.locator("heart-button:defined").first).to_be_attached()
    page.get_by_role("button", name="Add to favorites").tap()
    expect(page.get_by_role("status")).to_contain_text("keep nothing")
    expect(page.get_by_role("button", name="Add to favorites")).to_be_visible()
    assert running_server.count("profile") == before
    for address in ("/", "/history", "/favorites", "/you"):
        page.goto(address)
        expect(page.locator("#page")).to_be_attached()
    page.goto("/points/BL23/practice")
    expect(page.locator("practice-player:defined")).to_be_attached()


def test_a_browser_that_drops_cookies_from_some_day_on_says_what_that_means_and_leaves_one_profile_at_most(new_phone, running_server, line):
    page = new_phone(base_url=line.url)
    page.goto("/points/BL23")
    phone.heart(page, "LI4")
    assert phone.flush(page)
    line.lost = COOKIES
    before = running_server.count("profile")
    page.reload()
    for key in ("ST36", "LR3", "SP6"):
        phone.heart(page, key)
        expect(page.get_by_role("status")).to_contain_text("Kept on this phone alone")
        page.get_by_role("button", name="Close").click()
        assert not phone.flush(page)
        page.reload()
    for address in ("/you", "/history"):
        page.goto(address)
        expect(page.locator("[data-pending] ~ [data-alone]")).to_be_visible()
        expect(page.locator("[data-pending] ~ [data-sent]")).to_be_hidden()
    page.goto("/favorites")
    assert not page.evaluate(phone.script("import('local-state').then(({ renew }) => renew())"))
    for key in ("LI4", "ST36", "LR3", "SP6"):
        expect(page.locator(f"li[data-key='{key}']")).to_be_visible()
    assert running_server.count("profile") <= before + 1
    line.lost = set()
    assert phone.flush(page)
    assert sorted(key for _kind, key in phone.hearted(page)) == ["LI4", "LR3", "SP6", "ST36"]


def test_what_a_full_store_does_not_take_lasts_for_this_visit(page):
    page.goto("/you")
    page.evaluate("""() => {
      let filling = "x".repeat(1e6);
      for (let n = 0; filling; ) try { localStorage.setItem(`f${n++}`, filling); } catch { filling = filling.slice(filling.length / 2 + 1); }
    }""")
    page.evaluate(phone.script("import('practice-store').then(({ choices }) => choices.set('voice', 'x'.repeat(100)))"))
    assert page.evaluate(phone.script("import('practice-store').then(({ choices }) => choices.all().voice.length)")) == 100
    page.evaluate(phone.script("import('refusable').then(({ setItem }) => setItem('theme', null))"))
    page.get_by_role("button", name="Dark").tap()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")


def test_a_database_that_is_closed_under_the_page_is_opened_anew(page):
    page.add_init_script("""
      window.handles = [];
      const open = IDBFactory.prototype.open;
      IDBFactory.prototype.open = function (...all) {
        const request = open.apply(this, all);
        request.addEventListener("success", () => window.handles.push(request.result));
        return request;
      };
    """)
    page.goto("/points/BL23")
    expect(page.locator("heart-button:defined").first).to_be_attached()
    done = phone.practice(page)
    assert phone.flush(page)
    for _ in range(2):
        page.evaluate("window.handles.forEach((handle) => handle.close())")
        assert (
            page.evaluate(
                phone.script("import('local-store').then(({ localStore }) => localStore.view()).then(({ history }) => history.length)")
            )
            == 1
        )
    page.evaluate("window.handles.forEach((handle) => handle.close())")
    page.get_by_role("button", name="Add to favorites").tap()
    expect(page.get_by_role("button", name="Remove from favorites")).to_be_visible()
    assert phone.flush(page)
    assert phone.hearted(page) == [("points", "BL23")]
    assert [one["id"] for one in phone.recorded(page)] == [done["id"]]


def test_a_phone_whose_store_was_thrown_away_fetches_its_own_again_at_the_start(page, browser_errors):
    browser_errors.allow("favicon.ico")
    phone.save(page, "/about")
    phone.practice(page)
    page.evaluate(phone.script("import('local-state').then(({ favorites }) => favorites.set('points', 'BL23', true)).then(() => {})"))
    assert phone.flush(page)
    page.goto("/healthz")
    page.evaluate("""async () => {
      for (const { name } of await indexedDB.databases()) {
        await new Promise((done) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: done, onblocked: done }));
      }
    }""")
    page.goto("/points/BL23")
    expect(page.get_by_role("button", name="Remove from favorites")).to_be_visible()
    assert page.evaluate(phone.script("import('local-state').then(({ state }) => state()).then(({ history }) => history.length)")) == 1


def test_a_visit_of_somebody_new_asks_one_question_and_leaves_no_trace(page, context):
    asked = []
    context.on("request", lambda request: ".json" in request.url and asked.append(request.url.rpartition("/")[2]))
    phone.save(page, "/about")
    phone.until(
        page, phone.script("import('local-store').then(({ localStore }) => localStore.view()).then(({ synced }) => Boolean(synced))")
    )
    page.reload()
    page.evaluate("new Promise((done) => setTimeout(done, 3500))")
    assert asked == ["favorites.json"]
    assert context.cookies() == []
