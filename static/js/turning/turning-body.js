/*
 * The body that turns: <turning-body> around a still picture (.turning__still), buttons to turn it ([data-toward]), one for the bones
 * ([data-bones]) and one for the whole body ([data-whole]). A region of the list ([data-regions]) is looked at closer, and its points
 * stand in the picture and in the list. Where it cannot be drawn the still picture stays, and the list leads to the regions' pages.
 */
import { fragment } from "../lib/fragments.js";
import { isOurs } from "../lib/ours.js";
import { showUnreachable } from "../lib/toast.js";
import { Drawing } from "./drawing.js";
import { layMarks, pointMarks, regionMarks, svg } from "./marks.js";
import { refined, whole } from "./refining.js";
import { MAX_TILT, shortest } from "./sight.js";
import { unpacked } from "./unpacking.js";

const VALUES = ["wide", "near", "cloth", "hair"];
const FROM_BEHIND = 180;
const ACROSS = 0.4; // m: half the width of the whole body's picture
const PER_PX = 0.6; // degrees
const STEP = 30; // degrees
const KEYS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const STEPS = { left: [STEP, 0], right: [-STEP, 0], up: [0, STEP], down: [0, -STEP] };
const IS_DRAG = 6; // px
const MOVE_MS = 240;
const SLOWING_MS = 220;
const SLOW_MS = 50;
const SHOWN = { all: ["trunk", "leg", "arm"], "no arms": ["trunk", "leg"] };
const LIMB = { "left arm": ["left arm"], "left leg": ["left leg"] };
const stillness = matchMedia("(prefers-reduced-motion: reduce)");
const both = (parts) => ["left", "right"].flatMap((side) => parts.map((part) => `${side} ${part}`));
customElements.define(
  "turning-body",
  class extends HTMLElement {
    /** @type {any} what can be looked at closer: slug -> how, and which points (see scene.py) */
    regions = {};
    /** @type {{ code: string, side: string, place: number[], normal: number[] }[]} */
    points = [];
    connectedCallback() {
      this.page = this.closest(".page");
      this.stage = this.querySelector(".turning__stage");
      this.colors = new MutationObserver(() => this.ask());
      this.begin().catch(() => this.refuse());
    }

    disconnectedCallback() {
      this.sizes?.disconnect();
      this.colors.disconnect();
      this.drawing?.close();
      cancelAnimationFrame(this.asked);
      this.asked = -1;
    }

    /** The still picture stays. */
    refuse() {
      this.dataset.refused = "";
      this.querySelector(".turning__refused").hidden = false;
      this.canvas?.remove();
      this.marks?.remove();
      this.drawing = undefined;
    }

    async begin() {
      this.canvas = document.createElement("canvas");
      this.stage.append(this.canvas);
      const probe = document.createElement("canvas").getContext("webgl2");
      if (!probe) throw new Error("no WebGL2");
      probe.getExtension("WEBGL_lose_context")?.loseContext();
      const answer = await fetch(this.dataset.mesh);
      if (!answer.ok || !isOurs(answer)) throw new Error("the body did not come");
      const { body, bones, points, regions, whole: home } = unpacked(await answer.arrayBuffer());
      if (!this.isConnected) return;
      Object.assign(this, { points, regions });
      const slug = location.hash.slice(1);
      this.surface = whole(body, VALUES);
      this.drawing = new Drawing(this.canvas, whole(bones, [], "middle"), points);
      this.home = { turn: FROM_BEHIND, tilt: 0, center: home.center, radius: home.height / 2, across: ACROSS };
      this.sight = this.home;
      this.marks = svg("svg", {});
      this.choose("");
      this.fit();
      this.stage.append(this.marks);
      this.querySelector(".turning__still").remove();
      this.listen();
      if (!(slug in regions)) return;
      scrollTo(0, 0);
      this.page.parentElement.scrollTop = 0;
      await this.open(slug, true);
    }

    /** As fine as the machine can turn it: the smooth surface, or the coarse one at one pixel a CSS px. */
    fit() {
      this.drawing.skin = this.drawing.isSoftware ? this.surface : refined(this.surface);
      this.sharpness = this.drawing.isSoftware ? 1 : Math.min(devicePixelRatio, 2);
      this.render();
      if (this.drawing.isSoftware || this.drawing.time(() => this.render()) < SLOW_MS) return;
      this.drawing.skin = this.surface;
      this.sharpness = 1;
      this.render();
    }

    listen() {
      const { stage } = this;
      this.sizes = new ResizeObserver(() => this.ask());
      this.sizes.observe(stage);
      this.colors.observe(document.documentElement, { attributes: true });
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.ask());
      this.canvas.addEventListener("webglcontextlost", () => this.drawing && this.refuse());
      stage.addEventListener("dragstart", (event) => event.preventDefault());
      stage.addEventListener("pointerdown", (event) => this.hold(event));
      stage.addEventListener("pointermove", (event) => this.drag(event));
      for (const type of ["pointerup", "pointercancel"]) stage.addEventListener(type, () => this.release());
      stage.addEventListener("click", (event) => this.dragged && event.preventDefault(), true);
      stage.addEventListener("keydown", (event) => {
        const toward = KEYS[event.key];
        if (!toward || event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        this.step(toward);
      });
      this.addEventListener("click", ({ target }) => {
        const button = target.closest("button");
        if (button?.dataset.toward) this.step(button.dataset.toward);
        else if (button?.matches("[data-bones]")) this.toggleBones(button);
        else if (button?.matches("[data-whole]")) this.close();
      });
      this.page.addEventListener("click", (/** @type {any} */ event) => {
        const slug = event.target.closest("a[data-region]")?.dataset.region;
        if (!slug || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.open(slug);
      });
    }

    hold({ button, clientX, clientY, timeStamp }) {
      if (button) return;
      cancelAnimationFrame(this.moving);
      Object.assign(this, { held: { x: clientX, y: clientY, at: timeStamp, speed: 0 }, dragged: false });
    }

    drag({ clientX, clientY, timeStamp, pointerId, buttons }) {
      if (!this.held || !buttons) return;
      const [x, y] = [clientX - this.held.x, clientY - this.held.y];
      if (!this.dragged && Math.hypot(x, y) < IS_DRAG) return;
      if (!this.dragged) this.stage.setPointerCapture(pointerId);
      this.dragged = true;
      this.stage.dataset.held = "";
      const passed = Math.max(timeStamp - this.held.at, 1);
      this.held = { x: clientX, y: clientY, at: timeStamp, speed: (-x * PER_PX) / passed };
      this.turn(-x * PER_PX, y * PER_PX);
    }

    /** The finger is gone: the body turns on a little, unless the person wants it still. */
    release() {
      const { speed = 0 } = this.held ?? {};
      this.held = undefined;
      delete this.stage.dataset.held;
      if (!this.dragged || stillness.matches || Math.abs(speed) < 0.05) return;
      let before = performance.now();
      let left = speed;
      const on = (now) => {
        this.turn(left * (now - before), 0);
        left *= Math.exp((before - now) / SLOWING_MS);
        before = now;
        if (Math.abs(left) > 0.01) this.moving = requestAnimationFrame(on);
      };
      this.moving = requestAnimationFrame(on);
    }

    turn(turn, tilt) {
      const { sight } = this;
      this.sight = { ...sight, turn: sight.turn + turn, tilt: Math.max(-MAX_TILT, Math.min(MAX_TILT, sight.tilt + tilt)) };
      this.ask();
    }

    step(toward) {
      const [turn, tilt] = STEPS[toward];
      const from = this.aim ?? this.sight;
      this.move({ ...from, turn: from.turn + turn, tilt: Math.max(-MAX_TILT, Math.min(MAX_TILT, from.tilt + tilt)) });
    }

    /** Go over to another sight. */
    move(aim) {
      cancelAnimationFrame(this.moving);
      const from = this.sight;
      const begun = performance.now();
      const way = shortest(from.turn, aim.turn);
      const mixed = (share, one, other) => one + (other - one) * share;
      this.aim = aim;
      const on = (now) => {
        const share = stillness.matches ? 1 : Math.min((now - begun) / MOVE_MS, 1);
        const eased = 1 - (1 - share) ** 3;
        this.sight = {
          turn: from.turn + way * eased,
          tilt: mixed(eased, from.tilt, aim.tilt),
          radius: mixed(eased, from.radius, aim.radius),
          across: mixed(eased, from.across, aim.across),
          center: from.center.map((value, axis) => mixed(eased, value, aim.center[axis])),
        };
        this.render();
        if (share < 1) this.moving = requestAnimationFrame(on);
        else this.aim = undefined;
      };
      if (stillness.matches) on(begun);
      else this.moving = requestAnimationFrame(on);
    }

    toggleBones(button) {
      const isOn = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(isOn));
      this.hasBones = isOn;
      this.ask();
    }

    /** Look at a region closer; its list is that of its own page. */
    async open(slug, atOnce = false) {
      const page = await fragment(`/regions/${slug}`, "article").catch(showUnreachable);
      if (!page || !this.drawing) return;
      this.pictures = page;
      const list = page.querySelector(".section--list");
      this.page.querySelector("[data-points]").replaceChildren(...list.childNodes);
      this.choose(slug);
      const { turn, tilt, center, across, radius } = this.regions[slug];
      const aim = { turn, tilt, center, across, radius };
      if (atOnce) this.sight = aim;
      if (atOnce) this.render();
      else this.move(aim);
    }

    close() {
      this.choose("");
      this.move({ ...this.home, turn: this.sight.turn });
      this.stage.focus({ preventScroll: true });
    }

    /** Show the marks and the list of a region, or of the whole body (""). */
    choose(slug) {
      this.slug = slug;
      const region = this.regions[slug];
      history.replaceState(history.state, "", slug ? `#${slug}` : location.pathname);
      this.page.querySelector("[data-regions]").hidden = Boolean(slug);
      this.page.querySelector("[data-points]").hidden = !slug;
      this.querySelector("[data-whole]").hidden = !slug;
      this.stage.toggleAttribute("data-close", Boolean(slug));
      this.querySelector("[data-name]").textContent = slug ? this.rowOf(slug).name : this.dataset.whole;
      const { shows } = region ?? { shows: "all" };
      this.shown = LIMB[shows] ?? both(SHOWN[shows]);
      this.bones = LIMB[shows] ?? [...this.shown, "left middle"];
      this.spots = slug
        ? pointMarks(this.pictures, this.points.filter(({ code, side }) => region.points.includes(code) && !(shows in LIMB && side === "right")))
        : regionMarks(this.points, this.regions, (one) => this.rowOf(one).name);
      this.marks.replaceChildren(...this.spots.map(({ link }) => link).reverse());
    }

    /** What the row of a region says of it: { region, name }. */
    rowOf(slug) {
      return this.page.querySelector(`[data-regions] [data-region="${slug}"]`).dataset;
    }

    /** Draw with the next frame. */
    ask() {
      this.asked ||= requestAnimationFrame(() => {
        this.asked = 0;
        this.render();
      });
    }

    render() {
      if (!this.drawing || !this.canvas.clientHeight) return;
      this.drawing.draw(this.sight, { shown: this.shown, bones: this.hasBones ? this.bones : [], dots: !this.slug }, this.sharpness);
      const isLost = layMarks(this.spots, this.surface, this.shown, this.sight, this.canvas);
      if (isLost) this.stage.focus({ preventScroll: true });
      const { turn, tilt } = this.sight;
      const from = this.querySelector("[data-from]");
      const at = Math.abs(tilt) > 50 ? (tilt > 0 ? 4 : 5) : Math.round((((turn % 360) + 360) % 360) / 90) % 4;
      const words = from.dataset.from.split("|")[at];
      if (from.textContent !== words) from.textContent = words;
    }
  },
);
