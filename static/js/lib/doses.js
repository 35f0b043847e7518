/*
 * How long a point is pressed: what Dose.practice_seconds of webapp/catalogue/doses.py says, for a dose of the catalogue
 * or the person's own (tests/cases/own_doses.json holds both to it).
 */
import { changeover_seconds as CHANGEOVER } from "./limits.js";

/**
 * Seconds from the first hold of a point to the last, the change of sides included.
 * @param {{seconds: number, holds: number, rest: number, sides: number, switch: number}} usual as the catalogue gives it
 * @param {{seconds?: number, holds?: number, rest?: number}} [own]
 */
export function doseSeconds(usual, own = {}) {
  const { seconds, holds, rest } = { ...usual, ...own };
  const change = own.rest ?? usual.switch;
  return (seconds * holds + rest * (holds - 1)) * usual.sides + (usual.sides - 1) * change;
}

/** Seconds of a whole plan without untimed steps and without getting ready, which is part of the way to a point. @param {{kind: string, seconds: ?number}[]} plan */
export const timedSeconds = (plan) => plan.reduce((sum, { kind, seconds }) => sum + (kind === "ready" ? 0 : (seconds ?? 0)), 0);

/** Seconds from the first to the last point of a plan. */
export const totalSeconds = (plan) => timedSeconds(plan) + CHANGEOVER * (plan.filter(({ kind }) => kind === "locate").length - 1);
