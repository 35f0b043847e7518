/** Keeps the screen awake while a practice runs. */

export class WakeLock {
  #wanted = false;
  #lock = null;
  #refused;

  /** @param {() => void} refused called once if the device will not keep its screen on */
  constructor(refused, signal) {
    this.#refused = refused;
    // The device takes the lock away whenever the page is out of sight.
    document.addEventListener("visibilitychange", () => this.#take(), { signal });
  }

  /** Take it while `wanted`, give it back when not. */
  want(wanted) {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted) this.#take();
    else this.#give();
  }

  async #take() {
    if (!this.#wanted || document.visibilityState !== "visible" || (this.#lock && !this.#lock.released)) return;
    try {
      const lock = await navigator.wakeLock.request("screen");
      if (!this.#wanted) return void lock.release();
      this.#lock = lock;
    } catch {
      this.#refused?.();
      this.#refused = null;
    }
  }

  #give() {
    this.#lock?.release().catch(() => {});
    this.#lock = null;
  }
}
