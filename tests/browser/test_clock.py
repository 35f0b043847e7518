"""The laws of the practice clock, held by the real module in a real browser over thousands of random practices."""

import random

import pytest

from tests.browser import modules
from webapp.catalogue.limits import MAX_SIDE_SECONDS

SEQUENCES = 2000
TICK = 100  # ms; every length and every event falls on a tick, so that counting ticks is exact

ASK = """(practices) => practices.map(({plan, log, moments}) => moments.map((t) => ({
  ...clock.state(plan, log, t), seconds: clock.pressed(plan, clock.state(plan, log, t)).reduce((sum, row) => sum + row.seconds, 0),
  rows: clock.pressed(plan, clock.state(plan, log, t)),
  ahead: clock.boundaries(plan, clock.state(plan, log, t)), left: clock.timeLeft(plan, clock.state(plan, log, t)),
})))"""


@pytest.fixture(scope="module")
def ask(browser):
    """ask(practices) -> for each the states at its moments, computed by static/js/player/clock.js."""
    page = modules.page_with(browser, clock="player/clock.js")
    yield lambda practices: modules.ask(page, ASK, practices)
    page.close()


def step(kind, seconds, point="BL23", side="both"):
    return {"kind": kind, "point": point, "side": side, "seconds": seconds, "cap": MAX_SIDE_SECONDS, "hold": MAX_SIDE_SECONDS}


def random_plan(rng):
    plan = []
    for number in range(rng.randint(1, 4)):
        point = f"P{number}"
        plan.append(step("locate", rng.choice([None, None, None, 3]), point))
        for side in rng.choice([["both"], ["left", "right"]]):
            if side == "right":
                plan.append(step("switch", rng.randint(3, 10), point, side))
            hold = rng.choice([60, 90, 180])
            for held in range(rng.randint(1, 3)):
                if held:
                    plan.append(step("rest", rng.randint(1, 15), point, side))
                plan.append({**step("press", rng.randint(1, 60), point, side), "hold": hold})
    return plan


def random_practice(rng):
    """A plan, a log and the moments to look at; times in ms, all on ticks."""
    plan, log, t = random_plan(rng), [], rng.randrange(0, 20) * TICK
    log.append({"type": "start", "t": t})
    for _ in range(rng.randrange(0, 25)):
        t += rng.choice([0, 1, 3, 17, 60, 143, 400, 900]) * TICK
        kind = rng.choice(["ready"] * 6 + ["pause", "resume", "resume", "skip", "back", "add10", "rewind"] + ["end"] * (len(log) > 15))
        event = {"type": kind, "t": t}
        if kind == "rewind":
            event["keep"] = rng.randint(1, len(log))
            latest = log[event["keep"]]["t"] if event["keep"] < len(log) else t
            event["since"] = rng.randrange(log[event["keep"] - 1]["t"], latest + TICK, TICK)
        log.append(event)
    moments = sorted(rng.randrange(0, t + 90000, TICK) for _ in range(6))
    return {"plan": plan, "log": log, "moments": moments}


class Counted:
    """The same practice told by counting ticks: slow, simple, and of another hand than the clock."""

    def __init__(self, plan):
        self.plan, self.status, self.index, self.elapsed = plan, "ready", 0, 0
        self.spent, self.added = [0] * len(plan), [0] * len(plan)
        self.ran = [False] * len(plan)

    def tick(self):
        if self.status != "running" or self.plan[self.index]["seconds"] is None:
            return
        self.elapsed += TICK
        self.spent[self.index] += TICK
        if self.elapsed == self.plan[self.index]["seconds"] * 1000 + self.added[self.index]:
            self.ran[self.index] = True
            self.enter(self.index + 1)

    def enter(self, index):
        self.index, self.elapsed = index, 0
        if index == len(self.plan):
            self.status = "done"

    def locates(self):
        return [i for i, item in enumerate(self.plan) if item["kind"] == "locate"]

    def do(self, kind):
        open_ = self.status in ("running", "paused")
        here = self.plan[self.index]["kind"] if self.index < len(self.plan) else None
        if kind == "start" and self.status == "ready":
            self.status = "running"
        elif kind == "pause" and self.status == "running":
            self.status = "paused"
        elif kind == "resume" and self.status == "paused":
            self.status = "running"
        elif kind == "end" and open_:
            self.status = "ended"
        elif kind == "ready" and open_ and here == "locate":
            self.status = "running"
            self.ran[self.index] = True
            self.enter(self.index + 1)
        elif kind == "skip" and open_:
            later = [i for i in self.locates() if i > self.index] + [len(self.plan)]
            self.enter(later[0] if here == "locate" else self.index + 1)
        elif kind == "back" and open_:
            earlier = [0, *(i for i in self.locates() if i < self.index)]
            self.enter(earlier[-1] if here == "locate" else max(0, self.index - 1))
        elif kind == "add10" and open_ and here == "press":
            now = self.plan[self.index]
            same = [
                item["seconds"] + extra / 1000
                for item, extra in zip(self.plan, self.added, strict=True)
                if (item["kind"], item["point"], item["side"]) == ("press", now["point"], now["side"])
            ]
            held = now["seconds"] + self.added[self.index] / 1000
            if sum(same) + 10 <= now["cap"] and held + 10 <= now["hold"]:
                self.added[self.index] += 10000


def counted(plan, log, moment):
    """Tick from 0 to `moment`, doing each event when its time has come."""
    telling = Counted(plan)
    t = 0
    for number, event in enumerate(log):
        if event["t"] > moment:
            break
        while t < event["t"]:
            telling.tick()
            t += TICK
        if event["type"] == "rewind":
            telling = counted(plan, log[: min(event["keep"], number)], min(event["since"], event["t"]))
        else:
            telling.do(event["type"])
    while t < moment:
        telling.tick()
        t += TICK
    return telling


@pytest.fixture(scope="module")
def practices():
    rng = random.Random(20)
    return [random_practice(rng) for _ in range(SEQUENCES)]


@pytest.fixture(scope="module")
def all_states(ask, practices):
    """The module's answers for every random practice."""
    return list(zip(practices, ask(practices), strict=True))


def test_it_agrees_with_counting_every_tick(all_states):
    for practice, states in all_states[:500]:
        for moment, state in zip(practice["moments"], states, strict=True):
            slow = counted(practice["plan"], practice["log"], moment)
            for fact in ("status", "index", "elapsed", "spent", "added", "ran"):
                assert state[fact] == getattr(slow, fact), (fact, practice, moment)


def test_time_pressed_never_exceeds_time_passed(all_states):
    for practice, states in all_states:
        begun = practice["log"][0]["t"]
        for moment, state in zip(practice["moments"], states, strict=True):
            assert sum(state["spent"]) <= max(0, moment - begun)
            assert state["seconds"] * 1000 <= sum(state["spent"])
            assert state["seconds"] == sum(row["seconds"] for row in state["rows"])


def test_no_step_runs_longer_than_the_plan_and_what_was_added_for_each_time_it_was_begun(all_states):
    for practice, states in all_states:
        again = 1 + sum(event["type"] == "back" for event in practice["log"])
        for state in states:
            for item, spent, added in zip(practice["plan"], state["spent"], state["added"], strict=True):
                assert spent <= again * ((item["seconds"] or 0) * 1000 + added)


def test_nothing_is_passed_over_in_silence(all_states):
    for practice, states in all_states:
        if any(event["type"] in ("skip", "back", "rewind") for event in practice["log"]):
            continue
        for state in states:
            assert state["ran"] == [i < state["index"] for i in range(len(practice["plan"]))]


def test_seconds_only_grow_while_nothing_is_taken_back(all_states):
    for practice, states in all_states:
        if any(event["type"] == "rewind" for event in practice["log"]):
            continue
        totals = [state["seconds"] for state in states]
        assert totals == sorted(totals)


def test_an_untimed_step_waits_for_ever(ask):
    plan = [step("locate", None), step("press", 10)]
    log = [{"type": "start", "t": 0}]
    [[state]] = ask([{"plan": plan, "log": log, "moments": [86_400_000]}])
    assert (state["index"], state["remaining"], state["seconds"]) == (0, None, 0)


def test_the_same_log_gives_the_same_state_and_the_future_changes_nothing(ask, all_states):
    sample = all_states[:200]
    again = ask([practice for practice, _ in sample])
    cut = ask(
        [
            {**practice, "log": [e for e in practice["log"] if e["t"] <= moment], "moments": [moment]}
            for practice, _ in sample
            for moment in practice["moments"][:1]
        ]
    )
    assert again == [states for _, states in sample]
    assert [states[0] for states in cut] == [states[0] for _, states in sample]


def test_what_is_foretold_comes_to_pass(ask, all_states):
    asked = []
    for practice, states in all_states[:300]:
        moment, state = practice["moments"][-1], states[-1]
        if state["ahead"] and all(event["t"] <= moment for event in practice["log"]):
            asked.append(({**practice, "moments": [b["t"] for b in state["ahead"]]}, state["ahead"]))
    answers = ask([practice for practice, _ in asked])
    assert len(asked) > 20
    for (_, ahead), states in zip(asked, answers, strict=True):
        assert [state["index"] for state in states] == [border["index"] for border in ahead]


def test_ten_pauses_cost_no_second(ask):
    plan = [step("locate", None), step("press", 60)]
    log, t = [{"type": "start", "t": 0}, {"type": "ready", "t": 1000}], 1000
    for _ in range(10):
        log += [{"type": "pause", "t": t + 3337}, {"type": "resume", "t": t + 9000}]
        t += 9000
    log.append({"type": "end", "t": t})
    [[state]] = ask([{"plan": plan, "log": log, "moments": [t]}])
    assert sum(state["spent"]) == 33370


def test_a_whole_practice_is_recorded_to_the_second_per_point_and_side(ask):
    plan = [
        step("locate", None, "LI4"),
        step("press", 10, "LI4", "left"),
        step("switch", 5, "LI4", "right"),
        step("press", 10, "LI4", "right"),
        step("locate", None, "BL23"),
        step("press", 60),
        step("rest", 15),
        step("press", 60),
    ]
    log = [{"type": "start", "t": 7}, {"type": "ready", "t": 1234}, {"type": "ready", "t": 987_654}]
    [[state]] = ask([{"plan": plan, "log": log, "moments": [987_654 + 135_000]}])
    assert (state["status"], state["finished"]) == ("done", 987_654 + 135_000)
    assert state["rows"] == [
        {"point": "LI4", "side": "left", "seconds": 10},
        {"point": "LI4", "side": "right", "seconds": 10},
        {"point": "BL23", "side": "both", "seconds": 120},
    ]


def test_what_was_cut_short_counts_as_what_was_really_pressed(ask):
    plan = [step("locate", None), step("press", 60), step("rest", 15), step("press", 60)]
    log = [
        {"type": "start", "t": 0},
        {"type": "ready", "t": 0},
        {"type": "skip", "t": 20_500},
        {"type": "skip", "t": 21_000},
        {"type": "end", "t": 31_000},
    ]
    [[state]] = ask([{"plan": plan, "log": log, "moments": [99_000]}])
    assert (state["status"], state["seconds"]) == ("ended", 30)


def test_ten_seconds_are_added_only_within_the_cap(ask):
    plan = [step("locate", None), {**step("press", 100), "cap": 120}]
    log = [{"type": "start", "t": 0}, {"type": "ready", "t": 0}, *({"type": "add10", "t": 1} for _ in range(5))]
    [[state]] = ask([{"plan": plan, "log": log, "moments": [2]}])
    assert state["total"] == 120_000


def test_ten_seconds_are_added_only_within_the_most_of_one_hold(ask):
    plan = [step("locate", None), {**step("press", 45), "hold": 60}, step("rest", 5), {**step("press", 45), "hold": 60}]
    log = [{"type": "start", "t": 0}, {"type": "ready", "t": 0}, *({"type": "add10", "t": 1} for _ in range(5))]
    [[state]] = ask([{"plan": plan, "log": log, "moments": [2]}])
    assert state["total"] == 55_000


def test_what_is_left_is_all_that_is_timed_and_has_not_passed(ask):
    plan = [step("locate", None), step("press", 60), step("rest", 15), step("press", 60), step("locate", None), step("press", 30)]
    log = [{"type": "start", "t": 0}, {"type": "ready", "t": 1000}, {"type": "add10", "t": 2000}, {"type": "skip", "t": 81_000}]
    [states] = ask([{"plan": plan, "log": log, "moments": [500, 21_000, 80_000, 81_000, 91_000, 999_000]}])
    assert [state["left"] for state in states] == [165_000, 155_000, 96_000, 90_000, 80_000, 30_000]


def test_what_is_left_goes_down_with_the_time_that_runs(all_states):
    for practice, states in all_states:
        for state in states:
            ahead = state["ahead"]
            if ahead and ahead[-1]["index"] == len(practice["plan"]):
                assert state["left"] == ahead[-1]["t"] - state["t"]


def test_to_stand_again_where_nothing_has_been_yet_is_to_stand_here(ask):
    plan = [step("locate", None), step("press", 60)]
    log = [{"type": "start", "t": 0}, {"type": "ready", "t": 1000}, {"type": "rewind", "t": 11_000, "since": 31_000, "keep": 2}]
    [states] = ask([{"plan": plan, "log": log, "moments": [11_000, 21_000]}])
    assert [state["elapsed"] for state in states] == [10_000, 20_000]
    assert [state["t"] for state in states] == [11_000, 21_000]
