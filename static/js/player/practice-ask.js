/**
 * What is asked before a start, a step at a time: about oneself until it is answered or put off, the signs of this plan
 * before its first run and again after thirty days. That the signs were asked is known on this phone only.
 */
import { confirmList, hasTicks, isPutOff, openQuestions, putOff } from "../safety/safety-answers.js";
import { getItem, setItem } from "../lib/refusable.js";

const ITEM = "red-flags";
const DAY_MS = 864e5;
const MAX_AGE_DAYS = 30;
const today = () => Math.floor(Date.now() / DAY_MS);

/** Key of a plan -> day on which its signs were asked, in days since 1970. */
function askedOn() {
  try {
    return JSON.parse(getItem(ITEM)) ?? {};
  } catch {
    return {}; // as an earlier version kept it
  }
}

export class Ask {
  sheet;
  bar;
  key;
  done;
  at = 0;

  /** @type {string[]} */
  steps = [];

  /** @param {Object<string, any>} parts ask, askSteps @param {() => string} key of the plan */
  constructor({ ask: sheet, askSteps: bar }, key, signal) {
    Object.assign(this, { sheet, bar, key });
    const on = (type, act) => sheet.addEventListener(type, act, { signal });
    on("click", ({ target, detail }) => {
      this.#press(target.closest("[data-ask]")?.dataset.ask);
      // The arrow keys choose too, and only look.
      if (detail && target.type === "radio") this.#next();
    });
    on("change", ({ target }) => (target.value === "none" && target.checked ? this.#next() : this.#show()));
  }

  /** The steps that are open now. */
  get due() {
    const isNew = !(today() - askedOn()[this.key()] < MAX_AGE_DAYS);
    return [...(isPutOff() ? [] : openQuestions()), ...(isNew ? this.#flags : [])];
  }

  get #flags() {
    return this.sheet.querySelector("[data-asks=flags]") ? ["flags"] : [];
  }

  /** Ask what is open (or `steps`), then go on with `done`; nothing follows when the sheet is closed. */
  first(done, steps = this.due) {
    if (!steps.length) return done();
    Object.assign(this, { done, steps: [...steps], at: 0 });
    this.#show();
    this.sheet.showModal();
    this.#focus();
  }

  /** Ask the signs again because the person wants to see them. */
  again = () => this.first(() => {}, [...openQuestions(), ...this.#flags]);

  #press(name) {
    if (name === "close") this.sheet.close();
    if (name === "next" && this.steps[this.at] === "conditions") confirmList();
    if (name === "later") {
      putOff();
      this.steps = this.steps.filter((step, at) => at <= this.at || step === "flags");
    }
    if (name === "none" || name === "known") setItem(ITEM, JSON.stringify({ ...askedOn(), [this.key()]: today() }));
    if (name && name !== "close") this.#next();
  }

  #next() {
    this.at += 1;
    if (this.at < this.steps.length) {
      this.#show();
      return this.#focus();
    }
    this.sheet.close();
    this.done();
  }

  #show() {
    const step = this.steps[this.at];
    this.sheet.dataset.at = step;
    for (const button of this.sheet.querySelectorAll("[data-on]")) button.hidden = !button.dataset.on.split(" ").includes(step);
    const isTold = step === "conditions" ? hasTicks() : !openQuestions().includes(step);
    this.sheet.querySelector("[data-ask=next]").hidden ||= !isTold;
    this.sheet.toggleAttribute("data-told", isTold);
    this.bar.replaceChildren(...this.steps.map((_, at) => {
      const piece = document.createElement("i");
      piece.toggleAttribute("data-now", at === this.at);
      return piece;
    }));
  }

  #focus() {
    this.sheet.scrollTop = 0;
    this.sheet.querySelector(`[data-asks=${this.sheet.dataset.at}] [tabindex]`)?.focus();
  }
}
