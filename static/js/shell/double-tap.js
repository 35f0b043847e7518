/*
 * No control takes a tap that began before it was shown: the second half of a double tap belongs to what the first half
 * met. When that has gone or changed its place, nothing takes it.
 *
 * A control whose meaning changes with each tap (Pause and Resume) carries data-single and takes one of the two halves.
 * A finger is measured by time and place, because not every phone counts its taps; a mouse counts its clicks itself.
 */

/** The second half begins at most so many ms after the first has ended ... */
const MAX_PAUSE_MS = 350;
/** ... and at most so many px away from it. */
const MAX_DISTANCE_PX = 48;
const CONTROL = "a, button, summary, label, input, select, textarea, [role=button], [data-tap]";

/** Whether a link of ours opened this page, and not an address, a reload or the history. */
const isOpenedByLink = document.referrer.startsWith(`${location.origin}/`)
  && /** @type {PerformanceNavigationTiming} */ (performance.getEntriesByType("navigation")[0])?.type === "navigate";

/** The first half: what it met, where and when it ended. The one that opened this page ended when the page began, anywhere. */
let first = { control: null, x: NaN, y: NaN, ended: isOpenedByLink ? 0 : -Infinity };
let refused = false;
let isMouse = false;

/** The control that an event meets; a label is the field it belongs to. */
function controlAt({ target }) {
  const control = target.closest?.(CONTROL);
  return control?.control ?? control ?? null;
}

function isSecondHalf({ clientX, clientY, timeStamp }) {
  const apart = Math.hypot(clientX - first.x, clientY - first.y);
  return timeStamp - first.ended < MAX_PAUSE_MS && !(apart >= MAX_DISTANCE_PX);
}

/** Whether a control may take the second half. */
const mayTake = (control) => !control || (control === first.control && !("single" in control.dataset));

function begin(event) {
  isMouse = event.pointerType === "mouse";
  refused = !isMouse && isSecondHalf(event) && !mayTake(controlAt(event));
  if (refused) event.stopImmediatePropagation();
}

/** Keep the rest of a refused tap from everybody; of others remember what they met. */
function withhold(event) {
  if (event.type === "click") {
    if (isMouse && event.detail > 1 && event.isTrusted && !mayTake(controlAt(event))) refused = true;
    if (!refused && event.detail) first = { control: controlAt(event), x: event.clientX, y: event.clientY, ended: event.timeStamp };
  }
  if (!refused) return;
  event.stopImmediatePropagation();
  if (event.cancelable) event.preventDefault();
}

/** A key that is held down repeats: it presses what it met first, and nothing that comes after it. */
function hold(event) {
  if (event.repeat && (event.key === "Enter" || event.key === " ") && event.target.closest?.("a, button, summary")) event.preventDefault();
}

addEventListener("keydown", hold, true);
/** A tap is over with its click, or when it becomes a scroll; what comes then (a key, words typed) is none of it. */
const end = () => setTimeout(() => (refused = false));

addEventListener("pointerdown", begin, true);
addEventListener("pointercancel", end, true);
addEventListener("click", end, true);
for (const type of ["pointerup", "mousedown", "mouseup", "click", "input", "change"]) addEventListener(type, withhold, true);
