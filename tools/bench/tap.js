/* Laid into every page before its own scripts: how long from a click on a region to the frame with its points.
   The clock starts at the click's own timestamp (when the input reached the browser, not when a listener ran). A
   mutation that leaves points of another page in the leaf ends in the next frame; a message posted from that frame's
   callback is read after its style, layout and paint are done. */
(() => {
  const channel = new MessageChannel();
  let began = 0;
  let region = "";
  let drawn = false;
  channel.port1.onmessage = () => {
    window.tapTook = performance.now() - began;
    began = 0;
  };
  const points = () => document.querySelector(`#leaf [data-region="${region}"] [data-point], #leaf[data-region="${region}"] [data-point]`);
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-region]");
    if (!link) return;
    began = event.timeStamp;
    region = link.dataset.region;
    drawn = false;
    window.tapTook = null;
  }, true);
  new MutationObserver(() => {
    if (!began || drawn || !points()) return;
    drawn = true;
    requestAnimationFrame(() => channel.port2.postMessage(0));
  }).observe(document, {childList: true, subtree: true});
})();
