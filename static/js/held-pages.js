/*
 * The pages of the regions, held in memory once they are on the phone: a tap on the map then waits for no answer. They
 * are parsed, and their picture is decoded, when the finger comes down.
 */
const PARTS_AT_ONCE = 2; // the top and the picture; what is under them follows in the next frame

/** Path -> the fragment of its page. */
const held = new Map();
/** What was fetched stays fetched as long as somebody has it. */
const pictures = new Map();
let ready = {};

function load(text) {
  const address = /\/static\/atlas\/[\w.-]+\.avif/.exec(text)?.[0];
  if (address && !pictures.has(address)) pictures.set(address, Object.assign(new Image(), { src: address }));
  return pictures.get(address);
}

/** Let the picture of a fragment be decoded before it is shown. */
export const decode = (text) => load(text)?.decode().catch(() => {});

/** Hold the pages of the regions, as the worker has them. */
export async function hold() {
  if (!navigator.serviceWorker?.controller) return;
  const { askWorker } = await import("offline");
  await askWorker({ type: "regions" }, (pages) => {
    for (const [path, text] of Object.entries(pages)) {
      held.set(path, text);
      load(text);
    }
  });
}

/** Make the page of `path` ready to be placed. False when it is not held. */
export function prepare(path) {
  const text = held.get(path);
  if (!text || ready.path === path) return Boolean(text);
  const { content } = Object.assign(document.createElement("template"), { innerHTML: text });
  const article = content.querySelector(".leaf");
  const rest = content.ownerDocument.createDocumentFragment();
  rest.append(...[...article.children].slice(PARTS_AT_ONCE));
  ready = { path, title: content.querySelector("title").textContent, article, rest };
  decode(text);
  return true;
}

/** The page of `path` as { title, article, rest }, once: its nodes are given away. Undefined when it is not held. */
export function heldPage(path) {
  const page = prepare(path) ? ready : undefined;
  ready = {};
  return page;
}
