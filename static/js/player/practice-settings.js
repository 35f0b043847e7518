/**
 * How a person likes to practice: the four channels, the voice, the breathing, how long, which side first, how fast.
 *
 * <practice-settings data-key="points/BL23"> around [data-channel] buttons and [data-choice] fields (a segment of buttons
 * or a select); without a key it shows what holds for all. A "settings" event rises from it at each change, with the name.
 */
import * as chime from "./chime.js";
import * as light from "./light.js";
import { choices, settings } from "./practice-store.js";
import * as vibration from "./vibration.js";
import * as voice from "./voice.js";

/** The dose belongs to one point or routine where there is one; the rest is the same for everything. */
const OWN = ["dose", "seconds", "holds", "rest", "only"];
const AVAILABLE = {
  voice: voice.available, sound: chime.available, vibration: vibration.available, light: light.available(),
};

/** Whether a channel is on. */
export const isOn = (channel) => AVAILABLE[channel] && (choices.all()[channel] ?? true);

/** What was chosen for a point or routine by its key. @returns {import("./plan.js").Choices} */
export function chosen(key) {
  const all = settings(key);
  const [dose, ...numbers] = ["dose", "ready", "auto", "settle", ...OWN.slice(1, 4)].map((name) => Number(all[name]) || null);
  const [ready, auto, settle, seconds, holds, rest] = numbers;
  return { first: all.first, only: all.only, dose: dose ?? 1, ready, auto, settle, seconds, holds, rest };
}

customElements.define(
  "practice-settings",
  class extends HTMLElement {
    connectedCallback() {
      this.stop = new AbortController();
      this.fields = [...this.querySelectorAll("[data-choice]")];
      this.addEventListener("click", (event) => {
        const target = /** @type {Element} */ (event.target);
        const channel = target.closest("[data-channel]");
        if (channel) this.#set(channel.dataset.channel, !isOn(channel.dataset.channel));
        const button = target.closest("[data-choice] button");
        if (button) this.#set(button.closest("[data-choice]").dataset.choice, button.value);
      }, this.stop);
      this.addEventListener("change", (event) => {
        const { dataset, value } = /** @type {HTMLSelectElement} */ (event.target);
        if (dataset.choice) this.#set(dataset.choice, value);
      }, this.stop);
      voice.whenListed(() => this.#list(), this.stop.signal);
      const silent = this.querySelector("[data-silent]");
      silent.hidden = !/iPhone|iPod/.test(navigator.userAgent);
      this.#show();
      // Whatever was chosen before anybody listened would be lost.
      this.inert = false;
    }

    disconnectedCallback() {
      this.stop.abort();
    }

    #set(name, value) {
      choices.set(name, value, OWN.includes(name) ? (this.dataset.key ?? "") : "");
      this.#show();
      this.dispatchEvent(new CustomEvent("settings", { bubbles: true, detail: name }));
    }

    #show() {
      for (const button of this.querySelectorAll("[data-channel]")) {
        button.hidden = !AVAILABLE[button.dataset.channel];
        button.setAttribute("aria-pressed", isOn(button.dataset.channel));
      }
      const all = settings(this.dataset.key);
      for (const field of this.fields) {
        const value = all[field.dataset.choice];
        if (field.matches("select")) field.value = value ?? field.querySelector("[selected]")?.value ?? "";
        else for (const button of field.querySelectorAll("button")) button.setAttribute("aria-pressed", button.value === (value ?? field.dataset.usual));
      }
    }

    /** The voices that the device has. */
    #list() {
      const installed = voice.voices();
      const [name, rate] = ["voiceName", "rate"].map((one) => this.querySelector(`[data-choice=${one}]`));
      name.replaceChildren(...installed.map((one) => new Option(one.name)));
      if (installed.some((one) => one.name === settings().voiceName)) name.value = settings().voiceName;
      name.closest(".choice").hidden = installed.length < 2;
      rate.closest(".choice").hidden = !installed.length;
      this.querySelector("[data-voiceless]").hidden = installed.length > 0;
    }
  },
);
