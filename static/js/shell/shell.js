/*
 * The frame around the page. Follows links into the page (the answer is fetched when the finger comes down), tells the
 * tabs and the map which page is up, and loads the behaviors that a page's custom elements name.
 *
 * The state is one attribute: <html data-screen="map|page|action|player">.
 */
import "./double-tap.js";
import { fetchFragment, fragment } from "../lib/fragments.js";
import { takePage, preparePage, prepareLinks } from "../map/page-cache.js";
import { cameFrom, nameArrow, setCameFrom } from "./came-from.js";
import { load, loadPhone, loadPlayer, loadSafety } from "./elements.js";
import { leavePlain } from "./plain.js";
import { isPrefetched, prefetch, usePrefetch } from "./prefetch.js";
import { getItem } from "../lib/refusable.js";
import { showUnreachable } from "../lib/toast.js";

const root = document.documentElement;
const map = document.getElementById("map");
const page = document.getElementById("page");
const tabs = document.querySelectorAll(".tab");
const wide = matchMedia("(min-width: 48rem) and (min-height: 500px)");
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/** @type {any} runs something when there is time for it */
const idle = window.requestIdleCallback ?? setTimeout;
/** What belongs to a page comes at most so long after its first frame. */
const MAX_BEHIND_MS = 100;

/** The region whose page was up last: where a person who comes back to the map goes on. */
let lastRegion = "";

/** Whether anything was scrolled since the last page: setting a place that is right already costs a layout. */
let scrolled = true;
addEventListener("scroll", () => (scrolled = true), { capture: true, passive: true });

function restoreScroll(place) {
  if (!place) return;
  scrollTo(0, place[0]);
  page.scrollTop = place[1];
}

function toTop() {
  if (!scrolled) return;
  page.scrollTop = 0;
  scrollTo(0, 0);
  scrolled = false;
}

/** The page of ours that a link leads to, as { path, hash }; undefined when the browser should follow it itself. */
function destination({ target }) {
  const link = target.closest?.("a[href]");
  if (!link || link.getAttribute("target") || link.hasAttribute("download") || "reload" in link.dataset) return;
  const { origin, pathname, search, hash } = new URL(link.getAttribute("href"), location.href);
  if (origin !== location.origin || /\.\w+$/.test(pathname)) return;
  if (hash && pathname === location.pathname && search === location.search) return;
  return { path: pathname + search, hash };
}

const isHome = (path) => /^\/(\?side=|$)/.test(path);

function followLink(event) {
  const { ctrlKey, metaKey, shiftKey, altKey, button } = event;
  if (event.defaultPrevented || button || ctrlKey || metaKey || shiftKey || altKey) return;
  const { path, hash } = destination(event) ?? {};
  if (!path || !window.htmx || (isHome(path) && !map.firstElementChild)) return;
  event.preventDefault();
  scrollPlaces.set(location.href, [scrollY, page.scrollTop]);
  const isArrow = event.target.closest("[data-back]");
  if (isArrow && cameFrom()) return history.back();
  navigationId += 1;
  const answer = answerFor(path, hash);
  const isLeavingPractice = root.dataset.screen === "player";
  const from = isLeavingPractice || isArrow ? cameFrom() : { path: location.pathname, name: page.querySelector(".page").dataset.title };
  if (isHome(path)) showScreen("map");
  // What is led straight to its first step shows nothing before (see practice-player.js).
  root.toggleAttribute("data-starting", Boolean(event.target.closest("[data-start]")));
  window.htmx.ajax("GET", path + hash, {
    source: page, target: page, swap: "innerHTML", [isLeavingPractice ? "replace" : "push"]: hash ? path + hash : "true", navigationId, from, ...answer,
  });
}

/** What htmx gets for a page: one that is held in memory, or the answer of the worker or the server. */
function answerFor(path, hash = "") {
  const held = !hash && takePage(path);
  if (!held) {
    const answer = usePrefetch(path);
    return { fetch: () => answer };
  }
  const { title, article } = held;
  const text = async () => `<title>${title}</title><article></article>`;
  return { article, fetch: async () => ({ status: 200, headers: new Headers(), text }) };
}

/** Where a page was left: address -> [of the window, of the page]. The browser itself remembers the place after the swap. */
const scrollPlaces = new Map();

/** How many links were followed: an answer that comes after the next one is too late. */
let navigationId = 0;

/** A page from the history: its page is enough, and the map is there already. */
function restorePage(event) {
  const { ctx } = event.detail;
  if (!ctx.request.headers["HX-History-Restore-Request"]) return;
  navigationId += 1;
  Object.assign(ctx, { navigationId, select: null, target: page, swap: "innerHTML", restored: true, ...answerFor(ctx.request.action) });
  if (isHome(ctx.request.action)) {
    if (map.firstElementChild) showScreen("map");
    else location.reload();
  }
}

/** Bring a screen up; a region grows from its place on the body, and the body comes back from it. */
function showScreen(screen, region) {
  const before = root.dataset.screen;
  root.dataset.screen = screen;
  if (!before || before === screen || wide.matches || reducedMotion.matches) return;
  const plate = map.querySelector("body-plate");
  if (before === "map" && region) plate?.enter?.(page);
  else if (screen === "map") plate?.leave?.();
}

/** Tell the frame which page is up. */
function updateChrome() {
  const { screen = "page", tab, region = "" } = page.querySelector(".page")?.dataset ?? {};
  lastRegion = region || lastRegion;
  for (const link of tabs) {
    if (link.dataset.tab === tab) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  nameArrow(page);
  showScreen(screen, region);
}

/** Load the module of every custom element that is not defined yet; those with data-idle can wait. */
function loadElements(which = ":not(:defined, [data-idle])") {
  const names = new Set([...document.querySelectorAll(which)].map(({ localName }) => localName));
  return Promise.all([...names].map((name) => load(name)?.catch(leavePlain)));
}

/** Run something when the first frame of a page is on the screen and nothing more urgent waits, or soon after. */
function afterPaint(run) {
  requestAnimationFrame(() => idle(run, { timeout: MAX_BEHIND_MS }));
}

async function fillMap() {
  if (map.firstElementChild) return;
  const content = await fragment("/map", "body-plate");
  if (map.firstElementChild) return;
  map.append(content);
  loadElements();
}

function unreachable() {
  map.querySelector("body-plate")?.choose?.("");
  showUnreachable();
}

/** A heart that is tapped before its script is here is kept as soon as it comes, wherever the person has gone meanwhile. */
function keepHeart(event) {
  const { target: form, submitter } = event;
  const { kind, key } = form.closest("heart-button:not(:defined)")?.dataset ?? {};
  if (!kind || root.dataset.state === "failed") return;
  event.preventDefault();
  loadPhone().then(({ favorites }) => favorites.set(kind, key, submitter.value === "add").catch(() => {} /* enqueue has said why */), () => {
    leavePlain();
    form.requestSubmit(submitter);
  });
}

/** What was typed before the scripts came is looked for now. */
function searchTyped() {
  const field = page.querySelector("[type=search]");
  if (field && field.value !== field.defaultValue) field.dispatchEvent(new Event("input", { bubbles: true }));
}

if (window.heart) keepHeart(window.heart);
searchTyped();
document.addEventListener("htmx:after:process", searchTyped, { once: true });
document.addEventListener("pointerdown", (event) => {
  const { path } = event.button ? {} : (destination(event) ?? {});
  if (path && !preparePage(path) && !isPrefetched(path)) prefetch(path);
}, { passive: true });
document.addEventListener("click", followLink);
document.addEventListener("submit", keepHeart);
document.addEventListener("elements-added", () => loadElements());
document.addEventListener("htmx:config:request", restorePage);
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  ctx.fetch ??= (address, request) => fetchFragment(address, "", request);
});
document.addEventListener("htmx:error", ({ detail }) => {
  if (page.contains(detail.ctx?.target)) unreachable();
});
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  if (ctx.target !== page || !ctx.navigationId) return;
  if (ctx.navigationId !== navigationId) return event.preventDefault();
  // To scroll what is laid out already costs nothing; after the swap it would cost a layout.
  const isAtTop = !ctx.restored && !ctx.request.anchor;
  if (isAtTop) toTop();
  page.toggleAttribute("data-entering", isAtTop);
  // The nodes of a page that is held in memory come in the place of the text that htmx was given.
  if (ctx.article) tasks[0].fragment.replaceChildren(ctx.article);
  // Who comes back wants to see, not to type.
  if (ctx.restored) tasks[0].fragment.querySelector("[autofocus]")?.removeAttribute("autofocus");
});
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.target !== page) return;
  if (ctx.from) setCameFrom(ctx.from);
  updateChrome();
  afterPaint(() => {
    page.removeAttribute("data-entering");
    if (ctx.restored) restoreScroll(scrollPlaces.get(location.href));
    finishPage();
  });
});

/** What follows the first frame of a page: its behaviors, the region on the map, the focus. */
function finishPage() {
  map.querySelector("body-plate")?.choose?.(page.querySelector(".page")?.dataset.region ?? "");
  loadElements();
  prepareLinks(page);
  if (page.contains(document.activeElement)) return;
  const link = root.dataset.screen === "map" && map.querySelector(`[data-region="${lastRegion}"]`);
  if (link) return link.focus({ preventScroll: true });
  const field = page.querySelector("[autofocus]");
  if (field) return field.focus();
  const title = page.querySelector("h1") ?? map.querySelector("h1");
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}
wide.addEventListener("change", () => wide.matches && fillMap().catch(() => {}));

updateChrome();
loadElements().then(() => root.dataset.state === "coming" && Object.assign(root.dataset, { scripts: "", state: "ready" }));
if (wide.matches) fillMap().catch(() => {});

/** What can wait until the page stands: the map behind a deep page, the worker. */
function loadRest() {
  fillMap().catch(() => {}).then(() => loadElements(":not(:defined)"));
  // Without pages in memory a tap asks for its own.
  loadPhone().catch(leavePlain);
  // A practice that was over when its page went away is kept by the page that comes next.
  if (getItem("practice") !== null) loadPlayer().then(async ({ saveFinished }) => saveFinished(), leavePlain).catch(() => {});
}

// What was told to this phone is laid over every page, from the first one on (see contraindications.js).
if (/\bsome\b/.test(root.dataset.answers)) loadSafety().catch(leavePlain);

/** The first seconds belong to the person's first tap, above all on a slow line. */
const IDLE_DELAY_MS = 2000;
const runWhenIdle = () => setTimeout(() => idle(loadRest), IDLE_DELAY_MS);
if (document.readyState === "complete") runWhenIdle();
else addEventListener("load", runWhenIdle);
