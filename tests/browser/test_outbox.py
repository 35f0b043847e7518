"""The outbox: what a person does is kept on the phone first and reaches the server exactly once, in order."""

import uuid

import pytest
from playwright.sync_api import expect

from tests.browser import phone

pytestmark = pytest.mark.first_visit

HUNDRED = 100
# A full phone lets a transaction begin and breaks it off when something is put into it.
FULL = "IDBObjectStore.prototype.put = function () { this.transaction.abort(); };"
BLOCKED = "Service Worker registration blocked"


def test_what_is_done_with_the_server_gone_is_sent_once_when_it_is_back(page, server):
    phone.save(page, "/points/BL23")
    server.stop()
    page.get_by_role("button", name="Add to favorites").tap()
    expect(page.get_by_role("button", name="Remove from favorites")).to_be_visible()
    done = phone.practice(page)
    expect(page.get_by_role("status")).to_contain_text("Kept on this phone")
    page.goto("/history")
    expect(page.locator("[data-pending]")).to_have_text("2")
    expect(page.locator(f"[data-practice-session='{done['id']}']")).to_contain_text("not sent yet")
    page.goto("/favorites")
    expect(page.locator("li[data-key='BL23']")).to_be_visible()
    server.start()
    assert phone.flush(page)
    assert [one["id"] for one in phone.recorded(page)] == [done["id"]]
    assert phone.hearted(page) == [("points", "BL23")]
    page.goto("/history")
    expect(page.locator(f"[data-practice-session='{done['id']}']")).to_be_visible()
    expect(page.locator("[data-pending]")).not_to_be_visible()


def test_an_answer_lost_after_the_server_kept_it_makes_one_row(new_phone, browser_errors):
    browser_errors.allow(f"ERR_FAILED|{BLOCKED}")
    page = new_phone(service_workers="block")
    page.goto("/about")
    lost = []

    def lose_the_first_answer(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page.route("**/history", lose_the_first_answer)
    done = phone.practice(page)
    phone.flush(page)
    assert phone.flush(page)
    assert lost == [201]
    assert [one["id"] for one in phone.recorded(page)] == [done["id"]]


def test_an_answer_lost_with_the_first_cookie_leaves_nothing_behind(new_phone, browser_errors):
    browser_errors.allow(f"ERR_FAILED|{BLOCKED}")
    page = new_phone(service_workers="block")
    page.goto("/about")
    lost = []

    def lose_the_first_answer_of_each(route):
        if route.request.url in lost:
            return route.continue_()
        lost.append(route.request.url)
        route.fetch()
        page.context.clear_cookies()
        return route.abort()

    page.route("**/you", lose_the_first_answer_of_each)
    done = phone.practice(page)
    phone.flush(page)
    assert phone.flush(page)
    assert len(lost) == 1
    assert [one["id"] for one in phone.recorded(page)] == [done["id"]]


def test_two_tabs_and_the_worker_send_each_thing_once(page, context, server):
    phone.save(page, "/about")
    other = context.new_page()
    other.goto("/about")
    registrations = []
    tools = context.new_cdp_session(page)
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda event: registrations.extend(event["registrations"]))
    tools.send("ServiceWorker.enable")
    server.stop()
    ids = {phone.practice(tab)["id"] for _ in range(5) for tab in (page, other)}
    statuses = []
    context.on("response", lambda response: response.request.method == "POST" and statuses.append(response.status))
    server.start()
    for tab in (page, other):
        tab.evaluate(phone.script("import('outbox').then(({ flush }) => { flush(); flush(); })"))
    tools.send(
        "ServiceWorker.dispatchSyncEvent",
        {
            "origin": page.evaluate("location.origin"),
            "registrationId": registrations[0]["registrationId"],
            "tag": "outbox",
            "lastChance": False,
        },
    )
    assert phone.flush(page) and phone.flush(other)
    assert {one["id"] for one in phone.recorded(page)} == ids
    # The phone asks for its cookie, and once more to see that it comes back.
    assert sorted(statuses) == [201] * len(ids) + [204] * 2


def test_a_hundred_practices_done_offline_become_a_hundred_rows_in_order(page, server):
    phone.save(page, "/about")
    server.stop()
    done = [
        phone.practice_session(
            id=str(uuid.uuid4()),
            started_at=f"2026-05-{1 + n // 15:02}T{6 + n % 15:02}:10:00+02:00",
            finished_at=f"2026-05-{1 + n // 15:02}T{6 + n % 15:02}:14:30+02:00",
        )
        for n in range(HUNDRED)
    ]
    phone.practices(page, done)
    server.start()
    assert phone.flush(page)
    rows = phone.recorded(page)
    assert [row["id"] for row in rows] == [one["id"] for one in reversed(done)]
    assert [row["started_at"] for row in rows] == [one["started_at"] for one in reversed(done)]


def test_what_the_server_refuses_is_kept_with_its_reason_and_can_be_dropped(page, browser_errors):
    browser_errors.allow("status of (422|404)")
    page.goto("/you")
    phone.practice(page, key="NOWHERE1")
    phone.flush(page)
    waiting = page.locator("waiting-list")
    expect(waiting).to_contain_text("Not accepted")
    expect(waiting.locator("[data-pending]")).to_have_text("1")
    heart = phone.practice(page)
    assert phone.flush(page)
    assert [one["id"] for one in phone.recorded(page)] == [heart["id"]]
    waiting.get_by_role("button", name="Drop it").tap()
    expect(waiting).not_to_be_visible()
    assert phone.waiting(page) == 0


def test_a_phone_that_can_keep_nothing_sends_at_once(page):
    page.add_init_script(FULL)
    page.goto("/about")
    done = phone.practice(page)
    assert [one["id"] for one in phone.recorded(page)] == [done["id"]]


def test_hearts_keep_the_order_in_which_they_were_given_and_taken(page, server):
    phone.save(page, "/about")
    server.stop()
    for key, wanted in (("BL23", True), ("LI4", True), ("BL23", False), ("LR3", True), ("LI4", False), ("BL23", True)):
        phone.heart(page, key, wanted)
    server.start()
    assert phone.flush(page)
    assert sorted(phone.hearted(page)) == [("points", "BL23"), ("points", "LR3")]


def test_a_server_that_cannot_keep_it_leaves_it_on_the_phone(new_phone, browser_errors):
    browser_errors.allow(f"status of 503|status 503|{BLOCKED}")
    page = new_phone(service_workers="block")
    page.goto("/points/BL23")
    expect(page.locator("heart-button:defined").first).to_be_attached()
    page.route("**/favorites/**", lambda route: route.fulfill(status=503, json={"error": {"message": "locked"}}))
    page.get_by_role("button", name="Add to favorites").tap()
    expect(page.get_by_role("status")).to_contain_text("Kept on this phone")
    assert phone.waiting(page) == 1
    page.unroute("**/favorites/**")
    assert phone.flush(page)
    assert phone.hearted(page) == [("points", "BL23")]
