/** How the person wants it before the start: longer or shorter, which side first, how fast. */

import { choices } from "./practice-store.js";

/** Pausing and finding are the same for everything; the dose belongs to one point or routine. */
const SHARED = ["first", "ready", "auto"];

export class Choices {
  /** @type {() => void} */
  onchange;

  /** @param {string} key of the point or routine */
  constructor(place, key, signal) {
    this.key = key;
    this.fields = [...place.querySelectorAll("[data-choice]")];
    place.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-choice] button");
      if (button) this.#set(button.closest("[data-choice]"), button.value);
    }, { signal });
    place.addEventListener("change", ({ target }) => target.dataset.choice && this.#set(target, target.value), { signal });
    this.#show();
    // Whatever was chosen before anybody listened would be lost.
    for (const asleep of place.querySelectorAll("[inert]")) asleep.inert = false;
  }

  #stored() {
    return { ...choices.all(), ...choices.all(this.key) };
  }

  #set(field, value) {
    const name = field.dataset.choice;
    choices.set(name, value, SHARED.includes(name) ? "" : this.key);
    this.#show();
    this.onchange?.();
  }

  #show() {
    const stored = this.#stored();
    for (const field of this.fields) {
      const value = stored[field.dataset.choice];
      if (field.matches("select")) field.value = value ?? "";
      else if (value) {
        for (const button of field.querySelectorAll("button")) button.setAttribute("aria-pressed", button.value === value);
      }
    }
  }

  /** @returns {import("./plan.js").Choices} */
  get value() {
    const { first, only, ...numbers } = this.#stored();
    const number = (name) => Number(numbers[name]) || null;
    const [ready, auto, seconds, holds, rest] = ["ready", "auto", "seconds", "holds", "rest"].map(number);
    return { first, only, dose: number("dose") ?? 1, ready, auto, seconds, holds, rest };
  }
}
