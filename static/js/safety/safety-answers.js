/**
 * What the person told this phone about themselves. It stays here: no request, cookie or address ever carries it.
 *
 * One line of words, in localStorage under "answers" and on <html data-answers>, where styles find it before the first
 * paint: how the question about pregnancy was answered (no, yes, may, unsaid), "none" when none of the other contraindications
 * applies, then the keys of the contraindications that do, with "some" before them. Whatever is not a plain no counts as
 * pregnant. A question that was passed over is open, and a practice is planned as if all that it asks about applied.
 */
import * as phone from "../lib/refusable.js";

const root = document.documentElement;
const KEY = "answers";

/** The words, [] before anything was told. */
export const answers = () => root.dataset[KEY]?.split(" ") ?? [];

const PREGNANCY = /^(no|yes|may|unsaid)$/;
const CONDITION = /^(?!(?:no|yes|may|unsaid|some|pregnancy)$)/; // "none", or the key of what applies

/** Whether each of the two questions was answered. */
const answered = () => ({ pregnancy: answers().some((one) => PREGNANCY.test(one)), conditions: answers().some((one) => CONDITION.test(one)) });

/** Whether nothing is left to ask. */
export const complete = () => answered().pregnancy && answered().conditions;

/** Whether a contraindication was told, in so many words; one that is only taken for granted was not. */
export const isStated = (key) => answers().includes(key) && !(key === "pregnancy" && !answers().some((one) => /^(yes|may)$/.test(one)));

/** Whether a contraindication holds in a practice: told, or not ruled out yet. @param {string} key */
export const applies = (key) => (key === "pregnancy" ? !answers().includes("no") : answers().includes(key) || !answered().conditions);

/** The facts of a point as it is pressed by this person: {…, light: "keys", lightThere: …} -> {…, there: …} where lightly is told. */
export function asPressed(facts) {
  if (!facts.light?.split(" ").some(applies)) return facts;
  const lighter = Object.entries(facts).filter(([name]) => /^light[A-Z]/.test(name));
  return { ...facts, ...Object.fromEntries(lighter.map(([name, text]) => [name[5].toLowerCase() + name.slice(6), text])) };
}

/** Keep what was chosen: values of the questions' fields. @returns {boolean} false when it lasts only as long as the page */
export function saveAnswers(chosen) {
  const contraindications = chosen.filter((one) => !/^(no|none|may|yes|unsaid)$/.test(one));
  if (chosen.length && !chosen.includes("no")) contraindications.unshift("pregnancy");
  if (contraindications.length) contraindications.unshift("some");
  const line = [...chosen.filter((one) => !contraindications.includes(one)), ...contraindications].join(" ");
  setAnswers(line);
  return phone.setItem(KEY, line || null);
}

function setAnswers(line) {
  if (line) root.dataset[KEY] = line;
  else delete root.dataset[KEY];
  document.dispatchEvent(new Event(KEY));
}

// Another tab of the same phone, or everything deleted.
addEventListener("storage", ({ key, newValue }) => {
  if (key === KEY || key === null) setAnswers(newValue);
});
