/*
 * What the page does for the time without network, once it stands: registers the service worker, has it save the
 * pictures, sends the outbox, offers a new version, and offers the home screen after the first saved practice.
 */
import "outbox";
import { isApple } from "apple";
import { fragment } from "fragments";
import { hold } from "held-pages";
import { renew, state } from "mirror";
import { say } from "status-line";

const worker = navigator.serviceWorker;
const OFF = "offline-off";
const OFFERED = "install-offered";
const FRESH = 300_000;
const AGAIN = 60_000;
const inPractice = () => document.documentElement.dataset.screen === "player";

/** Ask the active worker; `hear(answer)` is called for each of its answers. */
export async function askWorker(message, hear = () => {}) {
  const { active } = await worker.ready;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => hear(data);
  active.postMessage(message, [port2]);
}

/** Whether the person let the space be freed; then nothing is saved until they ask for it. */
export const isOff = () => localStorage.getItem(OFF) !== null;

/** Save everything on this phone from now on. */
export async function save({ again = false } = {}, hear) {
  localStorage.removeItem(OFF);
  const registration = await worker.register("/service-worker.js");
  if (again) await registration.update();
  watch(registration);
  return askWorker({ type: "save", again }, hear);
}

/** Save what is missing; when not all of it comes, go on later or when the network is back. */
function keepSaving() {
  const later = () => setTimeout(keepSaving, AGAIN);
  if (!isOff()) save({}, ({ failed }) => failed && later()).catch(later);
}

/** Let go of everything saved, but not of what the person did. */
export async function free() {
  localStorage.setItem(OFF, "");
  const registrations = await worker.getRegistrations();
  await Promise.all(registrations.map((one) => one.unregister()));
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
}

/** Run `work` when no practice is going on. */
function afterPractice(work) {
  if (!inPractice()) return work();
  const wait = () => inPractice() || (document.removeEventListener("htmx:after:swap", wait), work());
  document.addEventListener("htmx:after:swap", wait);
}

let watched;

/** A version that is ready is offered by one line; it comes with the next start in any case. */
function watch(registration) {
  if (watched === registration) return;
  watched = registration;
  const offer = () => {
    const { update, use } = document.getElementById("status").dataset;
    const run = () => registration.waiting?.postMessage({ type: "use" });
    if (registration.waiting && worker.controller) afterPractice(() => say(update, { name: use, run, stay: true }));
  };
  offer();
  registration.addEventListener("updatefound", () => {
    registration.installing.addEventListener("statechange", offer);
  });
  document.addEventListener("visibilitychange", () => document.hidden || registration.update().catch(() => {}));
}

/** The home screen is offered once, after the first saved practice. */
async function invite() {
  const possible = window.installPrompt || isApple();
  const standalone = matchMedia("(display-mode: standalone)").matches || navigator.standalone;
  if (!possible || standalone || localStorage.getItem(OFFERED)) return;
  localStorage.setItem(OFFERED, Date.now());
  document.body.append(await fragment("/you/invitation", "install-invitation"));
  await import("install-invitation");
  document.querySelector("body > install-invitation").open();
}

addEventListener("practice-saved", () => {
  navigator.storage?.persist?.();
  setTimeout(() => afterPractice(() => invite().catch(() => {})));
});
addEventListener("appinstalled", () => navigator.storage?.persist?.());

// The icon brings back the window as it was left; only a shortcut leads elsewhere, and never out of a practice.
window.launchQueue?.setConsumer(({ targetURL }) => {
  const { pathname } = new URL(targetURL ?? location);
  if (!inPractice() && pathname !== "/" && pathname !== location.pathname) location.assign(targetURL);
});

function begin() {
  // A device that has just joined others does not have yet what they share.
  const isDue = ({ synced }) => document.querySelector("[data-renew]") || (synced && Date.now() - synced > FRESH);
  state().then((now) => isDue(now) && renew()).catch(() => {});
  if (!worker) return;
  // Not at the first visit, where the worker only begins; and never under somebody's hands.
  let controlled = worker.controller;
  worker.addEventListener("controllerchange", () => {
    if (controlled) afterPractice(() => location.reload());
    else hold().catch(() => {});
    controlled = true;
  });
  addEventListener("online", keepSaving);
  keepSaving();
}

const idle = window.requestIdleCallback ?? setTimeout;
if (document.readyState === "complete") idle(begin);
else addEventListener("load", () => idle(begin));
