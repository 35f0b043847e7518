/* How well everything in the guide fits what is meant, by the rules of webapp/catalogue/search_scores.py. */

const [NAMED, ADDED, OTHER] = [1, 1, 3];

/** The best of a Map of scores and what comes near them. */
export function close(scored) {
  const best = Math.max(0, ...scored.values());
  return new Map([...scored].filter(([, score]) => 3 * score >= 2 * best));
}

const highest = (numbers, lowest = 0) => numbers.reduce((best, one) => (one > best ? one : best), lowest);

/** The scores of one search. @param {any} index  with its phrases taken apart  @param {any} words  @param {string[]} meanings */
export function scoresOf(index, words, meanings) {
  const meant = new Set(meanings);
  const aches = [...meant].filter((meaning) => words.ache.has(meaning));
  const place = [...meant].filter((meaning) => !words.ache.has(meaning));
  const isSaid = (phrase) => phrase.every((meaning) => meant.has(meaning));
  const said = (phrase) => (isSaid(phrase) ? words.weight(phrase) + (aches.some((ache) => !phrase.includes(ache)) ? ADDED : 0) : 0);
  const scored = index.uses.map((phrases, at) => [at, highest(phrases.map(said))]);
  const uses = close(new Map(scored.filter(([, score]) => score)));
  const tellsMore = (use) => index.uses[use].some((phrase) => isSaid(phrase) && phrase.some((meaning) => !index.places.has(meaning)));
  const isAche = aches.length > 0 || [...uses.keys()].some(tellsMore);
  const ofUses = (list, less = 0) => {
    const known = list.filter((use) => uses.has(use)).map((use) => uses.get(use));
    return known.length ? Math.max(...known) - less : 0;
  };
  const isTelling = (list) => list.some((meaning) => !words.light.has(meaning));

  /** What a phrase for the place of a point is worth, when it says all that was asked or is said by it. */
  function where(phrase) {
    if (!isTelling(place) || !isTelling(phrase)) return 0;
    const isWithin = phrase.every((meaning) => place.includes(meaning));
    const isAround = place.every((meaning) => phrase.includes(meaning));
    if (isWithin) return words.weight(phrase) + (isAround ? NAMED : 0);
    return isAround ? words.weight(place) - OTHER : 0;
  }

  /** Scores by place in the index, and the places of the regions that are named. */
  function regions() {
    const [all, named] = [new Map(), new Set()];
    index.regions.forEach((region, at) => {
      const byName = highest(region.names.filter(isSaid).map(words.weight));
      const byWord = highest(region.words.filter(isSaid).map((word) => words.weight(word) - (isAche ? 0 : 2)));
      if (byName || byWord) named.add(at);
      const byItself = Math.max(byName && isAche ? byName + ADDED : byName, byWord);
      const used = ofUses(region.uses, 2);
      const score = Math.max(byItself, used) + (byItself > 0 && byItself <= used ? ADDED : 0);
      if (score > 0) all.set(at, score);
    });
    return { scored: all, named };
  }

  /** How far to the front of its complaints a routine has the one that fits best. */
  function mainUse(list) {
    const fitting = list.map((use) => uses.get(use) ?? 0);
    return Math.max(0, fitting.indexOf(Math.max(...fitting)));
  }

  function routines() {
    const all = index.routines.map((one, at) => [at, ofUses(one.uses, isAche ? 0 : 1)]);
    return new Map(all.filter(([, score]) => score > 0));
  }

  /** Scores by place in the index, and the places of the points whose place on the body was named. */
  function points() {
    const [all, located] = [new Map(), new Set()];
    index.points.forEach((point, at) => {
      const byPlace = highest(point.places.map(where), -OTHER);
      if (byPlace > 0) located.add(at);
      const score = Math.max(byPlace, ofUses(point.uses, isAche ? 1 : OTHER));
      if (score > 0) all.set(at, score);
    });
    return { scored: all, located };
  }

  return { uses, isAche, mainUse, regions, routines, points };
}
