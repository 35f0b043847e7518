/*
 * Files that are what their address says: it carries the beginning of the SHA-256 of what they hold. What a network's
 * sign-in page, a proxy or a broken store gives instead is never kept and never shown.
 */
import { isOurs } from "../lib/ours.js";

export const proven = (() => {
  const NAMED = /\.([\da-f]{8})\.\w+$|^\/pack\/([\da-f]{12})$/;

  const path = (address) => new URL(address, location.href).pathname;
  const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

  /** Whether an address says what it holds. */
  const isNamed = (address) => NAMED.test(path(address));

  /** Whether an answer holds what the address says. */
  async function matchesHash(answer, address) {
    const [, short, long] = NAMED.exec(path(address)) ?? [];
    if (answer.status !== 200) return false;
    // Cut off in the middle it cannot be read.
    const bytes = await answer.clone().arrayBuffer().catch(() => null);
    return bytes !== null && hex(await crypto.subtle.digest("SHA-256", bytes)).startsWith(short ?? long);
  }

  /** An answer for the address, if it is ours and what the address says; once more past the browser's own store. Rejects else. */
  async function checked(answer, address) {
    for (let again = false; ; again = true) {
      if (isOurs(answer) && (await matchesHash(answer, address))) return answer;
      if (again) throw new Error(`${path(address)} was answered by somebody else`);
      answer = await fetch(address, { cache: "reload" });
    }
  }

  /** The file at an address from the network. Rejects when it is not the thing. @param {RequestInit} [options] */
  const get = async (address, options) => checked(await fetch(address, options), address);

  /** What a store has at an address, if it is the thing; undefined else. */
  async function fromCache(cache, address) {
    const answer = await cache.match(address);
    return answer && (await matchesHash(answer, address)) ? answer : undefined;
  }

  /** For Workbox: nothing else comes into its stores or out of them. */
  const plugin = {
    fetchDidSucceed: ({ request, response }) => checked(response, request.url),
    cachedResponseWillBeUsed: async ({ request, cachedResponse }) =>
      cachedResponse && (await matchesHash(cachedResponse, request.url)) ? cachedResponse : null,
  };

  return { isNamed, get, fromCache, plugin };
})();
