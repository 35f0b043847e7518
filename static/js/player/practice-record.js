/** What is kept of a practice: the truth of what was pressed, told to the history. */

import { pressed, state } from "./clock.js";
import { history } from "../offline/local-state.js";
import { practice } from "./practice-store.js";
import { stamp } from "./timekeeper.js";
import { lines } from "../lib/typed.js";

/** How an open practice stands: now on its own clock `t`, or at its last known moment. */
export const stateOf = (open, t = open.anchor.t) => state(open.plan, open.log, t);

/** Seconds really pressed. @param {import("./clock.js").State} s */
export const secondsPressed = (open, s) => pressed(open.plan, s).reduce((sum, row) => sum + row.seconds, 0);

/**
 * The practice session as the history keeps it.
 * @param {import("./practice-store.js").Practice} open
 * @param {import("./clock.js").State} s
 */
export function sessionOf(open, s, { after = null, note = "" } = {}) {
  const passed = (s.finished ?? s.t) - (open.log[0]?.t ?? 0);
  const isCounted = (_, i) => open.plan[i].kind !== "ready";
  return {
    id: open.id, kind: open.kind, key: open.key, name: open.title,
    started_at: stamp(open.started), finished_at: stamp(open.started + Math.max(0, passed)),
    seconds_pressed: secondsPressed(open, s),
    steps_done: s.ran.filter(isCounted).filter(Boolean).length, steps_total: open.plan.filter(isCounted).length,
    before: open.before, after, note: lines(note),
    steps: pressed(open.plan, s).filter((row) => row.seconds > 0),
  };
}

/** Put a practice into the history and close it. Resolves when it is kept on the phone. */
export async function saveToHistory(open, s, more) {
  await history.add(sessionOf(open, s, more));
  if (practice.load()?.id === open.id) practice.drop();
}
