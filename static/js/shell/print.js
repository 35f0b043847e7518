/* A printed page is whole: what is folded is opened for the paper, and folded again. */
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details:not([open])")) Object.assign(folded, { open: true }).dataset.printed = "";
});
addEventListener("afterprint", () => {
  for (const folded of document.querySelectorAll("[data-printed]")) {
    folded.open = false;
    delete folded.dataset.printed;
  }
});
