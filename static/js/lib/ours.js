/*
 * Whether an answer was made by the server, or by the worker in its place, and not by a network's sign-in page or a
 * proxy that stands between.
 */
/** @param {Response} answer */
export const isOurs = ({ headers }) => headers.get("X-Stillpoint") === "1";
