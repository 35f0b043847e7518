"""What a finger finds on the body: for every region, whether its name and the middle of its shape open it.

Used by the story of every engine and by the measurement; the window is one of "engines".
"""

from dataclasses import dataclass

SIZES = (
    (320, 568), (360, 780), (375, 667), (390, 844), (402, 874), (412, 915),
    (430, 932), (440, 956), (768, 1024), (820, 1180), (1180, 820), (844, 390), (667, 375), (1920, 1080),
)  # fmt: skip
SIDES = ("front", "back")
MIN_TARGET = 12
"""The smallest size of a name, in CSS px."""

UP = "(side) => document.querySelector('#map .plate')?.dataset.view === side"
LOOK = """async (minimum) => {
  const plate = document.querySelector("#map .plate");
  const opens = (x, y) => document.elementFromPoint(x, y)?.closest("[href]")?.getAttribute("href") ?? null;
  const found = { regions: 0, wrong: [], dead: [], cut: [] };
  const touch = (link, what, [x, y]) => {
    const href = link.getAttribute("href");
    const got = opens(x, y);
    if (got === href) return;
    const words = `${href.split("/").pop()}: its ${what} opens ${got}`;
    (got?.startsWith("/regions/") ? found.wrong : found.dead).push(words);
  };

  /* The middle of a shape: the place inside it that is farthest from its edge, of a grid; in px of the window. */
  const middle = (path) => {
    const { x, y, width, height } = path.getBBox();
    const n = 24;
    const at = (i, j) => new DOMPoint(x + (width * (i + 0.5)) / n, y + (height * (j + 0.5)) / n);
    const inside = (i, j) => {
      const point = path.ownerSVGElement.createSVGPoint();
      Object.assign(point, { x: at(i, j).x, y: at(i, j).y });
      return path.isPointInFill(point);
    };
    const cells = Array.from({ length: n * n }, (_, k) => [k % n, Math.floor(k / n)]);
    const full = cells.filter(([i, j]) => inside(i, j));
    const none = [];
    for (let k = -1; k <= n; k++) none.push([k, -1], [k, n], [-1, k], [n, k]);
    const isFull = new Set(full.map(String));
    none.push(...cells.filter((cell) => !isFull.has(String(cell))));
    const room = ([i, j]) => Math.min(...none.map(([a, b]) => Math.hypot(((a - i) * width) / n, ((b - j) * height) / n)));
    const best = full.reduce((one, cell) => (room(cell) > one.room ? { cell, room: room(cell) } : one), { room: -1 });
    const { x: left, y: top } = at(...best.cell).matrixTransform(path.getScreenCTM());
    return [left, top];
  };

  const all = [...plate.querySelectorAll("a[href^='/regions/']")];
  for (const link of all.filter(({ dataset }) => dataset.region)) {
    found.regions += 1;
    const same = all.filter((other) => other.getAttribute("href") === link.getAttribute("href"));
    const name = same.flatMap((one) => [...one.querySelectorAll("text, [data-text]")]).find((one) => one.checkVisibility());
    const slug = link.dataset.region;
    if (!name) { found.cut.push(`${slug}: has no name`); continue; }
    name.scrollIntoView({ block: "center", behavior: "instant" });
    const lines = [...name.querySelectorAll("tspan")];
    for (const line of lines.length ? lines : [name]) {
      const { left, right, top, bottom, width } = line.getBoundingClientRect();
      const scale = name.getScreenCTM?.().a ?? 1;
      if (parseFloat(getComputedStyle(name).fontSize) * scale < minimum || bottom - top < minimum) found.cut.push(`${slug}: is written too small`);
      if (left < 0 || right > document.documentElement.clientWidth || !width) found.cut.push(`${slug}: is cut by the window`);
      for (const across of [0.1, 0.5, 0.9]) touch(link, "name", [left + width * across, (top + bottom) / 2]);
    }
    for (const shape of same.flatMap((one) => [...one.querySelectorAll("path.shape")])) {
      shape.scrollIntoView({ block: "center", behavior: "instant" });
      touch(link, link.contains(shape) ? "shape" : "other shape", middle(shape));
    }
  }
  return found;
}"""


@dataclass(frozen=True)
class Touched:
    """regions: how many there are. wrong, dead, cut: in words what opens another page, opens nothing, cannot be read."""

    regions: int
    wrong: list
    dead: list
    cut: list


def show(window, side):
    """Open the body on one side and wait until its picture is laid out."""
    window.open(f"/?side={side}")
    window.wait(UP, side, why=f"the {side}")
    window.evaluate("() => document.fonts.ready.then(() => true)")


def look(window):
    """What a finger would find on the side that is up."""
    return Touched(**window.evaluate(LOOK, MIN_TARGET))
