/* The phone's own copy of a person's favorites and history, with what still waits to be sent laid over it. */
import { changes, enqueue, flush } from "./outbox.js";
import { localStore } from "./local-store.js";

const { view, refresh } = localStore;

let latest;
changes.addEventListener("change", () => (latest = null));

/** The state as the person means it: {favorites, history, routines, synced?, waiting: [entry], pending: Map(id or url -> entry)}. */
export const state = () => (latest ??= view());

/** Read the server's copy, after what waits was sent. */
export async function renew() {
  const done = (await flush()) && (await refresh());
  latest = null; // what was read before may be asked for before the news of the change is here
  return done;
}

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

/** An element with `show(state)`, called when it is in the page and at every change while it stays. */
export class Following extends HTMLElement {
  /** @param {any} _now the state @returns {any} */
  show(_now) {}

  /** @returns {any} */
  connectedCallback() {
    this.stop = new AbortController();
    return follow((now) => this.show(now), this.stop.signal);
  }

  disconnectedCallback() {
    this.stop.abort();
  }

  /** How many things wait here, in [data-pending]; and whether that is to be sent, or stays where no cookie is kept. */
  countWaiting({ waiting }) {
    const isNameless = localStore.isNameless();
    this.querySelector("[data-pending]").textContent = waiting.length;
    this.querySelector("[data-sent]").hidden = isNameless;
    this.querySelector("[data-alone]").hidden = !isNameless;
  }
}

/**
 * The same for a list: `fill(state)` is called once the phone knows what there is, be it from the server. Before that
 * the list of the server's own page stands.
 */
export class FollowingList extends Following {
  /** @param {any} _now the state @returns {any} */
  fill(_now) {}

  /** @returns {Promise<any>} */
  async connectedCallback() {
    await super.connectedCallback();
    const unreachable = !(await renew());
    this.known = true;
    if (unreachable) this.show(this.state);
  }

  show(now) {
    this.state = now;
    if (now && (this.known || now.synced || now.waiting.length)) this.fill(now);
  }
}

export const favorites = {
  /** Heart it or take the heart away. Resolves when that is kept on the phone. */
  set: (kind, key, wanted) => enqueue({ method: wanted ? "PUT" : "DELETE", url: `/favorites/${kind}/${key}` }),
};

export const routines = {
  /** Keep an own routine {name, points, minutes} under its id. Resolves when it is kept on the phone. */
  set: (id, body) => enqueue({ method: "PUT", url: `/routines/${id}`, body }),

  /** Delete it; the entry that comes back can be dropped for eight seconds. */
  remove: (id) => enqueue({ method: "DELETE", url: `/routines/${id}`, undoable: true }),
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
