/*
 * Pictures far down a page: <late-pictures> asks for those in it, whose addresses wait in data-href, when it comes near
 * the screen. Without scripts the dots stand on a plain ground, beside the words that say the same.
 */
customElements.define(
  "late-pictures",
  class extends HTMLElement {
    connectedCallback() {
      this.watch = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && this.show(), { rootMargin: "50%" });
      this.watch.observe(this);
    }

    disconnectedCallback() {
      this.watch.disconnect();
    }

    show() {
      this.watch.disconnect();
      for (const part of this.querySelectorAll("[data-href]")) part.setAttribute("href", part.dataset.href);
    }
  },
);
