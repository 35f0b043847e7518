/* The card of every point and routine, as the server draws them: names and pictures for lists made on the phone. */

let fetched;

/** Map "points/BL23" -> its <li>, fetched once for as long as the page lives. */
export async function cards(address) {
  fetched ??= fetch(address, { headers: { "HX-Request-Type": "partial" } }).then((answer) => answer.text());
  const text = await fetched.catch((failure) => ((fetched = null), Promise.reject(failure)));
  const all = document.createRange().createContextualFragment(text);
  return new Map([...all.querySelectorAll("li[data-key]")].map((card) => [nameOf(card), card]));
}

/** "points/BL23" of an element that says its kind and key. */
export const nameOf = ({ dataset }) => `${dataset.kind}/${dataset.key}`;
