/**
 * How it feels, 0 to 10, by one tap or with the arrow keys; empty until touched.
 *
 * <comfort-scale> holds a .comfort__number, an <input type="range"> and, where one belongs, the ring of the
 * value before (.comfort__before). `value` is null while empty.
 */
customElements.define(
  "comfort-scale",
  class extends HTMLElement {
    #value = null;

    connectedCallback() {
      this.range = this.querySelector("input");
      this.range.oninput = () => (this.value = Number(this.range.value));
      // A tap right where the hidden thumb rests changes nothing, and means that number all the same.
      this.range.onpointerup = this.range.oninput;
      this.range.onkeydown = (event) => {
        if (event.key === " ") this.range.oninput();
      };
      this.value = this.#value;
    }

    get value() {
      return this.#value;
    }

    set value(value) {
      this.#value = value;
      const number = this.querySelector(".comfort__number");
      number.textContent = value ?? number.dataset.empty;
      this.toggleAttribute("data-empty", value === null);
      if (value !== null) this.range.value = value;
      this.range.setAttribute("aria-valuetext", number.textContent);
      this.style.setProperty("--now", value ?? this.range.value);
    }

    /** Show what was said before; null shows nothing. */
    set earlier(value) {
      const ring = this.querySelector(".comfort__before");
      ring.hidden = value === null;
      if (value === null) return;
      const words = ring.firstElementChild;
      words.dataset.words ??= words.textContent;
      words.textContent = words.dataset.words.replace("{n}", value);
      this.style.setProperty("--before", value);
    }
  },
);
