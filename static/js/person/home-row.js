/*
 * What this phone knows of its owner, as a row at the foot of the map: the practice that was left open, or the last one
 * once more. With nothing known the short ways stand in its place, which is as high: nothing moves.
 *
 * It stands in the page of the body itself and runs before the first paint, so it imports nothing and is understood by old
 * browsers, too; home-copy.js keeps what it shows, as JSON under "home": {kind, href, lines, until?, later?, ring}
 *   kind   "open" or "again"
 *   lines  two texts; `later` stands in their place once `until` (ms since 1970) has passed
 *   ring   the dashes of its three circles, in percent
 */
class HomeRow extends HTMLElement {
  connectedCallback() {
    try {
      this.show(JSON.parse(localStorage.getItem("home")));
    } catch {
      // Refused, or not written by us: nothing is known.
    }
  }

  show(known) {
    const link = this.querySelector("a");
    link.hidden = !known;
    if (!known) return this.removeAttribute("data-known");
    const fill = (selector, values, write) => values.forEach((value, i) => write(link.querySelectorAll(selector)[i], value));
    link.href = known.href;
    fill("span > *", Date.now() > known.until ? known.later : known.lines, (line, text) => (line.textContent = text));
    fill("circle", known.ring, (circle, dashes) => circle.setAttribute("stroke-dasharray", dashes));
    this.setAttribute("data-known", known.kind);
  }
}

if (!customElements.get("home-row")) customElements.define("home-row", HomeRow);
