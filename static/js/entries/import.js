/* The page that reads a saved file back. */
import "./phone.js";
import "../person/import-file.js";
