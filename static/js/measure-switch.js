/* Shows or hides the measuring line of every picture: <measure-switch> around its button; remembered on this phone. */
customElements.define(
  "measure-switch",
  class extends HTMLElement {
    connectedCallback() {
      this.button = this.querySelector("button");
      this.button.addEventListener("click", () => this.turn());
      this.show();
    }

    turn() {
      const { dataset } = document.documentElement;
      if (dataset.measure) delete dataset.measure;
      else dataset.measure = "off";
      this.show();
      try {
        if (dataset.measure) localStorage.setItem("measure", "off");
        else localStorage.removeItem("measure");
      } catch {
        // Refused: it lasts as long as the page.
      }
    }

    show() {
      this.button.setAttribute("aria-pressed", !document.documentElement.dataset.measure);
    }
  },
);
