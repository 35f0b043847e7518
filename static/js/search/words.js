/*
 * From what was typed to what is meant, by the rules of webapp/catalogue/search_words.py.
 *
 * A library was tried and left: MiniSearch 7.2.0, with prefixes, typing errors and the best of 1800 settings, knew no
 * compounds, no scripts without spaces and no meanings, and had another first result than the server for every sixth query.
 */
const SIMILAR = 80;
const [SIMILAR_SHORT, SIMILAR_LONG] = [85, 75];
const MIN_SIMILAR = 3;
const MIN_LONG = 7;
const MIN_BEGUN = 3;
const ENDINGS = ["", "s", "ed", "d", "es", "ing", "n"];
/** Scripts that put no space between words: Hangul taken apart, kana, Chinese characters. */
export const SYLLABLES = /[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff]/;
export const [WEIGHT, LIGHT_WEIGHT] = [4, 2];

/** A text as `fold` compares it, with its punctuation; the second: characters, and what each is read as. */
export function plain(text, { other, simple } = { other: "", simple: "" }) {
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
  return bare.replace(/[\u3400-\u9fff]/g, (sign) => simple[other.indexOf(sign)] ?? sign);
}

/** Lower case without accents, tones or punctuation, Chinese simplified; words kept apart by one space. */
export function fold(text, same = undefined) {
  const spelled = /ü\s*\d/i.test(text) ? text.replace(/ü/gi, "ue") : text;
  return plain(spelled, same).replace(/[^\p{L}\p{N}+]+/gu, " ").trim();
}

/** How alike two words are, 0 to 100: twice their longest common subsequence in percent of both lengths. */
export function alike(one, other) {
  let row = Array.from({ length: other.length + 1 }, () => 0);
  for (const sign of one) {
    const next = [0];
    for (let at = 0; at < other.length; at++) {
      next.push(sign === other[at] ? row[at] + 1 : Math.max(row[at + 1], next[at]));
    }
    row = next;
  }
  return (200 * row.at(-1)) / (one.length + other.length);
}

export const sorted = (word) => [...word].sort().join("");
const begins = (a, b) => a[0] === b[0] && a[1] === b[1];
const once = (list) => [...new Set(list)];

/** How alike two words must be. Long ones that begin alike may differ more; short ones less, and end alike. */
function similar(token, word) {
  const [shorter, longer] = [token.length, word.length].sort((a, b) => a - b);
  if (shorter >= MIN_LONG) return begins(token, word) ? SIMILAR_LONG : SIMILAR;
  if (longer - shorter > 1) return 100;
  return shorter > 4 && token.at(-1) === word.at(-1) ? SIMILAR : SIMILAR_SHORT;
}

/** What an index knows of words; `phrases`: every list of meanings, whose words are known too. */
export function wordsOf(index, phrases) {
  const spoken = index.spoken.map(([pattern, word]) => [new RegExp(pattern, "g"), word]);
  const weak = new Set(index.weak);
  const ache = new Set(index.ache);
  const light = new Set([...index.light, ...index.where]);
  /** @type {Map<string, string[]>} */
  const meanings = new Map();
  for (const [meant, words] of Object.entries(index.words)) {
    for (const word of words.split(" ")) meanings.set(fold(word, index.same), meant.split(" "));
  }
  const parts = new Set([...meanings.keys()].filter((word) => !SYLLABLES.test(word[0])));
  const pieces = [...meanings.keys()].filter((word) => SYLLABLES.test(word[0])).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const named = once(phrases.flat());
  const known = once([...parts, ...named]).filter((word) => word.length > 1).sort();
  for (const meaning of named) if (!meanings.has(meaning)) meanings.set(meaning, [meaning]);

  /** The folded words of a text; pictures are words, and ways to say the same are one. */
  function tokens(text) {
    const named = Object.entries(index.signs).reduce((all, [sign, word]) => all.replaceAll(sign, ` ${word} `), text);
    const said = spoken.reduce((all, [pattern, word]) => all.replace(pattern, word), fold(named, index.same));
    return said.split(" ").filter(Boolean);
  }

  /** The meanings of a word as it stands, of its stem, or of the words that it is made of; [] when it is not known. */
  function exactly(token) {
    for (const ending of ENDINGS) {
      const stem = token.slice(0, token.length - ending.length);
      if (!token.endsWith(ending) || (ending && stem.length < MIN_SIMILAR)) continue;
      if (meanings.has(stem)) return meanings.get(stem);
    }
    return SYLLABLES.test(token) ? inPieces(token) : compound(token);
  }

  function inPieces(token) {
    const out = [];
    for (let at = 0; at < token.length; ) {
      const piece = pieces.find((one) => token.startsWith(one, at)) ?? "";
      out.push(...(meanings.get(piece) ?? []));
      at += piece.length || 1;
    }
    return out;
  }

  function compound(token) {
    for (let at = MIN_SIMILAR; at <= token.length - MIN_SIMILAR; at++) {
      let [first, second] = [token.slice(0, at), token.slice(at)];
      if (!parts.has(first) && /[sn]$/.test(first)) first = first.slice(0, -1);
      if (first.length >= MIN_SIMILAR && parts.has(first) && parts.has(second)) return [...meanings.get(first), ...meanings.get(second)];
    }
    return [];
  }

  /** The meanings of every known word that a word begins. */
  const begun = (token) =>
    token.length < MIN_BEGUN ? [] : once(known.filter((word) => word.startsWith(token)).flatMap((word) => meanings.get(word)));

  /** Words -> what `nearest` compares of each, reckoned once. */
  const compared = new Map();
  const letters = (among) => {
    if (!compared.has(among)) compared.set(among, among.filter((word) => word.length >= MIN_SIMILAR).map((word) => [word, sorted(word)]));
    return compared.get(among);
  };

  /** The known word that a mistyped one is nearest to, "" where none is near. @param {string[]} among  sorted, always the same list */
  function nearest(token, among = known) {
    let [best, found] = [0, ""];
    if (token.length < MIN_SIMILAR || SYLLABLES.test(token)) return found;
    const own = sorted(token);
    for (const [word, others] of letters(among)) {
      const isSwapped = word.length === token.length && others === own;
      if (!isSwapped && word[0] !== token[0]) continue;
      const likeness = isSwapped ? 99 : alike(token, word);
      if (likeness > best && likeness >= similar(token, word)) [best, found] = [likeness, word];
    }
    return found;
  }

  const weight = (list) => list.reduce((sum, meaning) => sum + (light.has(meaning) ? LIGHT_WEIGHT : WEIGHT), 0);
  const core = (list) => list.filter((token) => !weak.has(token));
  return { tokens, core, exactly, begun, nearest, weight, meanings, ache, light, fold: (text) => fold(text, index.same) };
}
