/*
 * The history of this phone, laid into the page: <history-list> around the page of the history, whose parts carry
 * data-slot and whose repeated parts are <template data-part>. All words are in its data attributes.
 */
import { drawDays, drawMonth } from "./calendar.js";
import { dayName, lastSeven, shortDuration, today, localTime } from "../lib/days.js";
import { drawPair, drawTrend } from "./comfort-chart.js";
import { FollowingList, history } from "../offline/local-state.js";
import { drop, mend } from "../offline/outbox.js";
import { names, practiceName } from "./names.js";
import { showToast } from "../lib/toast.js";
import { fill, kindAndKey } from "../lib/messages.js";

const PAGE_SIZE = 60;

customElements.define(
  "history-list",
  class extends FollowingList {
    /** @returns {any} */
    connectedCallback() {
      this.range = new URL(location.href).searchParams.get("range") ?? "month";
      this.day = today();
      this.limit = PAGE_SIZE;
      this.names = {};
      super.connectedCallback();
      const { signal } = this.stop;
      this.addEventListener("click", (event) => this.press(event), { signal });
      this.addEventListener("submit", (event) => this.delete(event), { signal });
    }

    slotOf(name) {
      return this.querySelector(`[data-slot="${name}"]`);
    }

    partOf(name) {
      return this.querySelector(`template[data-part="${name}"]`).content.firstElementChild.cloneNode(true);
    }

    async fill(state) {
      const sessions = state.history;
      if (sessions.length) this.names = await names();
      const byDay = groupBy(sessions, dayOfSession);
      (this.range === "week" ? drawDays : drawMonth)(this, byDay);
      this.showWeek(sessions);
      const felt = sessions.filter(({ before, after }) => before != null && after != null);
      drawTrend(this, felt.slice(0, 10).reverse());
      this.showPending(state);
      this.list(byDay, state);
      this.slotOf("empty").hidden = sessions.length > 0;
      this.slotOf("full").hidden = !sessions.length;
    }

    showWeek(sessions) {
      const { weekOne, weekMany } = this.dataset;
      const { practices, minutes } = lastSeven(sessions);
      const words = practices === 1 ? weekOne : weekMany;
      this.slotOf("week").textContent = practices ? fill(words, { count: practices, minutes }) : "";
    }

    showPending(now) {
      this.slotOf("pending").hidden = !now.waiting.length;
      this.countWaiting(now);
    }

    list(byDay, state) {
      const open = new Set([...this.querySelectorAll("details[open]")].map((one) => one.closest("li").dataset.practiceSession));
      let left = this.limit;
      const parts = [];
      for (const [day, sessions] of byDay) {
        if (left <= 0) break;
        const part = this.partOf("day");
        part.id = `day-${day}`;
        part.querySelector("h3").textContent = dayName(day, { ...this.dataset, whole: true });
        part.querySelector("ul").append(...sessions.map((one) => this.row(one, state, open)));
        parts.push(part);
        left -= sessions.length;
      }
      this.slotOf("days").replaceChildren(...parts);
      this.slotOf("more").hidden = left > 0;
    }

    row(session, { pending }, open) {
      const row = this.partOf("session");
      const put = (slot, text) => {
        const place = row.querySelector(`[data-slot="${slot}"]`);
        place.textContent = text ?? "";
        place.hidden = !text;
      };
      const { felt, steps, kept, refused, untold } = this.dataset;
      const { id, before, after, note, seconds_pressed: pressed, steps_done: done, steps_total: total } = session;
      row.dataset.practiceSession = id;
      put("name", practiceName(this.names, session));
      put("when", `${localTime(session.started_at).time} · ${shortDuration(this.dataset, pressed)}`);
      drawPair(row, before, after);
      put("felt", before == null && after == null ? "" : fill(felt, { before: before ?? untold, after: after ?? untold }));
      put("steps", total ? fill(steps, { done, total }) : "");
      put("note", note);
      const no = session.refused;
      put("waits", !pending.has(id) ? "" : no ? fill(refused, { reason: no.message ?? no.status }) : kept);
      row.querySelector("[data-mend]").hidden = !no;
      row.querySelector("[data-again]").href = `/${kindAndKey(session)}`;
      row.querySelector("form").action = `/history/${id}/delete`;
      row.querySelector("details").open = open.has(id);
      return row;
    }

    /** A delete button: gone at once, to be had back for eight seconds. */
    async delete(event) {
      event.preventDefault();
      const { practiceSession: id } = event.target.closest("li").dataset;
      const entry = await history.remove(id);
      showToast(this.dataset.removed, { name: this.dataset.undo, run: () => drop(entry) });
    }

    press(event) {
      const pressed = event.target.closest("[data-range], [data-show], [data-slot=more], [data-mend]");
      if (!pressed || !this.contains(pressed)) return;
      event.preventDefault();
      const { range, show, mend: again } = pressed.dataset;
      if (again !== undefined) {
        mend(this.state.pending.get(pressed.closest("li").dataset.practiceSession));
        return;
      }
      if (range) this.range = range;
      else if (show) this.day = show;
      else this.limit += PAGE_SIZE;
      this.fill(this.state);
    }
  },
);

const dayOfSession = ({ started_at: stamp }) => localTime(stamp).day;

function groupBy(items, of) {
  const groups = new Map();
  for (const item of items) groups.set(of(item), [...(groups.get(of(item)) ?? []), item]);
  return groups;
}
