/** Voice: the device's own speech. Says nothing, and breaks nothing, where none is installed. */

import { settings } from "./practice-store.js";

const speech = globalThis.speechSynthesis;

export const available = Boolean(speech);

/** Nothing that is said here takes longer, in ms. */
const MAX_SPEECH_MS = 15_000;

let begun = 0;

/** The installed voices of the page's language first; empty until the device has listed them. */
export function voices() {
  const language = document.documentElement.lang.slice(0, 2);
  const all = speech?.getVoices() ?? [];
  return all.filter((voice) => voice.lang.startsWith(language));
}

/** Call back now and whenever the device lists its voices. */
export function whenListed(listed, signal) {
  listed();
  speech?.addEventListener?.("voiceschanged", listed, { signal });
}

/** Say `text` in place of whatever is being said. Before the first touch browsers refuse to speak. */
export function speak(text) {
  if (!speech || !text || navigator.userActivation?.hasBeenActive === false) return;
  stop();
  const words = new SpeechSynthesisUtterance(text);
  const { voiceName, rate } = settings();
  const voice = voices().find(({ name }) => name === voiceName);
  words.lang = voice?.lang ?? document.documentElement.lang;
  if (voice) words.voice = voice;
  words.rate = Number(rate) || 1;
  begun = performance.now();
  speech.speak(words);
}

export function stop() {
  speech?.cancel();
}

/** Take back words that the device kept while the page was away, and would say now. */
export function stopLate() {
  if (performance.now() - begun > MAX_SPEECH_MS) stop();
}
