/* What the pages of own routines share: which one is meant, texts in their slots, words for numbers. */
import { renew, state } from "../offline/local-state.js";
import { fill } from "../lib/messages.js";

/** The id of the own routine whose page is up; undefined on the page of a new one. */
export const idHere = () => /^\/routines\/([\da-f-]{36})/.exec(location.pathname)?.[1];

/** The own routine whose page is up, be it from the server; undefined when there is none. */
export async function routineHere() {
  const find = async () => (await state()).routines.find(({ id }) => id === idHere());
  return idHere() && ((await find()) ?? ((await renew()) ? find() : undefined));
}

/** Put texts into the slots of `place`: {name: "Evening"} into [data-slot="name"]. */
export function fillSlots(place, texts) {
  for (const [slot, text] of Object.entries(texts)) place.querySelector(`[data-slot="${slot}"]`).textContent = text;
}

/** "1 point", "3 points" in the words of an element. */
export const countOf = ({ dataset }, { length: count }, more) => fill(count === 1 ? dataset.one : dataset.many, { count, ...more });

/** "LI4 · 10 s a side", or with the person's own dose. usual: what the catalogue's words are. */
export const doseOf = ({ dataset }, item, usual) => `${item.point} · ${item.seconds ? fill(dataset.yours, item) : (usual ?? "")}`;
