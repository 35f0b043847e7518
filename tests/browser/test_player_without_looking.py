"""Practicing without looking: by keyboard, by ear, by the half of the screen that a thumb finds; and what axe sees."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.phone import until
from tests.browser.practicing import answered, finish, open_practice, phone, ready, recorded, set_up, start, step, timer


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_phase_passes_axe(page, scheme):
    phone = page  # on the real clock: axe waits for timers
    answered(phone)
    phone.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}

    def look(phase):
        found[phase] = axe.violations(phone)

    open_practice(phone, "/points/BL23")
    look("before")
    phone.get_by_role("button", name="Start").click()
    look("locate")
    ready(phone)
    look("press")
    set_up(phone).get_by_text("Sides and pauses").click()
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


def test_on_its_side_the_controls_are_under_the_thumb_that_was_chosen(new_phone):
    page = new_phone(viewport={"width": 844, "height": 390})
    answered(page)
    start(page, "/points/BL23")
    ready(page)
    pause = page.get_by_role("button", name="Pause")
    assert pause.bounding_box()["x"] > 422 > page.locator("[data-part=clock]").bounding_box()["x"]
    set_up(page).get_by_text("Voice and breathing").click()
    page.get_by_label("Controls under the thumb").select_option("Left")
    page.get_by_role("button", name="Done").click()
    assert pause.bounding_box()["x"] < 422 < page.locator("[data-part=clock]").bounding_box()["x"]
    page.reload()
    expect(pause).to_be_visible()
    assert pause.bounding_box()["x"] < 422
    page.touchscreen.tap(800, 380)
    expect(page.get_by_role("button", name="Resume")).to_be_visible()


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
    until(phone, "window.held === 1")
    ready(phone)
    phone.get_by_role("button", name="Pause").click()
    until(phone, "window.held === 0")
    phone.get_by_role("button", name="Resume").click()
    until(phone, "window.held === 1")
    phone.clock.run_for(2_000)
    phone.get_by_role("button", name="End").click()
    until(phone, "window.held === 0")


def test_where_the_screen_cannot_stay_awake_it_says_so_once(phone):
    phone.add_init_script("window.asked = 0; navigator.wakeLock.request = async () => { asked++; throw new Error('no') }")
    start(phone, "/points/BL23")
    expect(phone.locator("#status")).to_contain_text("will not keep its screen on")
    phone.clock.run_for(9_000)
    ready(phone)
    phone.get_by_role("button", name="Pause").click()
    asked = phone.evaluate("asked")
    phone.get_by_role("button", name="Resume").click()
    until(phone, f"asked > {asked}")
    expect(phone.locator("#status")).to_be_empty()


def test_the_channels_are_remembered(phone):
    start(phone, "/points/BL23")
    voice = set_up(phone).get_by_role("button", name="Voice")
    expect(voice).to_have_attribute("aria-pressed", "true")
    voice.click()
    expect(voice).to_have_attribute("aria-pressed", "false")
    phone.reload()
    set_up(phone)
    expect(voice).to_have_attribute("aria-pressed", "false")


# A phone with two English voices and one of another language; what it says is kept.
SPEECH = """window.said = []; window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
  const VOICES = [["Ada", "en-US"], ["Ben", "en-GB"], ["Uta", "de-DE"]].map(([name, lang]) => ({name, lang}));
  Object.defineProperty(window, 'speechSynthesis', {value: {getVoices: () => VOICES, cancel() {}, addEventListener() {},
    speak: (words) => said.push([words.text, words.voice?.name, words.rate])}})"""


def test_the_voice_counts_down_and_releases(phone):
    phone.add_init_script(SPEECH)
    start(phone, "/points/BL23")
    assert texts(phone) == ["Kidney Transport. Waist, beside the spine. Both thumbs together."]
    ready(phone)
    phone.clock.run_for(62_000)
    assert texts(phone)[1:] == ["Press.", "Half-way.", "three", "two", "one", "Release, and rest."]


def texts(page):
    return page.evaluate("said.map(([text]) => text)")


def test_words_that_the_device_kept_back_through_a_call_are_not_said_after_it(phone):
    phone.add_init_script(SPEECH)
    phone.add_init_script(
        "speechSynthesis.cancel = () => (window.cancelled = said.length); speechSynthesis.speak = (words) => said.push(words)"
    )
    start(phone, "/points/BL23")
    ready(phone)
    phone.clock.run_for(1_000)
    phone.evaluate("said.at(-1).onstart()")
    assert phone.evaluate("[said.at(-1).text, cancelled]") == ["Press.", 1]  # begun in time it goes on; what is said next takes its place
    phone.clock.run_for(29_000 + 12_000)
    phone.evaluate("said.at(-1).onstart()")
    assert phone.evaluate("[said.at(-1).text, cancelled]") == ["Half-way.", 3]


def test_the_voice_names_the_side_and_is_the_one_that_was_chosen(phone):
    phone.add_init_script(SPEECH)
    open_practice(phone, "/points/LI4")
    set_up(phone).get_by_text("Voice and breathing").click()
    voices = phone.get_by_role("combobox", name="Voice", exact=True)
    assert voices.locator("option").all_text_contents() == ["Ada", "Ben"]
    voices.select_option("Ben")
    phone.get_by_label("Speed of the voice").select_option("Slow")
    phone.get_by_role("button", name="Done").click()
    phone.reload()
    expect(phone.get_by_role("button", name="Start")).to_be_enabled()
    phone.get_by_role("button", name="Start").click()
    [[text, voice, rate]] = phone.evaluate("said")
    assert text.startswith("Joining Valley.") and text.endswith("Left hand first.")
    assert (voice, rate) == ("Ben", 0.8)
    ready(phone)
    phone.clock.run_for(10_000)
    assert texts(phone)[-1] == "Release. Switch sides. Now the right hand, left thumb."
