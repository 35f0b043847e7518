/* What a saved practice is a reason for: to ask the browser to throw nothing away, and to offer the home screen, once. */
import { isApple } from "../lib/apple.js";
import { fragment } from "../lib/fragments.js";
import { getItem, setItem } from "../lib/refusable.js";
import { afterPractice } from "../offline/offline.js";

const OFFERED_KEY = "install-offered";

async function offerInstall() {
  const possible = window.installPrompt || isApple();
  const standalone = matchMedia("(display-mode: standalone)").matches || navigator.standalone;
  if (!possible || standalone || getItem(OFFERED_KEY)) return;
  setItem(OFFERED_KEY, String(Date.now()));
  document.body.append(await fragment("/you/invitation", "install-invitation"));
  document.dispatchEvent(new Event("elements-added"));
  await customElements.whenDefined("install-invitation");
  document.querySelector("body > install-invitation").open();
}

addEventListener("practice-saved", () => {
  navigator.storage?.persist?.();
  setTimeout(() => afterPractice(() => offerInstall().catch(() => {}))); // with no network it is offered another time
});
