/*
 * Pictures far down a page: <lazy-images> asks for those in it, whose addresses wait in data-href, when it comes near
 * the screen. Without scripts the dots stand on a plain ground, beside the words that say the same.
 */
const idle = window.requestIdleCallback ?? setTimeout;

customElements.define(
  "lazy-images",
  class extends HTMLElement {
    connectedCallback() {
      this.watch = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && this.show(), { rootMargin: "50%" });
      this.watch.observe(this);
    }

    disconnectedCallback() {
      this.watch.disconnect();
    }

    /** One picture after the other, so that a finger never waits for all of them. */
    show() {
      this.watch.disconnect();
      const pictures = [...this.querySelectorAll("svg")];
      const next = () => {
        for (const part of pictures.shift()?.querySelectorAll("[data-href]") ?? []) part.setAttribute("href", part.dataset.href);
        if (pictures.length) idle(next);
      };
      next();
    }
  },
);
