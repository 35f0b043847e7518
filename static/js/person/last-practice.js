/*
 * What this phone did last, as the first of the short ways: <last-practice hidden> around a chip with a <span> for its name.
 * Hidden too while the names are not on the phone, and for what is neither in the catalogue nor among the own routines.
 */
import { kindAndKey } from "../lib/messages.js";
import { Following } from "../offline/local-state.js";
import { names } from "./names.js";

customElements.define(
  "last-practice",
  class extends Following {
    async show({ history: [last], routines }) {
      if (!last) return this.setAttribute("hidden", "");
      const all = await names();
      const { name } = all[last.kind]?.[last.key] ?? routines.find(({ id }) => id === last.key) ?? {};
      if (!name) return;
      this.querySelector("a").href = `/${kindAndKey(last)}`;
      this.querySelector("span").textContent = name;
      this.hidden = false;
    }
  },
);
