/** The progress: the whole practice as pieces, as long as their time. */

export class PracticeProgress {
  /** A piece for every point; for a single point a piece for every timed step. */
  constructor(list, plan) {
    const starts = plan.flatMap(({ kind }, i) => (kind === "locate" ? [i] : []));
    this.steps = plan;
    this.pieces = starts.length > 1
      ? starts.map((start, i) => [start, starts[i + 1] ?? plan.length])
      : plan.flatMap(({ kind, seconds }, i) => (seconds && kind !== "ready" ? [[i, i + 1]] : []));
    list.replaceChildren(...this.pieces.map((piece) => {
      const item = document.createElement("li");
      item.append(document.createElement("i"));
      item.style.flexGrow = this.#seconds(...piece);
      return item;
    }));
    this.items = [...list.children];
  }

  #seconds(from, to) {
    return this.steps.slice(from, to).reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
  }

  /** @param {import("./clock.js").State} s */
  draw(s) {
    const now = this.pieces.findIndex(([from, to]) => s.index >= from && s.index < to);
    if (this.shown !== s.index) {
      this.shown = s.index;
      this.pieces.forEach(([, to], i) => {
        this.items[i].className = s.index >= to ? "is-done" : i === now ? "is-now" : "";
      });
    }
    if (now < 0) return;
    const [from, to] = this.pieces[now];
    const done = this.#seconds(from, s.index) + (s.total ? s.elapsed / 1000 : 0);
    const width = `${Math.min(100, Math.round((100 * done) / this.#seconds(from, to)))}%`;
    const { style } = this.items[now].firstChild;
    if (style.width !== width) style.width = width;
  }
}
