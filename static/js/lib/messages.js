/* Words that come from the page with places for what only the phone knows, and the name of a point or routine. */

const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** "Before {before}" with the value of each place put in, without what would turn the direction of our words. */
export const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`.replace(TURNING, ""));

/** Whole minutes of so many seconds: half a minute counts as one, at least one (as webapp/catalogue/phrasing.py). */
export const wholeMinutes = (seconds) => Math.max(1, Math.floor((seconds + 30) / 60));

/** "points/BL23" of whatever says its kind and key: a favorite, a practice session, an element's dataset. */
export const kindAndKey = ({ kind, key }) => `${kind}/${key}`;
