/* The practice. */
import "./phone.js";

import "../player/practice-player.js";
export { AVAILABLE, isOn } from "../player/chosen.js";
export * as voice from "../player/voice.js";
export { Picture } from "../player/practice-picture.js";
export { saveFinished } from "../player/resume-practice.js";
