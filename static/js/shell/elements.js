/* Which entry brings the behavior of a custom element. Those of the first paint's entry are there already. */
const editor = () => import("../entries/editor.js");
const home = () => import("../entries/home.js");
const importing = () => import("../entries/import.js");
const pages = () => import("../entries/pages.js");
const phone = () => import("../entries/phone.js");
const player = () => import("../entries/player.js");
const safety = () => import("../entries/safety.js");
const settings = () => import("../entries/settings.js");
const search = () => import("../entries/search.js");
const turning = () => import("../entries/turning.js");

const ENTRIES = {
  "appearance-choice": pages,
  "favorites-list": pages,
  "heart-button": phone,
  "history-list": pages,
  "home-copy": home,
  "home-row": home,
  "import-file": importing,
  "install-invitation": pages,
  "measure-switch": phone,
  "own-editor": editor,
  "own-practice": pages,
  "own-routine": pages,
  "own-routines": pages,
  "practice-player": player,
  "practice-settings": settings,
  "recent-searches": search,
  "safety-questions": safety,
  "saved-offline": pages,
  "share-button": phone,
  "turning-body": turning,
  "waiting-list": pages,
  "your-data": pages,
};

/** Load the behavior of a custom element by its name. Rejects when it does not come; undefined for one that needs no entry. */
export const load = (name) => ENTRIES[name]?.();

export { phone as loadPhone, player as loadPlayer, safety as loadSafety };
