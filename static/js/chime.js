/**
 * Sound: soft bells made in code, one for each kind of change, laid ahead on the audio clock so
 * that they ring on time while the page's timers sleep.
 */

/** Notes of each bell: [frequency in Hz, seconds after the cue, loudness]. */
const BELLS = {
  press: [[523.25, 0, 1], [784, 0.14, 0.7]],
  release: [[587.33, 0, 0.9], [392, 0.2, 0.8]],
  switch: [[440, 0, 0.9], [659.25, 0.16, 0.8], [440, 0.32, 0.8]],
  done: [[392, 0, 0.9], [523.25, 0.3, 0.8], [659.25, 0.6, 0.8], [784, 0.9, 0.6]],
};
/** Overtones of a struck bowl: [ratio, share of loudness, seconds until gone]. */
const PARTIALS = [[1, 0.22, 2.6], [2.01, 0.07, 1.4], [3.02, 0.025, 0.7]];
/** So many bells are laid ahead at most. */
const AHEAD = 12;

/** A bell within so many ms keeps the audio clock awake. */
const FAR = 6000;

let context = null;
let laid = [];
let coming = [];
let timer;
let round = 0;

export const available = "AudioContext" in globalThis;

/** Make the device ready to sound; to be called from a touch or a key. */
export function unlock() {
  if (!available) return;
  // Beside the person's own music, not in its place.
  if (navigator.audioSession) navigator.audioSession.type = "ambient";
  context ??= new AudioContext();
  context.resume().catch(() => {});
}

/** A page that was loaded anew is silent until it is touched: unlock then, and call back. */
export function unlockAtTouch(unlocked, signal) {
  for (const type of ["pointerup", "keydown"]) {
    addEventListener(type, () => {
      if (context) return;
      unlock();
      unlocked();
    }, { once: true, signal });
  }
}

function strike(at, frequency, loudness) {
  for (const [ratio, share, seconds] of PARTIALS) {
    const tone = context.createOscillator();
    const gain = context.createGain();
    tone.frequency.value = frequency * ratio;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(loudness * share, at + 0.012);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
    tone.connect(gain).connect(context.destination);
    tone.begins = at;
    tone.start(at);
    tone.stop(at + seconds);
    laid.push(tone);
    tone.onended = () => {
      laid = laid.filter((other) => other !== tone);
      gain.disconnect();
    };
  }
}

/** Ring a bell `delay` seconds from now. */
export function ring(cue, delay = 0) {
  if (!context || !BELLS[cue]) return;
  if (context.state !== "running") context.resume().catch(() => {});
  const at = context.currentTime + Math.max(0, delay - (context.outputLatency || 0));
  for (const [frequency, after, loudness] of BELLS[cue]) strike(at + after, frequency, loudness);
}

/**
 * Take back every bell that has not begun, and lay these instead.
 * @param {{cue: string, delay: number}[]} bells
 */
export function lay(bells) {
  hush();
  if (!context) return;
  coming = bells.map(({ cue, delay }) => ({ cue, at: performance.now() + delay * 1000 }));
  timer = setTimeout(next);
}

/**
 * Lay what comes soon. While the page is seen and the next bell is far the audio clock sleeps, which
 * costs as much as all the rest; out of sight, where timers sleep instead, everything is laid at once.
 */
async function next() {
  clearTimeout(timer);
  const now = performance.now();
  const soon = document.visibilityState === "hidden" ? Infinity : now + FAR;
  const near = coming.filter(({ at }) => at < soon).slice(0, AHEAD);
  coming = coming.slice(near.length);
  if (near.length) {
    const mine = round;
    await context.resume().catch(() => {});
    if (mine !== round) return;
    for (const { cue, at } of near) ring(cue, (at - performance.now()) / 1000);
  } else if (!laid.length) context.suspend();
  if (laid.length) timer = setTimeout(next, FAR / 3);
  else if (coming.length) timer = setTimeout(next, coming[0].at - now - FAR / 2);
}

document.addEventListener("visibilitychange", () => coming.length && next());

/** Take back the bells to come; what is sounding fades by itself. */
export function hush() {
  clearTimeout(timer);
  round += 1;
  coming = [];
  for (const tone of laid) {
    if (tone.begins > context.currentTime) tone.stop();
  }
}
