/*
 * The practice of an own routine: <own-practice> holds an empty player as a <template>, and fills it with the steps and
 * pictures of its points, each from the practice of that point, which is on the phone.
 */
import { fragment } from "../lib/fragments.js";
import { doseOf, routineHere } from "./own-parts.js";
import { fill } from "../lib/messages.js";

/** The page of the practice of a point. */
const pageOf = ({ point }) => fragment(`/points/${point}/practice`, "article.page");

customElements.define(
  "own-practice",
  class extends HTMLElement {
    async connectedCallback() {
      const own = await routineHere();
      const pages = await Promise.all((own?.points ?? []).map((item) => pageOf(item).catch(() => null)));
      if (!pages.some(Boolean)) return this.toggleAttribute("data-missing", true);
      this.replaceWith(this.player(own, pages));
      document.dispatchEvent(new Event("elements-added"));
    }

    player({ id, name, points, minutes }, pages) {
      const player = this.querySelector("template").content.firstElementChild.cloneNode(true);
      const part = (named) => player.querySelector(`[data-part="${named}"]`);
      const origin = `/routines/${id}`;
      player.querySelector("practice-settings").dataset.key = `routines/${id}`;
      Object.assign(player.dataset, { key: id, title: name, origin });
      document.title = fill(this.dataset.title, { name });
      player.querySelector("h1").textContent = name;
      for (const link of player.querySelectorAll('a[href="/routines/"]')) link.href = origin;
      part("time").textContent = part("time").dataset.given = fill(this.dataset.minutes, { n: minutes });
      pages.forEach((page, place) => {
        if (!page) return;
        const step = page.querySelector(".part");
        const { point, ...own } = points[place];
        Object.assign(step.dataset, own);
        if (own.seconds) {
          step.querySelector("ol").hidden = true;
          step.querySelector(".part__body").append(doseOf(this, points[place]));
        }
        part("plan").append(step);
        step.querySelector(".marker").textContent = part("plan").children.length;
        player.append(page.querySelector("template[data-find]"));
      });
      if (!player.querySelector('[data-do="switch"]')) {
        for (const choice of ["first", "ready"]) player.querySelector(`[data-choice="${choice}"]`).closest(".choice").remove();
      }
      return player;
    }
  },
);
