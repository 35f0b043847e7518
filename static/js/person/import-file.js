/*
 * A large saved file, read back a part at a time: <import-file> around the form, whose parts carry what is said: data-part="progress" with
 * <progress> and <p>, "out", the way out, and "done" with "faults" for the end. A small file, and one that cannot be read here, is the form's own.
 * What was sent stays: whoever leaves the page and chooses the file again goes on, and nothing becomes double.
 */
import { isOurs } from "../lib/ours.js";
import { fill } from "../lib/messages.js";

const MAX_ENTRIES = 1000;
const MAX_CHARACTERS = 1_000_000;
const MAX_NAMED = 100;
const PAUSE_SECONDS = 5;
const NAMES = ["favorites", "practice_sessions", "routines"];
const TIMEOUT_MS = 120_000;

/** A saved file in parts of a thousand entries at most: [{favorites, practice_sessions, routines, begins: {name: place of its first}, size}]. */
export function partsOf(file) {
  const parts = [];
  let part, characters;
  for (const name of NAMES) {
    for (const [place, one] of (file[name] ?? []).entries()) {
      const length = JSON.stringify(one).length;
      if (!part || part.size === MAX_ENTRIES || characters + length > MAX_CHARACTERS) {
        part = { favorites: [], practice_sessions: [], routines: [], begins: {}, size: 0 };
        characters = 0;
        parts.push(part);
      }
      part.begins[name] ??= place;
      part[name].push(one);
      part.size += 1;
      characters += length;
    }
  }
  return parts;
}

/** What a file says, or null where that is for the server to judge. */
function parsed(text) {
  try {
    const file = JSON.parse(text);
    return NAMES.every((name) => Array.isArray(file[name] ?? (name === "routines" && []))) ? file : null;
  } catch {
    return null;
  }
}

/** Wait so many seconds, or until the network is back. */
const pause = (seconds) =>
  new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
    addEventListener("online", resolve, { once: true });
  });

customElements.define(
  "import-file",
  class extends HTMLElement {
    connectedCallback() {
      // Before htmx, which listens at the form.
      this.addEventListener("submit", (event) => this.begin(event), { capture: true });
    }

    piece(name) {
      return this.querySelector(`[data-part="${name}"]`);
    }

    begin(event) {
      const [chosen] = this.querySelector("input[type=file]").files;
      if (this.isSmall || !chosen) return;
      event.preventDefault();
      event.stopPropagation();
      if (!this.reading) this.reading = this.read(event.target, chosen).finally(() => delete this.reading);
    }

    async read(form, chosen) {
      const file = parsed(await chosen.text().catch(() => ""));
      const parts = file ? partsOf(file) : [];
      if (parts.length < 2) {
        this.isSmall = true;
        form.requestSubmit();
        this.isSmall = false;
        return;
      }
      const all = parts.reduce((sum, { size }) => sum + size, 0);
      const found = { done: 0, all, added: 0, known: 0, refused: [], more: 0 };
      form.hidden = true;
      for (const part of parts) {
        this.show(found);
        const counts = await this.send(part, found);
        if (!this.isConnected) return;
        if (typeof counts === "string") {
          form.hidden = false;
          this.say(counts);
          return;
        }
        this.add(found, part, counts);
      }
      this.finish(found);
    }

    /** The server's answer to a part, tried until there is one; a text where it takes nothing of it. */
    async send({ begins, size, ...part }, found) {
      while (this.isConnected) {
        const answer = await fetch("/you/import", {
          method: "POST",
          redirect: "error",
          headers: { "Content-Type": "application/json", Accept: "application/json" },
          body: JSON.stringify(part),
          signal: AbortSignal.timeout(TIMEOUT_MS),
        }).catch(() => null);
        const isKnown = answer && isOurs(answer);
        const said = isKnown && (await answer.json().catch(() => null));
        if (answer?.ok && said) return said;
        const seconds = (isKnown && Number(answer.headers.get("Retry-After"))) || PAUSE_SECONDS;
        if (said && answer.status < 500 && answer.status !== 429) return said.error.message;
        this.show(found, seconds);
        await pause(seconds);
      }
      return null;
    }

    /** Add what the server says of a part to what was found, each fault at its place in the whole file. */
    add(found, { begins, size }, { added, known, refused, more_refused: more = 0 }) {
      const room = MAX_NAMED - found.refused.length;
      const placed = refused.map(({ place, ...one }) => {
        const [name, number] = place.split(".");
        return { ...one, place: `${name}.${Number(number) + begins[name]}` };
      });
      found.refused.push(...placed.slice(0, room));
      found.more += more + Math.max(0, placed.length - room);
      found.added += added;
      found.known += known;
      found.done += size;
    }

    show(found, seconds = 0) {
      const bar = this.piece("progress").querySelector("progress");
      Object.assign(bar, { max: found.all, value: found.done });
      const { read, waits } = this.dataset;
      this.say(fill(seconds ? waits : read, { ...found, seconds }));
      this.piece("progress").hidden = false;
    }

    say(text) {
      this.piece("progress").hidden = false;
      this.piece("progress").querySelector("p").textContent = text;
    }

    /** The page says what came of it, as the server's does. */
    finish(found) {
      const [heading, meaning] = this.closest("[data-title]").querySelectorAll("h1, h1 + p");
      heading.textContent = this.piece("done").dataset.heading;
      meaning.textContent = fill(this.dataset.done, { ...found, refused: found.refused.length + found.more });
      this.piece("faults").hidden = !found.refused.length;
      this.querySelector("ul").replaceChildren(
        ...found.refused.map(({ place, message }) => Object.assign(document.createElement("li"), { textContent: `${place}: ${message}` })),
      );
      for (const name of ["progress", "out"]) this.piece(name).hidden = true;
      this.piece("done").hidden = false;
      meaning.tabIndex = -1;
      meaning.focus();
    }
  },
);
