/*
 * What a mangled address means, by the rules of webapp/guide/mangled.py: what was copied along, another spelling or case of
 * a name, another book's code, words that stand behind a link; or a page that has moved.
 */
import { fold } from "../search/words.js";

export const phoneAddress = (() => {
  const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
  const HOST = /^[^\p{L}\p{N}]*https?:\/+[^/]*/u;
  const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
  const BETWEEN = /[^\p{L}\p{N}/]+/gu;
  const ENDING = /\.(html?|php|aspx?)$/;
  const BEHIND = /[\s?&#;"'<>()[\]{}].*$/s;
  const NOUNS = new Map(Object.entries({
    region: "regions", point: "points", routine: "routines", source: "sources",
    favorite: "favorites",
  }));
  const HOME = ["/", "/home", "/index"];

  /** The text of a path. Bytes that are no text, and a lonely "%", are left out. */
  function decoded(path) {
    const whole = path.replace(/%(?![\da-f]{2})/gi, "");
    try {
      return decodeURIComponent(whole);
    } catch {
      return whole.replace(/%[\da-f]{2}/gi, (byte) => (parseInt(byte.slice(1), 16) < 128 ? decodeURIComponent(byte) : ""));
    }
  }

  /** A path with nothing escaped, however often it was, nothing unseen and nothing of full width in it. */
  const plain = (path) => decoded(decoded(path)).normalize("NFKC").replace(INVISIBLE, "").replaceAll("\\", "/").replace(HOST, "");

  /** Without what copying adds to each part. */
  const trimmed = (text) => `/${text.split("/").map((part) => part.replace(EDGES, "")).filter(Boolean).join("/")}`;

  /** The letters and digits of each part: "/regions/lower_back" and "/regions/Lower back" are one. */
  const squeezed = (path) => path.toLowerCase().replace(BETWEEN, "");

  /** Whether a path holds bytes that are no text. */
  function isBroken(path) {
    try {
      decodeURIComponent(path.replace(/%(?![\da-f]{2})/gi, ""));
      return false;
    } catch {
      return true;
    }
  }

  /**
   * The address of ours that a path means, undefined when it is none.
   * @param {string} path as it stands in an address
   * @param {{known: (path: string) => unknown, paths: string[], codes: Object<string, string>, moved: Object<string, string>, same?: {other: string, simple: string}}} ours
   *   known: whether there is a page at a path; paths: of all pages; codes: another name of a point, folded and in upper case, -> its code;
   *   moved: an address of earlier -> the page's address now
   */
  function meant(path, { known, paths, codes, moved, same }) {
    function named(text) {
      const [, noun, rest] = /^\/([^/]*)(.*)$/s.exec(text.toLowerCase().replace(ENDING, ""));
      const lower = `/${NOUNS.get(noun) ?? noun}${rest}`;
      if (HOME.includes(lower)) return "/";
      const [, name, end = ""] = /^\/points\/([^/]+)(\/practice)?$/.exec(lower) ?? [];
      const code = name && codes[fold(name, same).replaceAll(" ", "").toUpperCase().replace(/(\D)0+(?=\d)/, "$1")];
      const found = [lower, moved[lower], code && `/points/${code}${end}`].find((one) => one && known(one));
      return found ?? paths.find((one) => squeezed(one) === squeezed(lower));
    }
    const text = plain(path);
    const right = named(trimmed(text));
    if (right === "/") return isBroken(path) ? undefined : right;
    const before = right ?? named(trimmed(text.trim().replace(BEHIND, "")));
    return before === "/" ? undefined : before;
  }

  return { meant };
})();
