/**
 * The choices of how one likes to practice: the four channels, the voice, the breathing, how long, which side first, how fast.
 *
 * <practice-settings data-key="points/BL23"> around [data-channel] buttons and [data-choice] fields (a segment of buttons
 * or a select); without a key it shows what holds for all. A "settings" event rises from it at each change, with the name.
 */
import { choices, settings } from "../entries/phone.js";

/** The dose belongs to one point or routine where there is one; the rest is the same for everything. */
const OWN = ["dose", "seconds", "holds", "rest", "only"];

/** What the device has and the voices come with the player; nothing of this is needed for the first hold. */
const player = import("../entries/player.js");

customElements.define(
  "practice-settings",
  class extends HTMLElement {
    /** @type {typeof import("../entries/player.js")} */
    tools;

    async connectedCallback() {
      this.stop = new AbortController();
      this.tools = await player.catch(() => null); // a player that did not come is told of by its own element
      if (!this.tools || this.stop.signal.aborted) return;
      this.fields = [...this.querySelectorAll("[data-choice]")];
      this.addEventListener("click", (event) => {
        const target = /** @type {Element} */ (event.target);
        const channel = target.closest("[data-channel]");
        if (channel) this.#set(channel.dataset.channel, !this.tools.isOn(channel.dataset.channel));
        const button = target.closest("[data-choice] button");
        if (button) this.#set(button.closest("[data-choice]").dataset.choice, button.value);
      }, this.stop);
      this.addEventListener("change", (event) => {
        const { dataset, value } = /** @type {HTMLSelectElement} */ (event.target);
        if (dataset.choice) this.#set(dataset.choice, value);
      }, this.stop);
      this.tools.voice.whenListed(() => this.#list(), this.stop.signal);
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
        button.hidden = !this.tools.AVAILABLE[button.dataset.channel];
        button.setAttribute("aria-pressed", this.tools.isOn(button.dataset.channel));
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
      const installed = this.tools.voice.voices();
      const [name, rate] = ["voiceName", "rate"].map((one) => this.querySelector(`[data-choice=${one}]`));
      name.replaceChildren(...installed.map((one) => new Option(one.name)));
      if (installed.some((one) => one.name === settings().voiceName)) name.value = settings().voiceName;
      name.closest(".choice").hidden = installed.length < 2;
      rate.closest(".choice").hidden = !installed.length;
      this.querySelector("[data-voiceless]").hidden = installed.length > 0;
    }
  },
);
