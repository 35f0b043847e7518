/* The page of an own routine, filled from the phone's copy: the pictures of its points are those of the cards. */
import { cards } from "./cards.js";
import { names } from "./names.js";
import { Following, renew, routines, state } from "../offline/local-state.js";
import { drop } from "../offline/outbox.js";
import { countOf, doseOf, idHere, fillSlots } from "./own-parts.js";
import { showToast } from "../lib/toast.js";
import { fill } from "../lib/messages.js";

customElements.define(
  "own-routine",
  class extends Following {
    connectedCallback() {
      super.connectedCallback();
      this.addEventListener("submit", (event) => this.delete(event), { signal: this.stop.signal });
    }

    async show(now) {
      const own = now.routines.find(({ id }) => id === idHere());
      if (own) await this.fill(own, own.id);
      else if (!this.asked) {
        this.asked = true;
        await renew();
        return this.show(await state()); // what was known before may be older than what stands here by now
      }
      this.querySelector(".own-page").hidden = !own;
      this.querySelector('[data-slot="missing"]').hidden = Boolean(own);
    }

    async fill({ name, points, minutes }, id) {
      const [pictures, all] = await Promise.all([cards(this.dataset.cards).catch(() => new Map()), names()]);
      const rows = points.flatMap((item) => {
        const card = pictures.get(`points/${item.point}`);
        const called = all.points?.[item.point];
        if (!card || !called) return [];
        const row = this.querySelector("template").content.cloneNode(true);
        fillSlots(row, { name: called.name, meta: doseOf(this, item, called.dose) });
        row.querySelector("li").dataset.step = item.point;
        const [link, like] = [row.querySelector("a"), card.querySelector("a")];
        link.href = `/points/${item.point}`;
        link.dataset.point = item.point;
        if (like.dataset.excludedFor) link.dataset.excludedFor = like.dataset.excludedFor;
        link.prepend(like.querySelector("svg").cloneNode(true));
        return [row];
      });
      this.querySelector("ol").replaceChildren(...rows);
      document.title = fill(this.dataset.title, { name });
      this.closest(".page").dataset.title = name;
      this.querySelector('[data-slot="minutes"]').dataset.ownPoints = JSON.stringify(points);
      fillSlots(this, { name, count: countOf(this, points), minutes });
      for (const [slot, end] of [["edit", "edit"], ["start", "practice"]]) {
        this.querySelector(`[data-slot="${slot}"]`).href = `/routines/${id}/${end}`;
      }
    }

    /** Gone at once, to be had back for eight seconds. */
    async delete(event) {
      event.preventDefault();
      const { deleted, undo } = this.dataset;
      const entry = await routines.remove(idHere());
      document.querySelector('.page a[href="/favorites"]').click();
      showToast(deleted, { name: undo, run: () => drop(entry) });
    }
  },
);
