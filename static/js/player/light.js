/** Light: the whole screen softly changes its tone once, to be seen through closed lids. */

const FLASH_MS = 400; // ms
/** Never faster than this, far below three changes a second. */
const MIN_INTERVAL_MS = 1000;

let last = -MIN_INTERVAL_MS;

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** Not where less motion is asked for. */
export const available = () => !reducedMotion.matches;

/** @param {HTMLElement} veil a layer of the other tone over the screen */
export function flash(veil) {
  if (reducedMotion.matches || performance.now() - last < MIN_INTERVAL_MS) return;
  last = performance.now();
  veil.animate({ opacity: [0, 0.9, 0] }, { duration: FLASH_MS, easing: "ease-in-out" });
}
