/* The practice. */
import "./phone.js";

import "../player/practice-settings.js";
import "../player/practice-player.js";
export { Picture } from "../player/practice-picture.js";
export { saveFinished } from "../player/resume-practice.js";
