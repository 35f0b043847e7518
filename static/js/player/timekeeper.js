/**
 * What time it is on the line of one practice, in whole milliseconds.
 *
 * Within a page the monotonic clock counts; from one page to the next (reload, crash, another day)
 * the wall clock does, since nothing else outlives the page.
 *
 * @typedef {{t: number, wall: number}} Anchor  the same moment on both: ms of the practice,
 *   ms since 1970
 */

/** Below this many ms the two clocks are taken to agree. */
const TOLERANCE_MS = 1500;

export class Timekeeper {
  /** @param {?Anchor} anchor the last known moment of this practice; none begins at 0 */
  constructor(anchor = null) {
    this.wall = Date.now();
    this.mono = performance.now();
    const since = anchor ? this.wall - anchor.wall : 0;
    /** True when the wall clock stands before the last known moment: it was set back. */
    this.setBack = since < -TOLERANCE_MS;
    this.start = (anchor?.t ?? 0) + Math.max(0, since) - this.mono;
  }

  now() {
    // A millionth of a second makes up for what fractions lose in being added.
    return Math.floor(this.start + performance.now() + 0.001);
  }

  /** @returns {Anchor} */
  anchor() {
    return { t: this.now(), wall: Date.now() };
  }

  /**
   * Compare the two clocks since the last time they were compared.
   * @returns {number} ms that the wall clock jumped ahead (or, below 0, back); 0 when they agree.
   *   Ahead is a sleep the monotonic clock slept through, or a clock set by hand.
   */
  jump() {
    const wall = Date.now();
    const mono = performance.now();
    const jumped = Math.round(wall - this.wall - (mono - this.mono));
    this.wall = wall;
    this.mono = mono;
    return Math.abs(jumped) < TOLERANCE_MS ? 0 : jumped;
  }

  /** Count `ms` as passed that the monotonic clock did not see. */
  catchUp(ms) {
    this.start += ms;
  }
}

/** A moment as RFC 3339 with the phone's own offset, to the second. @param {number} ms since 1970 */
export function stamp(ms) {
  const offset = -new Date(ms).getTimezoneOffset();
  const two = (n) => String(Math.floor(Math.abs(n))).padStart(2, "0");
  const local = new Date(ms + offset * 60000).toISOString().slice(0, 19);
  return `${local}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}
