/**
 * The clock of a practice: pure, no DOM, no timers.
 *
 * Where a practice stands is a function of its plan, the log of what the person did, and now.
 * Nothing is counted tick by tick, so a lock, a freeze, a reload or a crash cannot lose a second.
 *
 * Times are whole milliseconds on the practice's own line, which starts at 0 with the first event
 * and never runs backwards (see timekeeper.js).
 *
 * @typedef {{kind: "locate"|"ready"|"press"|"rest"|"switch", point: string, side: string,
 *   seconds: ?number, cap?: number, hold?: number}} Step  seconds null: untimed, waits for "ready" (which ends a
 *   timed locate too); cap, hold: the most seconds of pressing this point and side may get in one practice, and at once
 * @typedef {{type: "start"|"ready"|"pause"|"resume"|"skip"|"back"|"add10"|"end", t: number}
 *   | {type: "rewind", t: number, since: number, keep: number}} Event  rewind: stand again where
 *   the first `keep` events had led to at `since`; what passed after it does not count
 * @typedef {{status: "ready"|"running"|"paused"|"done"|"ended", index: number, t: number,
 *   elapsed: number, total: ?number, remaining: ?number, spent: number[], added: number[],
 *   ran: boolean[], finished: ?number}} State  index: the current step (the plan's length when
 *   done); elapsed, total, remaining: of the current step; spent, added, ran: of every step
 */

import { max_side_seconds as MAX_SIDE } from "../lib/limits.js";

const SECOND = 1000;

/** The state of a practice at `now`. Events later than `now` have not happened yet. @returns {State} */
export function state(plan, log, now) {
  /** @type {State} */
  let s = {
    status: "ready", total: null, remaining: null, index: 0, t: 0, elapsed: 0, finished: null,
    spent: plan.map(() => 0), added: plan.map(() => 0), ran: plan.map(() => false),
  };
  log.forEach((event, i) => {
    if (event.t > now) return;
    if (event.type === "rewind") {
      s = state(plan, log.slice(0, Math.min(event.keep, i)), Math.min(event.since, event.t));
      s.t = event.t;
    } else {
      advance(plan, s, event.t);
      apply(plan, s, event.type);
    }
  });
  advance(plan, s, now);
  s.total = stepLength(plan, s, s.index);
  s.remaining = s.total === null ? null : s.total - s.elapsed;
  return s;
}

/** Length of a step in ms with what was added to it, null when it is untimed or none. */
function stepLength(plan, s, index) {
  const seconds = plan[index]?.seconds ?? null;
  return seconds === null ? null : seconds * SECOND + s.added[index];
}

/** Let time pass up to `t`: timed steps run out in order, an untimed one holds everything. */
function advance(plan, s, t) {
  let left = t - s.t;
  if (left <= 0) return;
  while (s.status === "running" && stepLength(plan, s, s.index) !== null) {
    const need = stepLength(plan, s, s.index) - s.elapsed;
    const used = Math.min(need, left);
    s.elapsed += used;
    s.spent[s.index] += used;
    left -= used;
    if (used < need) break;
    s.ran[s.index] = true;
    enter(plan, s, s.index + 1, t - left);
  }
  s.t = t;
}

/** Stand at the beginning of step `index`; past the last step the practice is done. */
function enter(plan, s, index, t) {
  s.index = index;
  s.elapsed = 0;
  if (index < plan.length) return;
  s.status = "done";
  s.finished = t;
}

function apply(plan, s, type) {
  const open = s.status === "running" || s.status === "paused";
  if (type === "start" && s.status === "ready" && plan.length) s.status = "running";
  else if (type === "pause" && s.status === "running") s.status = "paused";
  else if (type === "resume" && s.status === "paused") s.status = "running";
  else if (type === "end" && open) {
    s.status = "ended";
    s.finished = s.t;
  } else if (type === "ready" && open && plan[s.index].kind === "locate") {
    s.status = "running";
    s.ran[s.index] = true;
    enter(plan, s, s.index + 1, s.t);
  } else if (type === "skip" && open) enter(plan, s, skipTarget(plan, s.index), s.t);
  else if (type === "back" && open) enter(plan, s, backTarget(plan, s.index), s.t);
  else if (type === "add10" && canAdd(plan, s)) s.added[s.index] += 10 * SECOND;
}

/** The step Skip leads to: past a whole point while it is being located, else the next step. */
export function skipTarget(plan, index) {
  if (plan[index].kind !== "locate") return index + 1;
  const next = plan.findIndex((step, i) => i > index && step.kind === "locate");
  return next < 0 ? plan.length : next;
}

/** The step Back leads to: the point before while one is being located, else the step before. */
export function backTarget(plan, index) {
  if (plan[index].kind !== "locate") return Math.max(0, index - 1);
  return Math.max(0, plan.slice(0, index).findLastIndex((step) => step.kind === "locate"));
}

/** Whether ten more seconds may be added to the current step: only to pressing, within its cap. */
export function canAdd(plan, s) {
  const step = plan[s.index];
  if (step?.kind !== "press" || (s.status !== "running" && s.status !== "paused")) return false;
  let planned = 10;
  plan.forEach((other, i) => {
    if (other.kind === "press" && other.point === step.point && other.side === step.side) {
      planned += other.seconds + s.added[i] / SECOND;
    }
  });
  const hold = step.seconds + s.added[s.index] / SECOND + 10;
  return planned <= (step.cap ?? MAX_SIDE) && hold <= (step.hold ?? MAX_SIDE);
}

/**
 * What was really pressed, per point and side in the order of the plan, in whole seconds.
 * @returns {{point: string, side: string, seconds: number}[]}
 */
export function pressed(plan, s) {
  const rows = new Map();
  plan.forEach((step, i) => {
    if (step.kind !== "press") return;
    const key = `${step.point} ${step.side}`;
    const row = rows.get(key) ?? { point: step.point, side: step.side, seconds: 0 };
    row.seconds += s.spent[i];
    rows.set(key, row);
  });
  return [...rows.values()].map((row) => ({ ...row, seconds: Math.floor(row.seconds / SECOND) }));
}

/**
 * The changes still to come without the person's doing, soonest first, up to the next untimed
 * step: the step entered and when. `index` is the plan's length for the end.
 * @returns {{t: number, index: number}[]}
 */
export function boundaries(plan, s) {
  const list = [];
  if (s.status !== "running") return list;
  let t = s.t - s.elapsed;
  for (let i = s.index; i < plan.length && plan[i].seconds !== null; i += 1) {
    t += stepLength(plan, s, i);
    list.push({ t, index: i + 1 });
  }
  return list;
}

/** Milliseconds of timed steps still to come, the current one included. */
export function timeLeft(plan, s) {
  let ms = 0;
  for (let i = s.index; i < plan.length; i += 1) ms += stepLength(plan, s, i) ?? 0;
  return ms - s.elapsed;
}
