/*
 * The search as the phone answers it: the rules of webapp/catalogue/search.py over the same index, so that both find the same.
 * tests/browser/test_phone_search.py holds the two together.
 */
import { helpOf } from "./help.js";
import { namesOf } from "./names.js";
import { close, scoresOf } from "./scores.js";
import { WEIGHT, wordsOf } from "./words.js";

const KINDS = ["regions", "routines", "points"];
const MIN_LETTERS = 3;
const CLOSE_BY = 3;

/** An index with its phrases taken apart into lists of meanings. */
function takenApart(index) {
  const apart = (texts) => texts.map((text) => text.split(" "));
  const uses = index.uses.map(apart);
  const regions = index.regions.map((one) => ({ ...one, names: apart(one.names), words: apart(one.words) }));
  const points = index.points.map((one) => ({ ...one, places: apart(one.places) }));
  const ofRegions = regions.flatMap((one) => [...one.names, ...one.words]);
  return {
    ...index, uses, regions, points,
    places: new Set([...ofRegions.flat(), ...index.where]),
    phrases: [...uses.flat(), ...ofRegions, ...points.flatMap((one) => one.places)],
    aches: index.ache.flatMap((meant) => (index.words[meant] ?? "").split(" ")).filter((word) => /^[ -~]+$/.test(word)).sort(),
  };
}

/** An index made ready. */
function open(index) {
  const parts = takenApart(index);
  const words = wordsOf(index, parts.phrases);
  const names = namesOf(index, words);
  const english = index.points.map((one) => words.fold(one.english).split(" "));
  return {
    ...parts, words, names, english, helping: helpOf(index),
    signs: index.points.map((one) => [one.key, ...names.namesOfPoint(one)].map(names.squeeze)),
    spoken: [...new Set(english.flat().filter((word) => word.length > 2))].sort(),
    titles: new Map(index.routines.map((one, at) => [names.squeeze(one.title), at])),
    at: new Map(index.points.map((one, at) => [one.key, at])),
  };
}

/** Groups [[kind, [[score, place], …]], …], the best first. */
function grouped(opened, scores, titled = undefined) {
  const scored = scores.routines();
  if (titled !== undefined) scored.set(titled, 10 * WEIGHT);
  const { scored: regions, named } = scores.regions();
  const { scored: points, located } = scores.points();
  const sorted = (map, ...ranks) =>
    [...close(map)].map(([at, score]) => [score, at])
      .sort((a, b) => b[0] - a[0] || ranks.map((rank) => rank(a[1]) - rank(b[1])).find(Boolean) || a[1] - b[1]);
  const found = {
    regions: sorted(regions, (at) => Number(!named.has(at))),
    routines: sorted(scored, (at) => scores.mainUse(opened.routines[at].uses), (at) => opened.routines[at].uses.length),
    points: sorted(points, (at) => Number(!located.has(at)), (at) => -opened.points[at].routines.length),
  };
  const best = (kind) => found[kind][0]?.[0] ?? 0;
  const full = KINDS.filter((kind) => found[kind].length);
  let order = full.sort((a, b) => best(b) - best(a) || KINDS.indexOf(a) - KINDS.indexOf(b));
  if (scores.isAche || best("routines") >= 10 * WEIGHT) {
    const isLocated = Math.max(0, ...[...located].map((at) => points.get(at))) > best("regions");
    const places = named.size && !isLocated ? ["regions", "points"] : ["points", "regions"];
    order = ["routines", ...places].filter((kind) => full.includes(kind));
  }
  return order.map((kind) => [kind, found[kind]]);
}

/** Groups with points that are named added. */
function withPoints(groups, places) {
  if (!places.length) return groups;
  const named = places.map((at) => [1, at]);
  const own = groups.find(([kind]) => kind === "points");
  if (!own) return [...groups, ["points", named]];
  const known = new Set(own[1].map(([, at]) => at));
  return groups.map((group) => (group === own ? ["points", [...own[1], ...named.filter(([, at]) => !known.has(at))]] : group));
}

function meaningsOf({ words }, tokens) {
  const found = tokens.map((token) => [token, words.exactly(token)]);
  return { meant: found.flatMap(([, meant]) => meant), unknown: found.filter(([, meant]) => !meant.length).map(([token]) => token) };
}

/** Whether nothing fits but an ache of no place, while more was said. */
function isVague({ words }, groups, core) {
  const best = Math.max(0, ...groups.flatMap(([, found]) => found.map(([score]) => score)));
  const isLight = (token) => (words.exactly(token).length ? words.exactly(token) : [token]).every((meaning) => words.light.has(meaning));
  return best < WEIGHT && !core.every(isLight);
}

/** Places of the points whose name the words are or begin, in the order of the index. */
function beginnings({ signs, english }, core, isPartial) {
  const joined = core.join("");
  const places = [...signs.keys()];
  const single = places.filter((at) => signs[at].some((sign) => sign.startsWith(joined)));
  if ([...joined].length < MIN_LETTERS || single.length || !isPartial) return single;
  return places.filter((at) => core.every((token) => english[at].some((word) => word.startsWith(token))));
}

/** Groups for words taken as they stand, the last as a beginning too; [] where they tell too little. @param {number} [titled]  the routine of that title */
function understood(opened, core, isStrict = false, titled = undefined) {
  const { words } = opened;
  const { meant, unknown } = meaningsOf(opened, core);
  const begun = unknown.length === 1 && unknown[0] === core.at(-1) ? words.begun(core.at(-1)) : [];
  const named = beginnings(opened, core, unknown.length > 0);
  let scores = scoresOf(opened, words, [...meant, ...begun]);
  if (isStrict && !(scores.isAche && scores.uses.size)) return [];
  const left = unknown.filter((token) => token !== core.at(-1) || !begun.length);
  if (left.length && !scores.isAche && scores.uses.size && !named.length) {
    const aches = left.map((token) => words.nearest(token, opened.aches)).filter(Boolean);
    scores = scoresOf(opened, words, [...meant, ...begun, ...aches.flatMap((word) => words.meanings.get(word))]);
  }
  let groups = grouped(opened, scores, titled);
  if (left.length && (named.length || isVague(opened, groups, core))) groups = [];
  return named.length && (begun.length || !groups.length) ? withPoints(groups, named) : groups;
}

const EMPTY = { named: [], missing: "", reason: "", closeBy: [], usedIn: [], groups: [], left: 0, corrected: "" };

function results({ max }, groups, corrected = "") {
  const shown = groups.map(([kind, found]) => [kind, found.slice(0, max[kind]).map(([, at]) => at)]);
  const points = groups.find(([kind]) => kind === "points")?.[1].length ?? 0;
  return { ...EMPTY, groups: shown, left: Math.max(0, points - max.points), corrected: shown.length ? corrected : "" };
}

/** Results for the words that are nearest. Several words become a name that has them all; one becomes no poetic name. */
function mistyped(opened, core) {
  const { words, english } = opened;
  if (core.length > 1) {
    const better = core.map((token) => words.nearest(token, opened.spoken)).filter(Boolean);
    const found = better.length > 1 ? [...english.keys()].filter((at) => better.every((word) => english[at].includes(word))) : [];
    if (found.length && 2 * better.length > core.length) return results(opened, withPoints([], found), better.join(" "));
  }
  const nearest = core.map((token) => [token, words.exactly(token).length ? token : words.nearest(token)]);
  const better = nearest.map(([, word]) => word).filter(Boolean);
  if (!better.length) return EMPTY;
  const groups = grouped(opened, scoresOf(opened, words, meaningsOf(opened, better).meant));
  if (isVague(opened, groups, core)) return EMPTY;
  return results(opened, groups, nearest.some(([token, word]) => word && word !== token) ? better.join(" ") : "");
}

const numberOf = (code) => Number(/\d+$/.exec(code)?.[0]);
const channelOf = (code) => /^[A-Z]+/.exec(code)[0];

/** The points of the channel of a code whose numbers are nearest. */
function nearestNumbers({ points }, code) {
  const same = [...points.keys()].filter((at) => channelOf(points[at].key) === channelOf(code));
  const far = (at) => Math.abs(numberOf(points[at].key) - numberOf(code));
  return same.sort((a, b) => far(a) - far(b)).slice(0, CLOSE_BY);
}

/** Other points of the first one's region, those with the most uses in common first. */
function closeBy({ points }, places) {
  const { uses, region } = points[places[0]];
  const others = [...points.keys()].filter((at) => points[at].region === region && !places.includes(at));
  const shared = (at) => points[at].uses.filter((use) => uses.includes(use)).length;
  return others.sort((a, b) => shared(b) - shared(a)).slice(0, CLOSE_BY);
}

function byName(opened, { found, missing, rest }) {
  const named = found.map(({ code, note, old }) => ({ at: opened.at.get(code), note, old }));
  const reason = opened.missing.find((group) => group.points.includes(missing))?.reason ?? "";
  const base = { ...EMPTY, named, missing, reason };
  if (!named.length) return { ...base, closeBy: nearestNumbers(opened, missing) };
  const asked = rest.length ? results(opened, understood(opened, rest)) : EMPTY;
  if (asked.groups.length) return { ...base, groups: asked.groups, left: asked.left };
  const places = named.map(({ at }) => at);
  const regions = [...new Set(places.map((at) => opened.points[at].region))].map((at) => ["regions", at]);
  const routines = [...new Set(places.flatMap((at) => opened.points[at].routines))].map((at) => ["routines", at]);
  return { ...base, closeBy: closeBy(opened, places), usedIn: [...regions, ...routines.slice(0, opened.max.routines)] };
}

function findRest(opened, asked, isStrict = false) {
  const { words, names } = opened;
  const tokens = words.tokens(asked).slice(0, opened.max_words);
  if (!tokens.length) return EMPTY;
  const named = names.named(asked, tokens);
  if (names.isNamed(named)) return byName(opened, named);
  const core = words.core(tokens);
  if (!core.length) return results(opened, withPoints([], beginnings(opened, tokens, false)));
  const groups = understood(opened, core, isStrict, opened.titles.get(names.squeeze(asked)));
  if (groups.length || isStrict) return results(opened, groups);
  const heard = names.heardAs(core) || names.heardAs(tokens);
  if (heard) return byName(opened, { found: names.resolve(heard), missing: "", rest: [] });
  return mistyped(opened, core);
}

/**
 * What was found for whatever was typed, places in the index: `answers` of help, `leads` when the first of them stands before
 * everything; `named`: [{at, note, old}] points named outright; `missing`, a code that is not here, and its `reason`; `closeBy`
 * and `usedIn` ([kind, place]) go with them; `groups`: [[kind, [place, …]], …], the best first; `left`: how many more points fit;
 * `corrected`: the query as it was understood when it was mistyped.
 */
function find(opened, text) {
  const { helping, names, words } = opened;
  const typed = [...text].slice(0, opened.max_length).join("").split(/\s+/).filter(Boolean).join(" ");
  const called = helping.answersTo(typed);
  const isName = called.length > 0 && !helping.isUrgent(helping.kind(called[0])) && names.isAll(typed, words.tokens(typed));
  const answers = isName ? [] : called;
  const kind = helping.kind(answers[0]);
  if (!kind || kind === "beside") return { ...findRest(opened, typed), answers, leads: false, query: typed };
  const rest = helping.isAlone(answers[0]) ? "" : helping.without(answers, typed);
  const found = findRest(opened, rest, kind === "elsewhere");
  const leads = !(kind === "elsewhere" && (found.named.length || found.groups.length));
  return { ...found, answers, leads, query: typed };
}

export const phoneSearch = { open, find };
