/* What the picture of a point needs to be told by script: the body's outline, and how large its words are on the screen. */

/** Address of a body -> its outline, asked for once. */
const outlines = new Map();
let count = 0;

function outlineOf(address) {
  if (!outlines.has(address)) {
    const outline = fetch(address).then(async (answer) => {
      if (!answer.ok) throw new Error(answer.statusText);
      return new DOMParser().parseFromString(await answer.text(), "image/svg+xml").querySelector("symbol path").getAttribute("d");
    });
    outline.catch(() => outlines.delete(address));
    outlines.set(address, outline);
  }
  return outlines.get(address);
}

/** Cut the shade at the outline of the body: it reaches a little further, so that no edge of it is seen. */
export async function clipToBody(drawing) {
  const id = `body-${(count += 1)}`;
  const [address] = drawing.querySelector("use").getAttribute("href").split("#");
  const outline = await outlineOf(address);
  const make = (name) => document.createElementNS(drawing.namespaceURI, name);
  const [cut, path] = [make("clipPath"), make("path")];
  cut.id = id;
  path.setAttribute("d", outline);
  cut.append(path);
  drawing.prepend(cut);
  drawing.querySelector("image").setAttribute("clip-path", `url(#${id})`);
}

/** Keep the words of a drawing at their size and inside of it, however small it is drawn. */
export function fitLabels(drawing) {
  new ResizeObserver(() => {
    const { x, width, height } = drawing.viewBox.baseVal;
    const scale = Math.min(drawing.clientWidth / width, drawing.clientHeight / height);
    if (!scale) return;
    drawing.style.setProperty("--unit", Math.max(1, 1 / scale));
    for (const words of drawing.querySelectorAll("text")) {
      const box = words.getBBox();
      const right = Math.max(0, x + 4 - box.x);
      const left = Math.max(0, box.x + box.width - (x + width - 4));
      // Where a line is mirrored its words are turned back about their own middle; "fill-box" does not reach words in Safari.
      words.style.transformOrigin = `${box.x + box.width / 2}px 0`;
      words.style.translate = `${right - left}px`;
    }
  }).observe(drawing);
}
