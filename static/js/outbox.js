/*
 * The outbox of a page: everything a person does is kept here first and sent afterwards. It tries at load, when the
 * network or the person comes back, after each new entry, and again with growing pauses while the server is away.
 */
import "idb-keyval";
import "uuid";
import "phone-store";
import { say } from "status-line";

const { append, entries, change, deliver, send } = globalThis.phoneStore;
const PAUSES = [4, 15, 60, 240, 900];
const UNDO = 8_000;

let failures = 0;
let retry;

/** Every change of the outbox or the mirror, in this tab, another one or the worker, is a "change" event here. */
export const changes = new EventTarget();
new BroadcastChannel("phone-store").onmessage = () => changes.dispatchEvent(new Event("change"));

/** Send what waits. True when nothing is left that could be sent. */
export async function flush() {
  clearTimeout(retry);
  const done = await send().catch(() => false);
  failures = done ? 0 : failures + 1;
  if (!done) {
    retry = setTimeout(flush, PAUSES[Math.min(failures, PAUSES.length) - 1] * 1000);
    const worker = await navigator.serviceWorker?.getRegistration();
    worker?.sync?.register("outbox").catch(() => {});
  }
  return done;
}

/**
 * Keep one thing that was done, then start to send it. Resolves with the entry when it is safely kept.
 * `undoable`: it is held back for eight seconds, in which `drop(entry)` takes it back.
 * When the phone can keep nothing (full, or storage switched off) it is sent at once; rejects when that fails too.
 */
export async function enqueue({ method, url, body, undoable = false }) {
  const entry = { id: uuid(), method, url, body, made: new Date().toISOString() };
  if (undoable) entry.hold = Date.now() + UNDO;
  try {
    await append(entry);
  } catch (failure) {
    const answer = await deliver(entry).catch(() => null);
    if (answer?.ok) return entry;
    say(document.getElementById("status").dataset.full);
    throw failure;
  }
  if (undoable) setTimeout(flush, UNDO);
  else flush().then((done) => done || say(document.getElementById("status").dataset.kept));
  return entry;
}

/** What waits to be sent or was refused, oldest first. */
export const pending = entries;

/** Take an entry back. Says whether it was still there. */
export async function drop({ id }) {
  const entry = (await entries()).find((one) => one.id === id);
  return Boolean(entry) && change(entry);
}

/** Send a refused entry again, with `body` in place of what was refused. */
export async function mend(entry, body = entry.body) {
  await change(entry, ({ refused, ...kept }) => ({ ...kept, body }));
  return flush();
}

addEventListener("online", flush);
document.addEventListener("visibilitychange", () => document.hidden || flush());
flush();
