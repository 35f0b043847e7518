/* What follows the first paint of any page: the frame and the map. */
import "./shared.js";
import "../map/body-plate.js";
import "../map/close-ups.js";
import "../map/lazy-images.js";
import "../shell/print.js";
import "../shell/shell.js";

export { preparePage } from "../map/page-cache.js";
export { showToast } from "../lib/toast.js";
