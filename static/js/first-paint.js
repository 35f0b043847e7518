/* Runs inline before the first paint: the theme that the person chose, the fact that scripts run, the browser's offer. */
(() => {
  const root = document.documentElement;
  root.dataset.scripts = "";
  // The browser offers the installation when it likes; the person is asked later, once.
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    window.installPrompt = event;
  });
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage is refused in some private windows: the system's theme stays.
  }
})();
