/**
 * Sound: soft bells made in code, one for each kind of change, laid ahead on the audio clock so
 * that they ring on time while the page's timers sleep.
 *
 * That clock stands still while the device takes the sound away (a lock, a call) and while the page is frozen. Whatever
 * lies on it is late then, so all of it is taken back and laid anew when the sound or the page returns; what has become
 * due meanwhile is dropped.
 */

/** Notes of each bell: [frequency in Hz, seconds after the cue, loudness]. */
const BELLS = {
  ready: [[392, 0, 0.5]],
  press: [[523.25, 0, 1], [784, 0.14, 0.7]],
  half: [[659.25, 0, 0.4]],
  release: [[587.33, 0, 0.9], [392, 0.2, 0.8]],
  switch: [[440, 0, 0.9], [659.25, 0.16, 0.8], [440, 0.32, 0.8]],
  done: [[392, 0, 0.9], [523.25, 0.3, 0.8], [659.25, 0.6, 0.8], [784, 0.9, 0.6]],
};
/** Overtones of a struck bowl: [ratio, share of loudness, seconds until gone]. */
const PARTIALS = [[1, 0.22, 2.6], [2.01, 0.07, 1.4], [3.02, 0.025, 0.7]];
/** So many bells are laid ahead at most. */
const MAX_SCHEDULED = 12;
/** A bell within so many ms keeps the audio clock awake. */
const WAKE_AHEAD_MS = 6000;
/** A bell that would ring later than this after its moment is dropped, in ms. */
const MAX_LATE_MS = 300;
/** So far the audio clock may slip against the page's before the bells on it are laid anew, in ms. */
const TOLERANCE_MS = 40;
/** Time between two looks at the audio clock while bells lie on it, in ms. */
const CHECK_INTERVAL_MS = 1000;

let context = null;
/** Bells of the practice, soonest first: [{cue, at, notes}]; at on the page's clock in ms, notes once on the audio clock. */
let upcoming = [];
/** Notes that sound or will: a Set of {tone, gain, begins}, begins in seconds of the audio clock. */
const sounding = new Set();
/** How far the page's clock was before the audio clock when the first bell was laid, in ms; null while none lies there. */
let offset = null;
let timer;
let round = 0;

export const available = "AudioContext" in globalThis;

/** Make the device ready to sound; to be called from a touch or a key. */
export function unlock() {
  if (!available) return;
  // Beside the person's own music, not in its place.
  if (navigator.audioSession) navigator.audioSession.type = "ambient";
  if (!context) {
    try {
      context = new AudioContext();
    } catch {
      return; // The device has no sound to give: the practice runs without bells.
    }
    // The device takes the sound away for a call or a lock, and gives it back.
    context.onstatechange = () => (context.state === "running" ? scheduleNext() : silenceAll());
  }
  resume();
}

/** Let the audio clock go. Refused before the first touch, unanswered while a call has the sound: it is asked again later. */
const resume = () => context.resume().catch(() => {});

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

/** Put one tone of a bowl on the audio clock at `at` seconds of it; returns its notes. */
function playTone(at, frequency, loudness) {
  return PARTIALS.map(([ratio, share, seconds]) => {
    const note = { tone: context.createOscillator(), gain: context.createGain(), begins: at };
    const { tone, gain } = note;
    tone.frequency.value = frequency * ratio;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(loudness * share, at + 0.012);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
    tone.connect(gain).connect(context.destination);
    tone.start(at);
    tone.stop(at + seconds);
    sounding.add(note);
    tone.onended = () => silence(note);
    return note;
  });
}

/** Put a bell on the audio clock, `delay` seconds from now; returns its notes, the first first. */
function playBell(cue, delay) {
  const at = context.currentTime + Math.max(0, delay - (context.outputLatency || 0));
  return BELLS[cue].flatMap(([frequency, after, loudness]) => playTone(at + after, frequency, loudness));
}

/** Ring a bell now; not at all where the sound is away. */
export async function ring(cue) {
  if (!context || !BELLS[cue]) return;
  const asked = performance.now();
  if (context.state !== "running") await resume();
  if (context.state === "running" && performance.now() - asked < MAX_LATE_MS) playBell(cue, 0);
}

/**
 * Take back every bell that has not begun, and lay those of these cues that have one.
 * @param {{cue: string, delay: number}[]} bells
 */
export function schedule(bells) {
  stop();
  if (!context) return;
  upcoming = bells.filter(({ cue }) => cue in BELLS).map(({ cue, delay }) => ({ cue, at: performance.now() + delay * 1000 }));
  timer = setTimeout(scheduleNext);
}

const hasBegun = ({ notes }) => Boolean(notes) && notes[0].begins <= context.currentTime;

/** The bells that are due so soon that they belong on the audio clock. */
function dueSoon() {
  const until = document.visibilityState === "hidden" ? Infinity : performance.now() + WAKE_AHEAD_MS;
  return upcoming.filter(({ at }) => at < until).slice(0, MAX_SCHEDULED);
}

/**
 * Lay what comes soon. While the page is seen and the next bell is far the audio clock sleeps, which
 * costs as much as all the rest; out of sight, where timers sleep instead, everything is laid at once.
 */
async function scheduleNext() {
  clearTimeout(timer);
  const mine = ++round;
  if (dueSoon().length && context.state !== "running") {
    silenceAll();
    timer = setTimeout(scheduleNext, CHECK_INTERVAL_MS);
    await resume();
    if (mine !== round || context.state !== "running") return;
    clearTimeout(timer);
  }
  const now = performance.now();
  const ran = now - context.currentTime * 1000;
  const slip = offset === null ? 0 : Math.abs(ran - offset);
  if (slip > MAX_LATE_MS) silenceAll();
  else if (slip > TOLERANCE_MS) unschedule();
  upcoming = upcoming.filter((bell) => !hasBegun(bell) && bell.at > now - MAX_LATE_MS);
  for (const bell of dueSoon()) {
    bell.notes ??= playBell(bell.cue, (bell.at - performance.now()) / 1000);
    offset ??= ran;
  }
  if (dueSoon().length || sounding.size) timer = setTimeout(scheduleNext, CHECK_INTERVAL_MS);
  else {
    offset = null;
    context.suspend();
    if (upcoming.length) timer = setTimeout(scheduleNext, upcoming[0].at - now - WAKE_AHEAD_MS / 2);
  }
}

/** Take the bells that have not begun from the audio clock; what sounds fades by itself. */
function unschedule() {
  offset = null;
  upcoming = upcoming.filter((bell) => !hasBegun(bell));
  for (const bell of upcoming) {
    bell.notes?.forEach(silence);
    bell.notes = undefined;
  }
}

function silence(note) {
  note.tone.stop();
  note.gain.disconnect();
  sounding.delete(note);
}

/** The audio clock stands: what would go on with it later, the rest of a bell too, is of the past then. */
function silenceAll() {
  unschedule();
  sounding.forEach(silence);
}

/** Take back the bells to come. */
export function stop() {
  clearTimeout(timer);
  round += 1;
  if (context) unschedule();
  upcoming = [];
}

/** The page is back, or out of sight: whatever lies on a clock that may have stood still is laid anew. */
function reschedule() {
  if (!upcoming.length) return;
  unschedule();
  scheduleNext();
}
document.addEventListener("visibilitychange", reschedule);
document.addEventListener("resume", reschedule);
addEventListener("pageshow", reschedule);
