/*
 * The invitation to the home screen: <install-invitation> around a <dialog> and, where the person can ask for it
 * (data-asked), a button [data-action="open"]. Parts for one kind of phone carry data-for="prompt|iphone|menu".
 */
import { isApple } from "../lib/apple.js";

const standalone = () => matchMedia("(display-mode: standalone)").matches || navigator.standalone;
const kind = () => (window.installPrompt ? "prompt" : isApple() ? "iphone" : "menu");

customElements.define(
  "install-invitation",
  class extends HTMLElement {
    connectedCallback() {
      this.sheet = this.querySelector("dialog");
      this.addEventListener("click", (event) => this.press(event));
      this.sheet.addEventListener("close", () => "asked" in this.dataset || this.remove());
      addEventListener("appinstalled", () => this.installed());
      if (standalone()) this.installed();
    }

    installed() {
      if (this.sheet.open) this.sheet.close();
      const section = "asked" in this.dataset && this.closest("section");
      if (section) section.hidden = true;
    }

    open() {
      for (const part of this.sheet.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== kind();
      this.sheet.showModal();
    }

    press({ target }) {
      const { action } = target.closest("[data-action]")?.dataset ?? {};
      if (action === "open") this.open();
      if (action === "close" || target === this.sheet || target.closest("a")) this.sheet.close();
      if (action === "install") this.install();
    }

    async install() {
      const asked = window.installPrompt;
      window.installPrompt = null;
      await asked.prompt();
      this.sheet.close();
    }
  },
);
