/* What the page of the search has of the person: what was lately looked for on this phone. */
import "./shared.js";
import "../guide/recent-searches.js";
