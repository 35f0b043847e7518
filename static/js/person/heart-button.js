/*
 * The heart of a point or routine: <heart-button data-kind="points" data-key="BL23" data-add data-remove> around a form
 * with one button. Without JavaScript the form is sent; with it the heart is kept on the phone at once.
 * data-add and data-remove are the two names of the button.
 */
import { favorites, Following } from "../offline/local-state.js";

customElements.define(
  "heart-button",
  class extends Following {
    connectedCallback() {
      super.connectedCallback();
      const { signal } = this.stop;
      this.addEventListener("submit", (event) => this.toggle(event), { signal });
    }

    show(state) {
      const { kind, key } = this.dataset;
      this.press(state.favorites.some((one) => one.kind === kind && one.key === key));
    }

    press(pressed) {
      const button = this.querySelector("button");
      const { add, remove } = this.dataset;
      button.setAttribute("aria-pressed", pressed);
      button.setAttribute("aria-label", pressed ? remove : add);
      button.value = pressed ? "remove" : "add";
    }

    /** The heart is shown when it is kept: a page may be left right after that, and nothing is lost. */
    async toggle(event) {
      event.preventDefault();
      if (this.keeping) return; // the second half of a double tap
      const wanted = this.querySelector("button").getAttribute("aria-pressed") !== "true";
      this.keeping = favorites.set(this.dataset.kind, this.dataset.key, wanted).then(() => this.press(wanted), () => {} /* enqueue has said why */);
      await this.keeping;
      delete this.keeping;
    }
  },
);
