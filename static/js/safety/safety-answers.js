/**
 * What the person told this phone about themselves. It stays here: no request, cookie or address ever carries it.
 *
 * One line of words, in localStorage under "answers" and on <html data-answers>, where styles find it before the first
 * paint: how the question about pregnancy was answered (no, yes, may, unsaid), "none" when none of the other contraindications
 * applies, "list2" when the list was answered as it is asked now (an answer to an earlier one stays; what that one did not ask is
 * open), then the keys of the contraindications that do, with "some" before them; "later" when the rest was put off. Whatever is not a plain no counts as
 * pregnant. A question that is open, put off or not, is planned for as if all that it asks about applied; only an age
 * under 16, which has no timer at all, and a sore hand, which is no risk, are not guessed.
 */
import * as phone from "../lib/refusable.js";

const root = document.documentElement;
const KEY = "answers";

/** The words, [] before anything was told. */
export const answers = () => root.dataset[KEY]?.split(" ") ?? [];

const PREGNANCY = /^(no|yes|may|unsaid)$/;
/** Whether a word answers the list: "none", or the key of what applies. */
const isOfList = (word) => !/^(no|yes|may|unsaid|some|pregnancy|list2|later)$/.test(word);
const LIST = "list2";
/** What the earlier list did not ask, or not in these words. */
const NEW = /^(?:blood-thinners|numb-feet|skin|frail)$/;
const NEVER_GUESSED = /^(?:young|hand)$/;

/** Whether a word was told. @param {string} word */
export const includes = (word) => answers().includes(word);

/** Whether the list was answered as far as it asks about a contraindication. */
const isAsked = (key) => includes(LIST) || NEVER_GUESSED.test(key) || (!NEW.test(key) && answers().some(isOfList));

/** Whether nothing is left to ask. */
export const complete = () => !openQuestions().length;

/** The questions that are not answered: "pregnancy", "conditions". */
export function openQuestions() {
  return [...(answers().some((one) => PREGNANCY.test(one)) ? [] : ["pregnancy"]), ...(includes(LIST) ? [] : ["conditions"])];
}

/** Whether something of the list was told. */
export const hasTicks = () => answers().some((one) => isOfList(one) && one !== "none");

/** Whether the person chose to answer later. */
export const isPutOff = () => includes("later");

/** Whether a contraindication was told, in so many words; one that is only taken for granted was not. */
export const isStated = (key) => includes(key) && (key !== "pregnancy" || includes("yes") || includes("may"));

/** Whether a contraindication holds in a practice: told, or not ruled out yet. @param {string} key */
export const applies = (key) => (key === "pregnancy" ? !includes("no") : includes(key) || !isAsked(key));

/** The facts of a point as it is pressed by this person: {…, light: "keys", lightThere: …} -> {…, there: …} where lightly is told. */
export function asPressed(facts) {
  if (!facts.light?.split(" ").some(applies)) return facts;
  const lighter = Object.entries(facts).filter(([name]) => /^light[A-Z]/.test(name));
  return { ...facts, ...Object.fromEntries(lighter.map(([name, text]) => [name[5].toLowerCase() + name.slice(6), text])) };
}

/**
 * Keep what was chosen: values of the questions' fields. @param {string[]} chosen @param {boolean} [list] whether the list was answered
 * @returns {boolean} false when it lasts only as long as the page
 */
export function saveAnswers(chosen, list = includes(LIST)) {
  const listed = chosen.filter(isOfList);
  const own = listed.filter((one) => one !== "none");
  if (chosen.length && !chosen.includes("no")) own.unshift("pregnancy");
  const plain = chosen.filter((one) => !own.includes(one));
  const line = [...plain, ...(list && listed.length ? [LIST] : []), ...(own.length ? ["some"] : []), ...own].join(" ");
  return keep(line && isPutOff() ? `${line} later` : line);
}

/** Let what is ticked be the answer to the list as it is asked now. */
export const confirmList = () => saveAnswers(answers().filter((one) => PREGNANCY.test(one) || isOfList(one)), true);

/** Answer what is open another time. */
export const putOff = () => keep([...answers().filter((one) => one !== "later"), "later"].join(" "));

function keep(line) {
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
