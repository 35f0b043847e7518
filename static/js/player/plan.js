/**
 * The plan of a practice: read from the page's list of steps, fitted to the person, checked.
 *
 * @typedef {import("./clock.js").Step} Step
 * @typedef {{dose: number, first: "left"|"right", ready: ?number, auto: ?number, settle: ?number, seconds: ?number,
 *   holds: ?number, rest: ?number, only: ?("left"|"right")}} Choices  dose: factor on every pressing; ready: seconds to change
 *   sides; auto: seconds after which a located point begins by itself; settle: seconds between that and the first hold, in which nothing is pressed; seconds, holds, rest, only (one
 *   side): of one point alone; null as given
 */

import {
  get_ready_seconds as GET_READY, max_practice_seconds as MAX_PRACTICE, max_side_seconds as MAX_SIDE, min_press_seconds as MIN_PRESS,
  pause_seconds as PAUSE,
} from "../lib/limits.js";
import { timedSeconds } from "../lib/doses.js";
import { applies } from "../safety/safety-answers.js";

/** Whether the answers on this phone leave an element's point out; a question left open is the careful way (see safety-answers.js). */
const isExcluded = (element) => element.closest("[data-excluded-for]")?.dataset.excludedFor.split(" ").some(applies);

const number = (text) => Number(text) || null;

/**
 * The steps as they stand in the page, with their holds and caps; without those left out. A part of the list that names
 * seconds, holds and rest gets its point pressed so. @param {Element} list @returns {Step[]}
 */
export function stepsOf(list) {
  return [...list.children].filter((part) => !isExcluded(part)).flatMap((part) => {
    const { step: point, seconds, holds, rest } = part.dataset;
    const steps = [...part.querySelectorAll("[data-do]")].map(({ dataset: d }) => ({
      kind: d.do, point, side: d.on, seconds: d.seconds ? Number(d.seconds) : null,
      cap: number(d.cap) ?? MAX_SIDE, hold: number(d.hold) ?? MAX_SIDE, round: number(d.round), rounds: number(d.rounds), cue: d.cue,
    }));
    return withOwnDose(steps, { seconds: number(seconds), holds: number(holds), rest: number(rest) });
  });
}

/** The plan of a single point with the person's own holds; a routine, or nothing chosen, stays as it is. */
function withOwnDose(plan, { seconds = null, holds = null, rest = null, only = null }) {
  const [locate, press] = plan;
  if (!(seconds || holds || rest || only) || plan.some(({ point }) => point !== locate.point)) return plan;
  const rounds = holds || press.rounds;
  const pause = rest || (plan.find(({ kind }) => kind === "rest")?.seconds ?? PAUSE);
  const sides = new Set(only ? [only] : plan.filter(({ kind }) => kind === "press").map(({ side }) => side));
  return [{ ...locate, side: only || locate.side }, ...[...sides].flatMap((side) => [
    ...plan.filter((step) => !only && step.kind === "switch" && step.side === side).map((step) => ({ ...step, seconds: rest || step.seconds })),
    ...Array.from({ length: rounds }, (_, i) => [
      { ...press, kind: "rest", side, rounds, round: i + 1, seconds: pause },
      { ...press, side, rounds, round: i + 1, seconds: seconds || press.seconds },
    ]).flat().slice(1),
  ])];
}

/** The plan as the person wants it, within the caps. @param {Step[]} given @param {Partial<Choices>} choices */
export function applyChoices(given, choices = {}) {
  const { dose = 1, first = "left", ready = null, auto = null, settle = null } = choices;
  const wait = settle ?? GET_READY;
  const plan = given.length ? withOwnDose(given, choices) : given;
  const swap = { left: "right", right: "left" };
  const side = (name) => (first === "right" && !choices.only && swap[name]) || name;
  const counts = new Map();
  const key = (step) => `${step.point} ${step.side}`;
  for (const step of plan) {
    if (step.kind === "press") counts.set(key(step), (counts.get(key(step)) ?? 0) + 1);
  }
  return plan.map((step) => {
    let { seconds } = step;
    if (step.kind === "press") {
      const max = Math.min(step.hold, Math.floor(step.cap / counts.get(key(step))));
      seconds = Math.max(Math.min(MIN_PRESS, seconds), Math.min(max, Math.round(seconds * dose)));
    } else if (step.kind === "switch") seconds = ready ?? seconds;
    else if (step.kind === "locate" && auto) seconds = auto;
    return { ...step, side: side(step.side), seconds };
  }).flatMap((step, i, all) => (step.kind === "locate" && wait ? [step, { ...all[i + 1], kind: /** @type {const} */ ("ready"), seconds: wait }] : [step]));
}

/**
 * Why a plan cannot be practiced, as the name of a sentence, or "" when it can.
 * @param {Step[]} plan @param {Set<string>} points the codes the page knows
 */
export function validate(plan, points) {
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
  return timedSeconds(plan) > MAX_PRACTICE ? "long" : "";
}

/** Which of the points of a plan a step belongs to: [its number from 1, how many there are]. @param {Step[]} plan @param {number} index */
export function placeOf(plan, index) {
  const points = plan.flatMap(({ kind }, i) => (kind === "locate" ? [i] : []));
  return [points.filter((i) => i <= index).length, points.length];
}
