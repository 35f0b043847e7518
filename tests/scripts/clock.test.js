/* The clock of a practice, rule by rule. Times are seconds here, and milliseconds in the clock. */
import { test } from "node:test";
import assert from "node:assert/strict";
import { backTarget, boundaries, canAdd, pressed, skipTarget, state, timeLeft } from "../../static/js/player/clock.js";

const step = (kind, seconds, point = "LI4", side = "left", caps = {}) => ({ kind, point, side, seconds, ...caps });
const locate = (point, seconds = null) => step("locate", seconds, point);
/** Two points: the first has two sides and a rest between its holds. */
const PLAN = [
  locate("LI4"), // 0
  step("press", 30), // 1
  step("rest", 10), // 2
  step("press", 30), // 3
  step("switch", 5), // 4
  step("press", 60, "LI4", "right"), // 5
  locate("BL23"), // 6
  step("press", 60, "BL23", "both"), // 7
];
const log = (...events) => events.map(([type, t, more]) => ({ type, t: t * 1000, ...more }));
const at = (now, ...events) => state(PLAN, log(...events), now * 1000);
const standing = ({ status, index, elapsed, remaining }) => [status, index, elapsed / 1000, remaining === null ? null : remaining / 1000];
const BEGUN = [["start", 0], ["ready", 5]];

test("nothing has happened before the start", () => {
  assert.deepEqual(at(100), {
    status: "ready", total: null, remaining: null, index: 0, t: 100_000, elapsed: 0, finished: null,
    spent: PLAN.map(() => 0), added: PLAN.map(() => 0), ran: PLAN.map(() => false),
  });
});

test("a plan of nothing cannot start", () => {
  const s = state([], log(["start", 0]), 5000);
  assert.deepEqual([s.status, s.index, s.total, s.remaining], ["ready", 0, null, null]);
});

test("what is untimed waits, and the rest runs out in order to the end", () => {
  assert.deepEqual(standing(at(4, ["start", 0])), ["running", 0, 0, null]);
  assert.deepEqual(standing(at(5, ...BEGUN)), ["running", 1, 0, 30]);
  assert.deepEqual(standing(at(34.999, ...BEGUN)), ["running", 1, 29.999, 0.001]);
  assert.deepEqual(standing(at(35, ...BEGUN)), ["running", 2, 0, 10]);
  assert.deepEqual(standing(at(35.5, ...BEGUN)), ["running", 2, 0.5, 9.5]);
  const waiting = at(1000, ...BEGUN);
  assert.deepEqual(standing(waiting), ["running", 6, 0, null]);
  assert.deepEqual(waiting.spent, [0, 30_000, 10_000, 30_000, 5000, 60_000, 0, 0]);
  assert.deepEqual(waiting.ran, [true, true, true, true, true, true, false, false]);
  const done = at(2000, ...BEGUN, ["ready", 1000]);
  assert.deepEqual([...standing(done), done.finished, done.t, done.total], ["done", 8, 0, null, 1_060_000, 2_000_000, null]);
  assert.deepEqual(done.ran, PLAN.map(() => true));
});

test("an event of the future has not happened yet, and one of this moment has", () => {
  assert.equal(at(7, ...BEGUN, ["pause", 7]).status, "paused");
  assert.equal(at(6.999, ...BEGUN, ["pause", 7]).status, "running");
});

test("a moment that lies before the last one changes nothing", () => {
  const s = at(20, ...BEGUN, ["pause", 15], ["resume", 10]);
  assert.deepEqual([s.elapsed, s.t], [15_000, 20_000]);
});

test("a pause stops the time, and only what runs can pause, only what is paused can resume", () => {
  assert.deepEqual(standing(at(50, ...BEGUN, ["pause", 10])), ["paused", 1, 5, 25]);
  assert.deepEqual(standing(at(60, ...BEGUN, ["pause", 10], ["resume", 50])), ["running", 1, 15, 15]);
  assert.deepEqual(standing(at(75, ...BEGUN, ["pause", 10], ["resume", 50])), ["running", 2, 0, 10]);
  assert.equal(at(1, ["pause", 0]).status, "ready");
  assert.equal(at(1, ["resume", 0]).status, "ready");
  assert.equal(at(9, ...BEGUN, ["end", 7], ["resume", 8]).status, "ended");
  assert.equal(at(9, ...BEGUN, ["end", 7], ["pause", 8]).status, "ended");
  assert.equal(at(9, ...BEGUN, ["end", 7], ["start", 8]).status, "ended");
  assert.equal(at(9, ...BEGUN, ["start", 8]).status, "running");
});

test("an end stands where it was made, from a pause too, and never before the start", () => {
  const ended = at(60, ...BEGUN, ["end", 10]);
  assert.deepEqual([ended.status, ended.index, ended.finished, ended.elapsed], ["ended", 1, 10_000, 5000]);
  assert.equal(at(60, ...BEGUN, ["pause", 9], ["end", 10]).finished, 10_000);
  assert.deepEqual([at(60, ["end", 10]).status, at(60, ["end", 10]).finished], ["ready", null]);
  assert.equal(at(2000, ...BEGUN, ["ready", 1000], ["end", 1999]).status, "done");
});

test("ready ends the search alone: a timed one too, and in a pause it lets the practice run", () => {
  const plan = [locate("LI4", 20), step("press", 30)];
  assert.equal(state(plan, log(["start", 0]), 19_999).index, 0);
  assert.equal(state(plan, log(["start", 0]), 20_000).index, 1);
  const found = state(plan, log(["start", 0], ["ready", 3]), 4000);
  assert.deepEqual([found.index, found.elapsed, found.ran, found.spent], [1, 1000, [true, false], [3000, 1000]]);
  assert.deepEqual(standing(at(9, ["start", 0], ["pause", 2], ["ready", 5])), ["running", 1, 4, 26]);
  assert.deepEqual(standing(at(9, ...BEGUN, ["ready", 8])), ["running", 1, 4, 26]);
  assert.equal(at(9, ["ready", 8]).status, "ready");
  assert.equal(at(9, ["start", 0], ["end", 3], ["ready", 8]).index, 0);
});

test("skip passes over a step, and over a whole point that is being looked for", () => {
  assert.deepEqual(standing(at(12, ...BEGUN, ["skip", 10])), ["running", 2, 2, 8]);
  assert.equal(at(12, ["start", 0], ["skip", 10]).index, 6);
  assert.deepEqual(standing(at(12, ...BEGUN, ["pause", 9], ["skip", 10])), ["paused", 2, 0, 10]);
  const last = at(30, ["start", 0], ["skip", 10], ["skip", 20]);
  assert.deepEqual([last.status, last.index, last.finished], ["done", 8, 20_000]);
  assert.deepEqual(last.ran, PLAN.map(() => false));
  assert.equal(at(12, ["skip", 10]).index, 0);
  assert.deepEqual([0, 1, 5, 6, 7].map((index) => skipTarget(PLAN, index)), [6, 2, 6, 8, 8]);
});

test("back begins the step before anew, and of a search the point before", () => {
  const back = at(47, ...BEGUN, ["back", 40]);
  assert.deepEqual(standing(back), ["running", 1, 7, 23]);
  assert.equal(back.spent[1], 37_000);
  assert.equal(at(12, ["start", 0], ["back", 10]).index, 0);
  assert.equal(at(12, ["back", 10]).status, "ready");
  assert.deepEqual(standing(at(12, ...BEGUN, ["pause", 9], ["back", 10])), ["paused", 0, 0, null]);
  assert.deepEqual([0, 1, 2, 6, 7].map((index) => backTarget(PLAN, index)), [0, 0, 1, 0, 6]);
  assert.equal(backTarget([...PLAN, locate("LU1")], 8), 6);
  assert.equal(backTarget([step("press", 5), step("press", 5)], 0), 0);
});

test("ten seconds make a hold longer, also in a pause, and what was left with it", () => {
  const s = at(6, ...BEGUN, ["add10", 6]);
  assert.deepEqual([s.total, s.remaining, s.added], [40_000, 39_000, [0, 10_000, 0, 0, 0, 0, 0, 0]]);
  assert.equal(at(6, ...BEGUN, ["pause", 5], ["add10", 6]).total, 40_000);
  assert.equal(at(6, ...BEGUN, ["end", 5], ["add10", 6]).added[1], 0);
  assert.equal(at(6, ["start", 0], ["add10", 6]).added[0], 0);
  assert.equal(at(37, ...BEGUN, ["add10", 36]).added[2], 0);
  assert.equal(at(2000, ...BEGUN, ["ready", 1000], ["add10", 1999]).added.length, 8);
});

test("ten seconds are added up to the cap of one side, all its holds and what was added to them together", () => {
  const holds = (seconds, caps, other = ["LI4", "left"]) => [step("press", seconds, "LI4", "left", caps), step("press", 50, ...other)];
  const now = (plan, ...events) => canAdd(plan, state(plan, log(["start", 0], ...events), 1000));
  assert.equal(now(holds(50, { cap: 110, hold: 999 })), true);
  assert.equal(now(holds(50, { cap: 109, hold: 999 })), false);
  assert.equal(now(holds(50, { cap: 110, hold: 999 }), ["add10", 1]), false);
  assert.equal(now(holds(50, { cap: 60, hold: 999 }, ["LI4", "right"])), true);
  assert.equal(now(holds(50, { cap: 60, hold: 999 }, ["BL23", "left"])), true);
  assert.equal(now([step("press", 50, "LI4", "left", { cap: 60 }), step("rest", 50)]), true);
  assert.equal(now(holds(120, {})), true, "180 s in all, the cap where a plan says none");
  assert.equal(now(holds(121, {})), false);
});

test("ten seconds are added up to the cap of one hold", () => {
  const now = (seconds, caps, ...events) => {
    const plan = [step("press", seconds, "CV12", "midline", caps)];
    return canAdd(plan, state(plan, log(["start", 0], ...events), 1000));
  };
  assert.equal(now(50, { cap: 999, hold: 60 }), true);
  assert.equal(now(51, { cap: 999, hold: 60 }), false);
  assert.equal(now(50, { cap: 999, hold: 60 }, ["add10", 1]), false);
  assert.equal(now(40, { cap: 999, hold: 60 }, ["add10", 1]), true);
  assert.equal(now(170, { cap: 999 }), true);
  assert.equal(now(171, { cap: 999 }), false);
});

test("nothing can be added before the start, after the end, or to what is no pressing", () => {
  assert.equal(canAdd(PLAN, at(6)), false);
  const pressing = [step("press", 30)];
  assert.equal(canAdd(pressing, state(pressing, [], 0)), false);
  assert.equal(canAdd(pressing, state(pressing, log(["start", 0], ["end", 1]), 2000)), false);
  assert.equal(canAdd(pressing, state(pressing, log(["start", 0]), 99_000)), false);
  assert.equal(canAdd(PLAN, at(36, ...BEGUN)), false);
});

test("to go back in time forgets what came after, and the clock goes on from now", () => {
  const again = at(40, ...BEGUN, ["skip", 10], ["rewind", 30, { since: 12_000, keep: 2 }]);
  assert.deepEqual([...standing(again), again.t], ["running", 1, 17, 13, 40_000]);
  assert.equal(at(30, ...BEGUN, ["rewind", 30, { since: 12_000, keep: 2 }]).elapsed, 7000);
  assert.deepEqual(standing(at(30, ...BEGUN, ["rewind", 20, { since: 99_000, keep: 9 }])), ["running", 1, 25, 5]);
  const early = at(9, ["start", 0], ["rewind", 3, { since: 2000, keep: 0 }]);
  assert.equal(early.status, "ready");
});

test("what was pressed is told per point and side in the order of the plan, in whole seconds", () => {
  assert.deepEqual(pressed(PLAN, at(5 + 30 + 10 + 15.9, ...BEGUN)), [
    { point: "LI4", side: "left", seconds: 45 },
    { point: "LI4", side: "right", seconds: 0 },
    { point: "BL23", side: "both", seconds: 0 },
  ]);
  assert.deepEqual(pressed(PLAN, at(1000, ...BEGUN)).map(({ seconds }) => seconds), [60, 60, 0]);
});

test("what comes by itself is foretold up to the next thing that waits, what was added included", () => {
  const times = (s) => boundaries(PLAN, s).map(({ t, index }) => [t / 1000, index]);
  assert.deepEqual(times(at(10, ...BEGUN)), [[35, 2], [45, 3], [75, 4], [80, 5], [140, 6]]);
  assert.deepEqual(times(at(10, ...BEGUN, ["add10", 6])), [[45, 2], [55, 3], [85, 4], [90, 5], [150, 6]]);
  assert.deepEqual(times(at(1010, ...BEGUN, ["ready", 1000])), [[1060, 8]]);
  assert.deepEqual(times(at(10, ["start", 0])), []);
  assert.deepEqual(times(at(12, ...BEGUN, ["pause", 10])), []);
  assert.deepEqual(times(at(12)), []);
});

test("what is left is all that is timed and has not passed", () => {
  const s = (now, ...events) => timeLeft(PLAN, at(now, ...events)) / 1000;
  assert.equal(s(0), 195);
  assert.equal(s(10, ...BEGUN), 190);
  assert.equal(s(10, ...BEGUN, ["add10", 6]), 200);
  assert.equal(s(1000, ...BEGUN), 60);
  assert.equal(s(2000, ...BEGUN, ["ready", 1000]), 0);
});
