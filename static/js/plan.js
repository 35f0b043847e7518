/**
 * The plan of a practice: read from the page's list of steps, fitted to the person, checked.
 *
 * @typedef {import("clock").Step} Step
 * @typedef {{dose: number, first: "left"|"right", ready: ?number, auto: ?number}} Choices
 *   dose: factor on every pressing; ready: seconds to change sides, null as given;
 *   auto: seconds after which a located point begins by itself, null never
 */

/** Never press a point and side longer than this in one practice (the product's safety policy), s. */
const CAP = 180;
/** Never practice longer than this altogether, s. */
const WHOLE = 35 * 60;

/** The steps as they stand in the page, with their holds and caps. @param {Element} list @returns {Step[]} */
export function read(list) {
  return [...list.querySelectorAll("[data-do]")].map(({ dataset: d }) => ({
    kind: d.do, point: d.at, side: d.on,
    seconds: d.seconds ? Number(d.seconds) : null, cap: Number(d.cap) || CAP, hold: Number(d.hold) || CAP,
    round: Number(d.round), rounds: Number(d.rounds), cue: d.cue,
  }));
}

/** The plan as the person wants it, within the caps. @param {Step[]} plan @param {Choices} choices */
export function fit(plan, { dose = 1, first = "left", ready = null, auto = null } = {}) {
  const swap = { left: "right", right: "left" };
  const side = (name) => (first === "right" && swap[name]) || name;
  const counts = new Map();
  const key = (step) => `${step.point} ${step.side}`;
  for (const step of plan) {
    if (step.kind === "press") counts.set(key(step), (counts.get(key(step)) ?? 0) + 1);
  }
  return plan.map((step) => {
    let { seconds } = step;
    if (step.kind === "press") {
      const most = Math.min(step.hold, Math.floor(step.cap / counts.get(key(step))));
      seconds = Math.max(Math.min(5, seconds), Math.min(most, Math.round(seconds * dose)));
    } else if (step.kind === "switch") seconds = ready ?? seconds;
    else if (step.kind === "locate" && auto) seconds = auto;
    return { ...step, side: side(step.side), seconds };
  });
}

/** Seconds of a whole plan, untimed steps left out. */
export const length = (plan) => plan.reduce((sum, step) => sum + (step.seconds ?? 0), 0);

/**
 * Why a plan cannot be practiced, as the name of a sentence, or "" when it can.
 * @param {Step[]} plan @param {Set<string>} points the codes the page knows
 */
export function refusal(plan, points) {
  const pressing = plan.filter((step) => step.kind === "press");
  if (!pressing.length) return "empty";
  if (plan.some((step) => !points.has(step.point))) return "unknown";
  const given = (step) => Number.isFinite(step.seconds) && step.seconds > 0;
  if (!plan.every((step) => given(step) || (step.kind === "locate" && step.seconds === null))) return "zero";
  const sums = new Map();
  for (const step of pressing) {
    const key = `${step.point} ${step.side}`;
    sums.set(key, (sums.get(key) ?? 0) + step.seconds);
    if (sums.get(key) > step.cap || step.seconds > step.hold) return "cap";
  }
  return length(plan) > WHOLE ? "long" : "";
}
