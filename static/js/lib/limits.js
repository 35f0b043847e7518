/* The caps and pauses that the scripts share with the server: one file for both. */
export {
  changeover_seconds, get_ready_seconds, max_dots, max_practice_seconds, max_side_seconds, min_press_seconds,
  pause_seconds,
} from "../../../webapp/catalogue/data/limits.json";
