/* What the rules mean together, for one point and for what is left of several. Pure; webapp/catalogue/verdicts.py reckons the same. */

/**
 * The verdict for a point, alone or in a routine; undefined when nothing that holds meets it. level: the strictest; light: whether
 * it is pressed lightly; said: [{key, level, sentence}, …], strictest first.
 * @param {{rules: Object[], points: Object, sets: Object}} facts @param {(key: string) => boolean} holds
 */
export function verdict({ rules, points, sets }, code, set, holds) {
  const met = ((sets[set] ?? points)[code] ?? []).filter(({ key }) => holds(key)).map(({ key, rule }) => ({ key, ...rules[rule] }));
  const light = met.some((one) => one.light);
  const said = met.filter((one) => !light || one.level !== "hand");
  const level = said[0]?.level;
  return level && { level, light, said: said.filter((one) => one.level === level || level !== "leave-out") };
}

/** What is left of steps [{point, seconds of contact}, …]: { out: how many are left out, seconds: with the changes from point to point }. */
export function remainder(facts, steps, set, holds) {
  const kept = steps.filter(({ point }) => verdict(facts, point, set, holds)?.level !== "leave-out");
  const seconds = kept.reduce((sum, step) => sum + step.seconds + facts.changeover, -facts.changeover);
  return { out: steps.length - kept.length, seconds: Math.max(0, seconds) };
}

/**
 * Of ranked entries (a routine's slug or a point's code) those that fit, at most so many: what stays whole before a set of which too
 * much is left out; nothing of which all is. @param {string[]} keys @returns {string[]}
 */
export function fitting(facts, keys, most, holds) {
  const lost = (key) => {
    const steps = facts.routines[key] ?? [{ point: key, seconds: 0 }];
    const { out } = remainder(facts, steps, key, holds);
    return out === steps.length ? 2 : Number(isTooMuch(facts, out, steps.length));
  };
  const losses = Object.fromEntries(keys.map((key) => [key, lost(key)]));
  return keys.filter((key) => losses[key] < 2).sort((a, b) => losses[a] - losses[b]).slice(0, most);
}

/** Whether so much of a set is left out that it is no longer the one that was studied. */
export const isTooMuch = (facts, out, all) => out * facts.one_in > all;
