/* The same where a browser refuses all storage: what is known lasts as long as the page, and nothing waits. */
import { asked, ours, reset } from "./phone.js";
import { test } from "node:test";
import assert from "node:assert/strict";

const MADE = "2026-05-04T08:00:00.000Z";
const HEART = { id: "1", method: "PUT", url: "/favorites/points/LI4", made: MADE };
globalThis.indexedDB = /** @type {any} */ ({
  open() {
    throw new DOMException("", "SecurityError");
  },
});
globalThis.BroadcastChannel = class {
  constructor() {
    throw new DOMException("", "SecurityError");
  }
};
const { localStore: store } = await import("../../static/js/offline/local-store.js");

test("the phone says that it keeps nothing, and nothing waits", async () => {
  assert.equal(await store.canStore(), false);
  assert.deepEqual(await store.entries(), []);
  await assert.rejects(store.append(HEART), { name: "SecurityError" });
});

test("what the server was told at once is known as long as the page, and this page is told", async () => {
  let told = 0;
  store.listeners.add(() => (told += 1));
  await store.markDelivered(HEART);
  const { favorites, history, waiting } = await store.view();
  assert.deepEqual([favorites.map(({ key }) => key), history, waiting, told], [["LI4"], [], [], 1]);
});

test("what the server has is read, and forgotten with the page's own memory", async () => {
  reset(({ url }) => ours(200, { "/favorites.json": { favorites: [{ kind: "points", key: "BL23" }] }, "/history.json": [], "/routines.json": { routines: [] } }[url]));
  assert.equal(await store.refresh(), true);
  assert.equal(asked().length, 3);
  assert.deepEqual((await store.view()).favorites.map(({ key }) => key), ["BL23"]);
  await store.forget();
  assert.deepEqual((await store.view()).favorites, []);
});
