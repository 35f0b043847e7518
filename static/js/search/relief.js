/* Several places and a feeling -> one ranked answer, as webapp/catalogue/relief.py ranks; tests/cases/relief.json holds both to it. */
import { filled } from "./placeholders.js";

/** Whether somebody who asks so gets help instead of points. @param {{needs_help: string[], help_if_aching: string[]}} known */
export const needsHelp = (known, places, feeling) =>
  known.needs_help.includes(feeling) || (feeling === "aching" && places.some((place) => known.help_if_aching.includes(place)));

/**
 * The routines, the one that serves most of what was asked first, and the points that serve more than one of it, each as
 * { key, wants: what it serves, in words }: as many as are needed whatever the safety answers leave out. @param {any} known  what `facts` of that file gives, the better evidence first
 */
export function ranked(known, places, feeling = "") {
  const wants = [...new Set([...places.slice(0, known.max_places), feeling])].filter((key) => key in known.wants);
  const isServed = (want, key, { uses, region, key: own }) =>
    want.uses.some((use) => uses.includes(use)) || own === want.main || region === key;
  const best = (entries, least, most) => entries
    .map((entry) => ({ ...entry, met: wants.filter((key) => isServed(known.wants[key], key, entry)) }))
    .filter(({ met }) => met.length >= least)
    .sort((a, b) => b.met.length - a.met.length || wants.indexOf(a.met[0]) - wants.indexOf(b.met[0]))
    .filter(({ steady }) => (most -= steady) + steady > 0)
    .map(({ key, met }) => ({ key, wants: met.map((one) => known.wants[one].phrase) }));
  return { routines: best(known.routines, 1, 1), points: best(known.points, 2, known.max_points) };
}

/**
 * The answer as the lists of the page. @param {ReturnType<typeof ranked>} found @param {string[]} places  slugs of regions
 * @param {string} asked  what was asked, as the end of an address
 * @param {(name: string) => string} piece  of templates/offline/pieces.html @param {(name: string) => string} row
 */
export function renderedRelief({ routines, points }, places, asked, piece, row) {
  const listed = (words) => new Intl.ListFormat("en-GB").format(words); // no comma before "and", as the server lists
  const starts = routines.map(({ key, wants }) => filled(piece(`start/${key}`), { words: listed(wants), asked }));
  const first = starts[0] ? filled(piece("start"), { rows: starts.join("") }) : piece("noSet");
  const rows = points.map(({ key, wants }) => filled(row(`points/${key}`), { note: filled(piece("why"), { words: listed(wants) }) }));
  const known = places.map((place) => piece(`known/${place}`));
  return [first, rows.length ? filled(piece("forMore"), { rows: rows.join("") }) : "", ...known, piece("noDiagnosis")].join("");
}
