/*
 * The heart of a point or routine: <heart-button data-kind="points" data-key="BL23" data-add data-remove> around a form
 * with one button. Without JavaScript the form is sent; with it the heart is kept on the phone at once.
 * data-add and data-remove are the two names of the button.
 */
import { favorites, follow } from "mirror";

customElements.define(
  "heart-button",
  class extends HTMLElement {
    connectedCallback() {
      this.stop = new AbortController();
      const { signal } = this.stop;
      const { kind, key } = this.dataset;
      // Before htmx, which would send the form.
      this.addEventListener("submit", (event) => this.toggle(event), { capture: true, signal });
      follow((state) => this.show(state.favorites.some((one) => one.kind === kind && one.key === key)), signal);
    }

    disconnectedCallback() {
      this.stop.abort();
    }

    show(pressed) {
      const button = this.querySelector("button");
      const { add, remove } = this.dataset;
      button.setAttribute("aria-pressed", pressed);
      button.setAttribute("aria-label", pressed ? remove : add);
      button.value = pressed ? "remove" : "add";
    }

    async toggle(event) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const wanted = this.querySelector("button").getAttribute("aria-pressed") !== "true";
      this.show(wanted);
      await favorites.set(this.dataset.kind, this.dataset.key, wanted).catch(() => this.show(!wanted));
    }
  },
);
