/*
 * What waits on this phone to be sent, and what the server refused with its reason: <waiting-list> with [data-pending],
 * a list, and the <template> of its items.
 */
import { Following } from "./local-state.js";
import { drop, mend } from "./outbox.js";
import { fill } from "../lib/messages.js";

/** What a practice session can do without, where the server does not take it. */
const SPARE = ["note", "before", "after", "steps"];

customElements.define(
  "waiting-list",
  class extends Following {
    show(now) {
      const { waiting } = now;
      this.closest("section").hidden = !waiting.length;
      this.countWaiting(now);
      this.querySelector("ul").replaceChildren(...waiting.map((entry) => this.item(entry)));
    }

    item(entry) {
      const item = this.querySelector("template").content.firstElementChild.cloneNode(true);
      const [name, meta] = ["name", "meta"].map((slot) => item.querySelector(`[data-slot=${slot}]`));
      const [, noun, kind, key = ""] = entry.url.split("/");
      const { dataset } = this;
      name.textContent = `${dataset[kind] ?? dataset[noun] ?? noun} ${entry.body?.key ?? key}`;
      const { message, status, field } = entry.refused ?? {};
      meta.textContent = entry.refused ? fill(dataset.refused, { reason: message ?? status }) : dataset.waits;
      item.querySelector(".choices").hidden = !entry.refused;
      const on = (action, run) => {
        const button = item.querySelector(`[data-action="${action}"]`);
        button.addEventListener("click", run);
        return button;
      };
      const [part] = (field ?? "").split(".");
      on("mend", () => mend(entry));
      on("leave", () => mend(entry, { ...entry.body, [part]: null })).hidden = !SPARE.includes(part);
      on("drop", () => drop(entry));
      return item;
    }
  },
);
