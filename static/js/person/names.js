/* What the points and routines of the catalogue are called, for lists made on the phone. */
import { facts } from "../lib/fragments.js";

let fetched;

/**
 * The names, fetched once for as long as the page lives; none when they cannot be had.
 * @returns {Promise<{points?: Object<string, {name: string, dose: string}>, routines?: Object<string, {name: string}>}>}
 */
export const names = () => (fetched ??= facts("/names").catch(() => ((fetched = null), {})));

/** What was practiced, in words: as the catalogue has it, as the person called it, or the key itself (as `name_of` in webapp/person/history.py). */
export const practiceName = (all, { kind, key, name }) => all[kind]?.[key]?.name ?? ((kind === "routines" && name) || key);
