/* Laid into every page before its own scripts: how long from a tap on a link until what it leads to can be read.
   The clock starts at the click's own timestamp, when the input reached the browser, not when a listener ran. It stops
   behind the frame in which the words of the new page (the list of a region, the title of a point) have a size and the
   address is the link's: a size is observed between the layout of a frame and its paint, and a message posted then is
   delivered when that frame is done. */
(() => {
  const WORDS = { regions: ["region", ".section--list .row__name"], points: ["code", "h1"] };
  const done = new MessageChannel();
  let began = 0;
  let path = "";
  done.port1.onmessage = () => {
    if (began) window.tapTook = performance.now() - began;
    began = 0;
  };
  const sizes = new ResizeObserver(([{ contentRect }]) => {
    sizes.disconnect();
    if (contentRect.height) done.port2.postMessage(0);
  });
  function look() {
    if (!began || location.pathname !== path) return;
    const [, kind, name] = path.split("/");
    const [part, words] = WORDS[kind];
    const found = document.querySelector(`#page .page[data-${part}="${name}"] ${words}`);
    if (found) sizes.observe(found);
  }
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='/regions/'], a[href^='/points/']");
    if (!link) return;
    began = event.timeStamp;
    path = link.getAttribute("href");
    window.tapTook = null;
  }, true);
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  navigation.addEventListener("currententrychange", look);
})();
