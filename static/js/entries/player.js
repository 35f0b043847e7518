/* The practice. */
import "./local.js";

export { entry } from "../player/practice-calendar.js";
import "../player/practice-player.js";
export { Picture } from "../player/practice-picture.js";
export { settle } from "../player/resume-practice.js";
