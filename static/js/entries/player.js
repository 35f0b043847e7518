/* The practice. */
import "./phone.js";

export { calendarEntry } from "../player/practice-calendar.js";
import "../player/after-saving.js";
import "../player/practice-player.js";
export { Picture } from "../player/practice-picture.js";
export { saveFinished } from "../player/resume-practice.js";
