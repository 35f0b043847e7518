/*
 * What waits on this phone to be sent, and what the server refused with its reason: <waiting-list> with [data-pending],
 * a list, and the <template> of its items.
 */
import { Following } from "mirror";
import { drop, mend } from "outbox";
import { fill } from "words";

customElements.define(
  "waiting-list",
  class extends Following {
    show({ waiting }) {
      this.closest("section").hidden = !waiting.length;
      this.querySelector("[data-pending]").textContent = waiting.length;
      this.querySelector("ul").replaceChildren(...waiting.map((entry) => this.item(entry)));
    }

    item(entry) {
      const item = this.querySelector("template").content.firstElementChild.cloneNode(true);
      const [name, meta] = item.querySelectorAll("p");
      const [, noun, , key = ""] = entry.url.split("/");
      const { dataset } = this;
      name.textContent = `${dataset[noun] ?? noun} ${entry.body?.key ?? key}`;
      const { message, status } = entry.refused ?? {};
      meta.textContent = entry.refused ? fill(dataset.refused, { reason: message ?? status }) : dataset.waits;
      item.querySelector(".choices").hidden = !entry.refused;
      item.querySelector('[data-action="mend"]').addEventListener("click", () => mend(entry));
      item.querySelector('[data-action="drop"]').addEventListener("click", () => drop(entry));
      return item;
    }
  },
);
