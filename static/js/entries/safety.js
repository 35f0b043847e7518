/* The questions about oneself, and what the answers lay over the pages. */
import "./shared.js";
import "../safety/contraindications.js";
import "../safety/safety-questions.js";

export * from "../safety/safety-answers.js";
