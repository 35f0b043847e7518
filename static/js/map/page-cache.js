/*
 * Pages held in memory: those of the regions and points, as the worker sends them once they are on the phone. What the
 * page on the screen leads to is parsed in idle time, or when the finger comes down; a tap then waits for no answer and
 * only moves nodes into the document.
 */
/** Path -> { title, html }: the text of a page. */
const texts = new Map();
/** Path -> { title, article, picture }: a page that is parsed and was not given away yet. */
const parsed = new Map();
const MAX_PARSED = 48;
/** Address -> Image: what was fetched stays fetched as long as somebody has it. */
const pictures = new Map();
const idle = window.requestIdleCallback ?? setTimeout;

const parse = (text) => Object.assign(document.createElement("template"), { innerHTML: text }).content;

/** The picture that a page begins with, fetched; undefined when it has none. */
function firstPicture(content) {
  const address = content.querySelector(".picture image")?.getAttribute("href");
  if (address && !pictures.has(address)) pictures.set(address, Object.assign(new Image(), { src: address }));
  return pictures.get(address);
}

const decode = (picture) => picture?.decode().catch(() => {}); // a page can be read without its picture

/** Let the picture of a fragment be decoded before it is shown. */
export const decodePicture = (text) => decode(firstPicture(parse(text)));

/** Hold pages: path -> { title, html }, as the worker sends them. */
export function holdPages(pages) {
  for (const [path, page] of Object.entries(pages)) texts.set(path, page);
  prepareLinks(document);
}

/** Parse in idle time what the links in a part of the page lead to. */
export function prepareLinks(part) {
  const paths = [...part.querySelectorAll("a[href]")].map((link) => link.getAttribute("href"));
  for (const path of [...new Set(paths)].filter((one) => texts.has(one)).slice(0, MAX_PARSED)) idle(() => parsedPage(path));
}

/** Make the page of `path` ready to be placed. False when it is not held. */
export function preparePage(path) {
  if (!texts.has(path)) return false;
  decode(parsedPage(path).picture);
  return true;
}

function parsedPage(path) {
  if (!parsed.has(path)) {
    const { title, html } = texts.get(path);
    const content = parse(html);
    parsed.set(path, { title, article: content.firstElementChild, picture: firstPicture(content) });
    if (parsed.size > MAX_PARSED) parsed.delete(parsed.keys().next().value);
  }
  return parsed.get(path);
}

/** The page of `path` as { title, article }: its nodes are given away. Undefined when it is not held. */
export function takePage(path) {
  if (!texts.has(path)) return undefined;
  const page = parsedPage(path);
  parsed.delete(path);
  return page;
}
