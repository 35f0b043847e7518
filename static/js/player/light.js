/** Light: the whole screen softly changes its tone once, to be seen through closed lids. */

const LENGTH = 400; // ms
/** Never faster than this, far below three changes a second. */
const APART = 1000;

let last = -APART;

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Not where less motion is asked for. */
export const available = () => !still.matches;

/** @param {HTMLElement} veil a layer of the other tone over the screen */
export function cue(veil) {
  if (still.matches || performance.now() - last < APART) return;
  last = performance.now();
  veil.animate({ opacity: [0, 0.9, 0] }, { duration: LENGTH, easing: "ease-in-out" });
}
