"""What is wrong with how a page is laid out: words that are cut, lie over each other or leave the screen; sideways scroll."""

# Everything that folds is opened and everything that waits for the eye is drawn first.
OPEN = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  for (const one of document.querySelectorAll(".below, .section--list li")) one.style.contentVisibility = "visible";
}"""

FAULTS = """() => {
  const faults = new Set();
  const width = document.documentElement.clientWidth;
  const style = (one) => getComputedStyle(one);
  const up = (one, wanted) => {
    for (let each = one; each && each !== document.documentElement; each = each.parentElement) if (wanted(each)) return each;
  };
  const say = (what, node) => faults.add(`${what}: ${node.data.trim().slice(0, 40)}`);
  if (document.scrollingElement.scrollWidth > width) faults.add(`scrolls sideways by ${document.scrollingElement.scrollWidth - width} px`);
  for (const one of document.querySelectorAll("body *:not(.chips, .strip, .close-ups__strip, textarea, input)")) {
    const wider = one.scrollWidth - one.clientWidth;
    if (wider > 1 && one.clientWidth && /auto|scroll/.test(style(one).overflowX)) faults.add(`${one.localName}.${one.className} scrolls sideways by ${wider} px`);
  }
  const dialog = document.querySelector("dialog[open]");
  const words = [];
  const walker = document.createTreeWalker(dialog ?? document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || /^(SCRIPT|STYLE|TEMPLATE|OPTION|TEXTAREA)$/.test(parent.tagName)) continue;
    if (!parent.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true, opacityProperty: true})) continue;
    if (up(parent, (one) => one.matches(".unseen, .skip") || style(one).clipPath.startsWith("inset(50%"))) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter(({width, height}) => width > 1 && height > 1);
    const scroller = up(parent, (one) => /auto|scroll/.test(style(one).overflowX) && one.scrollWidth > one.clientWidth + 1);
    const hides = up(parent, (one) => /hidden|clip/.test(style(one).overflowX) && !one.matches("body, svg"));
    const held = parent.closest("button, .button, .chip, .seg > *, .tab, .marker, .facts > div, .asked__choice > span, .status");
    const layer = up(parent, (one) => /fixed|sticky/.test(style(one).position));
    for (const box of boxes) {
      if (!scroller && (box.left < -1 || box.right > width + 1)) say("leaves the screen", node);
      if (hides) {
        const edge = hides.getBoundingClientRect();
        if (box.right > edge.right + 1 || box.bottom > edge.bottom + 2 || box.left < edge.left - 1) say("is cut", node);
      }
      if (held && !parent.closest("svg")) {
        const edge = held.getBoundingClientRect();
        if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 3 || box.bottom > edge.bottom + 3) say("bursts", node);
      }
      words.push({node, parent, layer, left: box.left + 1, right: box.right - 1, top: box.top + box.height * 0.22, bottom: box.bottom - box.height * 0.22});
    }
  }
  words.sort((one, other) => one.top - other.top);
  words.forEach((one, place) => {
    for (const other of words.slice(place + 1)) {
      if (other.top >= one.bottom) break;
      if (other.node === one.node || other.layer !== one.layer) continue;
      if (other.left < one.right && other.right > one.left) say(`lies over “${one.node.data.trim().slice(0, 30)}”`, other.node);
    }
  });
  return [...faults];
}"""
