/*
 * The favorites of this phone, laid into the page: <favorites-list data-cards="address"> holds a section with a list
 * for each kind (ul[data-list]) and [data-empty]. Its words: data-removed, data-undo, data-last ("last done {day}"),
 * data-today, data-yesterday.
 */
import { cards } from "./cards.js";
import { dayName, localTime } from "../lib/days.js";
import { favorites, FollowingList } from "../offline/local-state.js";
import { showToast } from "../lib/toast.js";
import { fill, kindAndKey } from "../lib/messages.js";

customElements.define(
  "favorites-list",
  class extends FollowingList {
    cards = new Map([...this.querySelectorAll("li[data-key]")].map((card) => [kindAndKey(card.dataset), card]));

    async fill({ favorites: hearts, history }) {
      const wanted = hearts.map(kindAndKey);
      if (wanted.some((one) => !this.cards.has(one))) {
        const all = await cards(this.dataset.cards).catch(() => []);
        this.cards = new Map([...all, ...this.cards]);
      }
      const gone = [...this.querySelectorAll("li[data-key]")].find((card) => !wanted.includes(kindAndKey(card.dataset)));
      for (const list of this.querySelectorAll("[data-list]")) this.showList(list, wanted, history);
      this.querySelector("[data-empty]").hidden = wanted.length > 0;
      if (gone && this.settled) this.offerBack(gone.dataset);
      this.settled = true;
    }

    showList(list, wanted, history) {
      const found = wanted.filter((one) => one.startsWith(`${list.dataset.list}/`) && this.cards.has(one));
      const rows = found.map((one) => this.cards.get(one));
      const same = rows.length === list.children.length && rows.every((row, place) => row === list.children[place]);
      if (!same) list.replaceChildren(...rows);
      list.closest("section").hidden = !rows.length;
      for (const row of rows) this.showLast(row, history);
    }

    /** "last done Friday" on the row of a routine. */
    showLast(row, history) {
      const place = row.querySelector("[data-last]");
      const last = place && history.find((session) => kindAndKey(session) === kindAndKey(row.dataset));
      if (last) place.textContent = fill(this.dataset.last, { day: dayName(localTime(last.started_at).day, this.dataset) });
    }

    offerBack({ kind, key }) {
      const { removed, undo } = this.dataset;
      showToast(removed, { name: undo, run: () => favorites.set(kind, key, true) });
    }
  },
);
