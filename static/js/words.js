/* Words that come from the page with places for what only the phone knows, and the name of a point or routine. */

/** "Before {before}" with the value of each place put in. */
export const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** "points/BL23" of whatever says its kind and key: a favorite, a practice session, an element's dataset. */
export const nameOf = ({ kind, key }) => `${kind}/${key}`;
