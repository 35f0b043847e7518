/** Breathing: the paces, and where a breath stands. Pure. */

/** Seconds of breathing in, holding, out, holding. */
const PACES = { "4-6": [4, 0, 6, 0], "4-4-4-4": [4, 4, 4, 4], "5-5": [5, 0, 5, 0] };
/** @type {("in"|"hold"|"out")[]} */
const WORDS = ["in", "hold", "out", "hold"];

/**
 * @param {string} pace a name of PACES; any other is no breathing
 * @param {number} elapsed ms since the pressing began, which is a breath's beginning
 * @returns {?{word: "in"|"hold"|"out", full: number}} full: 0 empty to 1 full, eased
 */
export function breath(pace, elapsed) {
  const phases = PACES[pace];
  if (!phases) return null;
  let at = (elapsed / 1000) % phases.reduce((sum, seconds) => sum + seconds);
  let phase = 0;
  while (at >= phases[phase]) {
    at -= phases[phase];
    phase += 1;
  }
  const share = (1 - Math.cos((Math.PI * at) / phases[phase])) / 2;
  return { word: WORDS[phase], full: [share, 1, 1 - share, 0][phase] };
}
