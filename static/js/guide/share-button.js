/*
 * Sharing the address of the page: <share-button data-copied> around a hidden button. Where the phone has no sheet for
 * it the address is copied, which is said, or at least shown.
 */
import { showToast } from "../lib/toast.js";

customElements.define(
  "share-button",
  class extends HTMLElement {
    connectedCallback() {
      const button = this.querySelector("button");
      button.hidden = false;
      button.onclick = () => this.share();
    }

    async share() {
      const url = location.origin + location.pathname;
      if (navigator.share) return navigator.share({ title: document.title, url }).catch(() => {});
      const copied = await navigator.clipboard?.writeText(url).then(() => true, () => false);
      showToast(copied ? this.dataset.copied : url);
    }
  },
);
