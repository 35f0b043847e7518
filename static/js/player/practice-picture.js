/** The picture of the point that is on: one for a place, two for a pair of limbs that change. */
import { clipToBody, fitLabels } from "./picture-fit.js";

/** Width of a limb beside its twin, as a share of its height. */
const MAX_WIDTH_SHARE = 0.6;

/** Cut a drawing to its middle, so that two of them stand side by side as large as one. */
function crop(drawing) {
  const { width, height } = drawing.viewBox.baseVal;
  const slim = Math.min(width, height * MAX_WIDTH_SHARE);
  const x = Number(drawing.querySelector(".disc").getAttribute("cx"));
  const left = Math.min(Math.max((width - slim) / 2, x - slim * 0.8), x - slim * 0.2);
  drawing.setAttribute("viewBox", `${left} 0 ${slim} ${height}`);
}

export class Picture {
  /** @param {HTMLElement} place @param {(code: string) => HTMLTemplateElement} template */
  constructor(place, template) {
    this.place = place;
    this.template = template;
    this.shown = "";
  }

  /** Show step `index`; fetch the pictures of the next point beforehand. */
  show(plan, index) {
    const { kind, point, side } = plan[index];
    const key = `${kind === "switch"} ${point} ${side}`;
    if (key === this.shown) return;
    this.shown = key;
    const template = this.template(point);
    const pair = kind === "switch" && "mirrored" in template.dataset;
    const sides = pair ? ["left", "right"] : [side];
    this.place.replaceChildren(...sides.map((one) => this.#figure(template, one, side, kind === "switch")));
    const next = plan.find((step, i) => i > index && step.point !== point);
    if (next) this.#fetch(next.point);
  }

  #figure(template, shown, lit, named) {
    const figure = document.createElement("figure");
    figure.className = "figure";
    figure.append(template.content.cloneNode(true));
    const drawing = figure.querySelector("svg");
    for (const edge of ["Top", "Bottom", "Left", "Right"]) {
      drawing.style.setProperty(`--fade-${edge.toLowerCase()}`, template.dataset[`fade${edge}`] ?? "0");
    }
    // The drawing is of the left limb; the right one is its mirror image.
    const mirrored = "mirrored" in template.dataset && shown === "right";
    drawing.classList.toggle("is-mirrored", mirrored);
    // The measuring line is drawn once, on one side of a body that is the same on both.
    const across = { left: "right", right: "left" }[template.dataset.measured] === lit;
    for (const line of drawing.querySelectorAll(".measure")) line.classList.toggle("is-mirrored", across);
    for (const spot of drawing.querySelectorAll("[data-side]")) {
      const own = mirrored ? "right" : spot.dataset.side;
      spot.dataset.side = own;
      spot.classList.toggle("is-other", lit !== "both" && lit !== "midline" && own !== lit);
    }
    if (named && "mirrored" in template.dataset) crop(drawing);
    // With no outline to be had the picture is whole, with a soft edge.
    clipToBody(drawing).catch(() => {});
    fitLabels(drawing);
    figure.classList.toggle("is-other", named && "mirrored" in template.dataset && shown !== lit);
    if (named && "mirrored" in template.dataset) {
      const caption = document.createElement("figcaption");
      caption.textContent = template.dataset[shown];
      figure.append(caption);
    }
    return figure;
  }

  #fetch(point) {
    for (const part of this.template(point).content.querySelectorAll("[href]")) {
      const address = part.getAttribute("href").split("#")[0];
      if (address) new Image().src = address;
    }
  }
}
