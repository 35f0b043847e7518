/*
 * The one way in which a page asks for a piece of a page, of the server or of the worker in its place. Nothing is taken
 * but what is provably ours and whole: a network's sign-in page, a proxy's error or half an answer count as no network.
 */
import { isOurs } from "./ours.js";
import { workers } from "./refusable.js";

const PARTIAL = { "HX-Request": "true", "HX-Request-Type": "partial", Accept: "text/html" };
/** The status that RFC 6585 gives to a network's sign-in page; what else is from 500 on says that something is broken. */
const SIGN_IN = 511;

/** An answer that came from somebody between us and the server, or came only half. */
class ForeignAnswer extends Error {}

const count = (text, part) => text.split(part).length - 1;

/** Whether every <name> of a text is closed again. */
const isClosed = (text, name) => !name || count(text, new RegExp(`<${name}[\\s>]`)) === count(text, `</${name}>`);

/** Whether a text is a whole fragment, with an element of a name if one is given. */
const isWhole = (text, name) =>
  ["article", "section", "ul", "li", "svg", "p", name].every((one) => isClosed(text, one)) && (!name || text.includes(`</${name}>`));

/**
 * Under a page that only asks, an engine may end the worker for want of memory or time (WebKit does): asked again, it begins anew.
 * @param {string} address @param {RequestInit} options
 */
function ask(address, options) {
  const { method = "GET", signal } = options;
  const again = workers?.controller && method === "GET";
  return fetch(address, options).catch((failure) => (again && !signal?.aborted ? fetch(address, options) : Promise.reject(failure)));
}

/**
 * Ask for an address. The answer can still be read; it may also be our page about an error. Rejects when none of ours
 * comes, or one that is not whole.
 * @param {string} address @param {string} name of an element that must be in it, "" for none
 * @param {RequestInit} [options]
 */
export async function fetchFragment(address, name, options) {
  const answer = await ask(address, { headers: PARTIAL, ...options });
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
  if (!isOurs(answer) || !isPage || !isWhole(await answer.clone().text(), name)) throw new ForeignAnswer(address);
  return answer;
}

/**
 * The fragment at an address, as nodes of no document: no picture of it is fetched. Rejects when it cannot be had.
 * @param {string} address @param {string} wanted the element that must be in it, such as "svg.plate"
 */
export async function fragment(address, wanted) {
  const answer = await fetchFragment(address, wanted.match(/^[\w-]+/)[0]);
  const { content } = Object.assign(document.createElement("template"), { innerHTML: await answer.text() });
  if (!answer.ok || !content.querySelector(wanted)) throw new ForeignAnswer(address);
  return content;
}

/** Whether a page of the network, as one to sign in is, answers in the place of the server. */
export async function isSignInAsked() {
  const answer = await fetch("/healthz", { redirect: "manual", cache: "no-store" }).catch(() => null);
  return answer && !isOurs(answer) && (answer.status < 500 || answer.status === SIGN_IN);
}

/** The facts of a fragment: the JSON in its <script>. */
export const factsIn = (content) => JSON.parse(content.querySelector("script").textContent);

/** The facts at an address. */
export const facts = async (address) => factsIn(await fragment(address, "script"));
