/*
 * What the page does for the time without network, once it stands: registers the service worker, has it save the
 * pictures, sends the outbox and offers a new version.
 */
import "./outbox.js";
import { holdPages } from "../map/page-cache.js";
import { renew, state } from "./local-state.js";
import { setItem, getItem, workers as worker } from "../lib/refusable.js";
import { showToast, words } from "../lib/toast.js";

const OFF_KEY = "offline-off";
const MAX_AGE_MS = 300_000;
const RETRY_MS = 60_000;
const ANSWER_TIMEOUT_MS = 2_000; // ms
const inPractice = () => document.documentElement.dataset.screen === "player";

/** Send a worker a message; `hear(answer)` is called for each of its answers. */
function post(one, message, hear) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => hear(data);
  one.postMessage(message, [port2]);
}

/** Ask the active worker; `hear(answer)` is called for each of its answers. */
export const askWorker = async (message, hear = (_answer) => {}) => post((await worker.ready).active, message, hear);

/** Have the pages of the regions and points held in memory, as the worker has them. */
const requestPages = () => worker?.controller && askWorker({ type: "page-texts" }, holdPages).catch(() => {});
requestPages();

/** Whether the person let the space be freed; then nothing is saved until they ask for it. */
export const isOff = () => getItem(OFF_KEY) !== null;

/** Save everything on this phone from now on. */
export async function save({ again = false } = {}, hear) {
  setItem(OFF_KEY, null);
  const registration = await worker.register("/service-worker.js");
  if (again) await registration.update();
  watch(registration);
  return askWorker({ type: "save", again }, hear);
}

/** Save what is missing; when not all of it comes, go on later or when the network is back. */
function keepSaving() {
  const later = () => setTimeout(keepSaving, RETRY_MS);
  if (!isOff()) save({}, ({ failed }) => failed && later()).catch(later);
}

/** Let go of everything saved, but not of what the person did. */
export async function freeSpace() {
  setItem(OFF_KEY, "");
  const registrations = await worker.getRegistrations();
  await Promise.all(registrations.map((one) => one.unregister()));
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}

/** Run `work` when no practice is going on. */
export function afterPractice(work) {
  if (!inPractice()) return work();
  const wait = () => inPractice() || (document.removeEventListener("htmx:after:swap", wait), work());
  document.addEventListener("htmx:after:swap", wait);
}

/** Whether a reload would take away what somebody is doing. Asked by "before-reload", too, which can be prevented. */
function isBusy() {
  const written = [...document.querySelectorAll("#page :is(textarea, [type=text], [type=file], input:not([type]))")];
  const isWriting = written.some(({ value, defaultValue }) => value !== defaultValue);
  const open = document.querySelector("dialog[open], [data-message=undo]");
  return Boolean(inPractice() || open || isWriting) || !dispatchEvent(new Event("before-reload", { cancelable: true }));
}

/** Load the page anew, now or when what is under way is done: its scripts belong to a version that has gone. */
function reloadWhenIdle() {
  if (!isBusy()) return location.reload();
  const wait = () => isBusy() || location.reload();
  document.addEventListener("htmx:after:swap", wait);
}

let watched;

/** What a worker answers to a message; null when it does not, as an older one may. */
function answerOf(one, message) {
  return new Promise((resolve) => {
    post(one, message, resolve);
    setTimeout(resolve, ANSWER_TIMEOUT_MS, null);
  });
}

/** A version that is ready is offered by one line if a person can see the difference; it comes with the next start in any case. */
function watch(registration) {
  if (watched === registration) return;
  watched = registration;
  const offer = async () => {
    const { waiting } = registration;
    if (!waiting || !worker.controller) return;
    const [next, now] = await Promise.all([waiting, worker.controller].map((one) => answerOf(one, { type: "seen" })));
    if (next !== null && next === now) return;
    const { update, use } = words();
    const run = () => registration.waiting?.postMessage({ type: "use" });
    afterPractice(() => showToast(update, { name: use, run, stay: true }));
  };
  offer();
  registration.addEventListener("updatefound", () => {
    registration.installing.addEventListener("statechange", offer);
  });
  document.addEventListener("visibilitychange", () => document.hidden || registration.update().catch(() => {}));
}

addEventListener("appinstalled", () => navigator.storage?.persist?.());

// The icon brings back the window as it was left; only a shortcut leads elsewhere, and never out of a practice.
window.launchQueue?.setConsumer(({ targetURL }) => {
  const { pathname } = new URL(targetURL ?? location.href);
  if (!inPractice() && pathname !== "/" && pathname !== location.pathname) location.assign(targetURL);
});

function startOffline() {
  // A device that has just joined others does not have yet what they share.
  // Nothing here at all, but perhaps on the server: a browser may throw a store away and keep the cookie.
  const isDue = ({ begun, synced }) => document.querySelector("[data-renew]") || !synced || (begun && Date.now() - synced > MAX_AGE_MS);
  state().then((now) => isDue(now) && renew()).catch(() => {});
  if (!worker) return;
  // Not at the first visit, where the worker only begins; and never under somebody's hands.
  let controlled = Boolean(worker.controller);
  worker.addEventListener("controllerchange", () => {
    if (controlled) reloadWhenIdle();
    else requestPages();
    controlled = true;
  });
  addEventListener("online", keepSaving);
  keepSaving();
}

const idle = window.requestIdleCallback ?? setTimeout;
if (document.readyState === "complete") idle(startOffline);
else addEventListener("load", () => idle(startOffline));
