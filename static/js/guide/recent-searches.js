/*
 * What was lately looked for, on this phone alone: <recent-searches> around a hidden section with a button that forgets it
 * all and an empty list, and around the results. A search counts once one of its results was opened; one that was answered
 * by help is never kept.
 */
import { getItem, setItem } from "../lib/refusable.js";

const NAME = "searches";
const MAX_KEPT = 6;

function kept() {
  try {
    const list = JSON.parse(getItem(NAME));
    return Array.isArray(list) ? list.filter((one) => typeof one === "string").slice(0, MAX_KEPT) : [];
  } catch {
    return []; // not written by us
  }
}

customElements.define(
  "recent-searches",
  class extends HTMLElement {
    connectedCallback() {
      this.stop = new AbortController();
      const { signal } = this.stop;
      const page = this.closest("article");
      this.field = /** @type {HTMLInputElement} */ (page.querySelector("[type=search]"));
      this.section = this.querySelector("section");
      page.addEventListener("input", () => this.show(), { signal });
      this.querySelector("#results").addEventListener("click", (event) => this.keep(event), { signal });
      this.querySelector("button").addEventListener("click", () => this.forget(), { signal });
      this.show();
    }

    disconnectedCallback() {
      this.stop.abort();
    }

    keep({ target }) {
      const query = this.field.value.trim();
      if (!query || !(/** @type {Element} */ (target).closest("a[href]")) || this.querySelector(".answered")) return;
      const others = kept().filter((one) => one.toLowerCase() !== query.toLowerCase());
      setItem(NAME, JSON.stringify([query, ...others].slice(0, MAX_KEPT)));
    }

    forget() {
      setItem(NAME, null);
      this.show();
      this.field.focus();
    }

    show() {
      const list = kept();
      this.section.hidden = !list.length || this.field.value !== "";
      const chips = list.map((query) => {
        const [item, link] = [document.createElement("li"), document.createElement("a")];
        link.className = "chip";
        link.href = `/search?${new URLSearchParams({ q: query })}`;
        link.textContent = query;
        item.append(link);
        return item;
      });
      this.section.querySelector("ul").replaceChildren(...chips);
    }
  },
);
