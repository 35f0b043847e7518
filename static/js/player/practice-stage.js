/** The running practice on the screen: shows a state, decides nothing. */

import { asPressed } from "../safety/safety-answers.js";
import { breath } from "./breathing.js";
import { canAdd, timeLeft } from "./clock.js";
import { placeOf } from "./plan.js";
import { Picture } from "./practice-picture.js";
import { choices } from "./practice-store.js";
import { fill } from "../lib/messages.js";

/** The disc as drawn is full of air; empty and at rest it is this share of that. */
const EMPTY_SCALE = 0.75;
const REST_SCALE = 0.953;
/** A rest from this length on dims the light, and so long before its end it comes back, in ms. */
const MIN_DUSK_MS = 10_000;
const DAWN_MS = 3_000;
/** The ring's radius as a share of its box, and its length in CSS px on a phone. */
const RADIUS = 44.886;
const CIRCUMFERENCE_PX = 993;
/** The arc is drawn anew when its end lags this many px behind the point, which covers it. */
const MAX_LAG_PX = 4;

/** The named parts of a player: data-part="go-on" is `goOn`. @returns {Object<string, any>} */
export function partsOf(player) {
  const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  return Object.fromEntries([...player.querySelectorAll("[data-part]")].map((part) => [camel(part.dataset.part), part]));
}

/** Milliseconds as "m:ss", a begun second counted as a whole one. */
export function formatClock(ms) {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Up to here a length is told to the second. */
const MAX_EXACT_SECONDS = 300; // s

/** Seconds as the pages say them: "45 s", "1 min", "2 min 15 s"; from five minutes on whole minutes. */
export function formatDuration(words, seconds) {
  const all = Math.round(seconds) || 1;
  const rest = all < MAX_EXACT_SECONDS && all % 60;
  return [all >= 60 && fill(words.minutes, { n: Math.round((all - rest) / 60) }), rest && fill(words.seconds, { n: rest })].filter(Boolean).join(" ");
}

/** "Left hand first." where the sides are pressed one after the other. */
export function firstSideText(words, facts, { side }) {
  const name = facts[side];
  return name ? fill(words.first, { side: name[0].toUpperCase() + name.slice(1) }) : "";
}

export class Stage {
  player;
  parts;
  words;
  template;

  #shown = {};

  /** @param {HTMLElement} player @param {Object<string, HTMLElement>} parts @param {(code: string) => HTMLTemplateElement} template */
  constructor(player, parts, words, template) {
    Object.assign(this, { player, parts, words, template });
    this.facts = (code) => asPressed(template(code).dataset);
    this.picture = new Picture(parts.find, template);
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.takeSettings();
  }

  /** The breathing and the hand that were chosen. */
  takeSettings() {
    const { breathing = "4-6", hand = "right" } = choices.all();
    this.pace = breathing;
    this.player.dataset.hand = hand;
  }

  /** Whether something on the screen moves between two seconds. */
  get moves() {
    return this.parts.stage.dataset.stepKind === "press" && !this.still.matches;
  }

  /** A text, written only when it changes. */
  #write(part, text) {
    if (this.#shown[part] === text) return;
    this.#shown[part] = text;
    this.parts[part].textContent = text;
  }

  /** Show the step that state `s` stands at. */
  enter(plan, s) {
    const step = plan[s.index];
    const { dataset } = this.parts.stage;
    const facts = this.facts(step.point);
    Object.assign(dataset, { stepKind: step.kind, point: step.point, side: step.side });
    this.player.toggleAttribute("data-still", step.kind === "switch");
    this.player.toggleAttribute("data-paused", s.status === "paused");
    const [n, all] = placeOf(plan, s.index);
    this.#write("where", all > 1 ? fill(this.words.where, { n, all }) : step.point);
    this.#write("name", this.words[step.kind === "press" ? "" : step.kind] ?? facts.name);
    this.#write("line", this.line(step));
    const advice = { press: `${step.cue} ${facts.advice} ${facts.asked ?? ""}`, ready: this.words.settle };
    this.#write("advice", advice[step.kind] ?? "");
    this.#write("care", step.kind === "locate" ? facts.care : "");
    this.#write("next", this.#next(plan, s.index));
    this.#write("ready", facts.handThere || facts.there);
    // Asked once, and in nobody's way afterwards.
    this.parts.now.hidden = step.kind !== "locate" || s.index > 0;
    this.parts.add.hidden = !canAdd(plan, s);
    this.parts.clock.hidden = step.seconds === null;
    this.parts.pause.setAttribute("aria-label", this.words[s.status === "paused" ? "resume" : "pause"]);
    this.picture.show(plan, s.index);
    this.#keepFocus();
    this.draw(plan, s);
  }

  /** Which side and which hold, or what to do now. */
  line(step) {
    const facts = this.facts(step.point);
    const side = facts[step.side] ?? this.words[step.side];
    if (step.kind === "locate") return [facts.findText, facts.hands, firstSideText(this.words, facts, step)].join(" ");
    if (step.kind === "switch") return facts[step.side === "left" ? "toLeft" : "toRight"];
    if (step.kind === "rest") return this.words.letGo;
    if (step.rounds < 2) return side;
    const { round: n, rounds: all } = step;
    return `${side} · ${this.words.rounds[`${n}/${all}`] ?? fill(this.words.round, { n, all })}`;
  }

  #next(plan, index) {
    const step = plan[index + 1];
    if (!step) return this.words.next.done;
    const time = step.seconds && formatDuration(this.words, step.seconds);
    return fill(this.words.next[step.kind], { time, name: this.facts(step.point).name });
  }

  /** What the live region says of a step, once. */
  announcement(plan, s) {
    const step = plan[s.index];
    const parts = [this.parts.name.textContent, step.kind === "press" && this.words.press, this.line(step)];
    return [...parts, step.seconds && formatDuration(this.words, step.seconds)].filter(Boolean).join(", ");
  }

  /** A control that has just gone from the screen hands its focus on. */
  #keepFocus() {
    const { activeElement } = document;
    if (!this.player.contains(activeElement) || activeElement.checkVisibility?.() !== false) return;
    const locate = this.parts.stage.dataset.stepKind === "locate";
    this.parts[locate ? "ready" : "pause"].focus({ preventScroll: true });
  }

  /** Follow the clock: remaining time, ring, disc, word. */
  draw(plan, s) {
    const step = plan[s.index];
    if (!step || s.remaining === null) return;
    const paused = s.status === "paused";
    const pressing = step.kind === "press";
    const second = s.index + Math.ceil(s.remaining / 1000) / 10000;
    if (this.#shown.second !== second) {
      this.#shown.second = second;
      this.#clock(formatClock(s.remaining), pressing);
      const ahead = timeLeft(plan, s) / 1000;
      this.#write("left", fill(this.words.left, { time: formatDuration(this.words, ahead < 60 ? ahead : 60 * Math.ceil(ahead / 60)) }));
    }
    const air = pressing && !paused ? breath(this.pace, s.elapsed) : null;
    const word = pressing ? (air?.word ?? "press") : step.kind === "ready" ? "getReady" : "";
    this.#write("word", this.words[paused ? "paused" : word] ?? "");
    this.player.toggleAttribute("data-dusk", step.kind === "rest" && s.total >= MIN_DUSK_MS && s.remaining > DAWN_MS);
    if (!pressing) return this.#ring(0);
    const elapsed = this.still.matches ? Math.floor(s.elapsed / 1000) * 1000 : s.elapsed;
    this.#ring(elapsed / s.total);
    if (paused) return;
    const scale = air && !this.still.matches ? EMPTY_SCALE + (1 - EMPTY_SCALE) * air.full : REST_SCALE;
    this.parts.disc.style.transform = `scale(${scale.toFixed(4)})`;
  }

  /** Point and disc are layers that only move; the arc is painted, so more seldom. */
  #ring(share) {
    const { arc, traveler } = this.parts;
    traveler.style.transform = `rotate(${(360 * share).toFixed(2)}deg) translateY(-${RADIUS}cqw)`;
    const lag = (share - this.#shown.arc) * CIRCUMFERENCE_PX;
    if (lag >= 0 && lag < MAX_LAG_PX) return;
    this.#shown.arc = share;
    arc.setAttribute("stroke-dashoffset", (1 - share).toFixed(4));
  }

  /** "0:05" reads as a large 5 in a rest; it stays 0:05 for everybody who asks. */
  #clock(text, pressing) {
    const lead = pressing ? "" : /^0:0?/.exec(text)?.[0] ?? "";
    const small = document.createElement("span");
    small.className = "ring__lead";
    small.textContent = lead;
    this.parts.clock.replaceChildren(...(lead ? [small] : []), text.slice(lead.length));
  }
}
