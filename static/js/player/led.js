/** Whether a practice page was opened by Start: then the practice begins by itself. */

const root = document.documentElement;

/**
 * The frame says so when it follows the link (see shell.js). Before the scripts of that page are there the browser
 * follows it itself, and tells where it came from; a reload and the way back are no start.
 * @param {string} origin path of the page that Start stands on; the row of the body and the answer to "Where else?" have it, too
 */
export function isLed(origin) {
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const isFirst = root.dataset.state === "coming" && visit?.type === "navigate" && [origin, "/", "/relief"].includes(document.referrer.slice(location.origin.length).split("?")[0]);
  return root.hasAttribute("data-starting") || isFirst;
}

/** It has begun, or something has to be said before: the page can be seen. */
export const reveal = () => root.removeAttribute("data-starting");
