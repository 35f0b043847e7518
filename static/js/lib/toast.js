/*
 * Short messages to the person, in the one role="status" element of the page. A message takes a place of its own above
 * the page, which moves down by `--message`: it covers nothing that could be pressed.
 */
import { isSignInAsked } from "./fragments.js";

const TOAST_SECONDS = 8;
const root = document.documentElement;
let timer;

/** The sentences that any page may say. */
export const words = () => document.getElementById("status").dataset;

/** Say why what was wanted did not come: there is no network, or a page of it answers in our place, as one to sign in does. */
export async function showUnreachable() {
  showToast((await isSignInAsked()) ? words().foreign : words().unreachable);
}

function close() {
  clearTimeout(timer);
  const line = document.getElementById("status");
  line.replaceChildren();
  delete root.dataset.message;
}

/** It does not go from somebody who has just come to its button. */
function closeLater() {
  timer = setTimeout(() => (document.querySelector("#status :focus-visible") ? closeLater() : close()), TOAST_SECONDS * 1000);
}

const measured = new ResizeObserver(([{ target }]) => root.style.setProperty("--message", `${target.offsetHeight}px`));

function button(name, run) {
  const one = Object.assign(document.createElement("button"), { type: "button", textContent: name });
  one.addEventListener("click", () => {
    close();
    run();
  });
  return one;
}

/**
 * Say `text` for eight seconds, or say nothing any more. `action` {name, run, stay?} lays a button beside it, that takes back what was
 * done; with `stay` it is an offer, and the message waits for a button or the next message.
 */
export function showToast(text, action) {
  close();
  if (!text) return;
  const line = document.getElementById("status");
  const said = Object.assign(document.createElement("p"), { textContent: text });
  const out = button("", () => {});
  out.className = "icon-button";
  out.ariaLabel = words().close;
  out.append(document.getElementById("message-close").content.cloneNode(true));
  line.append(said, ...(action ? [button(action.name, action.run)] : []), out);
  root.dataset.message = action && !action.stay ? "undo" : "";
  measured.observe(line);
  if (!action?.stay) closeLater();
}
