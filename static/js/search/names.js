/* Points that a text names outright, by the rules of webapp/catalogue/codes.py and search_names.py. */
import { SYLLABLES, alike } from "./words.js";

const CODE = /^(3?[a-z]+?)0*([1-9]\d?)$/;
const BETWEEN = /[,;/+&|、，·\n]|(?<![\p{L}\p{N}_])(?:and|or|und|et|y|e|with|then)(?![\p{L}\p{N}_])/giu;
const TONED = /^[a-z]+[1-5]$/;
const MAX_CHANNEL_WORDS = 4;
const MIN_SOUND = 6;
const SIMILAR_SOUND = 80;
const NONE = { found: [], missing: "", rest: [] };

/** @typedef {{found: {code: string, note: string, old: string}[], missing: string, rest: string[]}} Named  as in search_names.py */

/** @param {any} index  @param {any} words  what `wordsOf` made of it */
export function namesOf(index, words) {
  const { points, notes } = index;
  const namesOfPoint = ({ pinyin, chinese, others }) => [pinyin, chinese, ...others];
  const squeeze = (text) => words.fold(text).replaceAll(" ", "");
  const own = new Map(points.map((point) => [point.key, point]));
  const exact = new Map(points.map(({ key }) => [squeeze(key), key]));
  const channelOf = (code) => /^[A-Z]+/.exec(code)[0];
  const [aliases, old, letters] = [new Map(), new Map(), new Map()];
  const add = (map, key, value) => map.set(key, [...(map.get(key) ?? []), value]);
  const lettersOf = new Map(index.channels.map((one) => [one.code, one.letters]));
  for (const [code, list] of lettersOf) for (const one of list) add(letters, squeeze(one), code);
  for (const point of points) {
    for (const name of namesOfPoint(point)) add(aliases, squeeze(name), point.key);
    const number = point.old.replace(/\D/g, "");
    if (number) for (const one of lettersOf.get(channelOf(point.key)) ?? []) add(old, squeeze(one + number), point.key);
  }
  const sets = new Map(index.sets.flatMap((set) => set.names.map((name) => [squeeze(name), set.points])));
  const english = new Map(points.map((point) => [squeeze(point.english), point.key]));
  const channels = new Map(index.channels.flatMap((one) => one.names.map((name) => [words.fold(name), one.code])));
  const units = new Map(index.numbers.slice(0, 20).map((word, at) => [word, at + 1]));
  const tens = new Map(index.numbers.slice(19).map((word, at) => [word, 10 * (at + 2)]));
  const sounds = index.sounds.map(([pattern, sign]) => [new RegExp(pattern, "g"), sign]);
  const sound = (name) => sounds.reduce((all, [pattern, sign]) => all.replace(pattern, sign), name);
  const heard = new Map(
    [...points].reverse().flatMap(({ key, pinyin, others }) => [pinyin, ...others].map((name) => [sound(squeeze(name)), key])),
  );
  const syllabic = new Map(
    points.flatMap((point) => namesOfPoint(point).filter((name) => SYLLABLES.test(words.fold(name))).map((name) => [squeeze(name), point.key])),
  );
  const signs = [...syllabic].filter(([name]) => name.length > 1).sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));

  /** The points a code may mean, today's meaning first, each with the sentence that explains it where it needs one. */
  function resolve(text) {
    const key = squeeze(text);
    if (!key) return [];
    if (exact.has(key)) return [{ code: exact.get(key), note: "", old: "" }];
    const today = [...(aliases.get(key) ?? [])];
    const match = CODE.exec(key);
    for (const channel of (match && letters.get(match[1])) ?? []) {
      const code = channel + match[2];
      if (own.has(code) && !today.includes(code)) today.push(code);
    }
    const older = (old.get(key) ?? []).filter((code) => !today.includes(code));
    const shown = text.trim().toUpperCase();
    return [
      ...today.map((code) => ({ code, note: older.length ? notes.today.replace("{shown}", () => shown) : "", old: "" })),
      ...older.map((code) => {
        const { old: oldCode, old_today: where } = own.get(code);
        const gap = (where ? notes.gap_at : notes.gap).replace("{shown}", channelOf(code) + oldCode.replace(/\D/g, "")).replace("{where}", where);
        return { code, note: today.length ? notes.old.replace("{old}", oldCode) : gap, old: oldCode };
      }),
    ];
  }

  /** A name as a code when it is a code in form but no point of the guide, else "". */
  function missing(text) {
    const match = CODE.exec(squeeze(text));
    const known = match && !resolve(text).length && letters.get(match[1]);
    return known ? known[0] + match[2] : "";
  }

  const isNamed = ({ found, missing: gone }) => found.length > 0 || gone !== "";

  /** @returns {Named} */
  function whole(text) {
    const key = squeeze(text);
    if (sets.has(key)) return { ...NONE, found: sets.get(key).flatMap(resolve) };
    const found = resolve(text);
    if (found.length) return { ...NONE, found };
    if (english.has(key)) return { ...NONE, found: resolve(english.get(key)) };
    return { ...NONE, missing: missing(text) };
  }

  /** @returns {Named} */
  function joined(named) {
    const found = new Map(named.flatMap((each) => each.found).reverse().map((one) => [one.code, one]));
    const order = [...new Set(named.flatMap((each) => each.found.map(({ code }) => code)))];
    const gone = named.find((each) => each.missing)?.missing ?? "";
    return { found: order.map((code) => found.get(code)), missing: gone, rest: named.flatMap((each) => each.rest) };
  }

  /** A name whose syllables carry the numbers of their tones: "zu2 san1 li3" is no code of a channel. */
  function toned(tokens) {
    const wanted = tokens.length > 1 && tokens.every((token) => TONED.test(token)) ? sound(tokens.join("")) : "";
    return heard.has(wanted) ? { ...NONE, found: resolve(heard.get(wanted)) } : NONE;
  }

  function listed(text) {
    const pieces = text.split(BETWEEN).filter((piece) => words.fold(piece));
    if (pieces.length < 2) return NONE;
    const named = pieces.map((piece) => [whole(piece), spelled(words.fold(piece).split(" "))].find(isNamed) ?? NONE);
    return named.every(isNamed) ? joined(named) : NONE;
  }

  function numberAt(tokens, at) {
    const word = tokens[at] ?? "";
    if (/^[0-9]+$/.test(word) && Number(word) > 0 && Number(word) < 100) return [Number(word), 1];
    if (tens.has(word)) {
      const unit = units.get(tokens[at + 1]) ?? 10;
      return unit < 10 ? [tens.get(word) + unit, 2] : [tens.get(word), 1];
    }
    return units.has(word) ? [units.get(word), 1] : [0, 0];
  }

  /** [letters, number, how many words, whether it cannot mean anything else] of the code that begins at a word. */
  function codeAt(tokens, at) {
    const match = CODE.exec(tokens[at]);
    if (match && (letters.has(match[1]) || channels.has(match[1]))) return [channels.get(match[1]) ?? match[1], match[2], 1, match[1].length > 1];
    for (let length = MAX_CHANNEL_WORDS; length > 0; length--) {
      const name = tokens.slice(at, at + length).join(" ");
      const [number, used] = numberAt(tokens, at + length);
      if (number && channels.has(name)) return [channels.get(name), number, length + used, true];
      if (number && length === 1 && letters.has(name) && /^[0-9]+$/.test(tokens[at + 1])) return [name, number, 2, name.length > 1];
    }
    return ["", 0, 0, false];
  }

  /** Codes among other words. A single letter counts only where nothing but codes is said. */
  function spelled(tokens) {
    const [named, others] = [[], []];
    let isSure = true;
    for (let at = 0; at < tokens.length; ) {
      const [code, number, length, sure] = codeAt(tokens, at);
      const one = length ? whole(`${code}${number}`) : NONE;
      if (isNamed(one)) {
        named.push(one);
        isSure &&= sure;
        at += length;
      } else {
        others.push(tokens[at]);
        at += 1;
      }
    }
    const rest = words.core(others);
    return named.length && (isSure || !rest.length) ? joined([...named, { ...NONE, rest }]) : NONE;
  }

  /** Names in Chinese characters, kana or Hangul inside a longer text, where it tells nothing else. */
  function inSigns(tokens) {
    const [named, others] = [[], []];
    for (const token of tokens) {
      let left = token;
      for (const [name, code] of signs) {
        if (!SYLLABLES.test(left) || !left.includes(name)) continue;
        named.push({ ...NONE, found: resolve(code) });
        left = left.replaceAll(name, " ".repeat(name.length));
      }
      if (left === token) others.push(token);
      else if (words.exactly(left.replaceAll(" ", "")).length) return NONE;
    }
    return named.length ? joined([...named, { ...NONE, rest: words.core(others) }]) : NONE;
  }

  function ofCore(tokens) {
    const core = words.core(tokens);
    if (!core.length || core.length === tokens.length) return NONE;
    const found = whole(core.join(" "));
    return found.found.length ? found : NONE;
  }

  /** The code of the point whose name sounds like some words, or nearly so, or "". */
  function heardAs(tokens) {
    const name = tokens.join("");
    if (SYLLABLES.test(name) || name.length < 4) return "";
    const wanted = sound(name);
    if (heard.has(wanted)) return heard.get(wanted);
    let [best, found] = [0, ""];
    for (const [one, code] of heard) {
      if (Math.min(one.length, name.length) < MIN_SOUND - 1 || one[0] !== wanted[0]) continue;
      const likeness = alike(wanted, one);
      if (likeness > best && likeness > SIMILAR_SOUND) [best, found] = [likeness, code];
    }
    return found;
  }

  /** Whether a text is nothing but names and codes of points. */
  function isAll(text, tokens) {
    const named = [whole(text), toned(tokens), listed(text), spelled(tokens)].find(isNamed) ?? NONE;
    return named.found.length > 0 && !named.rest.length;
  }

  /** @returns {Named} */
  const named = (text, tokens) =>
    [whole(text), toned(tokens), listed(text), spelled(tokens), inSigns(tokens), ofCore(tokens)].find(isNamed) ?? NONE;

  return { named, isNamed, isAll, heardAs, resolve, squeeze, namesOfPoint };
}
