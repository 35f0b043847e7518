/* What most pages have of the person: hearts, what was done last, the outbox and the worker that saves the guide. */
import "./local.js";
import "../guide/measure-switch.js";
import "../guide/share-button.js";
import "../person/heart-button.js";
import "../person/last-practice.js";

export * from "../offline/local-state.js";
export * from "../offline/outbox.js";
export { localStore } from "../offline/local-store.js";
export { save } from "../offline/offline.js";
export { choices } from "../player/practice-store.js";
export { setItem } from "../lib/refusable.js";
export { uuid } from "../lib/uuid.js";
