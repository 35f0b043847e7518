/*
 * `node tests/scripts/run.mjs clock outbox`: bundles `clock.test.js` and `outbox.test.js` as the scripts are built, and runs
 * them. PACKAGES: the folder of the packages, when it is not that of the build.
 */
import { createRequire } from "node:module";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "../..");
const PACKAGES = process.env.PACKAGES ?? join(ROOT, "tools/build/node_modules");
const { build } = createRequire(join(PACKAGES, "package.json"))("esbuild");

mkdirSync(join(ROOT, "build"), { recursive: true });
const outdir = mkdtempSync(join(ROOT, "build/scripts-")); // several may run at once
process.on("exit", () => rmSync(outdir, { recursive: true }));
const names = process.argv.slice(2);
await build({
  entryPoints: names.map((name) => join(HERE, `${name}.test.js`)),
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  external: ["jsdom"],
  nodePaths: [PACKAGES],
  logLevel: "warning",
  tsconfigRaw: {},
});
process.env.PACKAGES = PACKAGES;
for (const name of names) await import(pathToFileURL(join(outdir, `${name}.test.mjs`)));
