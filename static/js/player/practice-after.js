/** The end of a practice: how it feels now, a note, keep it or leave it out. */

import { timedSeconds } from "./plan.js";
import { offerCalendar } from "./practice-calendar.js";
import { practice } from "./practice-store.js";
import { saveToHistory, secondsPressed } from "./practice-record.js";
import { formatDuration } from "./practice-stage.js";
import { canStore } from "../lib/refusable.js";
import { showUnreachable } from "../lib/toast.js";

export class After {
  player;
  parts;
  words;

  #open = null;

  /** @param {{resume: () => void, again: () => void}} acts */
  constructor(player, parts, words, acts, signal) {
    Object.assign(this, { player, parts, words });
    const on = (part, act) => parts[part].addEventListener("click", act, { signal });
    on("save", () => this.#close(canStore() ? words.kept : words.keptNothing, () => this.#keep()));
    on("leaveOut", () => this.#leaveOut());
    on("undo", () => this.#undo());
    on("again", () => {
      parts.kept.hidden = true;
      parts.beforeScale.value = null;
      acts.again();
    });
    on("calendar", () => offerCalendar(player, this.done).catch(showUnreachable));
    on("resumeEnded", () => {
      this.hide();
      acts.resume();
    });
  }

  #answers() {
    return { after: this.parts.afterScale.value, note: this.parts.note.value };
  }

  /** Whether it still waits for an answer. */
  get isAsking() {
    return Boolean(this.#open);
  }

  /** Keep it, where this browser keeps anything; sent without a cookie it would only make a profile that nobody finds. */
  #keep() {
    return canStore() ? saveToHistory(this.#open, this.state, this.#answers()) : practice.drop();
  }

  async #leaveOut() {
    if (!this.#open) return;
    this.left = { open: this.#open, state: this.state, ...this.#answers() };
    await this.#close(this.words.dropped, () => practice.drop());
    this.parts.undo.hidden = false;
  }

  /** Take the leaving out back: ask again, with what was said already. */
  #undo() {
    const { open, state, after, note } = this.left;
    this.parts.kept.hidden = true;
    practice.save(open);
    this.show(open, state);
    this.parts.afterScale.value = after;
    this.parts.note.value = note;
  }

  /** @param {import("./practice-store.js").Practice} open @param {import("./clock.js").State} s */
  show(open, s) {
    this.#open = open;
    this.done = { ...open, seconds: timedSeconds(open.plan) };
    this.state = s;
    this.player.dataset.phase = "after";
    this.player.dataset.practice = "done";
    this.parts.summary.textContent = `${open.title} · ${formatDuration(this.words, secondsPressed(open, s))}`;
    this.parts.afterScale.earlier = open.before;
    this.parts.resumeEnded.hidden = s.status !== "ended";
    this.parts.after.hidden = false;
    this.parts.question.focus({ preventScroll: true });
  }

  hide() {
    this.#open = null;
    delete this.player.dataset.practice;
    this.parts.after.hidden = true;
    this.parts.afterScale.value = null;
    this.parts.note.value = "";
  }

  /** Whoever walks away without a word meant to have done it: it is kept. */
  saveUnanswered() {
    if (this.#open) this.#keep();
    this.#open = null;
  }

  /** Close with a sentence, once it is true. */
  async #close(text, act) {
    if (!this.#open) return;
    const { parts } = this;
    const done = act();
    this.#open = null;
    let said = text;
    try {
      await done;
    } catch {
      // A phone that can keep nothing: the practice stays open, so that it can be kept later.
      said = this.words.unkept;
    }
    this.hide();
    this.player.dataset.practice = "done";
    parts.keptSummary.textContent = parts.summary.textContent;
    parts.keptText.textContent = said;
    parts.undo.hidden = true;
    parts.kept.hidden = false;
    parts.keptText.focus({ preventScroll: true });
  }
}
