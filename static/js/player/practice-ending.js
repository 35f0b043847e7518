/** What follows the last step: the end is fetched while one presses, asks, and leaves nothing unkept. */

import { dotsOf } from "./dots.js";
import { timedSeconds } from "../lib/doses.js";
import { saveToHistory, sessionOf } from "./practice-record.js";
import { formatDuration, partsOf } from "./practice-stage.js";
import { practice } from "./practice-store.js";
import { leavePlain } from "../shell/plain.js";

export class Ending {
  player;
  signal;
  tools;

  /** Whether it still waits for an answer. */
  isAsking = false;

  #fetched = null;

  /** @param {any} player @param {{resume: () => void, again: () => void}} acts */
  constructor(player, acts, signal) {
    Object.assign(this, { player, signal });
    /** What the end is given of the player; see practice-end.js. */
    this.tools = {
      ...acts, partsOf, dotsOf, duration: formatDuration, seconds: ({ plan }) => timedSeconds(plan),
      sessionOf: (told) => sessionOf(player.open, player.state, told),
      drop: () => practice.drop(),
      over: () => (this.isAsking = false),
      restore: () => {
        this.isAsking = true;
        practice.save(player.open);
      },
    };
  }

  /** Fetch it, once it came for good. */
  async prepare() {
    this.#fetched ??= import("../entries/end.js").then(({ End }) => End.of(this.player, this.tools, this.signal));
    try {
      return await this.#fetched;
    } catch (failure) {
      this.#fetched = null;
      throw failure;
    }
  }

  ask() {
    const { player } = this;
    this.isAsking = true;
    Object.assign(player.dataset, { phase: "after", practice: "done" });
    this.prepare().then((end) => this.isAsking && end.ask(), () => {
      // It did not come: what was pressed is kept all the same.
      this.saveUnanswered();
      leavePlain();
    });
  }

  hide() {
    this.isAsking = false;
    delete this.player.dataset.practice;
    const place = this.player.querySelector(":scope > .end");
    if (place) place.hidden = true;
  }

  /** Whoever walks away without a word meant to have done it: it is kept. */
  saveUnanswered() {
    if (this.isAsking) saveToHistory(this.player.open, this.player.state);
    this.isAsking = false;
  }
}
