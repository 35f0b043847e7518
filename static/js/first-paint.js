/*
 * Runs inline before the first paint: what the person chose for how things look, what they told this phone about
 * themselves (see "answers"), the fact that scripts run, the browser's offer.
 */
(() => {
  const root = document.documentElement;
  root.dataset.scripts = "";
  // The browser offers the installation when it likes; the person is asked later, once.
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    window.installPrompt = event;
  });
  try {
    for (const name of ["theme", "answers", "measure"]) {
      const kept = localStorage.getItem(name);
      if (kept) root.dataset[name] = kept;
    }
  } catch {
    // Storage is refused in some private windows: the system's theme stays, nothing was told.
  }
})();
