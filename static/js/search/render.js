/* What the phone found, as the lists of the page: pieces of templates/offline/pieces.html around the rows of each group. */
import { filled } from "./placeholders.js";

/**
 * @param {ReturnType<typeof import("./phone-search.js").phoneSearch.find>} found
 * @param {any} index  of the search
 * @param {(name: string) => string} piece  by its name in that template
 * @param {(name: string) => string} rowNamed  such as "points/BL23"
 */
export function rendered(found, index, piece, rowNamed) {
  const row = (kind, at, note = "") => filled(rowNamed(`${kind}/${index[kind][at].key}`), { note: note && `<p class="note aside">${note}</p>` });
  const list = (name, rows) => filled(piece(name), { rows: rows.join("") });

  const out = [];
  const [first] = found.answers;
  if (first !== undefined) out.push(piece(`${found.leads ? "help" : "beside"}/${index.help.answers[first].key}`));
  if (found.named.length) {
    const head = found.named.length === 1 ? "onePoint" : found.named.some(({ note }) => note) ? "twoPoints" : "severalPoints";
    out.push(list(head, found.named.map(({ at, note }) => row("points", at, note))));
  }
  if (found.missing) out.push(filled(piece("missing"), { code: found.missing, reason: found.reason && `${found.reason} ` }));
  if (found.corrected) out.push(filled(piece("corrected"), { words: found.corrected }));
  for (const [kind, places] of found.groups) {
    out.push(list(kind, places.map((at) => row(kind, at))));
    if (kind === "points" && found.left) out.push(found.left === 1 ? piece("oneMore") : filled(piece("more"), { count: String(found.left) }));
  }
  if (found.closeBy.length) out.push(list("closeBy", found.closeBy.map((at) => row("points", at))));
  if (found.usedIn.length) out.push(list("usedIn", found.usedIn.map(([kind, at]) => row(kind, at))));
  return out.length ? out.join("") : piece("nothing");
}
