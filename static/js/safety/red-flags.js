/*
 * The signs that need help instead of pressing: <red-flags data-key="slug"> before the first run of a routine on a day.
 * Start in the same player means that none applies; that it was asked is known on this phone only.
 */
import { setItem, getItem } from "../lib/refusable.js";

const ITEM = "red-flags";

/** "2026-11-22 slug slug": what was asked on that day. */
function askedToday() {
  const kept = getItem(ITEM) ?? "";
  const day = new Date().toLocaleDateString("sv");
  return kept.startsWith(day) ? kept : day;
}

customElements.define(
  "red-flags",
  class extends HTMLElement {
    connectedCallback() {
      const { key } = this.dataset;
      this.hidden = askedToday().split(" ").includes(key);
      this.closest("practice-player").querySelector("[data-part=start]").addEventListener("click", () => {
        setItem(ITEM, `${askedToday()} ${key}`);
        this.hidden = true;
      });
    }
  },
);
