/**
 * The cues of a practice: what the four channels tell, and when. Pure, like the clock.
 *
 * A cue at the border of two steps is named for what begins: "ready", "press", "release" (a rest or the
 * next point), "switch", "done". Within a step: "half", and the count "three", "two", "one".
 *
 * @typedef {{t: number, cue: string, index: number, border: boolean}} Cue  t in ms of the
 *   practice; index of the step that the cue belongs to or leads into
 */

import { boundaries } from "./clock.js";

const COUNT = ["one", "two", "three"];
const NAMES = { ready: "ready", press: "press", rest: "release", switch: "switch", locate: "release" };

/** The cue for entering a step. */
export function borderCue(plan, index) {
  return index < plan.length ? NAMES[plan[index].kind] : "done";
}

/** All cues later than the state's own moment that come without the person's doing. @returns {Cue[]} */
export function cues(plan, s) {
  const list = [];
  let start = s.t - s.elapsed;
  for (const { t, index } of boundaries(plan, s)) {
    const step = plan[index - 1];
    const length = t - start;
    if (step.kind === "press" && length >= 20000) {
      list.push({ t: start + length / 2, cue: "half", index: index - 1 });
    }
    if (length >= (step.kind === "press" ? 8000 : 5000)) {
      for (const n of [3, 2, 1]) {
        list.push({ t: t - n * 1000, cue: COUNT[n - 1], index: index - 1 });
      }
    }
    list.push({ t, cue: borderCue(plan, index), index, border: true });
    start = t;
  }
  return list.filter((cue) => cue.t > s.t);
}
