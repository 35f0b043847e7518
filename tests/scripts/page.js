/* A page without a browser, by jsdom: its document and its events are globals, its timers wait until they are run. */
import { createRequire } from "node:module";
import { join } from "node:path";

const { JSDOM } = createRequire(join(process.env.PACKAGES, "package.json"))("jsdom");

/** Put a page of some markup up. Answers its window. */
export function open(body, attributes = "") {
  const { window } = new JSDOM(`<!doctype html><html ${attributes}><body>${body}</body></html>`, { url: "https://phone.test/" });
  for (const name of ["document", "localStorage", "Event", "EventTarget", "MutationObserver"]) {
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  }
  globalThis.addEventListener = window.addEventListener.bind(window);
  globalThis.ResizeObserver = class {
    observe() {}
  };
  return window;
}

/** What waits for its time: {run, ms}. */
export let timers = [];
let last = 0;

/** From now on timers wait in `timers`. */
export function holdTimers() {
  globalThis.setTimeout = /** @type {any} */ ((run, ms) => (timers.push({ run, ms, id: (last += 1) }), last));
  globalThis.clearTimeout = (id) => (timers = timers.filter((one) => one.id !== id));
}

/** Run the one timer of so many milliseconds. */
export async function runTimer(ms) {
  const found = timers.filter((one) => one.ms === ms);
  if (found.length !== 1) throw new Error(`${found.length} timers of ${ms} ms among ${timers.map((one) => one.ms)}`);
  timers = timers.filter((one) => one !== found[0]);
  found[0].run();
  await settled();
}

/** When everything that was begun has come to rest. */
export async function settled() {
  for (let i = 0; i < 50; i += 1) await new Promise(setImmediate);
}
