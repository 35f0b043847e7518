/* The page on which an own routine is made and changed. */
import "./phone.js";
import "../person/own-editor.js";
