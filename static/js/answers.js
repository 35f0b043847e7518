/**
 * What the person told this phone about themselves. It stays here: no request, cookie or address ever carries it.
 *
 * One line of words, in localStorage under "answers" and on <html data-answers>, where styles find it before the first
 * paint: how the question about pregnancy was answered (no, yes, may, unsaid), "none" when none of the other concerns
 * applies, then the keys of the concerns that do, with "some" before them. Whatever is not a plain no counts as
 * pregnant; so does a question passed over. Without the line nothing was asked yet.
 */
const root = document.documentElement;
const KEY = "answers";

/** The words, [] before anything was told. */
export const words = () => root.dataset[KEY]?.split(" ") ?? [];

/** The keys of the concerns that apply in a practice: without an answer those of the careful way. */
export const careful = () => (KEY in root.dataset ? words() : ["pregnancy"]);

/** Keep what was chosen: values of the questions' fields. @returns {boolean} false when it lasts only as long as the page */
export function keep(chosen) {
  const concerns = chosen.filter((one) => !/^(no|none|may|yes|unsaid)$/.test(one));
  if (chosen.length && !chosen.includes("no")) concerns.unshift("pregnancy");
  if (concerns.length) concerns.unshift("some");
  const line = [...chosen.filter((one) => !concerns.includes(one)), ...concerns].join(" ");
  take(line);
  try {
    if (line) localStorage.setItem(KEY, line);
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

function take(line) {
  if (line) root.dataset[KEY] = line;
  else delete root.dataset[KEY];
  document.dispatchEvent(new Event(KEY));
}

// Another tab of the same phone, or everything deleted.
addEventListener("storage", ({ key, newValue }) => {
  if (key === KEY || key === null) take(newValue);
});
