/*
 * The person's data in their own hands: <your-data> around the links that save it as files (data-format, which the phone makes
 * itself when the server is away), around the form that deletes everything, or around the button that prints.
 */
import { state } from "../offline/local-state.js";
import { localStore } from "../offline/local-store.js";
import { enqueue, flush } from "../offline/outbox.js";
import { isOurs } from "../lib/ours.js";
import { clearItems } from "../lib/refusable.js";
import { showToast } from "../lib/toast.js";
import { historyTable } from "./history-table.js";
import { names } from "./names.js";

/** Whether a file of the server's is all of it: a table that ends with its line, or JSON that can be read. */
function isWhole(text, format) {
  if (format === "csv") return text.endsWith("\n");
  try {
    return Boolean(JSON.parse(text));
  } catch {
    return false;
  }
}

customElements.define(
  "your-data",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("click", (event) => event.target.closest("a[download]") && this.export(event));
      this.addEventListener("click", (event) => event.target.closest("[data-print]") && print());
      this.addEventListener("submit", (event) => this.forget(event));
    }

    /** The file of the server, or what this phone knows of it. */
    async export(event) {
      event.preventDefault();
      const link = event.target.closest("a");
      const answer = await fetch(link.href).catch(() => null);
      let file = answer?.ok && isOurs(answer) && (await answer.blob().catch(() => null));
      if (!file || !isWhole(await file.text(), link.dataset.format)) {
        const { favorites, history, routines } = await state();
        const whole = () => JSON.stringify({ favorites, practice_sessions: history, routines }, null, 1);
        const table = async () => historyTable(history, await names());
        file = new Blob([link.dataset.format === "csv" ? await table() : whole()], { type: "application/octet-stream" });
      }
      const made = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: link.download });
      made.click();
      setTimeout(() => URL.revokeObjectURL(made.href), 60_000);
    }

    /** Here at once, on the server as soon as it is reached. */
    async forget(event) {
      event.preventDefault();
      await localStore.forget();
      clearItems();
      for (const name of ["answers", "measure", "theme"]) delete document.documentElement.dataset[name];
      await enqueue({ method: "DELETE", url: "/you" });
      const { deleted, later } = this.dataset;
      showToast((await flush()) || localStore.isNameless() ? deleted : later);
      document.querySelector('a[href="/you"]').click();
    }
  },
);
