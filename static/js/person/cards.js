/* The card of every point and routine, as the server draws them: names and pictures for lists made on the phone. */

import { fragment } from "../lib/fragments.js";
import { kindAndKey } from "../lib/messages.js";

let fetched;

/** Map "points/BL23" -> its <li>, fetched once for as long as the page lives. */
export async function cards(address) {
  fetched ??= fragment(address, "ul");
  const all = await fetched.catch((failure) => ((fetched = null), Promise.reject(failure)));
  return new Map([...all.querySelectorAll("li[data-key]")].map((card) => [kindAndKey(card.dataset), card.cloneNode(true)]));
}
