/**
 * The end of a practice: how it is now, kept or left out, before and now as one line, and what may come next.
 *
 * It is fetched while the practice runs (entries/end.js, and its markup) and stands on nothing of the player but what it is given.
 */
import { offerCalendar } from "./practice-calendar.js";
import { fragment } from "../lib/fragments.js";
import { canStore } from "../lib/refusable.js";
import { showUnreachable } from "../lib/toast.js";
import { drop, history, state as phoneState, uuid } from "../entries/phone.js";
import { fill, kindAndKey } from "../lib/messages.js";

export class End {
  player;
  place;
  tools;
  parts;
  words;
  #session = null;
  #removal = null;

  /**
   * The end of a player's practices, put into it. Rejects when it cannot be had.
   * @param {any} player with its open practice and state
   * @param {{partsOf: (place: Element) => Object<string, any>, dotsOf: typeof import("./dots.js").dotsOf,
   *   duration: (words: Object, seconds: number) => string, seconds: (open: Object) => number,
   *   sessionOf: (told?: {after?: ?number, note?: string}) => Object, drop: () => void, restore: () => void,
   *   resume: () => void, again: () => void, over: () => void}} tools
   */
  static async of(player, tools, signal) {
    const place = (await fragment("/practice/end", "div.end")).querySelector(".end");
    const { kind, key, origin } = player.dataset;
    const heart = place.querySelector("heart-button");
    // A routine of one's own is no favorite.
    if (player.hasAttribute("data-is-own")) heart.parentElement.remove();
    Object.assign(heart.dataset, { kind, key });
    place.querySelector("[data-back]").href = origin;
    place.hidden = true;
    player.append(place);
    document.dispatchEvent(new Event("elements-added"));
    return new End(player, place, tools, signal);
  }

  constructor(player, place, tools, signal) {
    const parts = tools.partsOf(place);
    Object.assign(this, { player, place, tools, parts, words: JSON.parse(parts.endWords.textContent) });
    this.felt = tools.dotsOf(parts.felt, () => this.save());
    const on = (part, act) => this.parts[part].addEventListener("click", act, { signal });
    on("save", () => this.save());
    for (const part of ["leaveOut", "takeOut"]) on(part, () => this.#leaveOut());
    on("undo", () => this.#undo());
    on("addNote", () => this.#openNote());
    on("again", () => this.#leaveTo(tools.again));
    on("calendar", () => offerCalendar(player, { ...player.open, seconds: tools.seconds(player.open) }).catch(showUnreachable));
    on("resumeEnded", () => this.#leaveTo(tools.resume));
    this.parts.note.addEventListener("change", () => this.#rewrite(), { signal });
  }

  /** Ask how it is now. */
  ask() {
    const { parts, place, words, player, tools } = this;
    const { before } = player.open;
    this.#session = null;
    parts.note.value = "";
    parts.note.hidden = true;
    this.felt.value = null;
    parts.summary.textContent = `${player.open.title} · ${tools.duration(words, tools.sessionOf().seconds_pressed)}`;
    Object.assign(parts.earlier, { hidden: before === null, textContent: fill(words.earlier, { n: before }) });
    parts.resumeEnded.hidden = player.state.status !== "ended";
    parts.kept.hidden = true;
    parts.after.hidden = place.hidden = false;
    parts.question.focus({ preventScroll: true });
  }

  #leaveTo(act) {
    this.place.hidden = true;
    act();
  }

  /** Keep it, where this browser keeps anything; sent without a cookie it would only make a profile that nobody finds. */
  async save() {
    const { tools, words } = this;
    if (this.#session) return;
    this.#session = tools.sessionOf({ after: this.felt.value });
    tools.over();
    let said = canStore() ? words.kept : words.keptNothing;
    try {
      if (canStore()) await history.add(this.#session);
      tools.drop();
    } catch {
      said = words.unkept; // The practice stays open, so that it can be kept later.
    }
    return this.#show(said, said === words.kept);
  }

  async #leaveOut() {
    if (this.#session) {
      this.#removal = await history.remove(this.#session.id);
    } else {
      this.#session = this.tools.sessionOf({ after: this.felt.value });
      this.tools.over();
      this.tools.drop();
      this.#removal = null;
    }
    return this.#show(this.words.dropped, false, true);
  }

  /** Take the leaving out back; what was not kept before is asked about again. */
  async #undo() {
    if (!this.#removal) {
      this.tools.restore();
      return this.ask();
    }
    if (!(await drop(this.#removal))) await this.#keepAnew();
    return this.#show(this.words.kept, true);
  }

  /** The same practice under a new id: what was sent can be taken away, not changed. */
  #keepAnew() {
    this.#session = { ...this.#session, id: uuid() };
    return history.add(this.#session);
  }

  #openNote() {
    this.parts.note.hidden = false;
    this.parts.note.focus();
  }

  async #rewrite() {
    const note = this.parts.note.value;
    if (note === this.#session.note) return;
    await history.remove(this.#session.id);
    this.#session = { ...this.tools.sessionOf({ after: this.#session.after, note }), id: this.#session.id };
    await this.#keepAnew();
  }

  /** Say what became of it. */
  async #show(said, isKept, isOut = false) {
    const { parts, words, player } = this;
    const { before, after } = this.#session;
    player.dataset.practice = "done";
    parts.after.hidden = true;
    parts.keptTitle.textContent = parts.summary.textContent;
    parts.keptText.textContent = said;
    parts.takeOut.hidden = parts.addNote.hidden = !isKept;
    parts.note.hidden ||= !isKept;
    parts.undo.hidden = !isOut;
    parts.pair.hidden = before === null || after === null;
    parts.was.textContent = before;
    parts.is.textContent = after;
    parts.times.textContent = "";
    parts.kept.hidden = false;
    parts.keptText.focus({ preventScroll: true });
    if (isKept) parts.times.textContent = await this.#timesToday(words);
  }

  /** "Second time today", as the phone's own copy has it. */
  async #timesToday({ times, timesMore }) {
    const day = ({ started_at: stamp }) => stamp.slice(0, 10);
    const { history: all } = await phoneState();
    const n = all.filter((one) => kindAndKey(one) === kindAndKey(this.#session) && day(one) === day(this.#session)).length;
    return times[n - 1] ?? fill(timesMore, { n });
  }
}
