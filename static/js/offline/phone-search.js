/*
 * The search as the phone answers it: the same rules as webapp/catalogue/search.py, over the entries it exports, so that
 * both find the same.
 *
 * A library was tried and left: MiniSearch 7.2.0, with prefixes, typing errors and the best of 1800 settings, has another
 * first result for 16 of the 95 queries of tests/browser/test_phone_search.py (SI3 on the hand for "back pain"), for 9 when
 * whole names are put before it, weighs 18 KB, and a worker would have to read it at each of its starts.
 *
 * The index: { common, longest, most_words, most, similar, least_letters, help, notes, entries: [{ kind, key, names, words, codes, weight }] }.
 */
export const phoneSearch = ((KINDS) => {
  /** Lower case without accents, tones or punctuation; words kept apart by one space. */
  function fold(text) {
    const spelled = /ü\s*\d/i.test(text) ? text.replace(/ü/gi, "ue") : text;
    const plain = spelled.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.replace(/[^\p{L}\p{N}+]+/gu, " ").trim();
  }

  const begins = (tokens, words) => tokens.length && tokens.every((token) => words.some((word) => word.startsWith(token)));
  const split = (texts) => texts.map((text) => text.split(" "));

  /** How well a folded query fits an entry: 100 a name … 40 words from anywhere, 0 not at all. */
  function score({ names, words, apart }, query, tokens, short) {
    if (!apart.every.some((word) => word.startsWith(tokens[0]))) return 0;
    const joined = query.replaceAll(" ", "");
    if (short) return apart.names.some((name) => name.length === 1 && name[0].startsWith(joined)) ? 90 : 0;
    if (names.includes(query) || names.includes(joined)) return 100;
    if (apart.names.some((name) => name.length === 1 && name[0].startsWith(joined))) return 90;
    if (apart.names.some((name) => begins(tokens, name))) return 80;
    if (words.includes(query)) return 70;
    if (apart.words.some((phrase) => begins(tokens, phrase))) return 60;
    return begins(tokens, apart.every) ? 40 : 0;
  }

  /** How alike two words are, 0 to 100: twice their longest common subsequence in percent of both lengths. */
  function alike(one, other) {
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

  /** An index made ready: its entries taken apart, its words in one list. */
  function open(index) {
    const entries = index.entries.map((entry) => {
      const apart = { names: split(entry.names), words: split(entry.words) };
      apart.every = [...new Set([...apart.names, ...apart.words].flat())];
      return { ...entry, apart };
    });
    const poetic = ({ kind, apart }) => (kind === "points" ? apart.names.filter((name) => name.length > 1) : []);
    const known = (words) => [...new Set(words.filter((word) => word.length > 2))].sort();
    const plain = entries.flatMap((entry) => entry.apart.every.filter((word) => !poetic(entry).flat().includes(word)));
    return {
      ...index, entries, common: new Set(index.common), poetic: entries.flatMap(poetic),
      known: known(entries.flatMap(({ apart }) => apart.every)), plain: known(plain),
    };
  }

  /** The known word nearest to a typed one; "" when none is near. */
  function nearest({ similar }, known, token) {
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

  /** The known words nearest to those typed. One word never becomes one of a poetic name; several do together. */
  function corrected(opened, tokens) {
    if (tokens.length > 1) {
      const better = tokens.map((token) => nearest(opened, opened.known, token));
      if (opened.poetic.some((name) => better.every((word) => name.includes(word)))) return better;
    }
    return tokens.map((token) => nearest(opened, opened.plain, token));
  }

  function scored({ entries, least_letters }, query, tokens) {
    // "ED" is no beginning of a poetic name; of a code or a sign it may be.
    const short = [...query.replaceAll(" ", "")].length < least_letters;
    const found = entries.map((entry, at) => ({ at, entry, score: score(entry, query, tokens, short && entry.kind === "points") }));
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

  /** Folded text with every way of saying "cannot" and "do not" made one word. */
  const spoken = ({ help }, text) =>
    help.spoken.reduce((folded, [pattern, word]) => folded.replace(new RegExp(pattern, "g"), word), fold(text));

  function mistyped({ alike: least, least_letters: letters }, word, wanted) {
    if (!word || word[0] !== wanted[0] || Math.min(word.length, wanted.length) < letters - 1) return false;
    const sorted = (one) => [...one].sort().join("");
    if (sorted(word) === sorted(wanted)) return true;
    return Math.min(word.length, wanted.length) >= letters && alike(word, wanted) >= least;
  }

  /** Whether a typed word is one of a phrase ("pain*" is how it begins), a little mistyped or still being typed. */
  function meant(help, word, wanted, begun = false) {
    const stem = wanted.replace(/\*$/, "");
    if (word === stem || (stem !== wanted && word.startsWith(stem))) return true;
    if (begun && word.length >= help.least_begun && stem.startsWith(word)) return true;
    return mistyped(help, word, stem) || (stem !== wanted && mistyped(help, word.slice(0, stem.length), stem));
  }

  function fits(help, phrase, query, words) {
    if (phrase.startsWith("=")) return query === phrase.slice(1);
    const slots = phrase.split(" ").map((slot) => slot.split("|"));
    const begun = slots.length > 1 ? words.length - 1 : -1;
    return slots.every((slot) => slot.some((wanted) => words.some((word, at) => meant(help, word, wanted, at === begun))));
  }

  /** The answers of the most pressing kind that a text calls for, as places in the index; [] for nearly every search. */
  function answersTo({ help }, text) {
    const query = spoken({ help }, text);
    const words = query.split(" ");
    const found = [...help.answers.keys()].filter((at) => help.answers[at].phrases.some((phrase) => fits(help, phrase, query, words)));
    const rank = (at) => help.kinds.indexOf(help.answers[at].kind);
    const first = Math.min(...found.map(rank));
    return found.filter((at) => rank(at) === first);
  }

  /** The words of a text that none of some answers is about. */
  function without({ help }, answers, text) {
    const wanted = answers.flatMap((at) => help.answers[at].phrases.flatMap((phrase) => phrase.replace(/^=/, "").split(/[ |]/)));
    return spoken({ help }, text).split(" ").filter((word) => !wanted.some((one) => meant(help, word, one))).join(" ");
  }

  /** What is found first, then the rest: see `findRest`; `answers` are places in the index of what helps instead. */
  function find(opened, text, redirected) {
    const typed = text.slice(0, opened.longest);
    const answers = answersTo(opened, typed);
    const alone = answers.length && opened.help.answers[answers[0]].kind !== "pregnancy";
    const rest = answers.length ? (alone ? "" : without(opened, answers, typed)) : typed;
    return { answers, ...findRest(opened, rest, redirected), query: fold(typed) };
  }

  /**
   * What was found for whatever was typed: { query, named, notes, groups, corrected }. `named` are the places of the points
   * that the query names outright, `notes` the sentence that one of them needs, or ""; `redirected` tells the point that
   * a code of another book means: code -> code or undefined.
   */
  function findRest(opened, text, redirected = (_code) => undefined) {
    const query = fold(text.slice(0, opened.longest));
    const nothing = { query, named: [], notes: [], groups: [], corrected: "" };
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
    const better = corrected(opened, tokens).filter((word) => word.length > 2);
    if (!better.length || better.join(" ") === tokens.join(" ")) return nothing;
    const understood = better.join(" ");
    return { ...nothing, groups: grouped(opened, understood, better), corrected: understood };
  }

  return { fold, open, find };
})(["regions", "routines", "points"]);
