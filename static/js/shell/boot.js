/*
 * Runs inline before the first paint: what the person chose for how things look, what they told this phone about
 * themselves (see safety-answers.js), whether this browser can run the scripts, its offer, a line that breaks. The other scripts
 * come after that paint: until then a link is a plain one.
 *
 * What stands here is understood by browsers far below those that are served, and leaves them the plain page:
 *   data-live      the scripts are coming or here; gone when one of them does not come
 *   data-state     coming, ready, failed; older: this browser cannot run them
 *   data-scripts   they run
 * A heart that is tapped while they are coming is held in `window.heart` for them (see shell.js), or sent when they do not come.
 */
(() => {
  const root = document.documentElement;
  // The oldest browsers that are served are the first that know import maps; none is used here.
  const able = HTMLScriptElement.supports && HTMLScriptElement.supports("importmap");
  root.dataset.state = able ? "coming" : "older";
  if (able) root.dataset.live = "";
  // The browser offers the installation when it likes; the person is asked later, once.
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    window.installPrompt = event;
  });
  const begin = () => {
    if (document.readyState === "loading") return addEventListener("DOMContentLoaded", begin);
    document.head.append(Object.assign(document.createElement("script"), { src: root.dataset.htmx }));
    Promise.all(root.dataset.first.split(" ").map((address) => import(address))).catch(() => {
      delete root.dataset.live;
      root.dataset.state = "failed";
      const line = document.getElementById("status");
      line.textContent = line.dataset.failed;
      const { heart } = window;
      if (heart) heart.target.requestSubmit(heart.submitter);
    });
  };
  addEventListener("submit", (event) => {
    if (event.defaultPrevented || root.dataset.state !== "coming" || !event.target.closest("heart-button")) return;
    event.preventDefault();
    window.heart = event;
  });
  const { supportedEntryTypes = [] } = window.PerformanceObserver || {};
  if (able && supportedEntryTypes.includes("paint")) {
    new PerformanceObserver((paints) => paints.getEntriesByName("first-contentful-paint")[0] && begin()).observe({ type: "paint", buffered: true });
  } else if (able) begin();
  // When the line breaks in the middle of a page the browser leaves it as it is, perhaps blank, and tells nobody. What is
  // only slow looks the same: so the page is asked for anew after a long silence, the next time a longer one, and not for ever.
  const [TICK, SILENCES] = [5, [15, 30, 60]]; // s
  const count = (tries) => {
    try {
      if (tries === undefined) return Number(sessionStorage.getItem("restarts"));
      if (tries) sessionStorage.setItem("restarts", tries);
      else sessionStorage.removeItem("restarts");
    } catch {
      return SILENCES.length; // Refused: it could not end.
    }
  };
  let [here, silent] = [0, 0];
  // Counted by its ticks, because a phone that slept was not waiting.
  const watch = setInterval(() => {
    const tries = count();
    const now = document.getElementsByTagName("*").length + document.documentElement.textContent.length;
    silent = now === here ? silent + TICK : 0;
    here = now;
    const isOver = document.readyState !== "loading";
    if (!isOver && !(silent >= SILENCES[tries])) return;
    clearInterval(watch);
    count(isOver ? 0 : tries + 1);
    if (!isOver) location.reload();
  }, TICK * 1000);
  // The bar around the page has the color that was chosen for the page.
  const bars = document.querySelectorAll("meta[name=theme-color]");
  const paint = () => {
    const { theme } = root.dataset;
    for (const bar of bars) {
      const own = bar.dataset.theme;
      bar.media = theme ? (theme === own ? "all" : "not all") : `(prefers-color-scheme: ${own})`;
    }
  };
  new MutationObserver(paint).observe(root, { attributeFilter: ["data-theme"] });
  try {
    for (const name of ["theme", "answers", "measure"]) {
      const kept = localStorage.getItem(name);
      if (kept) root.dataset[name] = kept;
    }
  } catch {
    // Storage is refused in some private windows: the system's theme stays, nothing was told.
  }
})();
