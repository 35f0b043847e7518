/* Light, dark, or as the phone: <appearance-choice> around buttons whose value is the theme; kept on this phone. */

import { keep, read } from "../lib/refusable.js";

customElements.define(
  "appearance-choice",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("click", ({ target }) => target.value && this.choose(target.value));
      this.show(read("theme") ?? "system");
    }

    choose(theme) {
      keep("theme", theme === "system" ? null : theme);
      this.show(theme);
    }

    show(theme) {
      const root = document.documentElement;
      if (theme === "system") delete root.dataset.theme;
      else root.dataset.theme = theme;
      for (const button of this.children) button.setAttribute("aria-pressed", String(button.value === theme));
    }
  },
);
