/* Pages asked for when the finger comes down, with the styles that their first frame needs. */
import { fetchFragment } from "../lib/fragments.js";
import { decodePicture } from "../map/page-cache.js";

/** Pages that the styles of the first paint are enough for: the body, regions, points, routines. */
const BASE_PAGES = /^\/(?:\?.*|regions\/.+|points\/[^/]+|routines(?:\/[a-z-]+|\?.*)?)?$/;

/** What was asked for when the finger came down: { path, answer, at }. It is good for one visit, and soon. */
let prefetched = {};
const MAX_PREFETCH_AGE_MS = 3000;
export const isPrefetched = (path) => prefetched.path === path && performance.now() - prefetched.at < MAX_PREFETCH_AGE_MS;

/** The answer for `path`, asked for already or now; it can be read once. */
export function usePrefetch(path) {
  const answer = isPrefetched(path) ? prefetched.answer : prefetch(path);
  prefetched = {};
  return answer;
}

/** Ask for the page of `path`. The answer comes when what its first frame needs is there: its styles; its picture follows. */
export function prefetch(path) {
  const answer = fetchFragment(path, "article").then(async (response) => {
    const text = await response.clone().text();
    decodePicture(text);
    if (!BASE_PAGES.test(path)) await moreStyles();
    return response;
  });
  answer.catch(() => {});
  prefetched = { path, answer, at: performance.now() };
  return answer;
}

/** The styles that the first pages do without, loaded once. */
function moreStyles() {
  if (document.querySelector(`link[href="${document.documentElement.dataset.more}"]`)) return more;
  more = new Promise((ready) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: document.documentElement.dataset.more, onload: ready, onerror: ready });
    document.head.append(link);
  });
  return more;
}
let more;
