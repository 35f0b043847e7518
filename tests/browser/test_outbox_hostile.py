"""The outbox when everything goes wrong: nothing is lost, nothing is counted twice, and what could not be is said."""

import datetime
import re
import sqlite3

from playwright.sync_api import expect

from tests.browser import phone
from tests.browser.practicing import answered
from tests.browser.test_outbox import BLOCKED, FULL, HUNDRED

# Every entry three times at once, past the outbox's own lock, and two flushes beside them.
HOSTILE = phone.script("""async () => {
  const { entries, sendNow } = (await import('local-store')).localStore;
  const { flush } = await import('outbox');
  const all = await entries();
  const sent = [];
  for (const entry of all) sent.push(sendNow(entry), sendNow(entry), sendNow(entry));
  sent.push(flush(), flush());
  await Promise.allSettled(sent);
}""")
WEEK = datetime.datetime(2026, 5, 4, 6, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))


def test_a_hundred_practices_of_a_week_sent_three_times_from_two_tabs_are_a_hundred_rows(page, context, server):
    phone.save(page, "/about")
    other = context.new_page()
    other.goto("/about")
    phone.heart(page, "BL23")
    assert phone.flush(page)
    server.stop()
    done = []
    for number in range(HUNDRED):
        began = WEEK + number * datetime.timedelta(minutes=100)
        ended = began + datetime.timedelta(minutes=4, seconds=30)
        done.append(phone.practice_session(started_at=began.isoformat(), finished_at=ended.isoformat()))
    for number, one in enumerate(done):
        one["note"] = f"number {number}"
    phone.practices(page, done[::2])
    phone.practices(other, done[1::2])
    assert phone.waiting(page) == HUNDRED
    server.start()
    for tab in (page, other):
        tab.evaluate(f"window.hostile = ({HOSTILE})(); 0")
    for tab in (page, other):
        tab.evaluate("window.hostile")
    assert phone.flush(page) and phone.flush(other)
    rows = phone.recorded(page)
    seen = [(row["id"], row["started_at"], row["finished_at"], row["note"]) for row in rows]
    assert seen == [(one["id"], one["started_at"], one["finished_at"], one["note"]) for one in reversed(done)]
    assert phone.waiting(other) == 0


def test_when_the_cookie_is_gone_nothing_is_lost_and_nobody_else_gets_it(page, context, server):
    phone.save(page, "/about")
    first = phone.practice(page, started_at="2026-05-04T20:10:00+02:00")
    phone.heart(page, "BL23")
    phone.heart(page, "LI4")
    assert phone.flush(page)
    lost = context.cookies()
    server.stop()
    second = phone.practice(page)
    phone.heart(page, "LI4", wanted=False)
    context.clear_cookies()
    server.start()
    assert phone.flush(page)
    [one] = [cookie for cookie in context.cookies() if cookie["name"] == "stillpoint"]
    assert one["value"] not in [cookie["value"] for cookie in lost]
    rows = phone.recorded(page)
    assert [row["started_at"] for row in rows] == [second["started_at"], first["started_at"]]
    assert phone.hearted(page) == [("points", "BL23")]
    context.add_cookies(lost)
    assert [row["id"] for row in phone.recorded(page)] == [first["id"]]


def test_a_phone_whose_cookie_is_gone_keeps_its_history_when_it_looks_for_news(page, context):
    phone.save(page, "/about")
    done = phone.practice(page)
    phone.heart(page, "BL23")
    assert phone.flush(page)
    context.clear_cookies()
    page.goto("/history")
    expect(page.locator("[data-practice-session]")).to_contain_text("Kidney Transport")
    expect(page.locator(".top__title")).to_be_visible()
    phone.until(
        page,
        phone.script(
            "import('local-state').then(({ state }) => state()).then(({ history, waiting }) => !waiting.length && history.length === 1)"
        ),
    )
    assert phone.flush(page)
    assert [row["started_at"] for row in phone.recorded(page)] == [done["started_at"]]
    assert phone.hearted(page) == [("points", "BL23")]


def test_after_a_lost_cookie_each_practice_keeps_its_name_and_is_there_once_whatever_waited(page, context, server):
    phone.save(page, "/about")
    kept, gone = phone.practice(page), phone.practice(page, started_at="2026-05-03T20:10:00+02:00")
    phone.heart(page, "BL23")
    assert phone.flush(page)
    before = server.count("profile")
    server.stop()
    context.clear_cookies()
    waited = phone.practice(page, started_at="2026-05-05T20:10:00+02:00", finished_at="2026-05-05T20:20:00+02:00")
    page.goto("/history")
    expect(page.locator("[data-practice-session]")).to_have_count(3)
    expect(page.locator("[data-pending]")).to_have_text("1")
    server.start()
    # Two tabs and the page's own first look, all at once.
    other = context.new_page()
    other.goto("/history")
    for tab in (page, other):
        tab.evaluate(phone.script("import('local-state').then(({ renew }) => renew())"))
        expect(tab.locator("[data-practice-session]")).to_have_count(3)
        expect(tab.locator("[data-slot=pending]")).to_be_hidden()
    assert [row["id"] for row in phone.recorded(page)] == [waited["id"], kept["id"], gone["id"]]
    page.evaluate(phone.script("(id) => import('local-state').then(({ history }) => history.remove(id)).then(() => {})"), gone["id"])
    page.evaluate(
        phone.script(
            "import('local-store').then(({ localStore }) => localStore.entries().then((all) => Promise.all(all.map((one) => localStore.change(one, ({ hold, ...kept }) => kept)))).then(() => {}))"
        )
    )
    assert phone.flush(page)
    assert [row["id"] for row in phone.recorded(page)] == [waited["id"], kept["id"]]
    assert phone.hearted(page) == [("points", "BL23")]
    assert server.count("profile") == before + 1


def test_a_phone_that_was_thrown_out_brings_nothing_back(page, context, new_phone):
    phone.save(page, "/about")
    done = phone.practice(page)
    assert phone.flush(page)
    other = new_phone()
    other.goto("/about")
    phone.practice(other)
    assert phone.flush(other)
    code = page.request.post("/you/transfer", headers={"Accept": "application/json"}).json()["code"]
    assert other.request.post("/you/join", data={"code": code}).ok
    [here] = [one["id"] for one in other.request.get("/you/devices.json").json()["devices"] if not one["here"]]
    assert other.request.delete(f"/you/devices/{here}").ok
    page.goto("/history")
    expect(page.locator("[data-slot='empty']")).to_be_visible()
    assert phone.recorded(page) == []
    assert done["id"] in [row["id"] for row in phone.recorded(other)]


def test_a_clock_that_is_a_year_off_loses_nothing_and_holds_nothing_back(page):
    ahead = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=365)
    page.clock.install(time=ahead)
    page.goto("/about")
    done = phone.practice(page, started_at=ahead.isoformat(), finished_at=(ahead + datetime.timedelta(minutes=5)).isoformat())
    taken_back = phone.practice(page)
    phone.heart(page, "BL23")
    assert phone.flush(page)
    assert phone.hearted(page) == [("points", "BL23")]
    page.evaluate(phone.script("id => import('local-state').then(({ history }) => history.remove(id)).then(() => {})"), taken_back["id"])
    # The clock is put right while a deletion can still be undone for eight seconds, by a clock that is a year ahead.
    page.clock.set_system_time(datetime.datetime.now(datetime.UTC))
    phone.heart(page, "BL23", wanted=False)
    assert phone.flush(page)
    assert phone.hearted(page) == []
    assert [row["id"] for row in phone.recorded(page)] == [done["id"]]
    page.goto("/history")
    expect(page.locator(f"[data-practice-session='{done['id']}']")).to_be_visible()


def test_a_database_that_is_locked_or_full_leaves_it_on_the_phone_and_is_tried_with_growing_pauses(new_phone, server, browser_errors):
    browser_errors.allow(f"status of 503|status 503|{BLOCKED}")
    page = new_phone(service_workers="block")
    page.clock.install()
    page.goto("/points/BL23")
    expect(page.locator("heart-button:defined").first).to_be_attached()
    phone.heart(page, "LI4")
    assert phone.flush(page)
    tried = []
    page.on("response", lambda response: response.request.method == "PUT" and tried.append(response.status))
    with sqlite3.connect(server.folder / "stillpoint.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        page.get_by_role("button", name="Add to favorites").tap()
        expect(page.get_by_role("status")).to_contain_text("Kept on this phone")
        other.execute("ROLLBACK")
    assert tried == [503]
    page.route("**/favorites/**", lambda route: route.fulfill(status=503, json={}))
    for pause in (4, 15, 60, 240, 900, 900):
        before = len(tried)
        page.clock.run_for(pause * 1000 - 500)
        assert len(tried) == before, "too early"
        with page.expect_response("**/favorites/**"):
            page.clock.run_for(1000)
        phone.until(page, "navigator.locks.query().then(({ held }) => !held.length)")
    page.unroute("**/favorites/**")
    page.evaluate("dispatchEvent(new Event('online'))")
    phone.until(page, phone.script("import('outbox').then(({ pending }) => pending()).then(({ length }) => !length)"))
    assert sorted(phone.hearted(page)) == [("points", "BL23"), ("points", "LI4")]


def test_however_many_ask_at_once_it_is_one_try_and_one_pause(new_phone, browser_errors):
    browser_errors.allow(f"status of 502|status 502|{BLOCKED}")
    page = new_phone(service_workers="block")
    page.clock.install()
    page.goto("/favorites")
    expect(page.locator("heart-button:defined, favorites-list:defined").first).to_be_attached()
    page.route("**/you", lambda route: route.fulfill(status=502, body="Bad Gateway"))
    phone.heart(page, "BL23")
    phone.flush(page)
    page.evaluate(phone.script("import('local-state').then(({ renew }) => Promise.all([renew(), renew(), renew()])).then(() => {})"))
    tried = []
    page.on("response", lambda response: response.request.method == "POST" and tried.append(response.status))
    for pause in (4, 15):
        before = len(tried)
        with page.expect_response("**/you"):
            page.clock.run_for(pause * 1000 + 100)
        phone.until(page, "navigator.locks.query().then(({ held }) => !held.length)")
        assert len(tried) == before + 1


def test_a_phone_that_is_full_and_alone_says_so_and_keeps_the_practice_open(new_phone, browser_errors):
    browser_errors.allow(f"ERR_|{BLOCKED}")
    page = new_phone(service_workers="block")
    page.add_init_script(FULL)
    answered(page)
    page.clock.install()
    page.goto("/points/BL23/practice")
    expect(page.get_by_role("button", name="Start")).to_be_enabled()
    page.route("**/*", lambda route: route.abort() if route.request.method != "GET" else route.continue_())
    page.get_by_role("button", name="Start").click()
    page.locator("[data-ready]").click()
    page.clock.run_for(20_000)
    page.get_by_role("button", name="End").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It is tried again at the next start.")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("this phone is full")
    page.unroute("**/*")
    page.goto("/about")
    page.clock.run_for(5_000)
    phone.until(page, "localStorage.getItem('practice') === null")
    assert [row["key"] for row in phone.recorded(page)] == ["BL23"]


def test_what_was_refused_can_be_sent_without_the_part_that_was_wrong(page, browser_errors):
    browser_errors.allow("status of 422")
    page.goto("/you")
    done = phone.practice(page, note="left side " * 201)
    phone.flush(page)
    item = page.locator("waiting-list li")
    expect(item).to_contain_text("Not accepted: The note is a text of at most 2000 characters.")
    item.get_by_role("button", name="Send without that part").tap()
    expect(item).to_have_count(0)
    [row] = phone.recorded(page)
    assert (row["id"], row["note"]) == (done["id"], "")


def test_deleting_what_was_refused_leaves_nothing_waiting(page, browser_errors):
    browser_errors.allow("status of 422")
    page.goto("/about")
    done = phone.practice(page, note="left side " * 201)
    phone.flush(page)
    page.goto("/history")
    row = page.locator(f"[data-practice-session='{done['id']}']")
    expect(row).to_contain_text(re.compile("Not accepted"))
    row.locator("summary").tap()
    row.get_by_role("button", name="Delete").tap()
    phone.until(page, phone.script("import('outbox').then(({ flush, pending }) => flush().then(pending)).then(({ length }) => !length)"))
    expect(row).to_have_count(0)


def test_a_browser_that_keeps_no_cookies_sends_nothing_that_nobody_would_find_again(page, context):
    def without_cookie(route):
        answer = route.fetch()
        headers = {name: value for name, value in answer.headers.items() if name != "set-cookie"}
        context.clear_cookies()
        route.fulfill(response=answer, headers=headers)

    page.route("**/you", without_cookie)
    page.goto("/about")
    sent = []
    page.on("request", lambda request: request.method in ("PUT", "POST") and sent.append(request.url.rpartition("/")[2]))
    phone.heart(page, "BL23")
    assert not phone.flush(page)
    assert set(sent) == {"you"}
    assert phone.waiting(page) == 1
