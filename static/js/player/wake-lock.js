/** Keeps the screen awake while a practice runs. */

/** A lock that the device takes away sooner than this is not asked for again, in ms. */
const SHORT = 5000;

export class WakeLock {
  #wanted = false;
  #lock = null;
  #touched = false;
  #refused;

  /** @param {() => void} refused called once if the device will not keep its screen on */
  constructor(refused, signal) {
    this.#refused = refused;
    // The device takes the lock away whenever the page is out of sight.
    document.addEventListener("visibilitychange", () => this.#take(), { signal });
    // Some browsers want a touch of this page first, also after a reload.
    for (const type of ["pointerup", "keydown"]) {
      addEventListener(type, () => {
        this.#touched = true;
        if (this.#refused) this.#take();
      }, { signal, capture: true });
    }
  }

  /** Take it while `wanted`, give it back when not. */
  want(wanted) {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted) this.#take();
    else this.#give();
  }

  async #take() {
    if (!this.#wanted || document.visibilityState !== "visible" || this.#lock) return;
    try {
      const lock = await navigator.wakeLock.request("screen");
      if (!this.#wanted || this.#lock) return void lock.release();
      this.#lock = lock;
      const since = performance.now();
      lock.onrelease = () => this.#taken(performance.now() - since);
    } catch (failure) {
      if (failure.name !== "NotAllowedError" || this.#touched) this.#tell();
    }
  }

  /** The device took it away after `ms`: of itself, to save its battery, or because the page is out of sight. */
  #taken(ms) {
    this.#lock = null;
    if (!this.#wanted || document.visibilityState !== "visible") return;
    if (ms < SHORT) this.#tell();
    else this.#take();
  }

  #tell() {
    this.#refused?.();
    this.#refused = null;
  }

  #give() {
    if (!this.#lock) return;
    this.#lock.onrelease = null;
    this.#lock.release().catch(() => {}); // it is gone already
    this.#lock = null;
  }
}
