/** Before the start: what could be started, or why it cannot, and where the practice is when another tab has it. */

import { complete } from "../safety/safety-answers.js";
import { applyChoices, timedSeconds, stepsOf, validate, totalSeconds } from "./plan.js";
import { isHeld } from "./practice-hold.js";
import { formatDuration } from "./practice-stage.js";
import { practice } from "./practice-store.js";
import { PracticeProgress } from "./practice-progress.js";
import { canStore } from "../lib/refusable.js";
import { fill } from "../lib/messages.js";

export class Before {
  player;
  parts;
  words;
  points;
  choices;

  /** Title of the practice that another tab has; "" when none has. */
  elsewhere = "";

  /** @param {Set<string>} points codes the page knows @param {import("./practice-choices.js").Choices} choices */
  constructor(player, parts, words, points, choices, signal) {
    Object.assign(this, { player, parts, words, points, choices });
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

  show() {
    const given = stepsOf(this.parts.plan);
    this.plan = applyChoices(given, this.choices.value);
    const { plan, time, refused, start, before, progress } = this.parts;
    const asGiven = !given.length || plan.querySelectorAll("[data-do]").length === given.length && timedSeconds(this.plan) === timedSeconds(given);
    time.textContent = asGiven ? time.dataset.given : formatDuration(this.words, totalSeconds(this.plan));
    const why = validate(this.plan, this.points);
    this.player.dataset.phase = "before";
    delete this.player.dataset.practice;
    const said = why === "empty" && !complete() ? "unanswered" : why;
    Object.assign(refused, { textContent: said && this.words.refused[said], hidden: !said });
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

  /** Whether it can be started; where not, go to what has to be answered, or to the reason. */
  allows() {
    if (this.parts.start.ariaDisabled !== "true") return true;
    if (!complete()) this.player.querySelector("safety-questions").showOpenQuestion();
    else (this.player.querySelector("[data-own] > *") ?? this.parts.refused).scrollIntoView({ block: "center" });
    return false;
  }
}
