/**
 * The player: runs the plan that stands in the page, from the log of what the person does.
 *
 * <practice-player data-kind data-key data-title data-origin> holds the plan as a list of steps, the
 * three phases (before, stage, after) and the sheets; see templates/guide/practice. What is running is in
 * "clock"; this element writes the log, keeps it, and lets the stage and the guide follow.
 */

import * as chime from "./chime.js";
import { boundaries } from "./clock.js";
import { LeaveGuard } from "./leave-guard.js";
import * as keys from "./media-keys.js";
import { placeOf, stepsOf } from "./plan.js";
import { BackgroundGap } from "./background-gap.js";
import { Before } from "./practice-before.js";
import * as changes from "./practice-changes.js";
import { isLed, reveal } from "./led.js";
import { Ask } from "./practice-ask.js";
import { Ending } from "./practice-ending.js";
import { dotsOf } from "./dots.js";
import { bind } from "./practice-controls.js";
import { Guide } from "./practice-guide.js";
import { Hold } from "./practice-hold.js";
import { Leaving } from "./practice-leaving.js";
import { unfinished } from "./resume-practice.js";
import { secondsPressed, stateOf } from "./practice-record.js";
import { partsOf, Stage } from "./practice-stage.js";
import { practice } from "./practice-store.js";
import { PracticeProgress } from "./practice-progress.js";
import { showToast } from "../lib/toast.js";
import { Timekeeper } from "./timekeeper.js";
import { uuid } from "../lib/uuid.js";
import { WakeLock } from "./wake-lock.js";

/** Time between two drawings of the ring, in ms. */
const FRAME_MS = 125;
/** Time between two notes of the last known moment, for a tab that dies without a word, in ms. */
const SAVE_INTERVAL_MS = 5000;

customElements.define(
  "practice-player",
  class extends HTMLElement {
    connectedCallback() {
      this.stop = new AbortController();
      const { signal } = this.stop;
      this.parts = partsOf(this);
      this.words = JSON.parse(this.parts.words.textContent);
      const template = (code) => this.querySelector(`template[data-find="${CSS.escape(code)}"]`);
      const points = new Set([...this.querySelectorAll("template[data-find]")].map(({ dataset }) => dataset.find));
      this.stage = new Stage(this, this.parts, this.words, template);
      this.guide = new Guide(this, this.words, this.stage.facts);
      this.gap = new BackgroundGap(this.parts, this.words, this.stage.facts);
      this.ask = new Ask(this.parts, () => this.dataset.key, signal);
      this.beginning = new Before(this, this.parts, this.words, points, this.ask, signal);
      this.now = dotsOf(this.parts.now, (value) => {
        this.open.before = value;
        this.save();
      });
      this.ending = new Ending(this, { resume: () => this.#takeBackEnd(), again: () => this.#again() }, signal);
      this.awake = new WakeLock(() => showToast(this.words.awake), signal);
      this.guard = new LeaveGuard(() => this.leaving.confirm(), signal);
      this.leaving = new Leaving(this, this.parts, signal);
      this.hold = new Hold({ lost: () => changes.stepAside(this), freed: () => this.#return(), busy: () => this.busy }, signal);
      this.#listen(signal);
      this.offer();
      const begins = isLed(this.dataset.origin);
      this.#return().then(() => {
        reveal();
        if (begins && !this.busy && !this.beginning.elsewhere && this.isConnected) this.#lead();
      });
    }

    disconnectedCallback() {
      if (this.open && this.state.status === "running") this.do("pause");
      this.stop.abort();
      clearTimeout(this.timer);
      this.guide.stop();
      this.awake.want(false);
      this.ending.saveUnanswered();
    }

    #listen(signal) {
      bind(this, this.parts, {
        start: () => this.beginning.ready(() => this.#start()), takeOver: () => this.#return({ steal: true }), end: () => this.end(),
        goBack: () => this.#goBack(), toggle: () => this.#toggle(),
      }, signal);
      document.addEventListener("visibilitychange", () => this.#seen(), { signal });
      this.addEventListener("settings", ({ detail }) => changes.applySetting(this, detail), { signal });
      document.addEventListener("answers", () => (this.running ? changes.applyAnswers(this) : this.offer()), { signal });
      document.addEventListener("fitted", () => this.running && this.stage.enter(this.open.plan, this.state), { signal });
      addEventListener("pagehide", () => this.running && this.save(), { signal });
      addEventListener("pageshow", () => this.running && this.tick(), { signal });
    }

    /** Whether a practice is under way: started, not yet over. */
    get running() {
      return Boolean(this.open) && ["running", "paused"].includes(this.state?.status);
    }

    /** Whether this tab has a practice that is not kept or dropped yet. */
    get busy() {
      return this.running || this.ending.isAsking;
    }

    offer(again = false) {
      if (this.running) return;
      this.beginning.show();
      if (again) this.parts.start.focus();
    }

    /** Start was pressed on the page before; another practice that is open is spoken of first. */
    #lead() {
      const { openSheet } = this.parts;
      if (!openSheet.open) return this.beginning.ready(() => this.#start());
      openSheet.addEventListener("close", () => this.beginning.ready(() => this.#start()), { once: true, signal: this.stop.signal });
    }

    #start() {
      const { kind, key, title } = this.dataset;
      if ((practice.load()?.id ?? this.open?.id) !== this.open?.id) return this.#return();
      this.hold.acquire({ steal: true });
      this.guide.unlock();
      this.keeper = new Timekeeper();
      const { plan } = this.beginning;
      this.open = /** @type {any} */ ({ id: uuid(), kind, key, title, href: location.pathname, started: Date.now(), plan, log: [], before: null });
      this.now.value = null;
      this.#run();
      this.do("start");
      chime.unlockAtTouch(() => this.layCues(), this.stop.signal);
    }

    layCues() {
      if (this.open) this.guide.plan(this.open.plan, this.state);
    }

    #again() {
      this.ending.hide();
      this.offer();
      this.beginning.ready(() => this.#start());
    }

    /** Put the open practice on the screen. */
    #run() {
      this.state = stateOf(this.open, this.keeper.now());
      this.gap.markSeen(this.state.t, this.state.index);
      this.progress = new PracticeProgress(this.parts.progress, this.open.plan);
      this.dataset.phase = "now";
      this.parts.before.hidden = true;
      this.ending.hide();
      this.parts.stage.hidden = false;
      this.parts.close.hidden = true;
      this.parts.end.hidden = false;
      this.guard.raise();
      this.ending.prepare().catch(() => {}); // asked for again when it is needed
    }

    /** The one way in which anything happens: write it down, keep it, follow it. */
    do(type, more) {
      if (!this.open) return;
      this.parts.notice.hidden = true;
      const was = this.state;
      this.open.log.push({ type, t: this.keeper.now(), ...more });
      this.state = stateOf(this.open, this.keeper.now());
      this.save();
      this.guide.plan(this.open.plan, this.state);
      this.turn();
      if (!this.running) return;
      if (type === "pause" || type === "resume") this.guide.mention(type === "pause" ? "paused" : "resume");
      else if (type === "start" || this.state.index !== was.index) this.guide.enter(this.state.index);
      this.tick();
    }

    save() {
      this.open.anchor = this.keeper.anchor();
      this.open.place = this.running ? placeOf(this.open.plan, this.state.index) : null;
      practice.save(this.open);
    }

    /** Look at the clock: what has come due, what the ring shows, when to look again. */
    tick() {
      clearTimeout(this.timer);
      if (!this.running) return;
      const slept = this.gap.compareClocks(this.keeper);
      const now = this.keeper.now();
      const was = this.state;
      this.state = stateOf(this.open, now);
      if (this.state.index !== was.index || this.state.status !== was.status) {
        this.gap.notice(this.open, this.state);
        this.turn();
      }
      if (slept) this.guide.plan(this.open.plan, this.state);
      this.guide.due(now);
      if (document.visibilityState === "visible") this.gap.markSeen(now, this.state.index);
      if (now - this.open.anchor.t > SAVE_INTERVAL_MS) this.save();
      if (!this.running) return;
      this.stage.draw(this.open.plan, this.state);
      this.progress.draw(this.state);
      if (this.state.status === "running" && this.state.remaining !== null) this.#wait(now);
    }

    #wait(now) {
      const border = boundaries(this.open.plan, this.state)[0].t;
      const moving = document.visibilityState === "visible" && this.stage.moves;
      const second = this.state.remaining % 1000 || 1000;
      const soon = Math.min(moving ? FRAME_MS : second, second, border - now, this.guide.next - now);
      this.timer = setTimeout(() => this.tick(), Math.max(1, soon));
    }

    /** Another step, another status: show it, announce it, or come to the end. */
    turn() {
      const { state, open } = this;
      const running = state.status === "running";
      this.awake.want(running);
      if (!this.running) return this.#finish();
      this.stage.enter(open.plan, state);
      this.progress.draw(state);
      this.parts.spoken.textContent = state.status === "paused" ? this.words.paused : this.stage.announcement(open.plan, state);
      keys.show({ title: this.parts.name.textContent, album: open.title, playing: running });
    }

    #finish() {
      this.save();
      this.leaveStage();
      if (secondsPressed(this.open, this.state)) return this.ending.ask();
      practice.drop();
      this.offer(true);
    }

    leaveStage() {
      keys.hide();
      this.guard.lower();
      this.awake.want(false);
      clearTimeout(this.timer);
      this.parts.stage.hidden = true;
      this.parts.where.textContent = "";
      this.removeAttribute("data-still");
      this.removeAttribute("data-dusk");
      this.removeAttribute("data-paused");
      this.parts.end.hidden = true;
      this.parts.close.hidden = false;
    }

    #toggle() {
      const { kind } = this.open.plan[this.state.index];
      if (this.state.status === "paused") this.do("resume");
      else this.do(kind === "locate" ? "ready" : "pause");
    }

    end() {
      this.do("end");
      this.guide.stop();
    }

    #takeBackEnd() {
      const { log } = this.open;
      this.#run();
      this.do("rewind", { since: log.at(-1).t, keep: log.length - 1 });
    }

    /** Stand again where the practice was left, also when it has run to its end meanwhile. */
    #goBack() {
      if (!this.running) {
        this.#run();
      }
      this.do("rewind", this.gap.wayBack);
    }

    #seen() {
      if (!this.running) return;
      if (document.visibilityState === "visible") return this.tick();
      this.save();
      this.gap.hide();
    }

    /** Take up what is still open: this practice at once, another or an old one only if the person wants. */
    async #return({ steal = false } = {}) {
      if (this.dataset.phase !== "before") return;
      const left = practice.load();
      const mine = !left || (await this.hold.acquire({ steal }));
      this.beginning.elsewhere = mine ? "" : left.title;
      this.offer();
      if (!mine || this.busy || this.stop.signal.aborted) return;
      const open = unfinished(this.dataset, new Set(stepsOf(this.parts.plan).map(({ point }) => point)), this.parts, this.words, steal);
      if (!open) return;
      this.open = open;
      this.keeper = new Timekeeper(open.anchor);
      if (this.keeper.setBack) showToast(this.words.jumped);
      this.#run();
      const last = stateOf(open);
      this.gap.markSeen(last.t, last.index);
      this.gap.notice(open, this.state);
      this.guide.plan(open.plan, this.state);
      this.turn();
      this.tick();
      chime.unlockAtTouch(() => this.layCues(), this.stop.signal);
    }
  },
);
