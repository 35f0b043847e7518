/**
 * One practice is in one tab at a time: the tab that holds it writes its log, rings and keeps it.
 *
 * Held by a lock of the browser, which a tab that dies gives back. Where there are none (plain http, old browsers) by a
 * mark in localStorage that is written anew while the tab lives. Where storage is refused no tab knows of another.
 */

import * as phone from "../lib/refusable.js";
import { uuid } from "../lib/uuid.js";

const LOCK = "practice";
const MARK = "practice-tab";
/** A mark is written anew after this time; the timers of a page out of sight run once a minute. In ms. */
const RENEW_MARK_MS = 20_000;
const MAX_MARK_AGE_MS = 90_000;

/** Whether there is a mark of another tab that lives. */
function isMarked(me) {
  const [tab, at] = (phone.getItem(MARK) ?? "").split(" ");
  return Boolean(tab) && tab !== me && Date.now() - at < MAX_MARK_AGE_MS;
}

/** Whether a tab holds a practice. */
export async function isHeld() {
  if (!navigator.locks) return isMarked();
  try {
    const { held } = await navigator.locks.query();
    return held.some(({ name }) => name === LOCK);
  } catch {
    return false; // refused together with storage, where no tab knows of another
  }
}

export class Hold {
  lost;
  freed;

  #me = uuid();
  #release = null;
  #waiting = null;
  #asking = null;

  /**
   * @param {{lost: () => void, freed: () => void, busy: () => boolean}} acts  lost: another tab took it over; freed: the
   *   other tab let go of it; busy: whether this tab has one that is not kept or dropped yet
   */
  constructor({ lost, freed, busy }, signal) {
    Object.assign(this, { lost, freed });
    signal.addEventListener("abort", () => this.release());
    addEventListener("pagehide", () => this.release(), { signal });
    addEventListener("pageshow", async ({ persisted }) => {
      if (persisted && busy() && !(await this.acquire())) lost();
    }, { signal });
    addEventListener("storage", ({ key }) => {
      if (key !== MARK || navigator.locks) return;
      if (this.#release && isMarked(this.#me)) this.#lose();
      else if (this.#waiting && !isMarked(this.#me)) this.freed();
    }, { signal });
  }

  /** Hold it; with `steal` also when another tab does. @returns {Promise<boolean>} whether this tab holds it */
  acquire({ steal = false } = {}) {
    if (this.#release) return Promise.resolve(true);
    if (steal) return this.#request(steal);
    return (this.#asking ??= this.#request(steal).finally(() => (this.#asking = null)));
  }

  async #request(steal) {
    this.#waiting?.abort();
    this.#waiting = null;
    const got = navigator.locks ? await this.#lock(steal ? { steal } : { ifAvailable: true }) : this.#mark(steal);
    if (!got) this.#wait();
    return got;
  }

  release() {
    this.#waiting?.abort();
    this.#release?.();
    this.#waiting = this.#release = null;
  }

  /** @returns {Promise<boolean>} whether the lock was got; when it is stolen later, it is lost */
  #lock(options) {
    // Asked for at once: another tab hears of what is written next only after this.
    const request = async (held) => navigator.locks.request(LOCK, options, held);
    return new Promise((answer) => {
      const held = (lock) => {
        answer(Boolean(lock));
        return lock && new Promise((release) => (this.#release = release));
      };
      request(held).catch(() => {
        // Stolen; or, before anything was held, refused together with storage, where no tab knows of another.
        if (this.#release) this.#lose();
        answer(!options.signal?.aborted);
      });
    });
  }

  #mark(steal) {
    if (!steal && isMarked(this.#me)) return false;
    const write = () => phone.setItem(MARK, `${this.#me} ${Date.now()}`);
    write();
    const timer = setInterval(write, RENEW_MARK_MS);
    this.#release = () => {
      clearInterval(timer);
      if (!isMarked(this.#me)) phone.setItem(MARK, null);
    };
    return true;
  }

  #lose() {
    const release = this.#release;
    this.#release = null;
    if (!navigator.locks) release();
    this.lost();
  }

  /** Stand in the queue: when the other tab ends or closes, this one may go on. */
  async #wait() {
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    if (navigator.locks && (await this.#lock({ signal })) && !signal.aborted) this.freed();
  }
}
