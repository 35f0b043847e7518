/* A person's own routines as a list: <own-routines data-one data-many> with a list and the <template> of its rows. */
import { Following } from "../offline/local-state.js";
import { countOf, fillSlots } from "./own-parts.js";

customElements.define(
  "own-routines",
  class extends Following {
    show({ routines, synced, waiting }) {
      if (!synced && !waiting.length) return; // Before that the list of the server's own page stands.
      const rows = routines.map((one) => {
        const row = this.querySelector("template").content.cloneNode(true);
        row.querySelector("a").href = `/routines/${one.id}`;
        row.querySelector('[data-slot="minutes"]').dataset.ownPoints = JSON.stringify(one.points);
        fillSlots(row, { name: one.name, minutes: one.minutes, count: countOf(this, one.points) });
        return row;
      });
      this.querySelector("ul").replaceChildren(...rows);
    }
  },
);
