"""Stories of practicing: found, pressed, rested, changed sides, interrupted in every way, and kept to the second."""

import datetime
import json

import pytest
from playwright.sync_api import expect

from tests.browser import axe

NOON = datetime.datetime(2026, 5, 4, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def phone(page):
    """A phone whose clock goes only when told to, from noon on a Monday."""
    page.clock.install(time=NOON - datetime.timedelta(seconds=1))
    page.clock.pause_at(NOON)
    return page


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


def test_it_leads_through_a_point_and_keeps_the_exact_seconds(phone):
    start(phone, "/points/BL23")
    assert step(phone) == ("locate", "BL23", "both")
    expect(phone.get_by_role("img", name="Kidney Transport")).to_be_visible()
    phone.clock.run_for("10:00")
    assert step(phone) == ("locate", "BL23", "both")
    ready(phone)
    expect(timer(phone)).to_have_text("1:00")
    phone.clock.run_for(22_000)
    expect(timer(phone)).to_have_text("0:38")
    phone.clock.run_for(38_000)
    assert step(phone)[0] == "rest"
    expect(timer(phone)).to_have_text("0:15")
    phone.clock.run_for(15_000)
    assert step(phone)[0] == "press"
    phone.clock.run_for(60_000)
    [done] = finish(phone)
    assert (done["kind"], done["key"], done["seconds_pressed"]) == ("points", "BL23", 120)
    assert done["steps_done"] == done["steps_total"] == 4
    assert done["started_at"] == "2026-05-04T14:00:00+02:00"


def test_it_changes_sides_and_says_which(phone):
    start(phone, "/points/LI4")
    ready(phone)
    assert step(phone) == ("press", "LI4", "left")
    phone.clock.run_for(10_000)
    assert step(phone) == ("switch", "LI4", "right")
    expect(phone.get_by_role("heading", name="Switch sides")).to_be_visible()
    expect(phone.locator("[data-part=line]")).to_have_text("Now the right hand, left thumb.")
    assert phone.locator("[data-part=find] svg").count() == 2
    phone.clock.run_for(5_000)
    assert step(phone) == ("press", "LI4", "right")
    phone.clock.run_for(10_000)
    assert finish(phone)[0]["seconds_pressed"] == 20


def test_the_right_side_can_come_first(phone):
    open_practice(phone, "/points/LI4")
    phone.get_by_text("Sides and pauses").click()
    phone.get_by_role("button", name="Right").click()
    phone.get_by_label("To change sides").select_option("10")
    phone.get_by_role("button", name="Start").click()
    ready(phone)
    assert step(phone) == ("press", "LI4", "right")
    phone.clock.run_for(10_000)
    assert step(phone) == ("switch", "LI4", "left")
    expect(timer(phone)).to_have_text("0:10")


def test_the_whole_back_routine_is_told_per_point_and_side(phone):
    start(phone, "/routines/back-seed")
    for _ in range(9):
        assert step(phone)[0] == "locate"
        ready(phone)
        for _ in range(30):
            if phone.locator("[data-practice=done]").count() or step(phone)[0] == "locate":
                break
            phone.clock.run_for(10_000)
    [sent] = [json.loads(request) for request in bodies(phone)]
    pressed = {(one["point"], one["side"]): one["seconds"] for one in sent["steps"]}
    assert pressed == {
        ("GB21", "left"): 18, ("GB21", "right"): 18, ("KI27", "left"): 60, ("KI27", "right"): 60, ("LI4", "left"): 10,
        ("LI4", "right"): 10, ("CV6", "midline"): 120, ("BL23", "both"): 120, ("BL53", "both"): 45, ("GB30", "left"): 45,
        ("GB30", "right"): 45, ("BL40", "left"): 60, ("BL40", "right"): 60, ("LR3", "left"): 20, ("LR3", "right"): 20,
    }
    assert sent["seconds_pressed"] == sum(pressed.values())


def bodies(page):
    """Save, and return the bodies that were sent to the history."""
    with page.expect_request(lambda one: one.method == "POST" and one.url.endswith("/history")) as sent:
        expect(page.locator("[data-practice=done]")).to_be_visible()
        page.get_by_role("button", name="Save").click()
    return [sent.value.post_data]


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


def test_skip_back_and_ten_more_seconds(phone):
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(30_000)
    phone.get_by_role("button", name="Skip").click()
    assert step(phone)[0] == "rest"
    phone.get_by_role("button", name="Back").click()
    assert step(phone)[0] == "press"
    expect(timer(phone)).to_have_text("1:00")
    phone.get_by_role("button", name="+10 s").click()
    expect(timer(phone)).to_have_text("1:10")
    phone.get_by_role("button", name="Back").click()
    assert step(phone)[0] == "locate"


def test_end_keeps_what_was_really_pressed_and_can_be_taken_back(phone):
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(21_700)
    phone.get_by_role("button", name="End").click()
    expect(phone.locator("[data-practice=done]")).to_be_visible()
    phone.get_by_role("button", name="Go on with it").click()
    expect(timer(phone)).to_have_text("0:39")
    phone.clock.run_for(1_000)
    phone.get_by_role("button", name="End").click()
    [done] = finish(phone)
    assert (done["seconds_pressed"], done["steps_done"], done["steps_total"]) == (22, 1, 4)


def test_ending_before_anything_was_pressed_keeps_nothing(phone):
    start(phone, "/points/BL23")
    phone.get_by_role("button", name="End").click()
    expect(phone.get_by_role("button", name="Start")).to_be_visible()
    assert phone.request.get("/history.json").json() == []


def test_before_and_after_by_one_touch_each_and_a_note(phone):
    open_practice(phone, "/points/LI4")
    phone.locator("[data-part=before-scale] input").fill("6")
    phone.get_by_role("button", name="Start").click()
    ready(phone)
    phone.clock.run_for(25_000)
    expect(phone.get_by_text("6 before")).to_be_visible()
    phone.locator("[data-part=after-scale] input").fill("4")
    phone.get_by_text("Add a note").click()
    phone.get_by_label("Note").fill("Warm.")
    [done] = finish(phone)
    assert (done["before"], done["after"], done["note"]) == (6, 4, "Warm.")


def test_what_is_left_out_is_not_kept(phone):
    start(phone, "/points/LI4")
    ready(phone)
    phone.clock.run_for(25_000)
    phone.get_by_role("button", name="Leave it out").click()
    expect(phone.get_by_text("Left out.")).to_be_visible()
    phone.clock.run_for(5_000)
    assert phone.request.get("/history.json").json() == []


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
    phone.locator("[data-part=after-scale] input").fill("3")
    assert finish(phone)[0]["after"] == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_phase_passes_axe(page, scheme):
    phone = page  # on the real clock: axe waits for timers
    phone.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}

    def look(phase):
        found[phase] = axe.violations(phone)

    open_practice(phone, "/points/BL23")
    phone.get_by_text("Sides and pauses").click()
    look("before")
    phone.get_by_role("button", name="Start").click()
    look("locate")
    ready(phone)
    look("press")
    phone.get_by_role("button", name="How it guides you").click()
    look("guide")
    phone.get_by_role("button", name="Done").click()
    expect(timer(phone)).not_to_have_text("1:00")
    phone.get_by_role("button", name="Skip").click()
    look("rest")
    phone.get_by_role("button", name="Pause").click()
    look("paused")
    phone.keyboard.press("Escape")
    look("leaving")
    phone.get_by_role("button", name="End it here").click()
    look("done")
    phone.get_by_role("button", name="Save").click()
    look("kept")
    assert {phase: wrong for phase, wrong in found.items() if wrong} == {}


def test_all_of_it_can_be_done_with_the_keyboard(phone):
    open_practice(phone, "/points/LI4")
    phone.get_by_role("button", name="Start").focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("[data-ready]")).to_be_focused()
    phone.keyboard.press("Space")
    assert step(phone)[0] == "press"
    expect(phone.get_by_role("button", name="Pause")).to_be_focused()
    phone.keyboard.press("Space")
    expect(phone.get_by_role("button", name="Resume")).to_be_focused()
    phone.keyboard.press("Space")
    phone.keyboard.press("ArrowRight")
    assert step(phone)[0] == "switch"
    phone.keyboard.press("ArrowLeft")
    assert step(phone)[0] == "press"


def test_the_lower_half_of_the_screen_is_the_pause_button(phone):
    start(phone, "/points/BL23")
    ready(phone)
    size = phone.viewport_size
    phone.touchscreen.tap(30, size["height"] - 200)
    expect(phone.get_by_role("button", name="Resume")).to_be_visible()
    phone.touchscreen.tap(size["width"] / 2, size["height"] / 2 - 40)
    expect(phone.get_by_role("button", name="Pause")).to_be_visible()


def test_a_screen_reader_hears_each_change_once_and_no_seconds(phone):
    start(phone, "/points/LI4")
    spoken = phone.locator("[data-part=spoken]")
    expect(spoken).to_contain_text("Joining Valley")
    ready(phone)
    expect(spoken).to_have_text("Joining Valley, press, left hand, 10 s")
    phone.evaluate("""() => { window.heard = 0; new MutationObserver(() => window.heard++).observe(
      document.querySelector("[data-part=spoken]"), {childList: true, characterData: true, subtree: true}) }""")
    phone.clock.run_for(9_000)
    assert phone.evaluate("window.heard") == 0
    expect(timer(phone)).to_have_attribute("aria-live", "off")
    phone.clock.run_for(1_000)
    assert phone.evaluate("window.heard") == 1


def test_the_screen_stays_awake_only_while_it_runs(phone):
    phone.add_init_script(
        """window.held = 0; navigator.wakeLock.request = async () => { window.held++;
        return {released: false, async release() { window.held-- }} }"""
    )
    start(phone, "/points/BL23")
    phone.wait_for_timeout(1)
    assert phone.evaluate("window.held") == 1
    ready(phone)
    phone.get_by_role("button", name="Pause").click()
    assert phone.evaluate("window.held") == 0
    phone.get_by_role("button", name="Resume").click()
    assert phone.evaluate("window.held") == 1
    phone.clock.run_for(2_000)
    phone.get_by_role("button", name="End").click()
    assert phone.evaluate("window.held") == 0


def test_where_the_screen_cannot_stay_awake_it_says_so_once(phone):
    phone.add_init_script("navigator.wakeLock.request = async () => { throw new Error('no') }")
    start(phone, "/points/BL23")
    expect(phone.locator("#status")).to_contain_text("will not keep its screen on")
    phone.clock.run_for(9_000)
    ready(phone)
    phone.get_by_role("button", name="Pause").click()
    phone.get_by_role("button", name="Resume").click()
    expect(phone.locator("#status")).to_be_empty()


def test_the_channels_are_remembered(phone):
    start(phone, "/points/BL23")
    voice = phone.locator("[data-part=channels]").get_by_role("button", name="Voice")
    expect(voice).to_have_attribute("aria-pressed", "true")
    voice.click()
    expect(voice).to_have_attribute("aria-pressed", "false")
    phone.reload()
    expect(voice).to_have_attribute("aria-pressed", "false")


def test_the_voice_counts_down_and_releases(phone):
    phone.add_init_script(
        """window.said = []; window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
        Object.defineProperty(window, 'speechSynthesis', {value: {getVoices: () => [], cancel() {},
          addEventListener() {}, speak: (words) => said.push(words.text)}})"""
    )
    start(phone, "/points/BL23")
    assert phone.evaluate("said") == ["Kidney Transport. Waist, beside the spine. Both thumbs together."]
    ready(phone)
    phone.clock.run_for(62_000)
    assert phone.evaluate("said.slice(1)") == ["Press.", "Half-way.", "three", "two", "one", "Release, and rest."]


def test_shorter_and_longer_stay_within_the_caps(phone):
    open_practice(phone, "/points/BL40")
    phone.get_by_role("button", name="Longer").click()
    phone.get_by_role("button", name="Start").click()
    ready(phone)
    expect(timer(phone)).to_have_text("1:30")
    for _ in range(3):
        phone.get_by_role("button", name="+10 s").click()
    expect(timer(phone)).to_have_text("2:00")
    expect(phone.get_by_role("button", name="+10 s")).to_be_hidden()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("list.replaceChildren()", "There is nothing to press in this practice."),
        ("list.querySelector('[data-do=press]').dataset.seconds = '0'", "Every step of a practice needs at least one second."),
        ("list.querySelector('[data-do=press]').dataset.at = 'ZZ9'", "a point that this guide does not know"),
        ("list.querySelector('[data-do=rest]').dataset.seconds = '2400'", "A practice takes at most 35 minutes."),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_practiced_is_refused_with_a_sentence(phone, change, sentence):
    open_practice(phone, "/points/BL23")
    phone.evaluate(f"""() => {{ const list = document.querySelector("[data-part=plan]"); {change} }}""")
    phone.get_by_role("button", name="Shorter").click()
    expect(phone.get_by_role("alert")).to_contain_text(sentence)
    expect(phone.get_by_role("button", name="Start")).to_be_disabled()


def test_without_javascript_the_page_is_the_list_of_steps(new_phone):
    page = new_phone(java_script_enabled=False)
    page.goto("/points/BL23/practice")
    expect(page.get_by_role("heading", name="Kidney Transport")).to_be_visible()
    steps = page.locator("[data-do]").all_inner_texts()
    assert [text.strip() for text in steps] == ["find it", "press 1 min", "rest 15 s", "press 1 min"]
    expect(page.get_by_role("button", name="Start")).to_be_hidden()
