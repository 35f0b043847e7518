/* The choices of how one likes to practice. */
import "./phone.js";
import "../player/practice-settings.js";
