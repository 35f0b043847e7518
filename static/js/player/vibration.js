/** Vibration: a pattern for each kind of change, in ms of on, off, on. */

const PATTERNS = {
  ready: [30], press: [90], release: [40, 90, 40], switch: [70, 90, 70, 90, 70], done: [250, 150, 250],
};

/** A desktop browser knows the call and has nothing that could move. */
export const available = "vibrate" in navigator && matchMedia("(pointer: coarse)").matches;

/** Vibrate for a cue; does nothing before the first touch of the page, when browsers refuse it. */
export function vibrate(name) {
  if (available && navigator.userActivation?.hasBeenActive !== false) navigator.vibrate(PATTERNS[name] ?? 0);
}
