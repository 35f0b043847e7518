/* Shows or hides the measuring line of every picture: <measure-switch data-hide="words" data-show="words"> around the button
 * that does; remembered on this phone. */
import { setItem } from "../lib/refusable.js";

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
      setItem("measure", dataset.measure ?? null);
    }

    show() {
      this.button.textContent = this.dataset[document.documentElement.dataset.measure ? "show" : "hide"];
    }
  },
);
