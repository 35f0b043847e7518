/**
 * The player: runs the plan that stands in the page, from the log of what the person does.
 *
 * <practice-player data-kind data-key data-title data-origin> holds the plan as a list of steps, the
 * three phases (before, stage, after) and the sheets; see templates/guide/practice. What is running is in
 * "clock"; this element writes the log, keeps it, and lets the stage and the guide follow.
 */

import "comfort-scale";
import { complete } from "answers";
import * as chime from "chime";
import { boundaries } from "clock";
import { LeaveGuard } from "leave-guard";
import * as keys from "media-keys";
import { fit, length, read, refusal, whole } from "plan";
import { Absence } from "practice-absence";
import { After } from "practice-after";
import { Choices } from "practice-choices";
import { Guide } from "practice-guide";
import { unfinished } from "practice-open";
import { seconds, standing } from "practice-record";
import { partsOf, spoken, Stage } from "practice-stage";
import { practice } from "practice-store";
import { Thread } from "practice-thread";
import { say } from "status-line";
import { Timekeeper } from "timekeeper";
import "uuid";
import { WakeLock } from "wake-lock";
import { nameOf } from "words";

/** Time between two drawings of the ring, in ms. */
const FRAME = 125;
/** Time between two notes of the last known moment, for a tab that dies without a word, in ms. */
const NOTE = 5000;

customElements.define(
  "practice-player",
  class extends HTMLElement {
    connectedCallback() {
      this.stop = new AbortController();
      const { signal } = this.stop;
      this.parts = partsOf(this);
      this.words = JSON.parse(this.parts.words.textContent);
      const template = (code) => this.querySelector(`template[data-find="${CSS.escape(code)}"]`);
      this.points = new Set([...this.querySelectorAll("template[data-find]")].map(({ dataset }) => dataset.find));
      this.stage = new Stage(this, this.parts, this.words, template, signal);
      this.guide = new Guide(this, this.words, this.stage.facts, signal);
      this.absence = new Absence(this.parts, this.words, this.stage.facts);
      this.guide.onchange = () => this.open && this.guide.plan(this.open.plan, this.state);
      this.choices = new Choices(this.parts.before, nameOf(this.dataset), signal);
      this.choices.onchange = () => this.#offer();
      this.after = new After(this, this.parts, this.words, { resume: () => this.#takeBackEnd(), again: () => this.#offer(true) }, signal);
      this.awake = new WakeLock(() => say(this.words.awake), signal);
      this.guard = new LeaveGuard(() => this.#askToLeave(), signal);
      this.#listen(signal);
      this.#offer();
      this.#return();
    }

    disconnectedCallback() {
      if (this.open && this.state.status === "running") this.do("pause");
      this.stop.abort();
      clearTimeout(this.timer);
      this.guide.hush();
      this.awake.want(false);
      this.after.leave();
    }

    /** Every control and key, each bound to one act. */
    #listen(signal) {
      const on = (part, act) => this.parts[part].addEventListener("click", act, { signal });
      const acts = {
        toggle: () => this.#toggle(), next: () => this.do("skip"), back: () => this.do("back"),
        add: () => this.do("add10"), end: () => this.#askToLeave(),
      };
      on("start", () => this.#start());
      on("ready", () => this.do("ready"));
      on("pause", acts.toggle);
      for (const part of ["skip", "skipPoint"]) on(part, acts.next);
      for (const part of ["back", "add"]) on(part, acts[part]);
      on("end", () => this.#end());
      on("goOn", () => (this.parts.notice.hidden = true));
      on("goBack", () => this.#goBack());
      on("openGuide", () => this.parts.guideSheet.showModal());
      on("guideClose", () => this.parts.guideSheet.close());
      for (const part of ["stay", "finish"]) on(part, () => this.parts.leaveSheet.close());
      on("finish", () => this.#end());
      this.parts.leaveSheet.addEventListener("close", () => this.#stay(), { signal });
      this.parts.stage.addEventListener("click", (event) => this.#tap(event), { signal });
      keys.listen(this, Object.fromEntries(Object.entries(acts).map(([name, act]) => [name, () => this.running && act()])), signal);
      document.addEventListener("visibilitychange", () => this.#seen(), { signal });
      document.addEventListener("answers", () => (this.running ? this.#heed() : this.#offer()), { signal });
      addEventListener("pagehide", () => this.running && this.#save(), { signal });
      addEventListener("pageshow", () => this.running && this.tick(), { signal });
    }

    /** Whether a practice is under way: started, not yet over. */
    get running() {
      return Boolean(this.open) && ["running", "paused"].includes(this.state?.status);
    }

    /** Show what could be started, or why it cannot. */
    #offer(again = false) {
      if (this.running) return;
      const given = read(this.parts.plan);
      this.plan = fit(given, this.choices.value);
      const { plan, time } = this.parts;
      const asGiven = !given.length || plan.querySelectorAll("[data-do]").length === given.length && length(this.plan) === length(given);
      time.textContent = asGiven ? time.dataset.given : spoken(this.words, whole(this.plan));
      const why = refusal(this.plan, this.points);
      this.dataset.phase = "before";
      delete this.dataset.practice;
      const said = why === "empty" && !complete() ? "unanswered" : why;
      Object.assign(this.parts.refused, { textContent: said && this.words.refused[said], hidden: !said });
      this.parts.start.disabled = false; // A tap says why it cannot start.
      this.parts.start.ariaDisabled = String(Boolean(why));
      this.parts.before.hidden = false;
      new Thread(this.parts.thread, this.plan);
      if (again) this.parts.start.focus();
    }

    /** Go to what has to be answered, or to the reason why nothing can start. */
    #explain() {
      if (!complete()) return this.querySelector("safety-questions").ask();
      (this.querySelector("[data-own] > *") ?? this.parts.refused).scrollIntoView({ block: "center" });
    }

    #start() {
      if (this.parts.start.ariaDisabled === "true") return this.#explain();
      const { kind, key, title } = this.dataset;
      if (this.guide.on("sound")) chime.unlock();
      this.keeper = new Timekeeper();
      this.open = {
        id: uuid(), kind, key, title, href: location.pathname, started: Date.now(), plan: this.plan, log: [],
        before: this.parts.beforeScale.value,
      };
      this.#run();
      this.do("start");
    }

    /** Put the open practice on the screen. */
    #run() {
      this.state = standing(this.open, this.keeper.now());
      this.absence.saw(this.state.t, this.state.index);
      this.thread = new Thread(this.parts.thread, this.open.plan);
      this.dataset.phase = "now";
      this.parts.before.hidden = true;
      this.parts.after.hidden = true;
      this.parts.stage.hidden = false;
      this.parts.close.hidden = true;
      this.parts.end.hidden = false;
      this.guard.raise();
    }

    /** The one way in which anything happens: write it down, keep it, follow it. */
    do(type, more) {
      if (!this.open) return;
      this.parts.notice.hidden = true;
      const was = this.state;
      this.open.log.push({ type, t: this.keeper.now(), ...more });
      this.#save();
      this.state = standing(this.open, this.keeper.now());
      this.guide.plan(this.open.plan, this.state);
      this.#turn();
      if (!this.running) return;
      if (type === "pause" || type === "resume") this.guide.mention(type === "pause" ? "paused" : "resume");
      else if (type === "start" || this.state.index !== was.index) this.guide.enter(this.state.index);
      this.tick();
    }

    #save() {
      this.open.anchor = this.keeper.anchor();
      practice.save(this.open);
    }

    /** Look at the clock: what has come due, what the ring shows, when to look again. */
    tick() {
      clearTimeout(this.timer);
      if (!this.running) return;
      const slept = this.absence.compareClocks(this.keeper);
      const now = this.keeper.now();
      const was = this.state;
      this.state = standing(this.open, now);
      if (this.state.index !== was.index || this.state.status !== was.status) {
        this.absence.notice(this.open, this.state);
        this.#turn();
      }
      if (slept) this.guide.plan(this.open.plan, this.state);
      this.guide.due(now);
      if (document.visibilityState === "visible") this.absence.saw(now, this.state.index);
      if (now - this.open.anchor.t > NOTE) this.#save();
      if (!this.running) return;
      this.stage.draw(this.open.plan, this.state);
      this.thread.draw(this.state);
      if (this.state.status === "running" && this.state.remaining !== null) this.#wait(now);
    }

    #wait(now) {
      const border = boundaries(this.open.plan, this.state)[0].t;
      const moving = document.visibilityState === "visible" && this.stage.moves;
      const second = this.state.remaining % 1000 || 1000;
      const soon = Math.min(moving ? FRAME : second, second, border - now, this.guide.next - now);
      this.timer = setTimeout(() => this.tick(), Math.max(1, soon));
    }

    /** Another step, another status: show it, announce it, or come to the end. */
    #turn() {
      const { state, open } = this;
      const running = state.status === "running";
      this.awake.want(running);
      if (!this.running) return this.#finish();
      this.stage.enter(open.plan, state);
      this.thread.draw(state);
      this.parts.spoken.textContent = state.status === "paused" ? this.words.paused : this.stage.announcement(open.plan, state);
      keys.show({ title: this.parts.name.textContent, album: open.title, playing: running });
    }

    #finish() {
      this.#save();
      this.guard.lower();
      this.#leaveStage();
      if (seconds(this.open, this.state)) return this.after.show(this.open, this.state);
      practice.drop();
      this.#offer(true);
    }

    #leaveStage() {
      clearTimeout(this.timer);
      this.parts.stage.hidden = true;
      this.parts.where.textContent = "";
      this.removeAttribute("data-still");
      this.removeAttribute("data-paused");
      this.parts.end.hidden = true;
      this.parts.close.hidden = false;
    }

    #toggle() {
      const { kind } = this.open.plan[this.state.index];
      if (this.state.status === "paused") this.do("resume");
      else this.do(kind === "locate" ? "ready" : "pause");
    }

    /** The whole lower half and the disc are the pause button while a step runs. */
    #tap(event) {
      if (!this.running || this.state.remaining === null || event.target.closest("button, figure")) return;
      if (event.clientY > innerHeight / 2 || event.target.closest("[data-part=ring]")) this.#toggle();
    }

    #end() {
      this.do("end");
      this.guide.hush();
    }

    /** Stop at once when what was told meanwhile, be it in another tab, rules out a point that is on or still to come. */
    #heed() {
      const left = new Set(read(this.parts.plan).map(({ point }) => point));
      if (this.open.plan.slice(this.state.index).every(({ point }) => left.has(point))) return;
      this.#end();
      say(this.words.ruledOut);
    }

    #takeBackEnd() {
      const { log } = this.open;
      this.#run();
      this.do("rewind", { since: log.at(-1).t, keep: log.length - 1 });
    }

    /** Stand again where the practice was left, also when it has run to its end meanwhile. */
    #goBack() {
      if (!this.running) {
        this.after.hide();
        this.#run();
      }
      this.do("rewind", this.absence.way);
    }

    #askToLeave() {
      if (!this.running || this.parts.leaveSheet.open) return;
      this.wasRunning = this.state.status === "running";
      if (this.wasRunning) this.do("pause");
      this.parts.leaveSheet.showModal();
    }

    #stay() {
      if (!this.running) return;
      this.guard.raise();
      if (this.wasRunning) this.do("resume");
      this.wasRunning = false;
    }

    #seen() {
      if (!this.running) return;
      if (document.visibilityState === "visible") {
        this.guide.comeBack();
        return this.tick();
      }
      this.#save();
      this.absence.hide();
    }

    /** Take up what is still open: this practice at once, another or an old one only if the person wants. */
    #return() {
      const open = unfinished(this.dataset, new Set(read(this.parts.plan).map(({ point }) => point)), this.parts, this.words);
      if (!open) return;
      this.open = open;
      this.keeper = new Timekeeper(open.anchor);
      if (this.keeper.setBack) say(this.words.jumped);
      this.#run();
      const last = standing(open);
      this.absence.saw(last.t, last.index);
      this.absence.notice(open, this.state);
      this.guide.plan(open.plan, this.state);
      this.#turn();
      this.tick();
      chime.unlockAtTouch(() => this.guide.onchange(), this.stop.signal);
    }
  },
);
