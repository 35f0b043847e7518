/* The end of a practice, fetched while it runs. */
import "./phone.js";
import "../player/after-saving.js";

export { calendarEntry } from "../player/practice-calendar.js";
export { End } from "../player/practice-end.js";
