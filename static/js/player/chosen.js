/** How a person likes to practice, as it was chosen: which channels are on, how long, which side first, how fast. */

import * as chime from "./chime.js";
import * as light from "./light.js";
import { choices, settings } from "./practice-store.js";
import * as vibration from "./vibration.js";
import * as voice from "./voice.js";

/** The channels that this device has. */
export const AVAILABLE = {
  voice: voice.available, sound: chime.available, vibration: vibration.available, light: light.available(),
};

/** Whether a channel is on. */
export const isOn = (channel) => AVAILABLE[channel] && (choices.all()[channel] ?? true);

/** What was chosen for a point or routine by its key. @returns {import("./plan.js").Choices} */
export function chosen(key) {
  const all = settings(key);
  const [dose, ...numbers] = ["dose", "ready", "auto", "seconds", "holds", "rest"].map((name) => Number(all[name]) || null);
  const [ready, auto, seconds, holds, rest] = numbers;
  const settle = all.settle ? Number(all.settle) : null;
  return { first: all.first, only: all.only, dose: dose ?? 1, ready, auto, settle, seconds, holds, rest };
}
