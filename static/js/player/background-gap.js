/** Being away from a running practice: what happened meanwhile, and the way back to where it was left. */

import { formatDuration } from "./practice-stage.js";
import { showToast } from "../lib/toast.js";
import { fill } from "../lib/messages.js";

/** Being away for less is not worth a word, in ms. */
const MIN_GAP_MS = 5000;

export class BackgroundGap {
  parts;
  words;
  facts;

  #seen = null;
  #hidden = false;

  /** The event that leads back to where it was left: {since, keep}. */
  wayBack = null;

  /** @param {Object<string, HTMLElement>} parts @param {(code: string) => DOMStringMap} facts */
  constructor(parts, words, facts) {
    Object.assign(this, { parts, words, facts });
  }

  /** The practice was last seen at `t`, at step `index`. */
  markSeen(t, index) {
    this.#seen = { t, index };
  }

  /** The page went out of sight: what the clocks did from here on may have been sleep. */
  hide() {
    this.#hidden = true;
  }

  /**
   * A jump of the wall clock while the page was out of sight is sleep, and counts; in sight somebody
   * set the clock, and the practice keeps its own. True when time was made up for that no timer has seen.
   */
  compareClocks(keeper) {
    const jumped = keeper.jump();
    const slept = this.#hidden;
    this.#hidden = document.visibilityState === "hidden";
    if (jumped > 0 && slept) keeper.catchUp(jumped);
    else if (jumped) showToast(this.words.jumped);
    return jumped > 0 && slept;
  }

  /** The practice stands at another step than it was last seen at: say so if nobody can have seen it. */
  notice({ plan, log }, state) {
    const { t, index } = this.#seen;
    if (state.t - t < MIN_GAP_MS || index === state.index) return;
    this.wayBack = { since: t, keep: log.filter((event) => event.t <= t).length };
    const step = plan[state.index];
    const time = formatDuration(this.words, (state.t - t) / 1000);
    this.parts.noticeText.textContent = step
      ? fill(this.words.away, { time, name: this.facts(step.point).name, step: this.words.steps[step.kind] })
      : fill(this.words.over, { time });
    this.parts.notice.hidden = false;
  }
}
