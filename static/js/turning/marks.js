/* What can be pressed on the body that turns: links in an SVG over the drawing, each for points that lie together. */
import { STRIDE } from "./refining.js";
import { axes, scale, seen, visible } from "./sight.js";

const SVG = "http://www.w3.org/2000/svg";
/** Least and greatest radius, in px, of what can be pressed and of a disc with a number. */
const HIT = /** @type {[number, number]} */ ([12, 22]);
const DISC = /** @type {[number, number]} */ ([9, 12.5]);
const clamped = (value, least, most) => Math.max(least, Math.min(most, value)).toFixed(1);

/** An element of SVG. */
export function svg(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/**
 * A mark, { link, points }, for each of the points of a region, as the region's own page has them in its pictures: one of each pair with its number.
 * @param {ParentNode} pictures @param {{ code: string, side: string }[]} points
 */
export function pointMarks(pictures, points) {
  return points.flatMap((point) => {
    const marks = /** @type {SVGElement[]} */ ([...pictures.querySelectorAll(`.spot[data-point="${point.code}"]`)]);
    const numbered = marks.find((mark) => mark.querySelector("text"));
    if (!numbered) return [];
    const isNumbered = point === points.find(({ code, side }) => code === point.code && side === numbered.dataset.side);
    const plain = marks.find((mark) => mark.dataset.side === point.side && !mark.querySelector("text"));
    const link = /** @type {SVGElement} */ ((isNumbered ? numbered : (plain ?? numbered)).cloneNode(true));
    for (const part of link.children) for (const place of ["cx", "cy", "x", "y"]) part.removeAttribute(place);
    if (!isNumbered) {
      link.querySelector("text")?.remove();
      link.querySelector(".disc").setAttribute("r", "4.5");
      link.setAttribute("tabindex", "-1");
      if (!plain) link.setAttribute("aria-hidden", "true");
    }
    return [{ link, points: [point] }];
  });
}

/**
 * A mark for each region of the whole body, each side by itself; the list beside has them for the keyboard.
 * @param {{ code: string, side: string }[]} points @param {any} regions @param {(slug: string) => string} nameOf
 */
export function regionMarks(points, regions, nameOf) {
  return Object.keys(regions).flatMap((slug) => ["left", "midline", "right"].flatMap((side) => {
    const own = points.filter((point) => regions[slug].points.includes(point.code) && point.side === side);
    if (!own.length) return [];
    const link = svg("a", { class: "spot", href: `/regions/${slug}`, "data-region": slug, tabindex: -1, "aria-label": nameOf(slug) });
    link.append(svg("circle", { class: "hit", r: HIT[0] }), Object.assign(svg("title", {}), { textContent: nameOf(slug) }));
    return [{ link, points: own }];
  }));
}

/**
 * Lay the marks where their points are seen, and take those away that the body hides. Answers whether the focus went with one.
 * @param {{ link: Element, points: any[] }[]} marks @param {any} surface @param {string[]} shown @param {any} sight @param {{ clientWidth: number, clientHeight: number }} picture
 */
export function layMarks(marks, surface, shown, sight, { clientWidth: width, clientHeight: height }) {
  const rows = axes(sight);
  const perMeter = scale(sight, width, height);
  const isSeen = visible(marks.flatMap(({ points }) => points), surface, STRIDE, shown, sight);
  let next = 0;
  let isLost = false;
  const laid = [];
  for (const { link, points } of marks) {
    const some = points.filter(() => isSeen[next++]);
    isLost ||= !some.length && link === document.activeElement;
    link.toggleAttribute("hidden", !some.length);
    if (!some.length) continue;
    const places = some.map(({ place }) => seen(rows, sight.center, place));
    const [x, y] = [0, 1].map((axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length);
    laid.push({ link, x: width / 2 + x * perMeter, y: height / 2 - y * perMeter });
  }
  for (const { link, x, y } of laid) {
    link.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    const nearest = Math.min(...laid.map((other) => (other.link === link ? Infinity : Math.hypot(other.x - x, other.y - y))));
    link.querySelector(".hit").setAttribute("r", clamped(nearest / 2, ...HIT));
    if (link.querySelector("text")) link.querySelector(".disc").setAttribute("r", clamped(nearest / 2, ...DISC));
  }
  return isLost;
}
