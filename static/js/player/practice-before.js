/** Before the start: what could be started, or why it cannot, and where the practice is when another tab has it. */

import { complete, openQuestions } from "../safety/safety-answers.js";
import { applyChoices, stepsOf, validate } from "./plan.js";
import { chosen } from "./chosen.js";
import { isHeld } from "./practice-hold.js";
import { formatDuration } from "./practice-stage.js";
import { practice } from "./practice-store.js";
import { PracticeProgress } from "./practice-progress.js";
import { timedSeconds, totalSeconds } from "../lib/doses.js";
import { canStore } from "../lib/refusable.js";
import { fill, kindAndKey } from "../lib/messages.js";

export class Before {
  player;
  parts;
  words;
  points;
  ask;

  /** Title of the practice that another tab has; "" when none has. */
  elsewhere = "";

  /** @param {Set<string>} points codes the page knows @param {import("./practice-ask.js").Ask} ask */
  constructor(player, parts, words, points, ask, signal) {
    Object.assign(this, { player, parts, words, points, ask });
    // Another tab began or ended one.
    addEventListener("storage", ({ key }) => key === "practice" && player.dataset.phase === "before" && this.#checkOtherTab(), { signal });
  }

  /** Whether another tab has a practice now; it is said, or no longer said. */
  async #checkOtherTab() {
    const open = practice.load();
    if (open && this.elsewhere) return;
    this.elsewhere = open && (await isHeld()) ? open.title : "";
    if (this.player.dataset.phase === "before") this.show();
  }

  /** The plan as the answers and the settings have it now. */
  planOf() {
    return applyChoices(stepsOf(this.parts.plan), chosen(kindAndKey(this.player.dataset)));
  }

  show() {
    const given = stepsOf(this.parts.plan);
    this.plan = this.planOf();
    const { plan, time, refused, start, before, progress } = this.parts;
    const asGiven = !given.length || plan.querySelectorAll("[data-do]").length === given.length && timedSeconds(this.plan) === timedSeconds(given);
    time.textContent = asGiven ? time.dataset.given : formatDuration(this.words, totalSeconds(this.plan));
    // What will be asked may change it.
    const why = this.ask.due.length ? "" : validate(this.plan, this.points);
    this.player.dataset.phase = "before";
    delete this.player.dataset.practice;
    const said = why === "empty" && !complete() ? "unanswered" : why;
    Object.assign(refused, { textContent: said && this.words.refused[said], hidden: !said });
    this.parts.unasked.hidden = complete() || Boolean(said);
    start.disabled = false; // A tap says why it cannot start.
    start.ariaDisabled = String(Boolean(why));
    this.#showElsewhere();
    before.hidden = false;
    new PracticeProgress(progress, this.plan);
  }

  /** Beside Start: that the practice is in another tab, or that this browser will keep nothing of it. */
  #showElsewhere() {
    const { why, takeOver, start } = this.parts;
    const words = this.elsewhere ? fill(this.words.elsewhere, { title: this.elsewhere }) : canStore() ? "" : this.words.keepsNothing;
    Object.assign(why, { textContent: words, hidden: !words });
    takeOver.hidden = !this.elsewhere;
    start.hidden = Boolean(this.elsewhere);
  }

  /** Ask what is open, then call `start` if it can be; where not, go to the reason. */
  ready(start) {
    const { ask, parts } = this;
    // Put off, and nothing is left: the tap means to answer.
    const open = parts.start.ariaDisabled === "true" && !complete() ? openQuestions() : ask.due;
    ask.first(() => {
      this.show();
      if (parts.start.ariaDisabled !== "true") start();
      else (this.player.querySelector("[data-own] > *") ?? parts.refused).scrollIntoView({ block: "center" });
    }, open);
  }
}
