/* What MDN's browser-compat-data says of a feature. A feature is the path of its entry: "api.Response.json_static". */
import bcd from "@mdn/browser-compat-data" with { type: "json" };

export { bcd };

/** The entry at a path, given as its parts; undefined when there is none. Its own keys only: "constructor" is a name, too. */
export function entry(parts) {
  return parts.reduce((place, part) => (place && Object.hasOwn(place, part) ? place[part] : undefined), bcd);
}

const number = (version) => version.replace("≤", "").split(".").map(Number);

function isAtMost(one, other) {
  const [a, b] = [number(one), number(other)];
  for (let place = 0; place < Math.max(a.length, b.length); place += 1) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference) return difference < 0;
  }
  return true;
}

/** Whether one statement of support holds in a version: plainly, without a flag, a prefix or another name. */
function holds({ version_added: added, version_removed: removed, flags, prefix, alternative_name: other }, version) {
  if (flags || prefix || other || typeof added !== "string" || added === "preview") return false;
  return isAtMost(added, version) && !(typeof removed === "string" && isAtMost(removed, version));
}

/** The browsers of `served` ({key: version}) that do not have a feature: {key: version that first has it, or "never"}. */
export function lacking(compat, served) {
  const missing = {};
  for (const [key, version] of Object.entries(served)) {
    const told = [compat.support[key] ?? []].flat();
    if (told.length && !told.some((one) => holds(one, version))) {
      const first = told.find(({ version_added: added, flags }) => typeof added === "string" && !flags);
      missing[key] = first?.version_added ?? "never";
    }
  }
  return missing;
}
