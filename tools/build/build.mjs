/*
 * Builds scripts and styles into `build/static/`: files as they are sent, their source maps, the licenses of the packages
 * in them, and `manifest.json`, which webapp reads:
 *
 *   files    name -> file, of all that has an address: entries by the names of their sources ("js/first.js"), shared
 *            parts by their own
 *   imports  name of a script -> the files that it needs, itself among them; asked for at once none waits for another
 *   inline   files that stand in a page, or that the server sends under an address of its own
 *
 * Files are relative to that folder. Those of `files` carry the beginning of the SHA-256 of what they hold, which the
 * service worker looks at. The same sources give the same bytes.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "../..");
const BUILT = join(ROOT, "build/static");
const PACKAGES = join(HERE, "node_modules");
const { served } = JSON.parse(readFileSync(join(ROOT, "webapp/guide/browsers.json"), "utf8"));
const OPTIONS = {
  absWorkingDir: ROOT,
  outdir: BUILT,
  write: false,
  bundle: true,
  minify: true,
  metafile: true,
  sourcemap: "external",
  legalComments: "none",
  charset: "utf8",
  format: "iife",
  entryNames: "[name]",
  nodePaths: [PACKAGES],
  preserveSymlinks: true,
  tsconfigRaw: {}, // jsconfig.json is for the checker of types
  define: { "process.env.NODE_ENV": '"production"' },
  target: served.flatMap(({ build, version }) => (build ? `${build}${version}` : [])),
};

const [hashed, ...inline] = await Promise.all([
  build({
    ...OPTIONS,
    // The other scripts are asked for by this one.
    entryPoints: ["static/js/entries/first.js", "static/css/entries/more.css", "static/css/entries/media.css"],
    format: "esm",
    splitting: true,
    entryNames: "[ext]/[name].[hash]",
    chunkNames: "[ext]/[name].[hash]",
  }),
  build({ ...OPTIONS, entryPoints: ["static/css/entries/base.css", "static/css/home-row.css", "static/js/offline/service-worker.js"] }),
  // Browsers far below the others run these, too: the first tells them what they get.
  build({ ...OPTIONS, entryPoints: ["static/js/shell/boot.js", "static/js/person/home-row.js"], target: "es2018", supported: { "dynamic-import": true } }),
]);

const { outputs } = hashed.metafile;
const texts = new Map(hashed.outputFiles.map(({ path, text }) => [relative(ROOT, path), text]));
/** Path that esbuild chose -> file with the hash of what it holds, and its text. */
const named = new Map();

/** Name a file after what it holds: first those whose names stand in it. */
function name(path) {
  if (named.has(path)) return named.get(path);
  named.set(path, null);
  let text = texts.get(path);
  for (const { path: other } of outputs[path].imports) {
    const found = name(other);
    if (!found) throw new Error(`${path} and ${other} load each other: neither can carry the hash of what it holds`);
    text = text.replaceAll(basename(other), basename(found.file));
  }
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  named.set(path, { file: relative("build/static", path).replace(/[^.]+(?=\.\w+$)/, hash), text });
  return named.get(path);
}

/** The files of a script and of all that comes with it, before what it may ask for later. */
function needed(path, found = new Set()) {
  found.add(named.get(path).file);
  for (const { path: next, kind } of outputs[path].imports) if (kind === "import-statement") needed(next, found);
  return [...found];
}

/** What the licenses of the packages in the output ask to be passed on. */
function licenses() {
  const inputs = [hashed, ...inline].flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const packages = new Set(inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
  const notices = [...packages].sort().map((one) => {
    const folder = join(PACKAGES, one);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((candidate) => /^licen[cs]e/i.test(candidate));
    return `${one} ${version}, ${license}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  return notices.join(`\n${"-".repeat(72)}\n\n`);
}

const sorted = (pairs) => Object.fromEntries(pairs.sort(([one], [other]) => (one < other ? -1 : 1)));
const nameOf = (path) => outputs[path].entryPoint?.replace(/^static\/|entries\//g, "") ?? named.get(path).file;
const isMap = (path) => path.endsWith(".map");
const paths = Object.keys(outputs).filter((path) => !isMap(path));
paths.forEach(name);
const notices = licenses();
const noticesFile = `licenses.${createHash("sha256").update(notices).digest("hex").slice(0, 8)}.txt`;
const manifest = {
  files: sorted([...paths.map((path) => [nameOf(path), named.get(path).file]), ["licenses.txt", noticesFile]]),
  imports: sorted(paths.filter((path) => path.endsWith(".js")).map((path) => [nameOf(path), needed(path)])),
  inline: inline.flatMap(({ outputFiles }) => outputFiles.map(({ path }) => relative(BUILT, path))).filter((file) => !isMap(file)).sort(),
};

rmSync(BUILT, { recursive: true, force: true });
for (const [file, contents] of [
  ...paths.flatMap((path) => [[named.get(path).file, named.get(path).text], [`${named.get(path).file}.map`, texts.get(`${path}.map`)]]),
  ...inline.flatMap(({ outputFiles }) => outputFiles.map(({ path, contents }) => [relative(BUILT, path), contents])),
  [noticesFile, notices],
  ["manifest.json", JSON.stringify(manifest, null, 2)],
]) {
  mkdirSync(dirname(join(BUILT, file)), { recursive: true });
  writeFileSync(join(BUILT, file), contents);
}
