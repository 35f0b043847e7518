/* A large file is sent a part at a time, and what stops it is waited for. */
import { network, ours, reset } from "./phone.js";
import { holdTimers, open, runTimer, settled } from "./page.js";
import { test } from "node:test";
import assert from "node:assert/strict";

const window = open(`<article data-title="t"><h1>Read a file back</h1><p></p>
  <import-file data-read="{done} of {all}" data-waits="{done} of {all}, {seconds} s" data-done="{added}, {known}, {refused}"><form><input type="file"></form>
  <div data-part="progress" hidden><progress></progress><p></p></div>
  <div data-part="done" data-heading="Read" hidden><div data-part="faults"><ul></ul></div></div><a data-part="out"></a></import-file></article>`);
Object.assign(globalThis, { HTMLElement: window.HTMLElement, customElements: window.customElements });
holdTimers();
const { partsOf } = await import("../../static/js/person/import-file.js");

const text = (css) => document.querySelector(css).textContent;
const file = (count) => ({ favorites: [{ key: "LI4" }], practice_sessions: Array.from({ length: count }, (_, id) => ({ id })) });

function choose(content) {
  Object.defineProperty(document.querySelector("input"), "files", { value: [{ text: async () => content }], configurable: true });
  const event = new window.Event("submit", { bubbles: true, cancelable: true });
  document.querySelector("form").dispatchEvent(event);
  return event;
}

test("a file is cut into parts of a thousand entries, or of a megabyte", () => {
  assert.deepEqual(partsOf(file(2500)).map(({ size, begins }) => [size, begins]), [
    [1000, { favorites: 0, practice_sessions: 0 }], [1000, { practice_sessions: 999 }], [501, { practice_sessions: 1999 }],
  ]);
  const long = partsOf({ favorites: [], practice_sessions: Array(5).fill({ note: "n".repeat(400_000) }), routines: [1] });
  assert.deepEqual(long.map(({ size, routines }) => [size, routines]), [[2, []], [2, []], [2, [1]]]);
});

test("what was read is said, what stops it is waited for, and each fault has its place in the whole file", async () => {
  const answers = [
    ours(200, { added: 900, known: 99, refused: [{ place: "favorites.0", message: "No." }] }),
    ours(429, { error: { message: "later" } }, { "Retry-After": "7" }),
    new Response("<h1>Sign in</h1>"),
    ours(200, { added: 0, known: 0, refused: Array.from({ length: 100 }, (_, n) => ({ place: `practice_sessions.${n}`, message: "No." })), more_refused: 900 }),
  ];
  reset(() => answers.shift() ?? Promise.reject(new TypeError("no network")));
  assert.ok(choose(JSON.stringify(file(2100))).defaultPrevented);
  await settled();
  assert.equal(text("[data-part=progress] p"), "1000 of 2101, 7 s");
  await runTimer(7000);
  assert.equal(text("[data-part=progress] p"), "1000 of 2101, 5 s");
  await runTimer(5000);
  assert.equal(text("[data-part=progress] p"), "2000 of 2101, 5 s", "there is no network");
  answers.push(ours(200, { added: 101, known: 0, refused: [] }));
  window.dispatchEvent(new window.Event("online"));
  await settled();
  assert.deepEqual(network.requests.map(({ body }) => body.practice_sessions.length), [999, 1000, 1000, 1000, 101, 101]);
  assert.equal(text("h1 + p"), "1001, 99, 1001");
  assert.equal(text("h1"), "Read");
  const faults = [...document.querySelectorAll("li")].map((one) => one.textContent);
  assert.deepEqual([faults.length, faults[0], faults[1]], [100, "favorites.0: No.", "practice_sessions.999: No."]);
});

test("a small file, and what is none, is the form's own", async () => {
  let plain = 0;
  document.querySelector("form").requestSubmit = () => (plain += 1);
  reset();
  for (const content of [JSON.stringify(file(3)), "no file", "[]", '{"favorites":{}}']) {
    choose(content);
    await settled();
  }
  assert.deepEqual([plain, network.requests.length], [4, 0]);
});
