/*
 * What a mangled address means, by the rules of webapp/guide/mangled.py: a slash or a full stop that was
 * copied along, full-width letters, another case, another book's code; or a
 * page that has moved.
 */
import { fold } from "../search/words.js";

export const phoneAddress = (() => {
  const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
  const END = /[^\p{L}\p{N}]+$/u;

  /** The text of a path. Bytes that are no text, and a lonely "%", are left out. */
  function decoded(path) {
    const whole = path.replace(/%(?![\da-f]{2})/gi, "");
    try {
      return decodeURIComponent(whole);
    } catch {
      return whole.replace(/%[\da-f]{2}/gi, (byte) => (parseInt(byte.slice(1), 16) < 128 ? decodeURIComponent(byte) : ""));
    }
  }

  /** A path without what copying adds to it. */
  function cleaned(path) {
    const text = decoded(path).normalize("NFKC").replace(INVISIBLE, "");
    return `/${text.split("/").map((part) => part.trim()).filter(Boolean).join("/").replace(END, "")}`;
  }

  /**
   * The address of ours that a path means, undefined when it is none.
   * @param {string} path as it stands in an address
   * @param {{known: (path: string) => unknown, codes: Object<string, string>, moved: Object<string, string>, same?: [string, string]}} ours
   *   codes: another name of a point, folded and in upper case, -> its code; moved: an address of earlier -> the page's address now
   */
  function meant(path, { known, codes, moved, same }) {
    const text = cleaned(path);
    const [, name, end = ""] = /^\/points\/([^/]+)(\/practice)?$/i.exec(text) ?? [];
    const code = name && codes[fold(name, same).replaceAll(" ", "").toUpperCase().replace(/(\D)0+(?=\d)/, "$1")];
    const lower = text.toLowerCase();
    return [text, lower, moved[lower], code && `/points/${code}${end.toLowerCase()}`].find((one) => one && one !== "/" && known(one));
  }

  return { meant };
})();
