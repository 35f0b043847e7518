/*
 * The outbox of a page: everything a person does is kept here first and sent afterwards. It tries at load, when the
 * network or the person comes back, after each new entry, and again with growing pauses while the server is away.
 */
import { uuid } from "../lib/uuid.js";
import { localStore } from "./local-store.js";
import { workers } from "../lib/refusable.js";
import { showToast, words } from "../lib/toast.js";

const { slow, append, entries, change, sendNow, canStore, isNameless, listeners, send, markDelivered } = localStore;
const RETRY_SECONDS = [4, 15, 60, 240, 900];
const UNDO_MS = 8_000;

let retry;

/** Every change of the outbox or the copy, in this tab, another one or the worker, is a "change" event here. */
export const changes = new EventTarget();
listeners.add(() => changes.dispatchEvent(new Event("change")));

// WebKit keeps a page that is left with its transactions as they are, and all others of the store wait for them: what is
// not committed by then is given up. It is only ever a store that is made anew or a mark on an entry that stays.
addEventListener("pagehide", () => slow.forEach((one) => {
  try {
    one.abort();
  } catch {
    // It is over.
  }
}));

/** The next pause, as its place in RETRY_SECONDS: only a try that a pause led to makes it longer, however many ask in between. */
let pauseIndex = 0;

async function attempt(next) {
  clearTimeout(retry);
  const done = await send().catch(() => false);
  pauseIndex = done ? 0 : Math.min(next, RETRY_SECONDS.length - 1);
  if (done) return true;
  retry = setTimeout(() => flush(pauseIndex + 1), RETRY_SECONDS[pauseIndex] * 1000);
  askForSync().catch(() => {}); // refused: the page's own pauses remain
  return false;
}

/** Let the browser wake the worker when there is a network again, where it can. */
async function askForSync() {
  const registration = await workers?.getRegistration();
  await registration?.sync?.register("outbox");
}

const IDLE = Promise.resolve(true);
let sending;

/** Send what waits. True when nothing is left that could be sent. What is asked for while a try goes on shares its failure. */
export function flush(next = pauseIndex) {
  const mine = (sending ?? IDLE).then((done) => done && attempt(next));
  sending = mine;
  mine.then(() => sending === mine && (sending = null));
  return mine;
}

/** There may be a network again: a try that failed meanwhile says nothing. */
const retryNow = () => (sending ? sending.then((done) => done || flush()) : flush());

/**
 * Keep one thing that was done, then start to send it. Resolves with the entry when it is safely kept.
 * `undoable`: it is held back for eight seconds, in which `drop(entry)` takes it back.
 * When the phone can keep nothing (full, or storage switched off) it is sent at once; rejects when that fails too.
 */
export async function enqueue({ method, url, body = undefined, undoable = false }) {
  const entry = { id: uuid(), method, url, body, made: new Date().toISOString() };
  if (undoable) entry.hold = Date.now() + UNDO_MS;
  try {
    await append(entry);
  } catch (failure) {
    const answer = await sendNow(entry).catch(() => null);
    if (answer?.ok) return markDelivered(entry).catch(() => {}).then(() => entry); // full: the server has it
    showToast((await canStore()) ? words().full : words().nothing);
    throw failure;
  }
  if (undoable) setTimeout(flush, UNDO_MS);
  else flush().then((done) => done || showToast(isNameless() ? words().alone : words().kept));
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

addEventListener("online", retryNow);
document.addEventListener("visibilitychange", () => document.hidden || retryNow());
flush();
