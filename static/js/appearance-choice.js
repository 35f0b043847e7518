/* Light, dark, or as the phone: <appearance-choice> around buttons whose value is the theme; kept on this phone. */

customElements.define(
  "appearance-choice",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("click", ({ target }) => target.value && this.choose(target.value));
      this.show(localStorage.getItem("theme") ?? "system");
    }

    choose(theme) {
      if (theme === "system") localStorage.removeItem("theme");
      else localStorage.setItem("theme", theme);
      this.show(theme);
    }

    show(theme) {
      const root = document.documentElement;
      if (theme === "system") delete root.dataset.theme;
      else root.dataset.theme = theme;
      for (const button of this.children) button.setAttribute("aria-pressed", button.value === theme);
    }
  },
);
