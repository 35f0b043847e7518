/* The body that turns. */
import "./shared.js";
import "../turning/turning-body.js";
