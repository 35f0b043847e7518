/**
 * Asks once before the back gesture leaves a running practice.
 *
 * A second entry of the same address lies on top of the browser's history while the guard is up; going
 * back takes that one away and asks. Going back once more leaves.
 */

export class LeaveGuard {
  #up = false;
  #here;

  /** @param {() => void} ask */
  constructor(ask, signal) {
    addEventListener("popstate", () => {
      if (!this.#up || history.state?.practice) return;
      this.#up = false;
      ask();
    }, { signal });
    // htmx would fetch the page anew and swap the practice away.
    document.addEventListener("htmx:before:history:restore", (event) => {
      if (event.detail.path === this.#here) event.preventDefault();
    }, { signal });
  }

  raise() {
    if (this.#up) return;
    this.#up = true;
    this.#here = location.pathname;
    if (!history.state?.practice) history.pushState({ practice: true }, "");
  }

  /** Stand down without leaving an entry that leads nowhere. */
  lower() {
    if (!this.#up) return;
    this.#up = false;
    if (history.state?.practice) history.back();
  }
}
