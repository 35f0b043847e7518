/** Voice: the device's own speech. Says nothing, and breaks nothing, where none is installed. */

import { settings } from "./practice-store.js";

const speech = globalThis.speechSynthesis;

export const available = Boolean(speech);

/** Words that the device begins later than this (a call or a lock had the sound) are of the past, in ms. */
const MAX_LATE_MS = 1500;

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
  const asked = performance.now();
  words.onstart = () => performance.now() - asked > MAX_LATE_MS && stop();
  speech.speak(words);
}

export function stop() {
  speech?.cancel();
}
