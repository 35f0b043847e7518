/*
 * The service worker: after the first visit every page, picture and module is on the phone and is answered from there.
 *
 * The server puts `BUILD` before this text (see webapp/offline/pwa.py):
 *   shell     addresses of the modules, style sheets and icons of this version
 *   pack      address of the pack: all pages of this version in one file (see webapp/offline/offline_pack.py)
 *   pictures  addresses of the pictures; kept apart, because they outlive versions
 *   bytes     what all this weighs on its way here
 *   seen      changes when something that a person can see does
 */
import { cacheNames } from "workbox-core";
import { addPlugins, cleanupOutdatedCaches, precache } from "workbox-precaching";
import { isOurs } from "../lib/ours.js";
import { localStore } from "./local-store.js";
import { phoneAddress } from "./phone-address.js";
import { phoneSearch } from "../search/phone-search.js";
import { filled } from "../search/placeholders.js";
import { needsHelp, ranked, renderedRelief } from "../search/relief.js";
import { rendered } from "../search/render.js";
import { proven } from "./proven.js";

const PICTURES = "pictures";
const SAVED_AT = "/saved-offline";
const CONCURRENCY = 4;
/** The server has so long for what the phone has, too ... */
const SOON_MS = 2_500;
/** ... so long for other pages, less than a page of ours waits, and for a picture. */
const PAGE_MS = 15_000;
const PICTURE_MS = 60_000;
const decoder = new TextDecoder();
const encoder = new TextEncoder();

// A version is installed whole or not at all; the one before stays until this one is used.
addPlugins(/** @type {any} */ ([proven.plugin]));
precache([...BUILD.shell, BUILD.pack].map((url) => ({ url, revision: null })));
cleanupOutdatedCaches();

const STORES = new Map(/** @type {[string, string][]} */ ([
  ...BUILD.pictures.map((address) => [address, PICTURES]),
  ...[...BUILD.shell, BUILD.pack].map((address) => [address, cacheNames.precache]),
]));

/** A file from its store when what is there is the thing, else fetched, and kept if it belongs on the phone. */
async function respondFile(address) {
  const store = STORES.has(address) && (await caches.open(STORES.get(address)));
  const here = store && (await proven.fromCache(store, address));
  if (here) return here;
  const answer = await proven.get(address);
  if (store) await store.put(address, answer.clone()).catch(() => {}); // a full phone can show it all the same
  return answer;
}

/** The pack, kept in memory while the worker runs: its index, {bytes, start}, `searchable()`, and the texts of its pieces and rows by name. */
let openedPack;
const pack = () => (openedPack ??= openPack().catch((failure) => ((openedPack = null), Promise.reject(failure))));

async function openPack() {
  const bytes = new Uint8Array(await (await respondFile(BUILD.pack)).arrayBuffer());
  const start = bytes.indexOf(10) + 1;
  const index = JSON.parse(decoder.decode(bytes.subarray(0, start)));
  let search;
  const searchable = () => (search ??= phoneSearch.open(index.search));
  const kept = { ...index, bytes, start, searchable };
  const named = (places) => (name) => text(kept, places[name]);
  return { ...kept, piece: named(index.pieces), row: named(index.rows) };
}

const slice = (kept, { start, length }) => kept.bytes.subarray(kept.start + start, kept.start + start + length);
const text = (kept, place) => decoder.decode(slice(kept, place));
const htmlOf = (kept, { start, length, head }) => text(kept, { start: start + head, length: length - head });

/** A fragment as it is, or a full page: the shell with the title and the markup of its fragment in their places. */
function respond(kept, place, request, { body = slice(kept, place), status = 200 } = {}) {
  const headers = { ...kept.headers, "Content-Type": "text/html; charset=utf-8" };
  if (!place.head || request.headers.get("HX-Request-Type") === "partial") return new Response(body, { status, headers });
  const whole = kept.whole[new URL(request.url).pathname + new URL(request.url).search];
  if (whole) return new Response(slice(kept, whole), { headers });
  const page = decoder.decode(body.subarray(place.head));
  return new Response(filled(text(kept, kept.shells[place.tab]), { title: place.title, page }), { status, headers });
}

/** The server's own answer to a request. Rejects when none comes whole in time, or somebody else answers in its place. */
async function fetchOurs(request, timeout = PAGE_MS) {
  const isVisit = request.mode === "navigate";
  // A sign-in page that is redirected to must be seen before the browser follows.
  const answer = await fetch(isVisit ? new Request(request, { redirect: "follow" }) : request, { signal: AbortSignal.timeout(timeout) });
  if (!isOurs(answer)) throw new Error(`${request.url} was answered by somebody else`);
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
  if (isPage && !(await answer.clone().text()).includes(isVisit ? "</html>" : "")) throw new Error(`${request.url} came half`);
  return isVisit && answer.redirected ? Response.redirect(answer.url) : answer;
}

async function respondPage({ request, url }) {
  const kept = await pack().catch(() => null);
  if (!kept) return fetchOurs(request);
  const known = (path) => kept.pages[path + url.search] ?? kept.pages[path.replace(OWN_ROUTINE, (_, end = "/page") => `/routines/own${end}`)];
  if (/^\/search(?:\/results)?$/.test(url.pathname) && url.searchParams.has("q")) return respondSearch(kept, request, url);
  if (url.pathname === "/relief" && url.search) return respondRelief(kept, request, url.searchParams);
  const place = known(url.pathname);
  // How long a set takes is chosen on the server, which alone leaves points out for it.
  if (place && url.searchParams.has("minutes")) return fetchOurs(request).catch(() => respond(kept, place, request));
  if (place) return respond(kept, place, request);
  const { codes, moved, search } = kept;
  const meant = phoneAddress.meant(url.pathname, { known, paths: Object.keys(kept.pages), codes, moved, same: search.same });
  if (meant && request.mode === "navigate") return Response.redirect(meant + url.search, 301);
  if (meant) return respond(kept, known(meant), request);
  return fetchOurs(request).catch(() => respond(kept, kept.pages.missing, request, { status: 503 }));
}

/** The server's search when it answers soon, else the same search on the phone. */
async function respondSearch(kept, request, url) {
  const answer = navigator.onLine ? await fetchOurs(request, SOON_MS).catch(() => null) : null;
  if (answer?.status < 500) return answer;
  const query = url.searchParams.get("q");
  const results = searchResults(kept, query);
  if (url.pathname !== "/search") {
    const headers = { ...kept.headers, "Content-Type": "text/html; charset=utf-8", "HX-Replace-Url": `/search${url.search}` };
    return new Response(results, { headers });
  }
  const shown = query.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
  const place = kept.pages.search;
  return respond(kept, place, request, { body: encoder.encode(filled(text(kept, place), { query: shown, results })) });
}

/** The page for several places and a feeling, with what was chosen and the answer in their places. */
function respondRelief(kept, request, chosen) {
  const feeling = chosen.get("feeling") ?? "";
  const asked = chosen.getAll("place");
  if (needsHelp(kept.relief, asked, feeling)) return Response.redirect("/safety/help");
  const place = kept.pages.relief;
  const places = [...new Set(asked)].filter((slug) => `/regions/${slug}` in kept.pages).slice(0, kept.relief.max_places);
  const isAsked = feeling || (places.length && asked.length > 1); // one place alone is where a link begins
  const answer = isAsked ? renderedRelief(ranked(kept.relief, places, feeling), places, `&${chosen}`, kept.piece, kept.row) : "";
  const picked = places.map((slug, at) => [`place/${at}/${slug}`, " selected"]);
  const values = { answer, [`feeling/${feeling}`]: " checked", ...Object.fromEntries(picked) };
  return respond(kept, place, request, { body: encoder.encode(filled(text(kept, place), values)) });
}

/** What the phone finds, as the lists of the page. */
function searchResults(kept, query) {
  return rendered(phoneSearch.find(kept.searchable(), query), kept.search, kept.piece, kept.row);
}

const OWN_ROUTINE = /^\/routines\/[\da-f-]{36}(\/\w+)?$/i; // an own routine: its pages are filled from the phone's copy
const FILES = new RegExp("^/(?:static/|pack/|healthz|service-worker\\.js|.*\\.(?:json|csv|webmanifest|txt)$)");
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  const isPage = !FILES.test(url.pathname) && (request.mode === "navigate" || request.destination === "");
  if (isPage) event.respondWith(respondPage({ request, url }));
  else if (url.pathname.startsWith("/static/") && proven.isNamed(url.pathname)) event.respondWith(respondFile(url.pathname));
});

/** How much is on the phone: {saved, total, bytes, points, at?}. saved: how many pictures, where that is known already. */
async function state(saved = undefined) {
  const cache = await caches.open(PICTURES);
  const held = () => Promise.all(BUILD.pictures.map((address) => proven.fromCache(cache, address)));
  const { at } = (await (await cache.match(SAVED_AT))?.json()) ?? {};
  const { bytes, points, pictures } = BUILD;
  return { saved: saved ?? (await held()).filter(Boolean).length, total: pictures.length, bytes, points, at };
}

/** Do `work` with each of a list, few at a time so that a tap is never kept waiting. */
async function forEachLimited(list, work) {
  const left = [...list];
  const next = async () => {
    for (let one = left.shift(); one; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, next));
}

/** Fetch the pictures that are not here yet. One that fails keeps no other back and is asked for again while any comes. */
async function save({ again = false, tell = (_state) => {} } = {}) {
  const cache = await caches.open(PICTURES);
  let missing = [];
  for (const address of BUILD.pictures) if (again || !(await proven.fromCache(cache, address))) missing.push(address);
  const isNew = missing.length > 0 || !(await cache.match(SAVED_AT));
  let saved = BUILD.pictures.length - missing.length;
  while (missing.length) {
    const failed = [];
    await forEachLimited(missing, (address) => {
      const come = proven.get(address, { priority: "low", cache: again ? "reload" : "default", signal: AbortSignal.timeout(PICTURE_MS) });
      const put = come.then((picture) => cache.put(address, picture));
      return put.then(async () => tell(await state((saved += 1))), () => failed.push(address));
    });
    if (failed.length === missing.length) throw new Error("no picture came");
    missing = failed;
  }
  if (isNew) await cache.put(SAVED_AT, new Response(JSON.stringify({ at: Date.now() })));
  tell(await state());
}

/** Let go of the pictures that this version no longer names. */
async function dropOldPictures() {
  const cache = await caches.open(PICTURES);
  const named = new Set([...BUILD.pictures, SAVED_AT]);
  for (const { url } of await cache.keys()) if (!named.has(new URL(url).pathname)) await cache.delete(url);
}

/** Take over from the version before, unless somebody is in the middle of a practice. */
async function takeOver() {
  const windows = await clients.matchAll({ includeUncontrolled: true });
  if (!windows.some(({ url }) => url.endsWith("/practice"))) await skipWaiting();
}

/** The pages of the regions and points, for a window that holds them in memory: path -> { title, html }. */
async function sendPages(port) {
  const kept = await pack();
  const places = Object.entries(kept.pages).filter(([path]) => /^\/(?:regions|points)\/[\w-]+$/.test(path));
  port.postMessage(Object.fromEntries(places.map(([path, place]) => [path, { title: place.title, html: htmlOf(kept, place) }])));
}

const COMMANDS = {
  use: takeOver,
  "page-texts": sendPages,
  seen: (port) => port.postMessage(BUILD.seen),
  state: async (port) => port.postMessage(await state()),
  save: (port, { again }) => save({ again, tell: (now) => port?.postMessage(now) }),
};
addEventListener("message", (event) => {
  const { type, ...details } = event.data ?? {};
  const [port] = event.ports;
  const failed = () => port?.postMessage({ failed: true });
  if (type in COMMANDS) event.waitUntil(COMMANDS[type](port, details).catch(failed));
});
// A new version brings its pictures before it may take over. At the first visit they come later, when a page asks.
addEventListener("install", (event) => registration.active && event.waitUntil(save()));
addEventListener("activate", (event) => {
  clients.claim();
  event.waitUntil(dropOldPictures());
});
addEventListener("sync", (event) => {
  const sent = async () => (await localStore.send()) || Promise.reject(new Error("not sent yet"));
  if (event.tag === "outbox") event.waitUntil(sent());
});
