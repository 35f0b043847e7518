/*
 * What a browser may refuse to a page, by a setting or in some private windows: its storage and its worker. Nothing here
 * throws. What the store does not take, full or refused, lasts as long as the page.
 */
const memory = new Map();

/** The text kept on this phone under a name; null when there is none. @param {string} name */
export function getItem(name) {
  if (memory.has(name)) return memory.get(name);
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keep a text under a name, or nothing any more (null). @returns {boolean} false when it lasts only as long as the page */
export function setItem(name, text) {
  try {
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
    memory.delete(name);
    return true;
  } catch {
    memory.set(name, text);
    return false;
  }
}

/** Whether this browser keeps anything of this site beyond the page: people can forbid it cookies and storage. */
export function canStore() {
  try {
    return navigator.cookieEnabled && Boolean(localStorage);
  } catch {
    return false;
  }
}

/** Forget everything that is kept under names. */
export function clearItems() {
  memory.clear();
  try {
    localStorage.clear();
  } catch {
    // Refused: nothing was kept.
  }
}

/** The browser's service workers; undefined where there are none. @type {?ServiceWorkerContainer} */
export const workers = (() => {
  try {
    return navigator.serviceWorker;
  } catch {
    return undefined;
  }
})();

// Another tab has the last word.
addEventListener("storage", ({ key }) => (key === null ? memory.clear() : memory.delete(key)));
