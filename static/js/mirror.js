/* The phone's own copy of a person's favorites and history, with what still waits to be sent laid over it. */
import { changes, enqueue, flush } from "outbox";

const { view, refresh } = globalThis.phoneStore;

let latest;
changes.addEventListener("change", () => (latest = null));

/** The state as the person means it: {favorites, history, synced?, waiting: [entry], pending: Map(id or url -> entry)}. */
export const state = () => (latest ??= view());

/** Read the server's copy, after what waits was sent. */
export const renew = async () => (await flush()) && refresh();

/** Call `show(state)` now and at every change, until `signal` aborts. */
export function follow(show, signal) {
  let asked = 0;
  const update = async () => {
    const mine = ++asked;
    const now = await state().catch(() => null);
    if (mine === asked && now && !signal.aborted) show(now);
  };
  changes.addEventListener("change", update, { signal });
  return update();
}

export const favorites = {
  /** Whether the person hearts this. kind: "points" or "routines". */
  has: async (kind, key) => (await state()).favorites.some((one) => one.kind === kind && one.key === key),

  /** Heart it or take the heart away. Resolves when that is kept on the phone. */
  set: (kind, key, wanted) => enqueue({ method: wanted ? "PUT" : "DELETE", url: `/favorites/${kind}/${key}` }),
};

export const history = {
  /** Keep a practice session (the fields of POST /history). Resolves when it is kept on the phone. */
  async add(session) {
    const entry = await enqueue({ method: "POST", url: "/history", body: session });
    dispatchEvent(new CustomEvent("practice-saved", { detail: session }));
    return entry;
  },

  /** Delete a practice session; the entry that comes back can be dropped for eight seconds. */
  remove: (id) => enqueue({ method: "DELETE", url: `/history/${id}`, undoable: true }),
};
