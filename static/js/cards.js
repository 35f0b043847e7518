/* The card of every point and routine, as the server draws them: names and pictures for lists made on the phone. */

import { nameOf } from "words";

let fetched;

/** Map "points/BL23" -> its <li>, fetched once for as long as the page lives. */
export async function cards(address) {
  fetched ??= fetch(address, { headers: { "HX-Request-Type": "partial" } }).then((answer) => answer.text());
  const text = await fetched.catch((failure) => ((fetched = null), Promise.reject(failure)));
  // In a document of its own, where no picture is fetched: of all cards only a few will be shown.
  const all = new DOMParser().parseFromString(text, "text/html");
  return new Map([...all.querySelectorAll("li[data-key]")].map((card) => [nameOf(card.dataset), card]));
}
