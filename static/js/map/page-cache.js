/*
 * The pages of the regions, held in memory once they are on the phone: a tap on the map then waits for no answer. The
 * first frame of each is parsed beforehand, its picture decoded when the finger comes down; the rest follows.
 */
/** Where the first frame ends: behind the top and the first picture. */
const FIRST = /<div class="close-ups__one"[^]+?(?=<div class="close-ups__one")|<section/;

/** Path -> the fragment of its page. */
const held = new Map();
/** Path -> the first frame of its page, parsed. */
const frames = new Map();
/** What was fetched stays fetched as long as somebody has it. */
const pictures = new Map();
const idle = window.requestIdleCallback ?? setTimeout;

function load(text) {
  const address = /\/static\/atlas\/[\w.-]+\.avif/.exec(text)?.[0];
  if (address && !pictures.has(address)) pictures.set(address, Object.assign(new Image(), { src: address }));
  return pictures.get(address);
}

/** Let the picture of a fragment be decoded before it is shown. */
export const decode = (text) => load(text)?.decode().catch(() => {});

/** Hold the pages of the regions: path -> text. */
export function hold(pages) {
  for (const [path, text] of Object.entries(pages)) {
    held.set(path, text);
    idle(() => frame(path));
  }
}

/** Make the page of `path` ready to be placed. False when it is not held. */
export function prepare(path) {
  if (!held.has(path)) return false;
  frame(path).picture?.decode().catch(() => {});
  return true;
}

function frame(path) {
  if (frames.has(path)) return frames.get(path);
  const text = held.get(path);
  const { index, 0: begun } = FIRST.exec(text);
  const content = parse(text.slice(0, begun === "<section" ? index : index + begun.length));
  const article = content.querySelector(".leaf");
  const title = content.querySelector("title").textContent;
  frames.set(path, { title, article, picture: load(text), complete: () => complete(article, text) });
  return frames.get(path);
}

const parse = (text) => Object.assign(document.createElement("template"), { innerHTML: text }).content;

/** Bring the rest of a page to its first frame. */
function complete(article, text) {
  const [, pictures, ...rest] = parse(text).querySelector(".leaf").children;
  article.querySelector(".close-ups__strip")?.append(...pictures.querySelectorAll(".close-ups__one ~ .close-ups__one"));
  article.lastElementChild.append(...pictures.querySelectorAll(".close-ups__names"));
  article.append(...rest);
}

/** The page of `path` as { title, article, complete }: its nodes are given away. Undefined when it is not held. */
export function heldPage(path) {
  if (!held.has(path)) return;
  const page = frame(path);
  frames.delete(path);
  idle(() => frame(path));
  return page;
}
