/*
 * node check.mjs < {"served": {key of a browser: version}, "files": [path]}: prints what the files use that one of those
 * browsers does not have, as JSON: [{feature, lacking: {key: version}, uses: ["path:line"]}].
 */
import { readFileSync } from "node:fs";
import { entry, lacking } from "./support.mjs";
import * as scripts from "./scripts.mjs";
import * as styles from "./styles.mjs";

const { served, files } = JSON.parse(readFileSync(0, "utf8"));
const found = new Map();
let looked = 0;

function report(feature, missing, file, line) {
  const one = found.get(feature) ?? { feature, lacking: missing, uses: [] };
  one.uses.push(`${file}:${line}`);
  found.set(feature, one);
}

const missingOf = (path) => lacking(entry(path.split(".")).__compat, served);
const isMissing = (path) => Object.keys(missingOf(path)).length > 0;

const byFile = {
  ...scripts.featuresOf(files.filter((file) => /\.m?js$/.test(file))),
  ...Object.fromEntries(files.filter((file) => file.endsWith(".css")).map((file) => [file, styles.featuresOf(readFileSync(file, "utf8"), file)])),
};
for (const [file, uses] of Object.entries(byFile)) {
  for (const { path, any, line } of uses) {
    looked += 1;
    // A name of which nothing more is known is told when nothing of that name is everywhere.
    if (any) any.every(isMissing) && report(`?.${any[0].split(".").at(-1).replace(/_static$/, "")}`, missingOf(any[0]), file, line);
    else if (isMissing(path)) report(path, missingOf(path), file, line);
  }
}
console.log(JSON.stringify({ looked, found: [...found.values()].sort((a, b) => (a.feature < b.feature ? -1 : 1)) }));
