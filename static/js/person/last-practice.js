/*
 * What this phone did last, as the first of the short ways: <last-practice hidden> around a chip with a <span> for its name.
 * The name is the title of the page that the practice belongs to.
 */
import { fragment } from "../lib/fragments.js";
import { follow } from "../offline/local-state.js";

customElements.define(
  "last-practice",
  class extends HTMLElement {
    connectedCallback() {
      this.stop = new AbortController();
      follow(({ history }) => this.show(history[0]), this.stop.signal);
    }

    disconnectedCallback() {
      this.stop.abort();
    }

    async show(last) {
      if (!last) return this.setAttribute("hidden", "");
      const address = `/${last.kind}/${last.key}`;
      const page = await fragment(address, "article.page").catch(() => null);
      if (!page) return;
      this.querySelector("a").href = address;
      this.querySelector("span").textContent = page.querySelector("h1").textContent || last.name;
      this.hidden = false;
    }
  },
);
