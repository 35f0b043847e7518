/*
 * Several pictures of one region side by side: <close-ups> around .close-ups__strip and links (.chip) to the pictures in it.
 * The links move the strip alone, and follow it when it is swiped.
 */
customElements.define(
  "close-ups",
  class extends HTMLElement {
    connectedCallback() {
      this.strip = this.querySelector(".close-ups__strip");
      this.addEventListener("click", (event) => {
        const link = event.target.closest(".close-ups__names [href^='#']");
        if (!link) return;
        event.preventDefault();
        const place = this.links.indexOf(link);
        const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
        this.strip.scrollTo({ left: place * this.strip.clientWidth, behavior });
      });
      this.strip.addEventListener("scroll", () => this.mark(), { passive: true });
    }

    get links() {
      return [...this.querySelectorAll(".close-ups__names [href^='#']")];
    }

    /** Mark the link of the picture that fills the strip. */
    mark() {
      const shown = Math.round(this.strip.scrollLeft / this.strip.clientWidth);
      this.links.forEach((link, place) => {
        if (place === shown) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    }
  },
);
