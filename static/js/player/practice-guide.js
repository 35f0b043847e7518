/** The four channels of a practice: what is on, and every cue told on it at its time. */

import * as chime from "./chime.js";
import { borderCue, cues } from "./cues.js";
import * as light from "./light.js";
import { firstSideText } from "./practice-stage.js";
import { isOn } from "./chosen.js";
import { choices } from "./practice-store.js";
import { showToast } from "../lib/toast.js";
import * as vibration from "./vibration.js";
import * as voice from "./voice.js";

/** A cue that comes later than this (the page slept) is not told any more, in ms; bells keep a stricter one of their own. */
const MAX_LATE_MS = 1500;
export class Guide {
  #cues = [];

  /** @param {HTMLElement} player @param {Object} words @param {(code: string) => DOMStringMap} facts of a point */
  constructor(player, words, facts) {
    this.words = words;
    this.facts = facts;
    this.veil = player.querySelector("[data-part=light]");
    this.silent = player.querySelector("[data-silent]");
  }

  /** Make the device ready to sound. An iPhone is silent by its switch and never vibrates: that is said once. */
  unlock() {
    if (!isOn("sound")) return;
    chime.unlock();
    if (this.silent.hidden || choices.all().silentTold) return;
    choices.set("silentTold", true);
    showToast(this.silent.textContent);
  }

  /** Another setting: be still at once, or let it be heard. @param {string} name */
  change(name) {
    if (name === "voice" && !isOn(name)) voice.stop();
    if (name === "sound") chime.unlock();
    if (name === "voiceName" || name === "rate") voice.speak(this.words.say.press);
  }

  /** Lay out what is to come from state `s` on; replaces what was laid out before. */
  plan(plan, s) {
    this.steps = plan;
    this.#cues = cues(plan, s);
    chime.schedule(isOn("sound") ? this.#cues.map(({ cue, t }) => ({ cue, delay: (t - s.t) / 1000 })) : []);
  }

  /** When the next cue is due, in ms of the practice; Infinity when none is. */
  get next() {
    return this.#cues[0]?.t ?? Infinity;
  }

  /** Tell every cue that is due at `now`. Bells were laid ahead and ring by themselves. */
  due(now) {
    while (this.next <= now) {
      const { cue, t, index, border } = this.#cues.shift();
      if (now - t < MAX_LATE_MS) this.#give(cue, index, border);
    }
  }

  /** Tell a step that the person has led to. */
  enter(index) {
    const cue = borderCue(this.steps, index);
    if (isOn("sound")) chime.ring(cue);
    this.#give(cue, index, true, true);
  }

  #give(cue, index, border, asked = false) {
    if (isOn("voice")) voice.speak(this.#speech(cue, index, border, asked));
    if (!border) return;
    if (isOn("vibration")) vibration.vibrate(cue);
    if (isOn("light")) light.flash(this.veil);
  }

  /** What the voice says: the cue and, where a step begins, what it asks for. */
  #speech(cue, index, border, asked) {
    const { say } = this.words;
    const step = this.steps[index];
    if (!border || ["done", "press", "ready"].includes(cue)) return say[cue];
    const facts = this.facts(step.point);
    if (step.kind === "switch") return `${say.switch} ${facts[`to${step.side === "left" ? "Left" : "Right"}`]}`;
    if (step.kind === "rest") return say.rest;
    return `${asked ? "" : `${say.next} `}${facts.name}. ${facts.place}. ${facts.hands} ${firstSideText(this.words, facts, step)}`.trim();
  }

  /** Say one thing that is no cue: "paused", "resume". */
  mention(name) {
    if (isOn("voice")) voice.speak(this.words.say[name]);
  }

  stop() {
    this.#cues = [];
    chime.stop();
    voice.stop();
  }
}
