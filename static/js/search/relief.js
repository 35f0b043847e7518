/* Several places and a feeling -> one ranked answer, as webapp/catalogue/relief.py ranks; tests/cases/relief.json holds both to it. */
import { filled } from "./placeholders.js";

/** Whether somebody who asks so gets help instead of points. @param {{needs_help: string[], help_if_aching: string[]}} known */
export const needsHelp = (known, places, feeling) =>
  known.needs_help.includes(feeling) || (feeling === "aching" && places.some((place) => known.help_if_aching.includes(place)));

/**
 * The routine that serves most of what was asked, or undefined, and the points that serve more than one of it, each as
 * { key, wants: what it serves, in words }. @param {any} known  what `facts` of that file gives, the better evidence first
 */
export function ranked(known, places, feeling = "") {
  const wants = [...new Set([...places.slice(0, known.max_places), feeling])].filter((key) => key in known.wants);
  const isServed = (want, key, { uses, region, key: own }) =>
    want.uses.some((use) => uses.includes(use)) || own === want.main || region === key;
  const best = (entries) => entries
    .map((entry) => ({ key: entry.key, met: wants.filter((key) => isServed(known.wants[key], key, entry)) }))
    .filter(({ met }) => met.length)
    .sort((a, b) => b.met.length - a.met.length || wants.indexOf(a.met[0]) - wants.indexOf(b.met[0]))
    .map(({ key, met }) => ({ key, wants: met.map((one) => known.wants[one].phrase) }));
  const points = best(known.points).filter((one) => one.wants.length > 1);
  return { routine: best(known.routines)[0], points: points.slice(0, known.max_points) };
}

/**
 * The answer as the lists of the page. @param {ReturnType<typeof ranked>} found @param {string[]} places  slugs of regions
 * @param {(name: string) => string} piece  of templates/offline/pieces.html @param {(name: string) => string} row
 */
export function renderedRelief({ routine, points }, places, piece, row) {
  const listed = (words) => [words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(` ${piece("and")} `);
  const start = () => filled(piece(`start/${routine.key}`), { words: listed(routine.wants) });
  const first = routine ? filled(piece("start"), { rows: start() }) : piece("noSet");
  const rows = points.map(({ key, wants }) => filled(row(`points/${key}`), { note: filled(piece("why"), { words: listed(wants) }) }));
  const known = places.map((place) => piece(`known/${place}`));
  return [first, rows.length ? filled(piece("forMore"), { rows: rows.join("") }) : "", ...known, piece("noDiagnosis")].join("");
}
