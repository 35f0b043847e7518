/*
 * Which page led to the one that is up, written beside it into the browser's history: an arrow (a[data-back]) leads back
 * there, and going back never meets a practice that was left.
 */

/** The page that led here as { path, name }; undefined where an address or another window did. */
export const cameFrom = () => history.state?.from;

/** Write down for the page whose address is up which page led to it. */
export function setCameFrom(from) {
  history.replaceState({ ...history.state, from }, "");
}

/** Let the arrow of a page name where it leads: data-back is "Back to {place}", or empty where its name says enough. */
export function nameArrow(page) {
  const from = cameFrom();
  const arrow = page.querySelector("a[data-back]:not([data-back=''])");
  if (!arrow || !from || arrow.pathname === from.path) return;
  arrow.setAttribute("aria-label", arrow.dataset.back.replace("{place}", from.name));
  const place = arrow.parentElement.querySelector(".top__place");
  if (place) place.textContent = from.name;
}
