/* Light, dark, or as the phone: <appearance-choice> around buttons whose value is the theme; kept on this phone. */

import { setItem, getItem } from "../lib/refusable.js";

customElements.define(
  "appearance-choice",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("click", ({ target }) => target.value && this.choose(target.value));
      this.show(getItem("theme") ?? "system");
    }

    choose(theme) {
      setItem("theme", theme === "system" ? null : theme);
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
