"""Stories of practicing with interruptions: pauses, reloads, a frozen phone, a clock set by hand, leaving and coming back."""

from playwright.sync_api import expect

from tests.browser.practicing import answered, feel, finish, open_practice, phone, ready, recorded, start, step, timer


def test_ten_pauses_cost_no_second(phone):
    start(phone, "/points/BL23")
    ready(phone)
    for number in range(10):
        phone.clock.run_for(2_500)
        phone.get_by_role("button", name="Pause").click()
        expect(phone.get_by_text("paused", exact=True).first).to_be_visible()
        phone.clock.run_for(7_000 + 100 * number)
        phone.get_by_role("button", name="Resume").click()
    expect(timer(phone)).to_have_text("0:35")


def test_a_reload_in_the_middle_goes_on_by_itself(phone):
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(20_000)
    phone.reload()
    expect(timer(phone)).to_have_text("0:40")
    phone.clock.run_for(40_000)
    assert step(phone)[0] == "rest"
    expect(phone.locator("[data-part=notice]")).to_be_hidden()


def test_a_reload_while_paused_stays_paused(phone):
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(20_000)
    phone.get_by_role("button", name="Pause").click()
    phone.reload()
    phone.clock.run_for(30_000)
    expect(timer(phone)).to_have_text("0:40")
    expect(phone.get_by_role("button", name="Resume")).to_be_visible()


def test_a_frozen_page_loses_no_time(page, context):
    """The one story on the real clock: the browser itself freezes the page, as a phone does."""
    answered(page)
    start(page, "/points/BL23")
    ready(page)
    session = context.new_cdp_session(page)
    before = page.evaluate("performance.now()")
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    session.send("Page.setWebLifecycleState", {"state": "active"})
    gone = page.evaluate("performance.now()") - before
    minutes, seconds = timer(page).inner_text().split(":")
    assert abs(60 - gone / 1000 - (60 * int(minutes) + int(seconds))) <= 2


def test_coming_back_it_says_what_happened_and_offers_the_way_back(phone):
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(50_000)
    phone.clock.fast_forward(20_000)
    assert step(phone)[0] == "rest"
    notice = phone.locator("[data-part=notice]")
    expect(notice).to_contain_text("You were away for 20 s. It went on to: Kidney Transport, rest.")
    phone.get_by_role("button", name="Back to where I left").click()
    assert step(phone)[0] == "press"
    expect(timer(phone)).to_have_text("0:10")
    expect(notice).to_be_hidden()
    phone.clock.run_for(10_000)
    assert step(phone)[0] == "rest"


def test_going_on_where_it_is_counts_what_ran(phone):
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(50_000)
    phone.clock.fast_forward(20_000)
    phone.get_by_role("button", name="Go on here").click()
    phone.clock.run_for(65_000)
    assert finish(phone)[0]["seconds_pressed"] == 120


def test_a_clock_set_by_hand_changes_nothing_and_is_told(phone):
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(10_000)
    phone.evaluate("""() => { const now = Date.now; Date.now = () => now() + 3600000 }""")
    phone.clock.run_for(2_000)
    expect(timer(phone)).to_have_text("0:48")
    expect(phone.locator("#status")).to_contain_text("The time on this device was changed.")


def test_the_back_gesture_asks_once_and_loses_nothing(phone):
    phone.goto("/points/BL23")
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(20_000)
    phone.go_back()
    expect(phone.get_by_role("heading", name="Leave this practice?")).to_be_visible()
    phone.clock.run_for(60_000)
    phone.get_by_role("button", name="Keep going").click()
    expect(timer(phone)).to_have_text("0:40")
    phone.clock.run_for(10_000)
    phone.go_back()
    phone.get_by_role("button", name="End it here").click()
    assert finish(phone)[0]["seconds_pressed"] == 30


def test_leaving_for_now_comes_back_to_the_same_second(phone):
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(20_000)
    phone.keyboard.press("Escape")
    phone.get_by_role("link", name="Leave, and come back later").click()
    expect(phone.get_by_role("heading", name="Find it")).to_be_visible()
    phone.clock.run_for("05:00")
    phone.get_by_role("link", name="Start").click()
    expect(timer(phone)).to_have_text("0:40")
    phone.get_by_role("button", name="Resume").click()
    phone.clock.run_for(1_000)
    expect(timer(phone)).to_have_text("0:39")


def test_a_practice_left_open_yesterday_is_offered_to_be_kept(phone):
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(20_000)
    phone.goto("/safety")
    phone.clock.fast_forward("20:00:00")
    open_practice(phone, "/points/LI4")
    expect(phone.get_by_text("You left “Kidney Transport” open on Monday")).to_be_visible()
    phone.get_by_role("button", name="Keep what was pressed").click()
    [kept] = recorded(phone)
    assert (kept["key"], kept["seconds_pressed"], kept["after"]) == ("BL23", 20, None)


def test_another_practice_that_is_open_can_be_gone_back_to(phone):
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(20_000)
    phone.get_by_role("button", name="Pause").click()
    open_practice(phone, "/points/LI4")
    phone.get_by_role("link", name="Go back to it").click()
    expect(timer(phone)).to_have_text("0:40")


def test_a_practice_of_a_point_that_was_taken_out_is_offered_to_be_kept(phone):
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(20_000)
    phone.get_by_role("button", name="Pause").click()
    phone.goto("/safety")
    phone.evaluate("""() => { const open = JSON.parse(localStorage.practice);
      open.plan[0].point = 'ZZ9'; localStorage.practice = JSON.stringify(open) }""")
    phone.goto("/points/BL23/practice")
    expect(phone.get_by_role("heading", name="One is still open")).to_be_visible()
    phone.keyboard.press("Escape")
    assert recorded(phone)[0]["seconds_pressed"] == 20


def test_walking_away_from_the_end_without_a_word_keeps_it(phone):
    start(phone, "/points/LI4")
    ready(phone)
    phone.clock.run_for(25_000)
    phone.get_by_role("link", name="Close").click()
    expect(phone.get_by_role("heading", name="Find it")).to_be_visible()
    assert recorded(phone)[0]["seconds_pressed"] == 20


def test_going_to_another_address_from_the_end_keeps_it_too(phone):
    start(phone, "/points/LI4")
    ready(phone)
    phone.clock.run_for(25_000)
    phone.goto("/safety")
    assert recorded(phone)[0]["seconds_pressed"] == 20


def test_a_reload_at_the_end_asks_again(phone):
    start(phone, "/points/LI4")
    ready(phone)
    phone.clock.run_for(25_000)
    phone.reload()
    feel(phone, 3, "felt")
    expect(phone.get_by_text("Kept in your history.")).to_be_visible()
    assert recorded(phone)[0]["after"] == 3
