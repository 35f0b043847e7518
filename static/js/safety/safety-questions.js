/* The safety questions: <safety-questions> around radios and check boxes whose values are the words of "answers". */

import { complete, includes, saveAnswers } from "./safety-answers.js";
import { piece } from "./contraindications.js";

customElements.define(
  "safety-questions",
  class extends HTMLElement {
    fields = [];

    async connectedCallback() {
      this.querySelector("[data-slot=fields]").replaceChildren((await piece).querySelector("template").content.cloneNode(true));
      this.fields = [...this.querySelectorAll("input")];
      this.open = !complete() || "always" in this.dataset;
      this.addEventListener("change", ({ target }) => this.answer(target));
      this.addEventListener("click", ({ target }) => this.press(target.closest("[data-action]")?.dataset.action));
      this.inert = false;
      this.show();
    }

    /** Keep what is chosen now; "None of these" and the rows above it exclude each other. */
    answer({ type, value }) {
      const none = value === "none";
      for (const field of this.fields) {
        if (type === "checkbox" && field.type === type && (field.value === "none") !== none) field.checked = false;
      }
      this.kept = saveAnswers(this.fields.filter(({ checked }) => checked).map(({ value }) => value), type === "checkbox" || undefined);
      this.show();
    }

    press(action) {
      if (action === "clear") saveAnswers([]);
      if (!action) return;
      this.open = true;
      this.show();
      this.fields[0].focus();
    }

    /** Show the questions, and go to the first that is open. */
    showOpenQuestion() {
      this.open = true;
      this.show();
      const field = [...this.querySelectorAll("fieldset")].find((one) => !one.querySelector(":checked")) ?? this.querySelector("fieldset");
      field?.scrollIntoView({ block: "start" });
      field?.querySelector("input").focus({ preventScroll: true });
    }

    show() {
      // "None of these" was said of the list that was asked then.
      for (const field of this.fields) field.checked = includes(field.value) && (field.value !== "none" || includes("list2"));
      const named = (type) => this.fields.filter((field) => field.type === type && field.checked).map((field) => field.dataset.name);
      const [answer = "–"] = named("radio");
      const line = this.querySelector("[data-slot=line]");
      if (line) line.textContent = [answer, ...named("checkbox")].join(" · ");
      this.querySelector("[data-slot=refused]").hidden = this.kept ?? true;
      this.toggleAttribute("data-open", this.open);
      this.toggleAttribute("data-open-questions", !complete());
    }
  },
);
