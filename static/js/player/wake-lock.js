/** Keeps the screen awake while a practice runs. */

/** A lock that the device takes away sooner than this is not asked for again, in ms. */
const MIN_HELD_MS = 5000;

export class WakeLock {
  #wanted = false;
  #lock = null;
  #touched = false;
  #refused;

  /** @param {() => void} refused called once if the device will not keep its screen on */
  constructor(refused, signal) {
    this.#refused = refused;
    // The device takes the lock away whenever the page is out of sight.
    document.addEventListener("visibilitychange", () => this.#acquire(), { signal });
    // Some browsers want a touch of this page first, also after a reload.
    for (const type of ["pointerup", "keydown"]) {
      addEventListener(type, () => {
        this.#touched = true;
        if (this.#refused) this.#acquire();
      }, { signal, capture: true });
    }
  }

  /** Take it while `wanted`, give it back when not. */
  want(wanted) {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted) this.#acquire();
    else this.#release();
  }

  async #acquire() {
    if (!this.#wanted || document.visibilityState !== "visible" || this.#lock) return;
    try {
      const lock = await navigator.wakeLock.request("screen");
      if (!this.#wanted || this.#lock) return void lock.release();
      this.#lock = lock;
      const since = performance.now();
      lock.onrelease = () => this.#onReleased(performance.now() - since);
    } catch (failure) {
      if (failure.name !== "NotAllowedError" || this.#touched) this.#report();
    }
  }

  /** The device took it away after `ms`: of itself, to save its battery, or because the page is out of sight. */
  #onReleased(ms) {
    this.#lock = null;
    if (!this.#wanted || document.visibilityState !== "visible") return;
    if (ms < MIN_HELD_MS) this.#report();
    else this.#acquire();
  }

  #report() {
    this.#refused?.();
    this.#refused = null;
  }

  #release() {
    if (!this.#lock) return;
    this.#lock.onrelease = null;
    this.#lock.release().catch(() => {}); // it is gone already
    this.#lock = null;
  }
}
