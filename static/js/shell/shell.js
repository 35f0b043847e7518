/*
 * The frame around the leaf. Follows links into the leaf (the answer is fetched when the finger comes down), tells the
 * tabs and the map which page is up, and loads the behaviors that a page's custom elements name.
 *
 * The state is one attribute: <html data-screen="map|leaf|action|player">.
 */
import "./double-tap.js";
import { ask as askFor, fragment } from "../lib/fragments.js";
import { decodePicture, heldPage, prepare, prepareLinks } from "../map/page-cache.js";
import { load, loadPhone, loadPlayer, loadSafety } from "./elements.js";
import { leavePlain } from "./plain.js";
import { read } from "../lib/refusable.js";
import { sayUnreachable } from "../lib/toast.js";

const root = document.documentElement;
const map = document.getElementById("map");
const leaf = document.getElementById("leaf");
const tabs = document.querySelectorAll(".tab");
const wide = matchMedia("(min-width: 48rem) and (min-height: 500px)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** The region whose page was up last: where a person who comes back to the map goes on. */
let left = "";

/** Whether anything was scrolled since the last page: setting a place that is right already costs a layout. */
let scrolled = true;
addEventListener("scroll", () => (scrolled = true), { capture: true, passive: true });

function goBackTo(place) {
  if (!place) return;
  scrollTo(0, place[0]);
  leaf.scrollTop = place[1];
}

function toTop() {
  if (!scrolled) return;
  leaf.scrollTop = 0;
  scrollTo(0, 0);
  scrolled = false;
}

/** Pages that the styles of the first paint are enough for: the body, regions, points, routines. */
const BASE_PAGES = /^\/(?:\?.*|regions\/.+|points\/[^/]+|routines(?:\/[a-z-]+|\?.*)?)?$/;

/** What was asked for when the finger came down: { path, answer, at }. It is good for one visit, and soon. */
let asked = {};
const FRESH = 3000; // ms
const isAsked = (path) => asked.path === path && performance.now() - asked.at < FRESH;

/** The answer for `path`, asked for already or now; it can be read once. */
function take(path) {
  const answer = isAsked(path) ? asked.answer : ask(path);
  asked = {};
  return answer;
}

/** Ask for the leaf of `path`. The answer comes when what its first frame needs is there: its styles; its picture follows. */
function ask(path) {
  const answer = askFor(path, "article").then(async (response) => {
    const text = await response.clone().text();
    decodePicture(text);
    if (!BASE_PAGES.test(path)) await moreStyles();
    return response;
  });
  answer.catch(() => {});
  asked = { path, answer, at: performance.now() };
  return answer;
}

/** The styles that the first pages do without, loaded once. */
function moreStyles() {
  if (document.querySelector(`link[href="${root.dataset.more}"]`)) return more;
  more = new Promise((ready) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: root.dataset.more, onload: ready, onerror: ready });
    document.head.append(link);
  });
  return more;
}
let more;

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

function follow(event) {
  const { ctrlKey, metaKey, shiftKey, altKey, button } = event;
  if (event.defaultPrevented || button || ctrlKey || metaKey || shiftKey || altKey) return;
  const { path, hash } = destination(event) ?? {};
  if (!path || !window.htmx || (isHome(path) && !map.firstElementChild)) return;
  event.preventDefault();
  places.set(location.href, [scrollY, leaf.scrollTop]);
  turn += 1;
  const answer = answerFor(path, hash);
  if (isHome(path)) show("map");
  window.htmx.ajax("GET", path + hash, {
    source: leaf, target: leaf, swap: "innerHTML", push: "true", turn, ...answer,
  });
}

/** What htmx gets for a page: one that is held in memory, or the answer of the worker or the server. */
function answerFor(path, hash = "") {
  const page = !hash && heldPage(path);
  if (!page) {
    const answer = take(path);
    return { fetch: () => answer };
  }
  const { title, article } = page;
  const text = async () => `<title>${title}</title><article></article>`;
  return { article, fetch: async () => ({ status: 200, headers: new Headers(), text }) };
}

/** Where a page was left: address -> [of the window, of the leaf]. The browser itself remembers the place after the swap. */
const places = new Map();

/** How many links were followed: an answer that comes after the next one is too late. */
let turn = 0;

/** An answer in which no field asks for the focus: who comes back wants to see, not to type. */
async function withoutFocus(answer) {
  const { status, headers } = answer;
  return new Response((await answer.text()).replace(/ autofocus(?=[\s>])/g, ""), { status, headers });
}

/** A page from the history: its leaf is enough, and the map is there already. */
function restore(event) {
  const { ctx } = event.detail;
  if (!ctx.request.headers["HX-History-Restore-Request"]) return;
  const { article, fetch: answer } = answerFor(ctx.request.action);
  turn += 1;
  Object.assign(ctx, { turn, select: null, target: leaf, swap: "innerHTML", restored: true, article });
  ctx.fetch = article ? answer : () => answer().then(withoutFocus);
  if (isHome(ctx.request.action)) {
    if (map.firstElementChild) show("map");
    else location.reload();
  }
}

/** Bring a screen up; a region grows from its place on the body, and the body comes back from it. */
function show(screen, region) {
  const before = root.dataset.screen;
  root.dataset.screen = screen;
  if (!before || before === screen || wide.matches || calm.matches) return;
  const plate = map.querySelector("body-plate");
  if (before === "map" && region) plate?.enter?.(leaf);
  else if (screen === "map") plate?.leave?.();
}

/** Tell the frame what the leaf holds. */
function dress() {
  const { screen = "leaf", tab, region = "" } = leaf.querySelector(".leaf")?.dataset ?? {};
  left = region || left;
  for (const link of tabs) {
    if (link.dataset.tab === tab) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  show(screen, region);
}

/** Load the module of every custom element that is not defined yet; those with data-idle can wait. */
function wake(which = ":not(:defined, [data-idle])") {
  const names = new Set([...document.querySelectorAll(which)].map(({ localName }) => localName));
  return Promise.all([...names].map((name) => load(name)?.catch(leavePlain)));
}

function afterPaint(run) {
  requestAnimationFrame(() => setTimeout(run));
}

async function fillMap() {
  if (map.firstElementChild) return;
  const content = await fragment("/map", "body-plate");
  if (map.firstElementChild) return;
  map.append(content);
  wake();
}

function unreachable() {
  map.querySelector("body-plate")?.choose?.("");
  sayUnreachable();
}

/** What was typed before the scripts came is looked for now. */
function catchUp() {
  const field = leaf.querySelector("[type=search]");
  if (field && field.value !== field.defaultValue) field.dispatchEvent(new Event("input", { bubbles: true }));
}

catchUp();
document.addEventListener("htmx:after:process", catchUp, { once: true });
document.addEventListener("pointerdown", (event) => {
  const { path } = event.button ? {} : (destination(event) ?? {});
  if (path && !prepare(path) && !isAsked(path)) ask(path);
}, { passive: true });
document.addEventListener("click", follow);
document.addEventListener("elements-added", () => wake());
document.addEventListener("htmx:config:request", restore);
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  ctx.fetch ??= (address, request) => askFor(address, "", request);
});
document.addEventListener("htmx:error", ({ detail }) => {
  if (leaf.contains(detail.ctx?.target)) unreachable();
});
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  if (ctx.target !== leaf || !ctx.turn) return;
  if (ctx.turn !== turn) return event.preventDefault();
  // To scroll what is laid out already costs nothing; after the swap it would cost a layout.
  if (!ctx.restored && !ctx.request.anchor) toTop();
  // The nodes of a page that is held in memory come in the place of the text that htmx was given.
  if (ctx.article) tasks[0].fragment.replaceChildren(ctx.article);
});
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.target !== leaf) return;
  dress();
  afterPaint(() => {
    if (ctx.restored) goBackTo(places.get(location.href));
    settleDown();
  });
});

/** What follows the first frame of a page: its behaviors, the region on the map, the focus. */
function settleDown() {
  map.querySelector("body-plate")?.choose?.(leaf.querySelector(".leaf")?.dataset.region ?? "");
  wake();
  prepareLinks(leaf);
  if (leaf.contains(document.activeElement)) return;
  const link = root.dataset.screen === "map" && map.querySelector(`[data-region="${left}"]`);
  if (link) return link.focus({ preventScroll: true });
  const field = leaf.querySelector("[autofocus]");
  if (field) return field.focus();
  const title = leaf.querySelector("h1") ?? map.querySelector("h1");
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}
wide.addEventListener("change", () => wide.matches && fillMap().catch(() => {}));

dress();
wake().then(() => root.dataset.state === "coming" && Object.assign(root.dataset, { scripts: "", state: "ready" }));
if (wide.matches) fillMap().catch(() => {});

/** What can wait until the page stands: the map behind a deep page, the worker. */
function settle() {
  fillMap().catch(() => {}).then(() => wake(":not(:defined)"));
  // Without pages in memory a tap asks for its own.
  loadPhone().catch(leavePlain);
  // A practice that was over when its page went away is kept by the page that comes next.
  if (read("practice") !== null) loadPlayer().then(async ({ settle }) => settle(), leavePlain).catch(() => {});
}

// What was told to this phone is laid over every page, from the first one on (see contraindications.js).
if (/\bsome\b/.test(root.dataset.answers)) loadSafety().catch(leavePlain);

/** The first seconds belong to the person's first tap, above all on a slow line. */
const LATER = 2000; // ms
const idle = window.requestIdleCallback ?? setTimeout;
const later = () => setTimeout(() => idle(settle), LATER);
if (document.readyState === "complete") later();
else addEventListener("load", later);
