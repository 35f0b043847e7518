/*
 * How it was before (an open ring) and after (a filled point), on the axis from 0 to 10. The drawings are in the page:
 * svg[data-slot="pair"] and svg[data-slot="trend"] with a <template data-part="pair"> each for its parts.
 */

import { fill } from "../lib/messages.js";

const UNIT = 7.2;

/** Lay ring, line and point of one pair at `place(value)` = [x, y]. */
function placePair(group, before, after, place) {
  const [line, ring, dot] = group.children;
  const [[x1, y1], [x2, y2]] = [place(before), place(after)];
  const set = (element, values) => Object.entries(values).forEach(([name, value]) => element.setAttribute(name, value));
  set(line, { x1, y1, x2, y2 });
  // Equal: the ring around the point, so that both are seen.
  set(ring, { cx: x1, cy: y1, r: before === after ? 8 : 4.5 });
  set(dot, { cx: x2, cy: y2 });
}

/** The small pair at the end of a row; hidden when one of the two was not told. */
export function drawPair(row, before, after) {
  const picture = row.querySelector('[data-slot="pair"]');
  const isKnown = before != null && after != null;
  picture.toggleAttribute("hidden", !isKnown);
  if (!isKnown) return;
  placePair(picture.querySelector("g"), before, after, (value) => [10 + UNIT * value, 10]);
  picture.setAttribute("aria-label", fill(picture.dataset.words, { before, after }));
}

/** The last ten practices, oldest first: [practice session]. */
export function drawTrend(page, sessions) {
  const picture = page.querySelector('[data-slot="trend"]');
  picture.closest("section").hidden = !sessions.length;
  const model = page.querySelector('template[data-part="pair"]').content.querySelector("g");
  const groups = sessions.map(({ before, after }, place) => {
    const group = model.cloneNode(true);
    const x = 14 + place * 34.9;
    placePair(group, before, after, (value) => [x, 96.5 - 8.8 * value]);
    group.classList.toggle("now", place === sessions.length - 1);
    return group;
  });
  picture.querySelector("g").replaceChildren(...groups);
}
