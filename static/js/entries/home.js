/* The row at the foot of the map, where it came later than its page, and what keeps it up to date. */
import "./phone.js";
import "../person/home-copy.js";
