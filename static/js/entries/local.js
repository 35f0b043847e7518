/* What every entry that knows the person stands on: the phone's own copy and the outbox. One file, as "shared.js" is. */
import "./shared.js";
import "../lib/apple.js";
import "../lib/limits.js";
import "../lib/typed.js";
import "../lib/uuid.js";
import "../offline/offline.js";
import "../person/cards.js";
import "../person/names.js";
import "../player/practice-store.js";
