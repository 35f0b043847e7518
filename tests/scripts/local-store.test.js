/* What the phone keeps and sends: the queue, the copy of what the server has, and what becomes of each answer. */
import { asked, channel, locks, navigator, network, ours, reset } from "./phone.js";
import { beforeEach, mock, test } from "node:test";
import assert from "node:assert/strict";
import { localStore as store } from "../../static/js/offline/local-store.js";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const MADE = "2026-05-04T08:00:00.000Z";
const ME = () => ours(201);
const stranger = (status = 200, json = {}) => ours(status, json, { "X-Profile": "unknown" });
const practice = (id, started_at = MADE, more = {}) => ({ id, started_at, kind: "points", key: "BL23", ...more });
const entry = (id, method, url, body, more = {}) => ({ id, method, url, body, made: MADE, ...more });
const keep = (...entries) => entries.reduce((before, one) => before.then(() => store.append(one)), Promise.resolve());
const ids = async () => (await store.entries()).map(({ id }) => id);
const posting = (id, more) => entry(`entry ${id}`, "POST", "/history", practice(id), more);
const heart = (key, method = "PUT", made = MADE) => ({ ...entry(`${method} ${key}`, method, `/favorites/points/${key}`), made });
/** A server that knows this phone and says `answer` to everything else. */
const knowing = (answer) => (request) => (request.url === "/you" && request.method === "POST" ? ME() : answer(request));

beforeEach(async () => {
  navigator.locks = locks;
  locks.isRefused = false;
  locks.names = [];
  await store.forget();
  reset();
});

test("what is kept comes back in its order, and everybody is told", async () => {
  let told = 0;
  const listener = () => (told += 1);
  store.listeners.add(listener);
  await keep(posting("a"), posting("b"));
  assert.deepEqual((await store.entries()).map(({ id, order }) => [id, order]), [["entry a", [1, "entry a"]], ["entry b", [2, "entry b"]]]);
  assert.deepEqual([told, channel.said, channel.name], [2, ["changed", "changed"], "phone-store"]);
  channel.hear({ data: "changed" });
  assert.deepEqual([told, channel.said.length], [3, 2]);
  store.listeners.delete(listener);
});

test("an entry is changed or taken out where it still is, and never another that has its place", async () => {
  await keep(posting("a"), posting("b"));
  const [first, second] = await store.entries();
  reset();
  assert.equal(await store.change(first, (kept) => ({ ...kept, refused: { status: 422 } })), true);
  assert.deepEqual((await store.entries()).map(({ id, refused }) => [id, refused?.status]), [["entry a", 422], ["entry b", undefined]]);
  assert.deepEqual(channel.said, ["changed"]);
  assert.equal(await store.change(first), true);
  assert.equal(await store.change(first), false);
  assert.equal(await store.change(second), true);
  await keep(posting("c"));
  assert.equal(await store.change(first), false, "it has the place of the first");
  assert.deepEqual(await ids(), ["entry c"]);
});

test("the phone that keeps says so", async () => assert.equal(await store.canStore(), true));

const view = async (...entries) => {
  await keep(...entries);
  const { waiting: _waiting, pending: _pending, ...state } = await store.view();
  return state;
};

test("nothing is there before anything was done", async () => {
  assert.deepEqual(await view(), { favorites: [], history: [], routines: [] });
});

test("hearts are laid over what is known, the last first, once each, and one that is there already stays as the server keeps it", async () => {
  const later = heart("LI4", "PUT", "2026-05-05T08:00:00.000Z");
  const routine = entry("r", "PUT", "/favorites/routines/LI4");
  const state = await view(heart("LI4"), heart("BL23"), routine, later);
  assert.deepEqual(state.favorites, [
    { kind: "routines", key: "LI4", created_at: MADE },
    { kind: "points", key: "BL23", created_at: MADE },
    { kind: "points", key: "LI4", created_at: MADE },
  ]);
  assert.deepEqual((await view(heart("BL23", "DELETE"))).favorites.map(({ kind, key }) => [kind, key]), [["routines", "LI4"], ["points", "LI4"]]);
});

test("what the server refused changes no heart and no routine, and a practice says that it was", async () => {
  const refused = { status: 422 };
  const state = await view(
    { ...heart("LI4"), refused },
    entry("r", "PUT", "/routines/r1", { name: "A" }, { refused }),
    entry("p", "POST", "/history", practice("p"), { refused }),
  );
  assert.deepEqual(state, { favorites: [], routines: [], history: [{ ...practice("p"), refused }] });
});

test("deleting everything leaves nothing, and what comes after stays", async () => {
  const state = await view(heart("LI4"), posting("a"), entry("gone", "DELETE", "/you"), heart("BL23"));
  assert.deepEqual(state, { favorites: [{ kind: "points", key: "BL23", created_at: MADE }], history: [], routines: [] });
});

test("an own routine is put, changed and deleted, the newest first, and keeps when it was made", async () => {
  const put = (id, body, made = MADE) => ({ ...entry(`put ${id} ${made}`, "PUT", `/routines/${id}`, body), made });
  const next = "2026-05-05T08:00:00.000Z";
  const state = await view(put("r1", { name: "A", points: [] }), put("r2", { name: "B" }, next), put("r1", { name: "C", id: "x" }, next));
  assert.deepEqual(state.routines, [
    { created_at: next, name: "B", id: "r2" },
    { created_at: MADE, name: "C", points: [], id: "r1" },
  ]);
  assert.deepEqual((await view(entry("d", "DELETE", "/routines/r2"))).routines.map(({ id }) => id), ["r1"]);
});

test("the history is ordered by the moment of the start, then by the id, wherever it was", async () => {
  const at = (id, started) => entry(`e${id}`, "POST", "/history", practice(id, started));
  const state = await view(
    at("b", "2026-05-04T10:00:00+02:00"), at("a", "2026-05-04T08:00:00Z"), at("c", "2026-05-04T09:30:00+02:00"), at("d", "2026-05-04T09:00:00Z"),
    at("c", "2026-05-04T09:30:00+02:00"),
  );
  assert.deepEqual(state.history.map(({ id }) => id), ["d", "a", "b", "c"]);
  assert.deepEqual((await view(entry("x", "DELETE", "/history/a"))).history.map(({ id }) => id), ["d", "b", "c"]);
});

test("what is no change of one's own changes nothing in the copy", async () => {
  assert.deepEqual(await view(entry("i", "POST", "/somewhere/else", {})), { favorites: [], history: [], routines: [] });
});

test("who looks is told what waits, by the id of what is in it or by its address", async () => {
  await keep(posting("a"), heart("LI4"));
  const { waiting, pending } = await store.view();
  assert.deepEqual(waiting.map(({ id }) => id), ["entry a", "PUT LI4"]);
  assert.deepEqual([...pending].map(([key, { id }]) => [key, id]), [["a", "entry a"], ["/favorites/points/LI4", "PUT LI4"]]);
});

test("an entry is delivered with the times from which the server tells when it was done", async () => {
  const before = new Date().toISOString();
  await store.sendNow(posting("a"));
  await store.sendNow(heart("LI4"));
  const [, first, second] = network.requests;
  assert.deepEqual([first.url, first.method, first.redirect, first.body], ["/history", "POST", "error", practice("a")]);
  assert.deepEqual([first.headers["Content-Type"], first.headers["X-Changed-At"]], ["application/json", MADE]);
  assert.ok(first.headers["X-Sent-At"] >= before && first.headers["X-Sent-At"] <= new Date().toISOString());
  assert.deepEqual([first.signal.aborted, "Content-Type" in second.headers, second.body], [false, false, undefined]);
});

test("past the outbox nothing is sent by a browser that brings no cookie back, and no answer is taken from somebody else", async () => {
  reset(knowing(() => new Response("{}", { status: 200 })));
  await assert.rejects(store.sendNow(posting("a")), /\/history was answered by somebody else/);
  await store.forget();
  reset(() => stranger(204));
  assert.equal(await store.sendNow(posting("a")), false);
  assert.deepEqual(asked(), ["POST /you", "POST /you"]);
});

test("what waits is sent in its order, one at a time among all tabs, after the server has met the phone once", async () => {
  await keep(posting("a"), heart("LI4"));
  reset(knowing(() => ours(201)));
  assert.equal(await store.send(), true);
  assert.deepEqual(asked(), ["POST /you", "POST /history", "PUT /favorites/points/LI4"]);
  assert.ok(network.requests[0].headers["X-Changed-At"]);
  assert.deepEqual(locks.names, ["outbox", "outbox"]); // one was to forget
  assert.deepEqual(await ids(), []);
  const { favorites, history, begun } = await store.view();
  assert.deepEqual([favorites.length, history.map(({ id }) => id), begun], [1, ["a"], true]);
  await keep(posting("b"));
  reset();
  assert.equal(await store.send(), true);
  assert.deepEqual(asked(), ["POST /history"]);
});

test("the server is asked twice to see whether the cookie of its first answer comes back, and nothing is sent where it does not", async () => {
  await keep(posting("a"));
  reset(() => stranger(201));
  const before = channel.said.length;
  assert.equal(await store.send(), false);
  assert.deepEqual(asked(), ["POST /you", "POST /you"]);
  assert.equal(store.isNameless(), true);
  assert.ok(channel.said.length > before); // what shows the waiting things says it anew
  reset(() => Promise.reject(new TypeError("no network")));
  assert.equal(await store.send(), false);
  assert.equal(store.isNameless(), true);
  let times = 0;
  reset(knowing(() => ours(201)));
  const known = network.answer;
  network.answer = (request) => (request.url === "/you" && (times += 1) === 1 ? stranger(201) : known(request));
  assert.equal(await store.send(), true);
  assert.deepEqual(asked(), ["POST /you", "POST /you", "POST /history"]);
  assert.equal(store.isNameless(), false);
});

test("a server that cannot meet the phone is asked once, and the entry stays", async () => {
  await keep(posting("a"));
  for (const answer of [() => ours(503), () => stranger(503), () => Promise.reject(new TypeError("no network"))]) {
    reset(answer);
    assert.equal(await store.send(), false);
    assert.deepEqual(asked(), ["POST /you"]);
    assert.equal(store.isNameless(), false);
  }
  assert.deepEqual(await ids(), ["entry a"]);
});

test("with nothing to send nobody is asked", async () => {
  assert.equal(await store.send(), true);
  assert.deepEqual(asked(), []);
});

test("what the server cannot take now stays, and what comes after it waits too", async () => {
  await keep(posting("a"), posting("b"));
  for (const status of [500, 503]) {
    reset(knowing(() => ours(status)));
    assert.equal(await store.send(), false, String(status));
    assert.deepEqual(asked().filter((one) => one !== "POST /you"), ["POST /history"]);
  }
  reset(knowing(() => Promise.reject(new TypeError("no network"))));
  assert.equal(await store.send(), false);
  assert.deepEqual((await store.entries()).map(({ id, refused }) => [id, refused]), [["entry a", undefined], ["entry b", undefined]]);
});

test("a server that says when it goes on is sent nothing before", async () => {
  let now = 1_000_000;
  const clock = mock.method(Date, "now", () => now);
  await keep(posting("a"));
  for (const status of [429, 408]) {
    reset(knowing(() => ours(status, {}, { "Retry-After": "7" })));
    assert.deepEqual([await store.send(), asked().at(-1)], [false, "POST /history"]);
    for (const ms of [0, 6_999]) {
      reset();
      now += ms;
      assert.deepEqual([await store.send(), asked()], [false, []]);
    }
    now += 1;
  }
  assert.equal((await store.entries()).length, 1);
  clock.mock.restore();
});

test("what the server refuses stays with what it said and holds nothing up", async () => {
  await keep(posting("a"), posting("b"), posting("c"));
  reset(knowing(({ body }) => {
    if (body.id === "a") return ours(422, { error: { field: "note", message: "Too long." } });
    return body.id === "b" ? new Response("no JSON", { status: 499, headers: { "X-Stillpoint": "1" } }) : ours(201);
  }));
  assert.equal(await store.send(), true);
  assert.deepEqual((await store.entries()).map(({ id, refused }) => [id, refused]), [
    ["entry a", { status: 422, field: "note", message: "Too long." }],
    ["entry b", { status: 499 }],
  ]);
  reset();
  assert.equal(await store.send(), true);
  assert.deepEqual(asked(), []);
});

test("an answer without an error says no more than its status", async () => {
  await keep(posting("a"));
  reset(knowing(() => ours(422, {})));
  await store.send();
  assert.deepEqual((await store.entries())[0].refused, { status: 422 });
});

test("a conflict is a refusal", async () => {
  await keep(heart("LI4"));
  reset(knowing(() => ours(409, { error: { message: "taken" } })));
  assert.equal(await store.send(), true);
  assert.deepEqual(asked(), ["POST /you", "PUT /favorites/points/LI4"]);
  assert.equal((await store.entries())[0].refused.status, 409);
});

test("what can still be taken back is held, but not for ever by a clock that was set back", async () => {
  const now = Date.now();
  await keep(posting("a", { hold: now + 9000 }), posting("b", { hold: now - 1 }), posting("c", { hold: now + 3_600_000 }));
  reset(knowing(() => ours(201)));
  assert.equal(await store.send(), true);
  assert.deepEqual(network.requests.slice(1).map(({ body }) => body.id), ["b", "c"]);
  assert.deepEqual(await ids(), ["entry a"]);
});

test("a deletion that was done takes with it what was refused of the same thing alone", async () => {
  const refused = { status: 422 };
  await keep(
    posting("a", { refused }), posting("b", { refused }), entry("r", "PUT", "/routines/r1", { id: "r1" }, { refused }),
    entry("d", "DELETE", "/history/a"), entry("d2", "DELETE", "/routines/r1"),
  );
  reset(knowing(() => ours(204)));
  assert.equal(await store.send(), true);
  assert.deepEqual(await ids(), ["entry b"]);
});

test("what is done without being a deletion takes nothing of what was refused with it", async () => {
  await keep(entry("r", "PUT", "/routines/r1", { id: "r1" }, { refused: { status: 422 } }), entry("r2", "PUT", "/routines/r1", { name: "B" }));
  reset(knowing(() => ours(200)));
  await store.send();
  assert.deepEqual(await ids(), ["r"]);
});

test("when the way to the profile is lost, what is here goes to the next one", async () => {
  await keep(posting("a"), heart("LI4"), entry("r", "PUT", "/routines/r1", { name: "A" }), posting("b"));
  reset(knowing(({ body }) => (body?.id === "b" ? ours(422, {}) : ours(201))));
  await store.send();
  await keep(heart("BL23"));
  reset(({ url }) => (url === "/favorites/points/BL23" ? stranger(200) : ours(201)));
  assert.equal(await store.send(), true);
  assert.deepEqual(asked(), ["PUT /favorites/points/BL23", "POST /you", "POST /you/import"]);
  const { body, headers } = network.requests[2];
  assert.deepEqual(body.favorites.map(({ key }) => key), ["BL23", "LI4"]);
  assert.deepEqual(body.practice_sessions.map(({ id }) => id), ["a"]);
  assert.deepEqual(body.routines.map(({ id }) => id), ["r1"]);
  assert.ok(Date.parse(headers["X-Changed-At"]));
  assert.deepEqual(await ids(), ["entry b"]);
});

test("what is carried over is carried over once, and where nothing is here nothing is", async () => {
  await keep(heart("LI4"));
  reset(knowing(() => stranger(200)));
  assert.equal(await store.send(), true);
  assert.deepEqual(asked(), ["POST /you", "PUT /favorites/points/LI4"]);
  await keep(heart("BL23"));
  assert.equal(await store.send(), true);
  assert.deepEqual(asked().slice(2), ["POST /you", "PUT /favorites/points/BL23", "POST /you", "POST /you/import"]);
});

test("a browser that brings no cookie any more makes one profile at most, and what is here stays here", async () => {
  await keep(heart("LI4"));
  reset(knowing(() => ours(201)));
  await store.send();
  await keep(heart("BL23"));
  reset(() => stranger(200, SERVER["/favorites.json"]));
  for (const isDone of [false, false, false]) {
    assert.equal(await store.send(), isDone);
    assert.equal(await store.refresh(), isDone);
  }
  await keep(heart("ST36"));
  assert.equal(await store.send(), false);
  assert.deepEqual(new Set(asked().slice(1)), new Set(["POST /you", "GET /favorites.json"]));
  assert.equal(asked()[0], "PUT /favorites/points/BL23");
  assert.deepEqual((await store.view()).favorites.map(({ key }) => key), ["ST36", "BL23", "LI4"]);
  assert.deepEqual((await store.entries()).map(({ url }) => url), ["/you/import", "/favorites/points/ST36"]);
});

for (const [what, fill] of [["hearts", heart("LI4")], ["practices", posting("a")], ["routines", entry("r", "PUT", "/routines/r1", { name: "A" })]]) {
  test(`a phone that has nothing but ${what} carries them over`, async () => {
    await keep(fill);
    reset(knowing(() => ours(201)));
    await store.send();
    await keep(heart("BL23", "DELETE"));
    reset(knowing(() => stranger(200)));
    await store.send();
    assert.deepEqual(asked().slice(1), ["POST /you", "POST /you/import"]);
  });
}

test("what carries the copy over is no reason to look for a profile once more, whatever its answer says", async () => {
  await keep(heart("LI4"));
  reset(knowing(() => ours(201)));
  await store.send();
  await keep(heart("BL23", "DELETE"));
  reset(knowing(() => stranger(200)));
  await store.send();
  await keep(heart("ST36"));
  await store.send();
  assert.deepEqual(asked().slice(0, 4), ["DELETE /favorites/points/BL23", "POST /you", "POST /you/import", "PUT /favorites/points/ST36"]);
});

const SERVER = {
  "/favorites.json": { favorites: [{ kind: "points", key: "LI4", created_at: MADE }] },
  "/history.json": [practice("a")],
  "/routines.json": { routines: [{ id: "r1", name: "A", created_at: MADE }] },
};

test("what the server has is read into the copy, and what waits is sent first where it must be", async () => {
  const before = Date.now();
  reset(({ url }) => ours(200, SERVER[url]));
  assert.equal(await store.refresh(), true);
  assert.deepEqual(asked(), ["GET /favorites.json", "GET /history.json", "GET /routines.json"]);
  assert.ok(network.requests.every(({ redirect }) => redirect === "error"));
  const { favorites, history, routines, begun, synced } = await store.view();
  assert.deepEqual([favorites, history, routines], [SERVER["/favorites.json"].favorites, SERVER["/history.json"], SERVER["/routines.json"].routines]);
  assert.deepEqual([begun, synced >= before, channel.said], [true, true, ["changed"]]);
});

test("of somebody whom the server does not know there is nothing to read", async () => {
  reset(() => stranger(200, { favorites: [] }));
  assert.equal(await store.refresh(), true);
  assert.deepEqual(asked(), ["GET /favorites.json"]);
  const { favorites, history, routines, begun } = await store.view();
  assert.deepEqual([favorites, history, routines, begun], [[], [], [], false]);
});

test("when the server does not answer, or somebody else does, the copy stays", async () => {
  reset(({ url }) => ours(200, SERVER[url]));
  await store.refresh();
  const answers = [() => ours(500), () => new Response("{}"), () => Promise.reject(new TypeError("no network")), ({ url }) => (url === "/history.json" ? ours(500) : ours(200, SERVER[url]))];
  for (const answer of answers) {
    reset(answer);
    assert.equal(await store.refresh(), false);
    assert.deepEqual(channel.said, []);
  }
  assert.equal((await store.view()).favorites.length, 1);
});

test("an answer that begins and never ends is given up, and whoever waits behind it goes on", async () => {
  const limits = [];
  mock.method(AbortSignal, "timeout", (ms) => (limits.push(ms), AbortSignal.abort(new DOMException("", "TimeoutError"))));
  const stalled = (signal) => new Promise((_, reject) => (signal?.aborted ? reject(signal.reason) : null));
  reset(({ url, signal }) => (url === "/history.json" ? stalled(signal) : ours(200, SERVER[url])));
  assert.equal(await store.refresh(), false);
  assert.ok(limits.length >= 3 && limits.every((ms) => ms > 0 && ms <= 30_000));
  mock.restoreAll();
});

test("a phone whose cookie was lost gives what it has to its next profile before it reads", async () => {
  reset(({ url }) => ours(200, SERVER[url]));
  await store.refresh();
  let isKnown = false;
  reset(({ url }) => {
    if (url === "/you/import") isKnown = true;
    return isKnown || url === "/you" ? ours(200, SERVER[url] ?? {}) : stranger(200, SERVER[url]);
  });
  assert.equal(await store.refresh(), true);
  assert.deepEqual(asked(), ["GET /favorites.json", "POST /you", "POST /you/import", "GET /favorites.json", "GET /history.json", "GET /routines.json"]);
});

test("a phone that stays unknown reads nothing over what it has, and gives up", async () => {
  reset(({ url }) => ours(200, SERVER[url]));
  await store.refresh();
  reset(({ url }) => stranger(200, SERVER[url] ?? {}));
  assert.equal(await store.refresh(), false);
  assert.deepEqual(asked(), ["GET /favorites.json", "POST /you", "POST /you"]);
  assert.equal((await store.view()).history.length, 1);
  reset(knowing(({ url }) => (url === "/you/import" ? ours(503) : stranger(200, SERVER[url]))));
  assert.equal(await store.refresh(), false);
  assert.deepEqual(asked(), ["GET /favorites.json", "POST /you", "POST /you/import"]);
  reset(knowing(({ url }) => stranger(200, SERVER[url] ?? {})));
  assert.equal(await store.refresh(), false);
  assert.equal((await store.view()).history.length, 1);
});

test("a copy that waits to be carried over is not made a second time, however often the loss is met", async () => {
  reset(({ url }) => ours(200, SERVER[url]));
  await store.refresh();
  for (let tries = 3; tries; tries -= 1) {
    reset(({ url }) => (url === "/you/import" ? ours(503) : stranger(200, SERVER[url])));
    assert.equal(await store.refresh(), false);
  }
  assert.deepEqual((await store.entries()).map(({ url }) => url), ["/you/import"]);
  assert.equal((await store.view()).history.length, 1);
});

test("everything can be forgotten, and all are told", async () => {
  await keep(posting("a"));
  reset(knowing(() => ours(201)));
  await store.send();
  await keep(heart("LI4"));
  reset();
  await store.forget();
  assert.deepEqual(await view(), { favorites: [], history: [], routines: [] });
  assert.deepEqual(channel.said, ["changed"]);
});

test("where locks are not there, or are refused, it is done all the same; a failure of the work itself is one", async () => {
  await keep(posting("a"), posting("b"));
  reset(knowing(({ body }) => ours(body?.id === "b" ? 503 : 201)));
  locks.isRefused = true;
  assert.equal(await store.send(), false);
  assert.deepEqual(await ids(), ["entry b"]);
  navigator.locks = undefined;
  reset(knowing(() => ours(201)));
  assert.equal(await store.send(), true);
  navigator.locks = locks;
  locks.isRefused = false;
  let times = 0;
  const { now } = Date;
  Date.now = () => {
    times += 1;
    throw new Error("the work fails");
  };
  await assert.rejects(store.send(), /the work fails/).finally(() => (Date.now = now));
  assert.equal(times, 1);
});

test("a database whose handle was closed under the page is opened anew, once, and another failure is one", async () => {
  await keep(posting("a"));
  const { transaction } = IDBDatabase.prototype;
  const failing = (times, name) => (IDBDatabase.prototype.transaction = function (...rest) {
    times -= 1;
    if (times < 0) return transaction.apply(this, rest);
    throw new DOMException("", name);
  });
  try {
    for (const name of ["InvalidStateError", "UnknownError"]) {
      failing(1, name);
      assert.deepEqual(await ids(), ["entry a"]);
    }
    failing(1, "QuotaExceededError");
    await assert.rejects(store.entries(), { name: "QuotaExceededError" });
    failing(2, "UnknownError");
    await assert.rejects(store.entries(), { name: "UnknownError" });
  } finally {
    IDBDatabase.prototype.transaction = transaction;
  }
});
