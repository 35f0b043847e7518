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
      this.addEventListener("change", ({ target }) => this.answer(target));
      this.addEventListener("click", ({ target }) => target.closest("[data-action]") && this.clear());
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

    clear() {
      saveAnswers([]);
      this.show();
      this.fields[0].focus();
    }

    show() {
      // "None of these" was said of the list that was asked then.
      for (const field of this.fields) field.checked = includes(field.value) && (field.value !== "none" || includes("list2"));
      this.querySelector("[data-slot=refused]").hidden = this.kept ?? true;
      this.querySelector("[data-slot=open]").hidden = complete();
    }
  },
);
