/* Runs inline before the first paint: the theme that the person chose, and the fact that scripts run. */
(() => {
  const root = document.documentElement;
  root.dataset.scripts = "";
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage is refused in some private windows: the system's theme stays.
  }
})();
