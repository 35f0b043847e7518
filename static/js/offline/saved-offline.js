/*
 * What is saved on this phone for the time without network: <saved-offline> with [data-slot="text"] and "progress",
 * and buttons [data-action="again"] and "free". Its words are in its data attributes.
 */
import { dayName, dayOfDate } from "../lib/days.js";
import { askWorker, freeSpace, isOff, save } from "./offline.js";
import { workers } from "../lib/refusable.js";
import { fill } from "../lib/messages.js";

customElements.define(
  "saved-offline",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("click", (event) => this.press(event));
      if (!workers) this.showText(this.dataset.unable);
      else if (isOff()) this.showText(this.dataset.none);
      else save({}, (now) => this.show(now)).then(() => askWorker({ type: "state" }, (now) => this.show(now)))
        .catch(() => this.showText(this.dataset.unable)); // storage is refused
    }

    showText(text) {
      const words = this.querySelector('[data-slot="text"]');
      if (words.textContent !== text) words.textContent = text;
      this.querySelector("progress").hidden = true;
      this.querySelector('[data-action="free"]').hidden = isOff() || !workers;
    }

    /** @param {{saved?: number, total?: number, bytes?: number, points?: number, at?: number, failed?: boolean}} state of the worker */
    show({ saved, total, bytes, points, at, failed }) {
      const { dataset } = this;
      if (isOff()) return this.showText(dataset.none);
      if (failed) return this.showText(dataset.failed);
      if (saved === total) {
        const date = new Date(at ?? Date.now());
        const day = dayName(dayOfDate(date), dataset);
        const time = date.toTimeString().slice(0, 5);
        const size = (bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
        return this.showText(fill(dataset.saved, { points, size, day, time }));
      }
      this.showText(fill(dataset.saving, { saved, total }));
      Object.assign(this.querySelector("progress"), { hidden: false, value: saved, max: total });
    }

    async press({ target }) {
      const { action } = target.closest("[data-action]")?.dataset ?? {};
      if (!action || !workers) return;
      if (action === "again") await save({ again: true }, (now) => this.show(now)).catch(() => this.show({ failed: true }));
      if (action === "free") {
        await freeSpace();
        this.showText(this.dataset.none);
      }
    }
  },
);
