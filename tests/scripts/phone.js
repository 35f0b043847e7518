/*
 * A phone without a browser: its database, its network and its locks. Import it before a module that uses them.
 */
import "fake-indexeddb/auto";

/** Every request since the last `reset`: {url, method, body, headers, redirect, signal}; `answer` makes the response of each. */
export const network = { requests: [], answer: (_request) => ours() };

globalThis.fetch = async (url, { method = "GET", body = undefined, ...options } = {}) => {
  const request = { url, method, body: body && JSON.parse(body), ...options };
  network.requests.push(request);
  return network.answer(request);
};

/** An answer of the server. */
export const ours = (status = 200, json = {}, headers = {}) =>
  new Response(status === 204 ? null : JSON.stringify(json), { status, headers: { "X-Stillpoint": "1", ...headers } });

/** What was asked since the last `reset`, such as "POST /history". */
export const asked = () => network.requests.map(({ method, url }) => `${method} ${url}`);

/** Names of the locks that were asked for. `isRefused`: a browser that lets nobody have one. */
export const locks = {
  names: [],
  isRefused: false,
  async request(name, work) {
    if (locks.isRefused) throw new DOMException("", "SecurityError");
    locks.names.push(name);
    return work();
  },
};

/** What other tabs hear. */
export const channel = { said: [], hear: () => {}, name: "" };
globalThis.BroadcastChannel = class {
  constructor(name) {
    channel.name = name;
    channel.hear = (message) => this.onmessage(message);
  }
  postMessage(message) {
    channel.said.push(message);
  }
};

export const worker = { syncs: [], isRefused: false };
const registration = {
  sync: {
    async register(name) {
      worker.syncs.push(name);
      if (worker.isRefused) throw new DOMException("", "NotAllowedError");
    },
  },
};
export const navigator = { locks, serviceWorker: { getRegistration: async () => registration } };
Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });

/** Begin anew with a network that answers so. */
export function reset(answer = () => ours()) {
  network.requests = [];
  network.answer = answer;
  channel.said = [];
  worker.syncs = [];
}
