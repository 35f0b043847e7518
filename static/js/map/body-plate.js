/*
 * The body as a menu: <body-plate> around the plate (svg.plate) and the links Front and Back ([data-side]).
 * Lights a region the moment it is touched, turns the figure without a page load, grows a region from its place and comes back from it.
 */
import { fragment } from "../lib/fragments.js";
import { showUnreachable } from "../lib/toast.js";

const SVG = "http://www.w3.org/2000/svg";
const RING = [22, 5];
const MOVE = { duration: 240, easing: "cubic-bezier(.2, 0, 0, 1)" };
const ZOOM_SCALE = 2.8;

/** A region is three links: one on its shape, one around its name and on its other shape, one for the name itself. */
const regionOf = ({ dataset }) => dataset.region ?? dataset.name ?? dataset.around;
const linksOf = (region) => ["region", "name", "around"].map((part) => `[data-${part}="${region}"]`).join();

/** The transform that lays the box `own` over the middle of the box `other`, just large enough to cover it. */
function between(other, own) {
  const scale = Math.max(other.width / own.width, other.height / own.height);
  const across = other.left + other.width / 2 - (own.left + own.width / 2);
  const down = other.top + other.height / 2 - (own.top + own.height / 2);
  return `translate(${across}px, ${down}px) scale(${scale})`;
}

customElements.define(
  "body-plate",
  class extends HTMLElement {
    connectedCallback() {
      this.frame = this.querySelector(".plate-frame");
      this.plates = new Map([[this.side, Promise.resolve(this.plate)]]);
      this.addEventListener("pointerdown", (event) => this.touch(event), { passive: true });
      // The focus goes to the page that opens: taken to the link first, it would restyle the map twice.
      this.addEventListener("mousedown", (event) => event.target.closest(".plate a") && event.preventDefault());
      this.addEventListener("pointercancel", () => this.release());
      this.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && this.release());
      for (const [type, near] of [["pointerover", "data-near"], ["focusin", "data-focused"]]) {
        this.addEventListener(type, ({ target }) => this.near(target, near));
      }
      this.addEventListener("pointerleave", () => this.near(this, "data-near"));
      this.addEventListener("focusout", () => this.near(this, "data-focused"));
      this.addEventListener("click", (event) => {
        const side = event.target.closest("[data-side]")?.dataset.side;
        if (!side) return;
        event.preventDefault();
        this.turn(side).catch(showUnreachable);
      });
      this.choose(document.querySelector(".page")?.dataset.region ?? "");
      this.querySelector(".map__sides").addEventListener("pointerover", () => this.plateOf(this.other), { once: true });
    }

    get plate() {
      return this.frame.querySelector(".plate");
    }

    /** "front" or "back": the side that is up. */
    get side() {
      return this.plate?.dataset.view ?? this.querySelector("[data-side][aria-current]").dataset.side;
    }

    get other() {
      return this.side === "back" ? "front" : "back";
    }

    /** The plate of one side, asked for once. */
    plateOf(side) {
      if (!this.plates.has(side)) {
        const plate = fragment(`/map/${side}`, "svg.plate").then((content) => content.querySelector("svg.plate"));
        plate.catch(() => this.plates.delete(side));
        this.plates.set(side, plate);
      }
      return this.plates.get(side);
    }

    /** Turn the figure. Rejects when the other side cannot be had; the one that is up then stays. */
    async turn(side) {
      this.wanted = side;
      if (side !== this.side) {
        const plate = await this.plateOf(side);
        if (this.wanted !== side) return;
        this.frame.replaceChildren(plate);
      }
      for (const link of this.querySelectorAll("[data-side]")) {
        if (link.dataset.side === side) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
      if (document.documentElement.dataset.screen === "map") {
        history.replaceState(history.state, "", `/?side=${side}`);
      }
      this.light(this.chosen);
    }

    /** Light a region ("" for none) for as long as its page is up; turns the figure when it is on the other side. */
    choose(region) {
      this.chosen = region;
      this.release();
      if (region && !this.link(region)) {
        this.turn(this.other).catch(() => {}); // no network: its page is up all the same
      }
    }

    /** The finger is gone: what is lit is the region whose page is up. */
    release() {
      cancelAnimationFrame(this.touched);
      for (const mark of this.querySelectorAll(".finger")) mark.remove();
      this.light(this.chosen);
    }

    link(region) {
      return this.plate?.querySelector(`[data-region="${region}"]`);
    }

    light(region) {
      for (const link of this.frame.querySelectorAll(`a[data-chosen], ${linksOf(region)}`)) {
        link.toggleAttribute("data-chosen", regionOf(link) === region);
      }
    }

    /** Mark all links of the region that the mouse is over or that has the focus of the keyboard. */
    near(target, mark) {
      const link = target.closest(".plate a");
      const region = link?.matches(":hover, :focus-visible") ? regionOf(link) : "";
      for (const one of this.frame.querySelectorAll(`a[${mark}], ${linksOf(region)}`)) {
        one.toggleAttribute(mark, regionOf(one) === region);
      }
    }

    /** The finger comes down: with the next frame the region lights, and a ring stands where it was touched. */
    touch(event) {
      const link = event.target.closest(".plate a");
      if (!link || event.button) return;
      const { a: scale, e: left, f: top } = this.plate.getScreenCTM();
      this.region = this.link(regionOf(link)).getBoundingClientRect();
      const place = [(event.clientX - left) / scale, (event.clientY - top) / scale];
      cancelAnimationFrame(this.touched);
      this.touched = requestAnimationFrame(() => this.mark(regionOf(link), place, scale));
    }

    /**
     * Light a region and stand the ring where it was touched.
     * @param {string} region @param {number[]} place [x, y] in units of the plate @param {number} scale CSS px a unit
     */
    mark(region, [cx, cy], scale) {
      this.light(region);
      for (const mark of this.querySelectorAll(".finger")) mark.remove();
      for (const radius of RING) {
        const mark = document.createElementNS(SVG, "circle");
        for (const [name, value] of Object.entries({ class: "finger", cx, cy, r: radius / scale })) {
          mark.setAttribute(name, String(value));
        }
        this.plate.append(mark);
      }
    }

    /**
     * Into the region: its picture grows from where the region was on the body to its own place, and the words under it
     * rise. The body itself is gone with the same frame, so that there is always one.
     */
    enter(page) {
      cancelAnimationFrame(this.touched);
      const picture = page.querySelector(".close-ups__strip") ?? page.querySelector(".close-ups");
      if (!picture || !this.region) return;
      const grow = between(this.region, picture.getBoundingClientRect());
      picture.animate([{ transform: grow }, { transform: "none" }], MOVE);
      for (const words of page.querySelectorAll(".page > .section:not(.below)")) {
        words.animate([{ transform: "translateY(14px)" }, { transform: "none" }], MOVE);
      }
    }

    /** Back out of the region that was entered last: from its place the whole body comes back. */
    leave() {
      if (!this.region) return;
      const { left, top, width, height } = this.region;
      const map = this.parentElement.getBoundingClientRect();
      this.parentElement.style.transformOrigin = `${left + width / 2 - map.left}px ${top + height / 2 - map.top}px`;
      this.parentElement.animate([{ transform: `scale(${ZOOM_SCALE})` }, { transform: "none" }], MOVE);
    }
  },
);
