"""The longest routine, practiced for real from start to end with every channel on: half an hour, no trick with clocks.

It is measured only when it is named: `make bench ARGS=longest`.
"""

from collections import Counter
from statistics import median

from tools.bench.figures import Figure
from tools.bench.practice import LONGEST_ROUTINE, start

FINDING = 2000  # ms that the hands take to find a point
TIMEOUT = 600_000  # ms; longer than any point takes

PROBE = """() => {
  window.told = {voice: 0, sound: 0, vibration: 0, light: 0};
  const count = (owner, name, channel) => {
    const real = owner[name];
    owner[name] = function (...given) { window.told[channel] += 1; return real.apply(this, given) };
  };
  count(SpeechSynthesis.prototype, 'speak', 'voice');
  count(OscillatorNode.prototype, 'start', 'sound');
  count(Navigator.prototype, 'vibrate', 'vibration');
  count(Element.prototype, 'animate', 'light');
  const stage = document.querySelector('[data-part=stage]');
  window.entered = [];
  new MutationObserver(() => {
    const {stepKind, point, side} = stage.dataset;
    const last = window.entered.at(-1);
    if (stage.hidden ? !last || last.end : [stepKind, point, side].join() === last?.step?.join()) return;
    window.entered.push(stage.hidden ? {at: performance.now(), end: true} : {at: performance.now(), step: [stepKind, point, side]});
  }).observe(stage, {attributes: true});
}"""
PLAN = """() => [...document.querySelectorAll('[data-do]')].map(({dataset}) =>
  ({kind: dataset.do, point: dataset.at, side: dataset.on, seconds: Number(dataset.seconds) || null}))"""


def practice(page):
    """Run it, pressing Ready at each point; returns the plan and the moments at which its steps were entered."""
    start(page, f"/routines/{LONGEST_ROUTINE}", "{}", before_start=PROBE)
    plan = page.evaluate(PLAN)
    for _ in range(sum(step["kind"] == "locate" for step in plan)):
        page.locator("[data-ready]").wait_for(timeout=TIMEOUT)
        page.wait_for_timeout(FINDING)
        page.locator("[data-ready]").click()
    page.locator("[data-practice=done]").wait_for(timeout=TIMEOUT)
    return plan, page.evaluate("window.entered")


def lateness(plan, entered):
    """Milliseconds after its deadline at which each timed step gave way to the next.

    Steps are laid from the moment at which the hands were there: what one loses the next does not inherit.
    """
    late, due = [], None
    for step, here, following in zip(plan, entered[:-1], entered[1:], strict=True):
        if step["seconds"] is None:
            due = following["at"]
        else:
            due += 1000 * step["seconds"]
            late.append(following["at"] - due)
        if here["step"] != [step["kind"], step["point"], step["side"]]:
            raise RuntimeError(f"the practice stood at {here['step']} where the plan has {step}")
    return late


def recorded(page):
    """What the history of the server holds of it, once the phone has sent it."""
    for _ in range(100):
        if found := page.request.get("/history.json").json():
            return found[0]
        page.wait_for_timeout(200)
    raise RuntimeError("the history has no row of it")


def measure(bench):
    context = bench.browser.new_context(**bench.phone)
    page = context.new_page()
    plan, entered = practice(page)
    told = page.evaluate("window.told")
    page.locator("[data-part=save]").click()
    row = recorded(page)
    context.close()

    wanted = Counter()
    for step in plan:
        if step["kind"] == "press":
            wanted[step["point"], step["side"]] += step["seconds"]
    pressed = {(step["point"], step["side"]): step["seconds"] for step in row["steps"]}
    wrong = [abs(pressed.get(key, 0) - wanted[key]) for key in {*wanted, *pressed}]
    late = lateness(plan, entered)
    minutes = (entered[-1]["at"] - entered[0]["at"]) / 60_000
    cues = ", ".join(f"{channel} {count}" for channel, count in told.items())
    yield Figure("the longest routine, for real", round(minutes, 1), None, "min", note=f"cues told: {cues}")
    note = f"{row['seconds_pressed']} of {sum(wanted.values())} s, {len(pressed)} of {len(wanted)} points and sides"
    yield Figure("seconds in its history against the plan, worst", max(wrong), 1, "s", note=note)
    note = f"median of {len(late)}, worst {max(late):.0f}"
    yield Figure("ends of its steps after their deadlines", round(median(late)), 50, "ms", note=note)
