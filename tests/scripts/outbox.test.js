/* The outbox of a page: when it tries, how long it waits, and what it says. */
import { asked, channel, navigator, network, ours, reset, worker } from "./phone.js";
import { holdTimers, open, runTimer, settled, timers } from "./page.js";
import { beforeEach, test } from "node:test";
import assert from "node:assert/strict";
import { localStore as store } from "../../static/js/offline/local-store.js";

const window = open(`
  <div id="status" data-kept="Kept." data-alone="Kept here alone." data-full="Full." data-nothing="Nothing is kept." data-close="Close"></div>
  <template id="message-close"></template>`);
const MADE = "2026-05-04T08:00:00.000Z";
const HEART = { method: "PUT", url: "/favorites/points/LI4" };
const nobody = () => Promise.reject(new TypeError("no network"));
const said = () => document.querySelector("#status p")?.textContent;
const sent = () => asked().filter((one) => one !== "POST /you");
const pauses = () => timers.map(({ ms }) => ms).filter((ms) => ms !== 8000);
let isHidden = false;
Object.defineProperty(document, "hidden", { get: () => isHidden, configurable: true });
const event = async (target, name) => {
  target.dispatchEvent(new window.Event(name));
  await settled();
};

await store.append({ id: "before", ...HEART, made: MADE });
holdTimers();
reset();
const outbox = await import("../../static/js/offline/outbox.js");
await settled();
const atLoad = sent();

beforeEach(async () => {
  isHidden = false;
  reset();
  await outbox.flush(); // what failed before is forgotten
  await settled();
  timers.splice(0);
  document.getElementById("status").replaceChildren();
  await store.forget();
  reset();
});

test("what waits when a page comes up is sent", () => assert.deepEqual(atLoad, ["PUT /favorites/points/LI4"]));

test("what was done is kept first, and then sent", async () => {
  let kept;
  reset(async () => ((kept ??= await store.entries()), ours(201)));
  const before = Date.now();
  const entry = await outbox.enqueue({ ...HEART, method: "POST", body: { a: 1 } });
  await settled();
  assert.deepEqual(kept.map(({ id, method, url, body }) => [id, method, url, body]), [[entry.id, "POST", HEART.url, { a: 1 }]]);
  assert.ok(Date.parse(entry.made) >= before && Date.parse(entry.made) <= Date.now());
  assert.ok(!("hold" in entry));
  assert.deepEqual([sent(), await outbox.pending(), said()], [["POST /favorites/points/LI4"], [], undefined]);
  assert.deepEqual(pauses(), []);
});

test("what cannot be sent is tried again with growing pauses up to a quarter of an hour, and soon again after it went", async () => {
  reset(nobody);
  await outbox.enqueue(HEART);
  await settled();
  assert.equal(said(), "Kept.");
  for (const seconds of [4, 15, 60, 240, 900, 900]) {
    assert.deepEqual(pauses(), [seconds * 1000]);
    reset(nobody);
    await runTimer(seconds * 1000);
    assert.deepEqual(asked(), ["POST /you"]);
  }
  reset();
  await runTimer(900_000);
  assert.deepEqual([sent(), pauses(), await outbox.pending()], [["PUT /favorites/points/LI4"], [], []]);
  reset(nobody);
  await outbox.enqueue(HEART);
  await settled();
  reset(nobody);
  await outbox.enqueue(HEART);
  await settled();
  assert.deepEqual(pauses(), [4000], "however many ask, only a try that a pause led to makes it longer");
});

test("a try that goes on is shared by all who ask meanwhile, and its failure too", async () => {
  await store.append({ id: "a", ...HEART, made: MADE });
  reset(nobody);
  const tries = await Promise.all([outbox.flush(), outbox.flush(), outbox.flush()]);
  await settled();
  assert.deepEqual([tries, asked().length, pauses()], [[false, false, false], 1, [4000]]);
  assert.equal(await outbox.flush(), false);
  assert.deepEqual([asked().length, pauses()], [2, [4000]]);
});

test("who asks while something goes well is served after it", async () => {
  await store.append({ id: "a", ...HEART, made: MADE });
  let release;
  const held = new Promise((resolve) => (release = resolve));
  reset(async () => (await held, ours(201)));
  const first = outbox.flush();
  await settled();
  await store.append({ id: "b", ...HEART, url: "/favorites/points/BL23", made: MADE });
  const second = outbox.flush();
  release();
  assert.deepEqual([await first, await second], [true, true]);
  assert.deepEqual(sent(), ["PUT /favorites/points/LI4", "PUT /favorites/points/BL23"]);
});

test("one try follows the other, however many ask for one", async () => {
  const releases = [];
  reset(() => new Promise((resolve) => releases.push(() => resolve(ours(201)))));
  const keep = (key) => store.append({ id: key, ...HEART, url: `/favorites/points/${key}`, made: MADE });
  await keep("LI4");
  const first = outbox.flush();
  await settled();
  const second = outbox.flush();
  releases.shift()(); // whether the server knows the phone
  await settled();
  releases.shift()();
  await first;
  await keep("BL23");
  const third = outbox.flush();
  const fourth = outbox.flush();
  await settled();
  assert.equal(releases.length, 1, "nothing is sent twice at once");
  releases.shift()();
  assert.deepEqual([await second, await third, await fourth], [true, true, true]);
  assert.deepEqual(sent(), ["PUT /favorites/points/LI4", "PUT /favorites/points/BL23"]);
});

test("a database that fails is a try that failed", async () => {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function () {
    throw new DOMException("", "QuotaExceededError");
  };
  try {
    assert.equal(await outbox.flush(), false);
    await settled();
  } finally {
    IDBDatabase.prototype.transaction = transaction;
  }
  assert.deepEqual(pauses(), [4000]);
});

test("it is tried again when the network is back and when the page is seen, but not when it is hidden", async () => {
  await store.append({ id: "a", ...HEART, made: MADE });
  for (const [target, name] of [[window, "online"], [document, "visibilitychange"]]) {
    reset(nobody);
    await event(target, name);
    assert.deepEqual([asked(), pauses()], [["POST /you"], [4000]], name);
  }
  isHidden = true;
  reset(nobody);
  await event(document, "visibilitychange");
  assert.deepEqual(asked(), []);
});

test("when the network comes back during a try that fails, it is tried once more at once", async () => {
  await store.append({ id: "a", ...HEART, made: MADE });
  let fail;
  reset(() => (asked().length === 1 ? new Promise((_, reject) => (fail = reject)) : ours(201)));
  const first = outbox.flush();
  await settled();
  await event(window, "online");
  assert.equal(asked().length, 1);
  fail(new TypeError("no network"));
  assert.equal(await first, false);
  await settled();
  assert.deepEqual([sent(), pauses()], [["PUT /favorites/points/LI4"], []]);
  let release;
  await store.append({ id: "b", ...HEART, made: MADE });
  reset(() => new Promise((resolve) => (release = () => resolve(ours(201)))));
  outbox.flush();
  await settled();
  await event(window, "online");
  release();
  await settled();
  assert.equal(asked().length, 1);
});

test("the browser is asked to wake the worker when there is a network, and may refuse", async () => {
  await store.append({ id: "a", ...HEART, made: MADE });
  reset(nobody);
  worker.isRefused = true;
  assert.equal(await outbox.flush(), false);
  await settled();
  assert.deepEqual(worker.syncs, ["outbox"]);
  const { getRegistration } = navigator.serviceWorker;
  for (const registration of [undefined, {}]) {
    navigator.serviceWorker.getRegistration = async () => registration;
    assert.equal(await outbox.flush(), false);
    await settled();
  }
  navigator.serviceWorker.getRegistration = getRegistration;
  worker.isRefused = false;
  reset();
  assert.equal(await outbox.flush(), true);
  assert.deepEqual(worker.syncs, []);
});

test("what can be taken back is sent after eight seconds, unless it was", async () => {
  const before = Date.now();
  const first = await outbox.enqueue({ ...HEART, undoable: true });
  const second = await outbox.enqueue({ ...HEART, url: "/favorites/points/BL23", undoable: true });
  await settled();
  assert.ok(first.hold >= before + 8000 && first.hold <= Date.now() + 8000);
  assert.deepEqual([asked(), timers.map(({ ms }) => ms)], [[], [8000, 8000]]);
  assert.equal(await outbox.drop(first), true);
  assert.equal(await outbox.drop(first), false);
  assert.equal(await outbox.drop({ id: "never" }), false);
  const { now } = Date;
  Date.now = () => now() + 8001;
  timers.splice(0).forEach(({ run }) => run());
  await settled();
  Date.now = now;
  assert.deepEqual([sent(), await outbox.pending()], [["PUT /favorites/points/BL23"], []]);
  assert.equal(await outbox.drop(second), false);
});

test("what was refused is sent again as it was mended, or as it is", async () => {
  await store.append({ id: "a", ...HEART, body: { note: "no" }, made: MADE, refused: { status: 422 } });
  const [entry] = await outbox.pending();
  let before;
  reset(async ({ url }) => {
    if (url === HEART.url) [before] = await store.entries();
    return url === HEART.url ? ours(422, {}) : ours(201);
  });
  assert.equal(await outbox.mend(entry, { note: "yes" }), true);
  assert.deepEqual([network.requests.at(-1).body, "refused" in before], [{ note: "yes" }, false]);
  const [again] = await outbox.pending();
  assert.deepEqual([again.refused, again.body], [{ status: 422 }, { note: "yes" }]);
  reset();
  await outbox.mend(again);
  assert.deepEqual([network.requests.at(-1).body, await outbox.pending()], [{ note: "yes" }, []]);
});

test("every change of what is kept is an event of the page", async () => {
  let told = 0;
  outbox.changes.addEventListener("change", () => (told += 1));
  await store.append({ id: "a", ...HEART, made: MADE });
  assert.equal(told, 1);
  channel.hear();
  assert.equal(told, 2);
});

/** A phone whose database is full while `story` runs. */
async function whileFull(story) {
  const { add, put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = IDBObjectStore.prototype.add = function () {
    throw new DOMException("", "QuotaExceededError");
  };
  await story().finally(() => Object.assign(IDBObjectStore.prototype, { add, put }));
}

test("a phone that is full sends at once, and only when that fails too says so and that it was not done", async () => {
  await whileFull(async () => {
    const entry = await outbox.enqueue(HEART);
    await settled();
    assert.deepEqual([entry.url, sent(), said()], [HEART.url, ["PUT /favorites/points/LI4"], undefined]);
    for (const answer of [nobody, () => ours(500), () => ours(422)]) {
      reset(answer);
      await assert.rejects(outbox.enqueue(HEART));
      assert.equal(said(), "Full.");
      document.getElementById("status").replaceChildren();
    }
  });
  assert.deepEqual(await outbox.pending(), []);
});

test("a browser that brings no cookie back is told that this phone alone keeps it", async () => {
  reset(() => ours(204, {}, { "X-Profile": "unknown" }));
  await outbox.enqueue(HEART);
  await settled();
  assert.deepEqual([sent(), said()], [[], "Kept here alone."]);
  reset(nobody);
  await outbox.enqueue(HEART);
  await settled();
  assert.equal(said(), "Kept here alone."); // no network changes nothing about that
});
