/*
 * What this phone keeps of a person: the outbox (what they did, until the server has it) and the copy (of what
 * the server has). Both in IndexedDB; where a browser refuses that, the copy lasts as long as the page and nothing waits.
 *
 * Entry of the outbox: {id, method, url, body?, made, hold?, refused?} and, when read, `order`.
 *   order    [its number, its id]; a number alone of an older version
 *   id       UUID, made by the page that appended it
 *   body     what is sent as JSON
 *   made     when the person did it, RFC 3339
 *   hold     epoch milliseconds before which it is not sent, so that it can still be taken back
 *   refused  {status, field, message}: the server said no; it stays here until the person mends or drops it
 * State (the copy, and what `view` answers): {favorites: [{kind, key, created_at}], history: [practice session],
 * routines: [own routine], begun?, synced?}, all lists newest first; `begun`: the server has a profile for this phone; `synced`: when the server
 * was last read, epoch milliseconds.
 */
import { clear, get, promisifyRequest, set } from "idb-keyval";
import { isOurs } from "../lib/ours.js";
import { uuid } from "../lib/uuid.js";
import { changed, emptyState } from "./changes.js";

export const localStore = (() => {
  const outbox = openStore("stillpoint-outbox", "entries");
  const copy = openStore("stillpoint-mirror", "state");
  const MAX_HOLD_MS = 10_000;
  const TIMEOUT_MS = 20_000;

  /** Transactions that were not committed at once, a few as long as a page lasts: a page that is left gives them up. */
  const slow = [];

  /** A database with one store. */
  function openDatabase(name, store) {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => slow.push(request.transaction) && request.result.createObjectStore(store);
    return promisifyRequest(request);
  }

  /**
   * A store of IndexedDB, opened at its first use. Its handle may be closed under a living page (iOS does, in the background): it is
   * opened anew, once. What `work` asks for at once is committed at once, by the browser alone; it says `more` when it will ask for more.
   */
  function openStore(name, store) {
    let database;
    const use = async (mode, work, more) => {
      const transaction = (await (database ??= openDatabase(name, store))).transaction(store, mode);
      const commit = async () => (more ? slow.push(transaction) : transaction.commit());
      const [done] = await Promise.all([work(transaction.objectStore(store)), commit()]);
      return done;
    };
    return (mode, work, more = undefined) =>
      use(mode, work, more).catch((failure) => {
        database = null;
        if (/InvalidState|Unknown/.test(failure?.name)) return use(mode, work, more);
        throw failure;
      });
  }

  /** Whether this browser lets the page keep anything; some refuse it by a setting. */
  const canStore = () => (storable ??= get("state", copy).then(() => true, () => false));
  let storable;

  /** What is told of every change, in this tab, another one or the worker. */
  const listeners = new Set();
  const notify = () => listeners.forEach((listener) => listener());
  const channel = (() => {
    try {
      return Object.assign(new BroadcastChannel("phone-store"), { onmessage: notify });
    } catch {
      return null; // Refused together with all storage: then there is nothing that another tab could see.
    }
  })();
  function announce() {
    channel?.postMessage("changed");
    notify();
  }

  /** One at a time among all tabs and the worker. Where locks are not there or refused, the ids keep a second sending harmless. */
  async function withLock(work) {
    let isBegun = false;
    const begun = () => ((isBegun = true), work());
    if (!navigator.locks) return work();
    return navigator.locks.request("outbox", begun).catch((failure) => (isBegun ? Promise.reject(failure) : work()));
  }

  /** Every entry, oldest first. */
  async function entries() {
    if (!(await canStore())) return [];
    return outbox("readonly", async (store) => {
      const asked = [store.getAllKeys(), store.getAll()].map((one) => promisifyRequest(/** @type {IDBRequest} */ (one)));
      const [orders, values] = await Promise.all(asked);
      return orders.map((order, place) => ({ ...values[place], order }));
    });
  }

  /** Keep one more entry at the end. Resolves when it is on the disk. */
  async function append(entry) {
    const orders = await outbox("readonly", (store) => promisifyRequest(/** @type {IDBRequest} */ (store.getAllKeys())));
    count = Math.max(count, Number.parseInt(orders.at(-1) ?? 0)) + 1;
    const order = [count, entry.id]; // another tab may count the same
    await outbox("readwrite", (store) => {
      store.put(entry, order);
      return promisifyRequest(store.transaction);
    });
    announce();
  }
  let count = 0;

  /** Take an entry out, or put `edit(entry)` in its place. Says whether it was still there. */
  async function change({ order }, edit = undefined) {
    let found;
    await outbox("readwrite", (store) => {
      store.get(order).onsuccess = ({ target }) => {
        found = target.result;
        if (edit && found) store.put(edit(found), order);
      };
      if (!edit) store.delete(order);
      return promisifyRequest(store.transaction);
    }, edit);
    announce();
    return Boolean(found);
  }

  const readState = async () => ({ ...emptyState(), ...((await canStore()) ? await get("state", copy) : memory) });
  const writeState = async (state) => ((await canStore()) ? set("state", state, copy) : void (memory = state));
  let memory;

  /** The state as the person means it: the copy with everything that still waits laid over it. */
  async function view() {
    // In this order: what is sent between the two is in both, never in neither.
    const waiting = await entries();
    const state = await readState();
    const pending = new Map(waiting.map((entry) => [entry.body?.id ?? entry.url, entry]));
    return { ...waiting.reduce(changed, state), waiting, pending };
  }

  // From both times the server tells when it was done, however wrong the phone's clock is.
  const deliver = async ({ method, url, body = undefined, made }) => {
    const answer = await fetch(url, {
      method,
      redirect: "error", // the server redirects no change
      body: body && JSON.stringify(body),
      headers: {
        ...(body && { "Content-Type": "application/json" }),
        "X-Changed-At": made,
        "X-Sent-At": new Date().toISOString(),
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!isOurs(answer)) throw new Error(`${url} was answered by somebody else`);
    return answer;
  };

  /** Before when the server wants to be sent nothing, epoch milliseconds; as long as the page lasts. */
  let rests = 0;
  /** Whether a request came without a cookie of the server's. */
  const wasUnknown = (answer) => answer.headers.get("X-Profile") === "unknown";
  const isEmpty = ({ favorites, history, routines }) => ![...favorites, ...history, ...routines].length;
  /** The address of what an entry is about. */
  const subject = ({ method, url, body }) => (method === "POST" && body?.id ? `${url}/${body.id}` : url);
  const isHeld = ({ hold }, now) => hold > now && hold < now + MAX_HOLD_MS;

  /** Whether the server was reached and this browser brought no cookie back to it. */
  let isUnknown = false;
  const isNameless = () => isUnknown;

  /** Before the first thing is sent: an answer lost on its way would take the new profile's cookie with it. */
  async function ensureProfile() {
    const state = await readState();
    if (state.begun) return true;
    const openProfile = () => deliver({ method: "POST", url: "/you", made: new Date().toISOString() }).catch(() => null);
    const first = await openProfile();
    // Whether the cookie of the first answer comes back: what a browser without cookies sends would belong to nobody.
    const answer = first?.ok && wasUnknown(first) ? await openProfile() : first;
    const isNow = answer?.ok ? wasUnknown(answer) : isUnknown;
    if (isNow !== isUnknown) {
      isUnknown = isNow;
      announce();
    }
    if (!answer?.ok || isUnknown) return false;
    await writeState({ ...state, begun: true }).catch(() => {}); // a full phone asks once more the next time
    return true;
  }

  /** Send one thing past the outbox, where this browser keeps nothing. Empty when nobody would find it again. */
  const sendNow = async (entry) => (await ensureProfile()) && deliver(entry);

  /** The cookie of this phone was lost and with it the way to its profile: the copy that is here goes to the next one, once. */
  async function restore() {
    const state = await readState();
    await writeState({ ...state, begun: false }); // whether this browser brings a cookie at all is seen first
    if (isEmpty(state)) return;
    const { favorites, history, routines, waiting } = await view();
    if (waiting.some(({ url }) => url === "/you/import")) return;
    const body = { favorites, practice_sessions: history.filter(({ refused }) => !refused), routines };
    await append({ id: uuid(), method: "POST", url: "/you/import", body, made: new Date().toISOString() });
  }

  /** The server has done what an entry says. */
  async function markDelivered(entry) {
    await writeState(changed(await readState(), entry));
    if (!(await canStore())) return announce();
    await change(entry);
    if (entry.method !== "DELETE") return;
    for (const one of await entries()) if (one.refused && subject(one) === entry.url) await change(one);
  }

  /** Send what waits, in order. False when the server could not be reached or could not take it now. */
  const send = () =>
    withLock(async () => {
      for (;;) {
        const now = Date.now();
        const entry = (await entries()).find((one) => !one.refused && !isHeld(one, now));
        if (!entry) return true;
        if (!(await ensureProfile()) || now < rests) return false;
        const answer = await deliver(entry).catch(() => null);
        if (!answer || answer.status >= 500) return false;
        const seconds = Number(answer.headers.get("Retry-After"));
        if (seconds) {
          rests = now + seconds * 1000;
          return false;
        }
        if (answer.ok) {
          if (wasUnknown(answer) && entry.url !== "/you/import") await restore();
          await markDelivered(entry);
        } else {
          const { error = {} } = await answer.json().catch(() => ({}));
          await change(entry, (kept) => ({ ...kept, refused: { status: answer.status, ...error } }));
        }
      }
    });

  /** What the server says at an address. Rejects when it says nothing, or somebody else does. */
  async function fetchOurs(url) {
    const answer = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!answer.ok || !isOurs(answer)) throw new Error(`${url} was not answered`);
    return answer;
  }

  /** Read the person's favorites and history from the server into the copy. False when it cannot be reached. */
  const refresh = (mayRestore = true) =>
    withLock(async () => {
      try {
        const [first, state] = [await fetchOurs("/favorites.json"), await readState()];
        const isLost = wasUnknown(first);
        if (isLost && !isEmpty(state)) return mayRestore ? restore() : false;
        // Who is not known has nothing there.
        const others = isLost ? [] : await Promise.all(["/history.json", "/routines.json"].map(fetchOurs));
        const [{ favorites }, history = [], { routines } = { routines: [] }] = await Promise.all(
          [first, ...others].map((answer) => answer.json()),
        );
        await writeState({ ...state, favorites, history, routines, begun: !isLost, synced: Date.now() });
      } catch {
        return false;
      }
      announce();
      return true;
    }).then((done) => done ?? send().then((sent) => sent && refresh(false)));

  /** Forget everything of the person on this phone. */
  const forget = () =>
    withLock(async () => {
      memory = undefined;
      if (await canStore()) await Promise.all([clear(outbox), clear(copy)]);
    }).then(announce);

  return { slow, append, entries, change, sendNow, markDelivered, view, send, refresh, forget, canStore, isNameless, listeners };
})();
