/*
 * The search as the phone answers it: the same rules as webapp/catalogue/search.py, over the entries it exports, so that
 * both find the same. A plain script for the service worker; defines `phoneSearch`.
 *
 * A library was tried and left: MiniSearch 7.2.0, with prefixes, typing errors and the best of 1800 settings, has another
 * first result for 16 of the 95 queries of tests/browser/test_phone_search.py (SI3 on the hand for "back pain"), for 9 when
 * whole names are put before it, weighs 18 KB, and a worker would have to read it at each of its starts.
 *
 * The index: { common, longest, most_words, most, similar, notes, entries: [{ kind, key, names, words, codes, weight }] }.
 */
const phoneSearch = ((KINDS) => {
  /** Lower case without accents, tones or punctuation; words kept apart by one space. */
  function fold(text) {
    const spelled = /ü\s*\d/i.test(text) ? text.replace(/ü/gi, "ue") : text;
    const plain = spelled.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.replace(/[^\p{L}\p{N}+]+/gu, " ").trim();
  }

  const begins = (tokens, words) => tokens.length && tokens.every((token) => words.some((word) => word.startsWith(token)));
  const split = (texts) => texts.map((text) => text.split(" "));

  /** How well a folded query fits an entry: 100 a name … 40 words from anywhere, 0 not at all. */
  function score({ names, words, apart }, query, tokens) {
    if (!apart.every.some((word) => word.startsWith(tokens[0]))) return 0;
    const joined = query.replaceAll(" ", "");
    if (names.includes(query) || names.includes(joined)) return 100;
    if (apart.names.some((name) => name.length === 1 && name[0].startsWith(joined))) return 90;
    if (apart.names.some((name) => begins(tokens, name))) return 80;
    if (words.includes(query)) return 70;
    if (apart.words.some((phrase) => begins(tokens, phrase))) return 60;
    return begins(tokens, apart.every) ? 40 : 0;
  }

  /** How alike two words are, 0 to 100: twice their longest common subsequence in percent of both lengths. */
  function alike(one, other) {
    let row = new Array(other.length + 1).fill(0);
    for (const sign of one) {
      const next = [0];
      for (let at = 0; at < other.length; at++) {
        next.push(sign === other[at] ? row[at] + 1 : Math.max(row[at + 1], next[at]));
      }
      row = next;
    }
    return (200 * row.at(-1)) / (one.length + other.length);
  }

  /** An index made ready: its entries taken apart, its words in one list. */
  function open(index) {
    const entries = index.entries.map((entry) => {
      const apart = { names: split(entry.names), words: split(entry.words) };
      apart.every = [...new Set([...apart.names, ...apart.words].flat())];
      return { ...entry, apart };
    });
    const all = new Set(entries.flatMap(({ apart }) => apart.every).filter((word) => word.length > 2));
    return { ...index, entries, known: [...all].sort(), common: new Set(index.common) };
  }

  /** The known word nearest to a typed one; "" when none is near. */
  function nearest({ known, similar }, token) {
    if (known.some((word) => word.startsWith(token))) return token;
    let [best, found] = [similar, ""];
    if (token.length < 4) return found;
    for (const word of known) {
      // However alike their letters are, words of very different lengths stay below the best.
      if (200 * Math.min(word.length, token.length) < best * (word.length + token.length)) continue;
      const likeness = alike(token, word);
      if (likeness > best || (likeness === best && !found)) [best, found] = [likeness, word];
    }
    return found;
  }

  function scored({ entries }, query, tokens) {
    const found = entries.map((entry, at) => ({ at, entry, score: score(entry, query, tokens) }));
    return found.filter((one) => one.score);
  }

  /** The groups, the best first: [[kind, [place in the index, …], how many more], …]. */
  function best({ most }, found) {
    const groups = KINDS.map((kind) => {
      const own = found.filter(({ entry }) => entry.kind === kind);
      own.sort((a, b) => b.score - a.score || b.entry.weight - a.entry.weight || a.at - b.at);
      const top = own[0]?.score ?? 0;
      const close = own.filter((one) => one.score >= 60 || top < 60);
      return { kind, top, shown: close.slice(0, most[kind]), left: Math.max(0, close.length - most[kind]) };
    });
    const full = groups.filter(({ top }) => top).sort((a, b) => b.top - a.top);
    return full.map(({ kind, shown, left }) => [kind, shown.map(({ at }) => at), left]);
  }

  function grouped(opened, query, tokens) {
    const typed = query.split(" ");
    const whole = scored(opened, query, typed);
    if (tokens.length === typed.length || whole.some((one) => one.score >= 60)) return best(opened, whole);
    return best(opened, scored(opened, tokens.join(" "), tokens));
  }

  /**
   * What was found for whatever was typed: { query, named, notes, groups, corrected }. `named` are the places of the points
   * that the query names outright, `notes` the sentence that one of them needs, or ""; `redirected` tells the point that
   * a code of another book means: code -> code or undefined.
   */
  function find(opened, text, redirected = () => undefined) {
    const query = fold(text.slice(0, opened.longest));
    const nothing = { query, named: [], groups: [], corrected: "" };
    if (!query) return nothing;
    const joined = query.replaceAll(" ", "");
    const code = redirected(joined.toUpperCase())?.toLowerCase();
    const named = opened.entries.flatMap(({ kind, codes }, at) =>
      kind === "points" && (codes.includes(joined) || (code && codes[0] === fold(code).replaceAll(" ", ""))) ? [at] : [],
    );
    const notes = named.map((at) => opened.notes[joined]?.[opened.entries[at].key] ?? "");
    if (named.length) return { ...nothing, named, notes };
    const words = query.split(" ").slice(0, opened.most_words);
    const uncommon = words.filter((word) => !opened.common.has(word));
    const tokens = uncommon.length ? uncommon : words;
    const groups = grouped(opened, query, tokens);
    if (groups.length) return { ...nothing, groups };
    const better = tokens.map((token) => nearest(opened, token)).filter((word) => word.length > 2);
    if (!better.length || better.join(" ") === tokens.join(" ")) return nothing;
    const corrected = better.join(" ");
    return { ...nothing, groups: grouped(opened, corrected, better), corrected };
  }

  return { fold, open, find };
})(["regions", "routines", "points"]);
