/*
 * Keeps on this phone what the row of the body's page shows in its first paint (home-row.js), and the row itself up to date:
 * <home-copy data-open data-one data-left data-again data-last data-last-minutes> stands in the row; its words are two
 * lines, parted by a bar.
 */
import "./home-row.js";
import { totalSeconds } from "../lib/doses.js";
import { fill, kindAndKey, wholeMinutes } from "../lib/messages.js";
import { MAX_RESUME_AGE_MS } from "../lib/open-practice.js";
import { getItem, setItem } from "../lib/refusable.js";
import { Following, state } from "../offline/local-state.js";
import { practice } from "../player/practice-store.js";
import { names } from "./names.js";

const KEY = "home";
/** What the last practice on this phone took: {at, minutes, basis}; at: when it began; basis: what was told and chosen then. */
const TOOK = "home-took";

const read = (key) => JSON.parse(getItem(key));
const basisOf = (key) => ["answers", "practice-choices", `practice-choices:${key}`].map(getItem).join();

/** "Wed, Nov 25", as its own time says (see lib/days.js). */
const dayOf = (stamp) => new Date(stamp.endsWith("Z") ? stamp : stamp.slice(0, 19))
  .toLocaleDateString(document.documentElement.lang, { weekday: "short", month: "short", day: "numeric" });

/** What follows the last dash: nothing for the rest of the circle. */
const END = "0 999";

customElements.define(
  "home-copy",
  class extends Following {
    async connectedCallback() {
      await super.connectedCallback();
      const { signal } = this.stop;
      const look = () => state().then((now) => this.show(now)).catch(() => {});
      // A practice was left, one in another tab began or ended, something was told or chosen.
      for (const type of ["storage", "pageshow"]) addEventListener(type, look, { signal });
      for (const type of ["answers", "htmx:after:swap", "visibilitychange"]) document.addEventListener(type, look, { signal });
      addEventListener("pagehide", () => practice.load() && this.keep(), { signal });
      addEventListener("practice-saved", ({ detail: { id, started_at: at } }) => {
        const open = practice.load();
        if (open?.id === id) setItem(TOOK, JSON.stringify({ at, minutes: wholeMinutes(totalSeconds(open.plan)), basis: basisOf(kindAndKey(open)) }));
      }, { signal });
    }

    /** The state of the phone: what of it can be begun again. */
    async show({ history, routines }) {
      const all = history.length ? await names() : {};
      const nameOf = ({ kind, key }) => all[kind]?.[key]?.name ?? routines.find(({ id }) => id === key)?.name;
      const last = history.find(nameOf);
      // Names that did not come say nothing of what was done.
      this.last = last && { ...last, name: nameOf(last) };
      this.isKnown = Boolean(all.points || !history.length);
      this.keep();
    }

    keep() {
      const open = practice.load();
      const known = open?.place ? this.open(open) : this.last && this.again(this.last);
      if (known || this.isKnown) setItem(KEY, known ? JSON.stringify(known) : null);
      /** @type {any} */ (this.parentElement).show(read(KEY));
    }

    /** @param {any} open the practice */
    open({ href, title, place: [n, all], anchor: { wall } }) {
      const values = { n, all, title, time: new Date(wall).toTimeString().slice(0, 5) };
      const lines = (words) => fill(words, values).split("|");
      const { open, one, left } = this.dataset;
      const piece = `${84 / all} ${16 / all} `;
      return {
        kind: "open", href, lines: lines(all > 1 ? open : one), until: wall + MAX_RESUME_AGE_MS, later: lines(left),
        ring: [piece, piece.repeat(n - 1) + END, `0 ${(100 * (n - 1)) / all} ${piece}${END}`],
      };
    }

    again(session) {
      const key = kindAndKey(session);
      const took = read(TOOK);
      const isSame = took?.at === session.started_at && took.basis === basisOf(key);
      const words = fill(isSame ? this.dataset.lastMinutes : this.dataset.last, { name: session.name, day: dayOf(session.started_at), n: took?.minutes });
      return { kind: "again", href: `/${key}/practice`, lines: words.split("|"), ring: ["none"] };
    }
  },
);
