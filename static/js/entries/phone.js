/*
 * What most pages have of the person: the phone's own copy and the outbox, hearts, what was left open or done last, and the worker that
 * saves the guide. Named in every entry that stands on it so that it comes as one file, as "shared.js" is.
 */
import "./shared.js";
import "../lib/apple.js";
import "../lib/limits.js";
import "../lib/open-practice.js";
import "../lib/typed.js";
import "../lib/uuid.js";
import "../offline/offline.js";
import "../person/cards.js";
import "../person/names.js";
import "../person/own-parts.js";
import "../player/practice-store.js";
import "../guide/measure-switch.js";
import "../guide/share-button.js";
import "../person/heart-button.js";

export * from "../offline/local-state.js";
export * from "../offline/outbox.js";
export { localStore } from "../offline/local-store.js";
export { save } from "../offline/offline.js";
export { choices, settings } from "../player/practice-store.js";
export { setItem } from "../lib/refusable.js";
export { uuid } from "../lib/uuid.js";
