/* Help instead of a point, by the rules of webapp/catalogue/help.py: what people type when they need it. */
import { SYLLABLES, alike, fold, plain, sorted } from "./words.js";

/** @param {any} index  the whole index of the search */
export function helpOf({ help, same }) {
  const answers = help.answers.map(({ kind, phrases }) => ({ kind, phrases: phrases.map((phrase) => plain(phrase, same)) }));
  const isUrgent = (kind) => help.urgent.includes(kind);

  /** Folded text with every way of saying "cannot" and "do not" made one word. */
  const spoken = (text) => help.spoken.reduce((folded, [pattern, word]) => folded.replace(new RegExp(pattern, "g"), word), fold(text, same));

  function mistyped(word, wanted, urgent) {
    const shorter = Math.min(word.length, wanted.length);
    if (!word || word[0] !== wanted[0] || shorter < help.min_letters - 1) return false;
    const differs = shorter <= help.min_letters || word.slice(0, 2) !== wanted.slice(0, 2) || word.at(-1) !== wanted.at(-1);
    if (!urgent && differs) return false;
    if (sorted(word) === sorted(wanted)) return true;
    return shorter >= help.min_letters && alike(word, wanted) >= help.alike;
  }

  /** Whether a typed word is one of a phrase ("pain*" is how it begins), a little mistyped or still being typed. */
  function meant(word, wanted, urgent = true, begun = false) {
    const stem = wanted.replace(/\*$/, "");
    if (stem && SYLLABLES.test(stem[0])) return word.includes(stem);
    if (word === stem || (stem !== wanted && word.startsWith(stem))) return true;
    if (begun && word.length >= help.min_begun && stem.startsWith(word)) return true;
    return mistyped(word, stem, urgent) || (stem !== wanted && mistyped(word.slice(0, stem.length), stem, urgent));
  }

  function fits(phrase, query, words, urgent) {
    if (phrase.startsWith("=")) return query === phrase.slice(1);
    const slots = phrase.split(" ").map((slot) => slot.split("|"));
    const last = slots.length > 1 ? words.length - 1 : -1;
    return slots.every((slot) => slot.some((wanted) => words.some((word, at) => meant(word, wanted, urgent, at === last))));
  }

  /** The answers of the most pressing kind that a text calls for, as places in the index; [] for nearly every search. */
  function answersTo(text) {
    const query = spoken(text);
    const words = query.split(" ");
    const found = [...answers.keys()].filter((at) => answers[at].phrases.some((phrase) => fits(phrase, query, words, isUrgent(answers[at].kind))));
    const rank = (at) => help.kinds.indexOf(answers[at].kind);
    const first = Math.min(...found.map(rank));
    return found.filter((at) => rank(at) === first);
  }

  /** The words of a text that none of some answers is about. */
  function without(places, text) {
    const wanted = places.flatMap((at) => answers[at].phrases.flatMap((phrase) => phrase.replace(/^=/, "").split(/[ |]/)));
    return spoken(text).split(" ").filter((word) => !wanted.some((one) => meant(word, one))).join(" ");
  }

  return { answersTo, without, isUrgent, kind: (at) => answers[at]?.kind ?? "", isAlone: (at) => help.alone.includes(answers[at].kind) };
}
