/**
 * What the phone keeps of practicing: the practice that is open, and how the person likes it.
 *
 * In localStorage, because that is written before the next line runs: a tab that dies at once has
 * lost nothing. Where storage is refused (some private windows) all lasts as long as the page.
 *
 * @typedef {{id: string, kind: "points"|"routines", key: string, title: string, href: string,
 *   started: number, plan: import("./clock.js").Step[], log: import("./clock.js").Event[], anchor: {t: number, wall: number},
 *   before: ?number, place?: ?[number, number]}} Practice  started: ms since 1970; place: the point that is on and how many
 *   there are; null once it is over
 */

import * as phone from "../lib/refusable.js";

function readJson(key) {
  try {
    return JSON.parse(phone.getItem(key));
  } catch {
    return null; // not written by us
  }
}

const writeJson = (key, value) => phone.setItem(key, value === null ? null : JSON.stringify(value));

/** The one practice that is open. */
export const practice = {
  /** @returns {?Practice} */
  load: () => (readJson("practice")?.anchor ? readJson("practice") : null),
  /** @param {Practice} open */
  save: (open) => writeJson("practice", open),
  drop: () => writeJson("practice", null),
};

/** What the person chose: for all practices, or for one point or routine by its key. */
export const choices = {
  all: (key = "") => readJson(`practice-choices${key && `:${key}`}`) ?? {},
  set(name, value, key = "") {
    writeJson(`practice-choices${key && `:${key}`}`, { ...choices.all(key), [name]: value });
  },
};

/** All that was chosen, for a point or routine by its key. An earlier version kept the voice apart. */
export const settings = (key = "") => {
  const { voice: voiceName, rate } = choices.all("voice");
  return { ...(voiceName && { voiceName }), ...(rate && { rate }), ...choices.all(), ...(key && choices.all(key)) };
};
