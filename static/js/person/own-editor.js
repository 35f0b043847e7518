/*
 * Puts an own routine together: <own-editor> around the plain form of it. Rows are moved with the buttons, with the arrow
 * keys on their handle, or by dragging it. What is saved is kept on the phone first.
 */
import {
  changeover_seconds as CHANGEOVER, max_practice_seconds as MAX_PRACTICE, min_press_seconds as MIN_PRESS, pause_seconds as PAUSE,
} from "../lib/limits.js";
import { routines } from "../offline/local-state.js";
import { flush } from "../offline/outbox.js";
import { doseSeconds } from "../lib/doses.js";
import { countOf, doseOf, idHere, fillSlots, routineHere } from "./own-parts.js";
import { choices } from "../player/practice-store.js";
import { setItem, getItem, workers } from "../lib/refusable.js";
import { showToast } from "../lib/toast.js";
import { isSeen, line } from "../lib/typed.js";
import { uuid } from "../lib/uuid.js";
import { fill, wholeMinutes } from "../lib/messages.js";

const DRAFT = "own-routine-draft";

/**
 * The point with the dose that the person has chosen for it alone, within the caps; as the catalogue gives it without.
 * @param {string} point @param {Object} facts of the point (see `point_facts` in webapp/person/own_routines.py)
 */
function withChosenDose(point, { seconds, holds, rest, max_side: maxSide, max_hold: maxHold }) {
  const wish = choices.all(`points/${point}`);
  const own = { point, seconds: (wish.seconds || seconds) * (wish.dose || 1), holds: Number(wish.holds || holds), rest: Number(wish.rest || rest || PAUSE) };
  own.seconds = Math.max(MIN_PRESS, Math.round(Math.min(own.seconds, maxHold, maxSide / own.holds - 0.5)));
  const usual = own.seconds === seconds && own.holds === holds && !wish.rest;
  return usual ? { point: own.point } : own;
}

customElements.define(
  "own-editor",
  class extends HTMLElement {
    async connectedCallback() {
      this.facts = JSON.parse(this.querySelector("[data-part=facts]").textContent);
      this.list = this.querySelector("ol");
      this.more = this.querySelector("select");
      this.field = this.querySelector(".field");
      this.addEventListener("submit", (event) => this.handleSubmit(event));
      this.list.addEventListener("keydown", (event) => this.handleKey(event));
      this.list.addEventListener("pointerdown", (event) => this.drag(event));
      const own = await routineHere();
      this.routine = idHere() ?? uuid();
      const { page, ...draft } = JSON.parse(getItem(DRAFT) ?? "{}");
      this.saved = JSON.stringify({ page: location.pathname, name: "", points: [], ...own && { name: own.name, points: own.points } });
      const shown = page === location.pathname ? draft : own;
      if (shown && !this.field.value) {
        this.field.value = shown.name;
        shown.points.forEach((item) => this.add(item));
      }
      this.watch = new MutationObserver(() => this.saveDraft());
      this.watch.observe(this.list, { childList: true });
      this.addEventListener("input", () => this.saveDraft());
      addEventListener("before-reload", this.preventReload);
      this.showSum();
    }

    /** A reload finds again what is not saved yet; who leaves the page lets go of it. */
    disconnectedCallback() {
      this.watch?.disconnect();
      removeEventListener("before-reload", this.preventReload);
      setItem(DRAFT, null);
    }

    /** What stands in the form now. */
    get draft() {
      return JSON.stringify({ page: location.pathname, name: this.field.value, points: this.points });
    }

    saveDraft() {
      setItem(DRAFT, this.draft === this.saved ? null : this.draft);
    }

    preventReload = (event) => this.draft === this.saved || event.preventDefault();

    /** The points in their order, as they are kept. */
    get points() {
      return [...this.list.querySelectorAll("input")].map(({ value }) => JSON.parse(value));
    }

    nameOf(row) {
      const { point } = JSON.parse(row.querySelector("input").value);
      return this.facts[point]?.name ?? point;
    }

    showSum() {
      const { points } = this;
      const secondsOf = ({ point, ...own }) => (point in this.facts ? doseSeconds(this.facts[point], own) : 0);
      this.seconds = points.reduce((sum, item) => sum + secondsOf(item), CHANGEOVER * (points.length - 1));
      this.minutes = wholeMinutes(this.seconds);
      fillSlots(this, { sum: points.length ? countOf(this, points, this) : "" });
    }

    add(item) {
      const { name = item.point, dose } = this.facts[item.point] ?? {};
      const row = this.querySelector("template").content.firstElementChild.cloneNode(true);
      row.querySelector("input").value = JSON.stringify(item);
      fillSlots(row, { name, meta: doseOf(this, item, dose) });
      for (const button of row.querySelectorAll("button")) button.ariaLabel = fill(button.ariaLabel, { name });
      this.list.append(row);
    }

    /** A button of the form, or Enter in a field. */
    handleSubmit(event) {
      event.preventDefault();
      const { submitter } = event;
      const row = submitter.closest("li");
      this.showProblem("");
      if (submitter.value === "save") return this.save();
      if (submitter.value === "add") this.addChosen();
      else if (submitter.value.startsWith("remove")) this.remove(row);
      else this.move(row, submitter.value.startsWith("up"));
      this.showSum();
    }

    addChosen() {
      const { value } = this.more;
      if (!value) return this.more.focus();
      if (this.points.some(({ point }) => point === value)) return this.showProblem(fill(this.dataset.double, { name: this.more.selectedOptions[0].text }));
      this.add(withChosenDose(value, this.facts[value]));
      this.more.value = "";
    }

    remove(row) {
      const next = row.nextElementSibling;
      const { removed, undo } = this.dataset;
      row.remove();
      this.more.focus();
      const run = () => {
        this.list.insertBefore(row, next);
        this.showSum();
      };
      showToast(fill(removed, { name: this.nameOf(row) }), { name: undo, run });
    }

    /** One place up or down. Its neighbor goes round it, so that it keeps the focus and the finger. */
    move(row, up) {
      const other = up ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      row[up ? "after" : "before"](other);
      row.scrollIntoView({ block: "nearest" });
      const { children } = this.list;
      showToast(fill(this.dataset.moved, { name: this.nameOf(row), place: [...children].indexOf(row) + 1, count: children.length }));
    }

    handleKey(event) {
      const up = event.key === "ArrowUp";
      if (!("grip" in event.target.dataset) || (!up && event.key !== "ArrowDown")) return;
      event.preventDefault();
      this.move(event.target.closest("li"), up);
    }

    /** The row goes where the finger is. */
    drag({ target, pointerId }) {
      const grip = target.closest("[data-grip]");
      if (!grip) return;
      const row = grip.closest("li");
      grip.setPointerCapture(pointerId);
      row.classList.add("is-moving");
      grip.onpointermove = ({ clientY }) => {
        const { top, bottom } = row.getBoundingClientRect();
        if (clientY < top || clientY > bottom) this.move(row, clientY < top);
      };
      grip.onlostpointercapture = () => {
        grip.onpointermove = null;
        row.classList.remove("is-moving");
      };
    }

    showProblem(problem, field) {
      fillSlots(this, { problem });
      if (problem && field === this.field) field.ariaInvalid = "true";
      else this.field.removeAttribute("aria-invalid");
      field?.focus();
    }

    async save() {
      const { points, seconds, minutes, dataset } = this;
      const name = line(this.field.value);
      this.field.value = name;
      if (!isSeen(name)) return this.showProblem(this.field.title, this.field);
      if (!points.length) return this.showProblem(dataset.empty, this.more);
      if (seconds > MAX_PRACTICE) return this.showProblem(fill(dataset.long, { minutes: Math.ceil(seconds / 60) }), this.more);
      showToast("");
      if (!(await routines.set(this.routine, { name, points, minutes }).catch(() => null))) return; // it has been said why
      // Without the worker the server draws the next page: it has to know.
      if (!workers?.controller) await flush();
      const done = this.querySelector("a");
      done.href = `/routines/${this.routine}`;
      done.click();
    }
  },
);
