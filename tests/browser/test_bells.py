"""Bells ring at their borders and never of the past, whatever a phone does to the sound and to the page.

The audio device is one of our own, driven by the page's clock: it keeps what is laid on it, stands still when it is
told to, and notes which bell was heard when.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.phone import until
from tests.browser.practicing import phone, ready, start

# The lowest note that a bell begins with.
NAMES = {659.25: "half", 523.25: "press", 587.33: "release", 440: "switch", 392: "done"}

DEVICE = """(() => {
  const device = globalThis.device = { stands: false, refuses: false, heard: [], contexts: [] };
  class Param { constructor() { this.value = 0 } setValueAtTime() {} linearRampToValueAtTime() {} exponentialRampToValueAtTime() {} }
  class Node { connect(to) { this.to = to; return to } disconnect() { this.to = null } }
  class Tone extends Node {
    frequency = new Param();
    start(at) { this.begins = at; this.context.tones.add(this) }
    stop(at = this.context.currentTime) { this.ends = Math.min(at, this.ends ?? Infinity) }
  }
  globalThis.AudioContext = class extends Node {
    state = "suspended"; currentTime = 0; destination = new Node(); tones = new Set(); waiting = [];
    constructor() { super(); device.contexts.push(this) }
    createOscillator() { return Object.assign(new Tone(), { context: this }) }
    createGain() { return Object.assign(new Node(), { gain: new Param() }) }
    set(state) { if (state === this.state) return; this.state = state; setTimeout(() => this.onstatechange?.()) }
    async suspend() { this.set("suspended") }
    resume() {
      if (!device.refuses) { this.set("running"); return Promise.resolve() }
      return new Promise((done) => this.waiting.push(done));
    }
  };
  // A call or a lock: the device takes the sound away; asked for, it answers when it gives it back.
  device.interrupt = () => { device.refuses = true; for (const one of device.contexts) one.set("interrupted") };
  device.giveBack = () => {
    device.refuses = false;
    for (const one of device.contexts) { one.set("running"); one.waiting.splice(0).forEach((done) => done()) }
  };
  setInterval(() => {
    for (const one of device.contexts) {
      if (device.stands || one.state !== "running") continue;
      one.currentTime += 0.01;
      for (const tone of one.tones) {
        if (tone.begins > one.currentTime) continue;
        one.tones.delete(tone);
        if (tone.to?.to && !(tone.ends < tone.begins)) device.heard.push([performance.now() - device.zero, tone.frequency.value]);
      }
    }
  }, 10);
})()"""

SIGHT = """(state) => {
  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
  Object.defineProperty(document, "hidden", { value: state === "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""

BORDERS = {5: "release", 10: "press", 15: "release", 20: "press", 25: "release", 30: "press", 35: "release", 40: "press", 45: "done"}
"""What rings how many seconds after the pressing began, with five holds and rests of 5 s."""


@pytest.fixture
def pressing(phone):
    """A phone that has just begun to press: five holds and rests of 5 s."""
    phone.add_init_script(DEVICE)
    phone.add_init_script("""localStorage["practice-choices:points/BL23"] = '{"seconds": "5", "holds": "5", "rest": "5"}'""")
    start(phone, "/points/BL23")
    phone.clock.run_for(1_000)
    phone.evaluate("device.zero = performance.now()")
    ready(phone)
    until(phone, "Boolean(document.querySelector('[data-step-kind=press]'))")
    return phone


def pass_time(page, seconds):
    """Let time pass a little at a time, as it does: what the page has asked for is answered in between."""
    for _ in range(round(seconds / 0.5)):
        page.clock.run_for(500)


def heard(page):
    """The bells that were heard: [(seconds after the pressing began, name)], each by its first note."""
    bells = []
    for at, frequency in page.evaluate("device.heard"):
        if at > 500 and (not bells or at / 1000 - bells[-1][0] > 1.5):
            bells.append((at / 1000, NAMES.get(frequency, frequency)))
    return bells


def assert_rang(page, seconds):
    """That the bells of these borders rang, each within 50 ms of it, and no other."""
    bells = heard(page)
    assert [name for _, name in bells] == [BORDERS[at] for at in seconds], bells
    assert all(abs(at - border) <= 0.05 for (at, _), border in zip(bells, seconds, strict=True)), bells


def finish(page):
    pass_time(page, 50)
    expect(page.locator("[data-practice=done]")).to_be_visible()
    page.clock.run_for(3_000)


def test_half_of_a_long_hold_is_heard(phone):
    phone.add_init_script(DEVICE)
    start(phone, "/points/BL23")
    phone.clock.run_for(1_000)
    phone.evaluate("device.zero = performance.now()")
    ready(phone)
    until(phone, "Boolean(document.querySelector('[data-step-kind=press]'))")
    pass_time(phone, 32)
    [(at, name)] = heard(phone)
    assert name == "half" and abs(at - 30) <= 0.05


def test_every_border_rings_in_sight(pressing):
    finish(pressing)
    assert_rang(pressing, list(BORDERS))


def test_every_border_rings_out_of_sight(pressing):
    pass_time(pressing, 2)
    pressing.evaluate(SIGHT, "hidden")
    pass_time(pressing, 20)
    pressing.evaluate(SIGHT, "visible")
    finish(pressing)
    assert_rang(pressing, list(BORDERS))


def test_looking_away_and_back_while_a_bell_sounds_doubles_nothing(pressing):
    pass_time(pressing, 5)
    for state in ("hidden", "visible"):
        pressing.clock.run_for(100)
        pressing.evaluate(SIGHT, state)
    finish(pressing)
    assert_rang(pressing, list(BORDERS))
    first = [note for note in pressing.evaluate("device.heard") if 4_900 < note[0] < 6_000]
    assert len(first) == 6  # two notes, each with its overtones, once


def test_a_call_in_sight_leaves_no_bell_of_the_past(pressing):
    pass_time(pressing, 3)
    pressing.evaluate("device.interrupt()")
    pass_time(pressing, 12)
    pressing.clock.run_for(400)
    pressing.evaluate("device.giveBack()")
    finish(pressing)
    assert_rang(pressing, [20, 25, 30, 35, 40, 45])


@pytest.mark.parametrize("first", ["the page", "the sound"])
def test_a_lock_leaves_no_bell_of_the_past_whichever_comes_back_first(pressing, first):
    pass_time(pressing, 3)
    pressing.evaluate(SIGHT, "hidden")
    pressing.evaluate("device.interrupt()")
    pass_time(pressing, 12)
    pressing.clock.run_for(400)
    back = [lambda: pressing.evaluate(SIGHT, "visible"), lambda: pressing.evaluate("device.giveBack()")]
    for step in back if first == "the page" else reversed(back):
        step()
        pressing.clock.run_for(100)
    finish(pressing)
    assert_rang(pressing, [20, 25, 30, 35, 40, 45])


@pytest.mark.parametrize("event", ["visibilitychange", "pageshow", "resume", ""])
def test_a_page_that_was_frozen_rings_nothing_of_what_it_missed(pressing, event):
    pass_time(pressing, 3)
    pressing.clock.fast_forward(20_400)
    target = "window" if event == "pageshow" else "document"
    if event:
        pressing.evaluate(f"{target}.dispatchEvent(new Event('{event}'))")
    finish(pressing)
    assert_rang(pressing, [25, 30, 35, 40, 45])


def test_an_audio_clock_that_stands_still_without_a_word_is_noticed(pressing):
    pass_time(pressing, 2)
    pressing.evaluate("device.stands = true")
    pass_time(pressing, 12)
    pressing.evaluate("device.stands = false")
    finish(pressing)
    assert_rang(pressing, [15, 20, 25, 30, 35, 40, 45])


def test_a_call_in_the_middle_of_a_bell_does_not_leave_its_rest_for_later(pressing):
    pass_time(pressing, 5)
    pressing.clock.run_for(100)  # the second note of the bell comes 200 ms after the first
    pressing.evaluate("device.interrupt()")
    pass_time(pressing, 6)
    pressing.evaluate("device.giveBack()")
    pass_time(pressing, 2)
    assert [note for note in pressing.evaluate("device.heard") if note[0] > 5_100] == []


def test_a_step_that_the_person_leads_to_rings_at_once_or_not_at_all(pressing):
    pass_time(pressing, 1)
    pressing.evaluate("device.interrupt()")
    pressing.get_by_role("button", name="Skip").click()
    pass_time(pressing, 3)
    pressing.evaluate("device.giveBack()")
    pass_time(pressing, 1)
    assert heard(pressing) == []
