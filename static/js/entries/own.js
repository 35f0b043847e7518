/* Own routines: their list, their page, their editor, their practice. */
import "./local.js";
import "../person/own-editor.js";
import "../person/own-practice.js";
import "../person/own-routine.js";
import "../person/own-routines.js";
