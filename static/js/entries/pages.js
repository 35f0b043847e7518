/* The lists and choices of a person's own pages: favorites, history, own routines, you. */
import "./phone.js";
import "../offline/install-invitation.js";
import "../offline/saved-offline.js";
import "../offline/waiting-list.js";
import "../person/favorites-list.js";
import "../person/history-list.js";
import "../person/own-practice.js";
import "../person/own-routine.js";
import "../person/own-routines.js";
import "../person/your-data.js";
import "../shell/appearance-choice.js";
