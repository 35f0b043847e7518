/** A practice that was left open: gone on with, kept as what was pressed, or dropped. */

import { isHeld } from "./practice-hold.js";
import { saveToHistory, secondsPressed, stateOf } from "./practice-record.js";
import { formatDuration } from "./practice-stage.js";
import { practice } from "./practice-store.js";
import { Timekeeper } from "./timekeeper.js";
import { fill } from "../lib/messages.js";
import { MAX_RESUME_AGE_MS } from "../lib/open-practice.js";

/**
 * The open practice if it is the one of this page and young enough to go on with, else null. What
 * was done to its end is kept without a word, what was never pressed is dropped; for the rest the
 * sheet asks.
 * @param {{kind: string, key: string}} here @param {Set<string>} known codes of the page's points
 * @param {boolean} live whether it ran in another tab up to now
 * @returns {?import("./practice-store.js").Practice}
 */
export function unfinished(here, known, parts, words, live) {
  const open = practice.load();
  if (!open) return null;
  const mine = open.kind === here.kind && open.key === here.key;
  // A point that this page does not know was taken out of the guide since, or is left out for what was told since.
  const old = Date.now() - open.anchor.wall > MAX_RESUME_AGE_MS || (mine && open.plan.some(({ point }) => !known.has(point)));
  if (mine && !old) return open;
  const last = stateOf(open, live ? new Timekeeper(open.anchor).now() : open.anchor.t);
  if (!secondsPressed(open, last)) practice.drop();
  else if (last.finished !== null) saveToHistory(open, last);
  else offerChoices(open, last, old, parts, words);
  return null;
}

function offerChoices(open, last, old, { openSheet, openText, openReturn, openKeep, openDrop }, words) {
  const day = new Date(open.started).toLocaleString(document.documentElement.lang, {
    weekday: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  openText.textContent = fill(words.open, { title: open.title, day, time: formatDuration(words, secondsPressed(open, last)) });
  openReturn.href = open.href;
  openReturn.hidden = old;
  // Whoever closes the sheet without an answer loses nothing either.
  openSheet.oncancel = () => saveToHistory(open, last);
  openKeep.onclick = () => saveToHistory(open, last).then(() => openSheet.close());
  openDrop.onclick = () => {
    practice.drop();
    openSheet.close();
  };
  openSheet.showModal();
}

/** On a page without a player: keep the practice that was over when its own page went away, unless a tab still has it. */
export async function saveFinished() {
  if (!practice.load() || (await isHeld()) || document.querySelector("practice-player")) return;
  const open = practice.load();
  if (!open) return;
  const last = stateOf(open);
  if (last.finished !== null && secondsPressed(open, last)) saveToHistory(open, last);
}
