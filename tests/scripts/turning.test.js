/* The body that turns: the file as it is committed, unpacked, made whole and looked at. */
import { readFileSync } from "node:fs";
import { test } from "node:test";
import assert from "node:assert/strict";
import { STRIDE, normals, refined, triangles, whole } from "../../static/js/turning/refining.js";
import { axes, scale, seen, shortest, visible } from "../../static/js/turning/sight.js";
import { unpacked } from "../../static/js/turning/unpacking.js";

const bytes = readFileSync("static/atlas/turning.mesh");
const scene = unpacked(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
const surface = whole(scene.body, ["wide", "near", "cloth", "hair"]);
const smooth = refined(surface);
const EVERYTHING = Object.keys(surface.ranges);
const PLATE = 584 / 1100; // CSS px a unit of the whole view, where the plate is 584 px high
const CLEARLY = 0.3;
const IN_A_WEB = ["LR2", "ST44"]; // the plate leaves out what a toe beside it may hide
const FRONT = { turn: 0, tilt: 0, center: scene.whole.center, across: 0.4, radius: scene.whole.height / 2 };
const BACK = { ...FRONT, turn: 180 };

/** Each edge of a surface in its direction, with how often it is there. */
function edges({ size, corners }) {
  const found = new Map();
  for (let at = 0; at < corners.length; at++) {
    const next = (at + 1) % size ? at + 1 : at + 1 - size;
    const edge = `${corners[at]} ${corners[next]}`;
    found.set(edge, (found.get(edge) ?? 0) + 1);
  }
  return found;
}

test("the skin hangs together: no edge is there twice, and hardly one has no neighbor", () => {
  for (const one of [surface, smooth]) {
    const all = edges(one);
    assert.ok([...all.values()].every((count) => count === 1));
    const open = [...all.keys()].filter((edge) => !all.has(edge.split(" ").reverse().join(" ")));
    assert.ok(open.length < 200, `${open.length} open edges`);
  }
});

test("the body is as large as it is, stands upright and is the same on both sides", () => {
  const column = (axis) => Array.from({ length: smooth.data.length / STRIDE }, (_, at) => smooth.data[at * STRIDE + axis]);
  const [low, high] = [Math.min, Math.max].map((outermost) => [0, 1, 2].map((axis) => column(axis).reduce((a, b) => outermost(a, b))));
  assert.ok(Math.abs(low[0] + high[0]) < 1e-4 && Math.abs(high[0] - 0.398) < 0.003, `${low} ${high}`);
  assert.ok(Math.abs(low[2] + 0.947) < 0.003 && Math.abs(high[2] - 0.839) < 0.003, `${low} ${high}`);
});

test("the skin looks outward", () => {
  const found = normals(surface);
  const farthest = [...surface.data.keys()].filter((at) => at % STRIDE === 0).sort((a, b) => surface.data[b] - surface.data[a])[0];
  assert.ok(found[(farthest / STRIDE) * 3] > 0);
  assert.equal(triangles(surface).length, (surface.corners.length / 4) * 6);
});

for (const [side, sight] of [["front", FRONT], ["back", BACK]]) {
  const view = JSON.parse(readFileSync(`webapp/atlas/data/${side}.json`, "utf8"));
  const drawn = ({ place }) => {
    const perUnit = scale(sight, 450, 1100);
    const [x, y] = seen(axes(sight), sight.center, place);
    return [225 + x * perUnit, 550 - y * perUnit];
  };
  const isSeen = visible(scene.points, surface, STRIDE, EVERYTHING, sight);

  test(`seen from the ${side}, the points lie within 2 px of the plate's`, () => {
    for (const [code, which, x, y] of view.marks) {
      const own = scene.points.filter((point) => point.code === code && point.side === which).map(drawn);
      const off = Math.min(...own.map((place) => Math.hypot(place[0] - x, place[1] - y))) * PLATE;
      assert.ok(off <= 2, `${code} is ${off} px off`);
    }
  });

  test(`seen from the ${side}, the points that clearly face us on the plate can be pressed, and no other`, () => {
    const missed = view.marks.filter(([code, which, , , cosine]) => cosine > CLEARLY && !scene.points.some((point, at) => isSeen[at] && point.code === code && point.side === which));
    assert.deepEqual(missed, []);
    const cosine = ({ normal }) => seen(axes(sight), [0, 0, 0], normal)[2];
    const extra = scene.points.filter((point, at) => isSeen[at] && !IN_A_WEB.includes(point.code) && cosine(point) > 2 * CLEARLY && !view.marks.some(([code, which]) => code === point.code && which === point.side));
    assert.deepEqual(extra.map(({ code, side: which }) => `${code} ${which}`), []);
  });
}

test("what the arm hides cannot be pressed through it, and can where the arm is not drawn", () => {
  const side = { ...FRONT, turn: 90 };
  const hip = scene.points.findIndex(({ code, side: which }) => code === "GB29" && which === "left");
  const without = EVERYTHING.filter((name) => !name.endsWith("arm"));
  const at = (shown) => visible(scene.points, surface, STRIDE, shown, side)[hip];
  assert.deepEqual([at(EVERYTHING), at(without)], [false, true]);
});

test("each region shows all its points from some side", () => {
  for (const [slug, { points, shows, center, across, radius, tilt }] of Object.entries(scene.regions)) {
    const shown = shows.startsWith("left") ? [shows] : EVERYTHING.filter((name) => shows === "all" || !name.endsWith("arm"));
    const left = new Set(points);
    for (const lifted of [tilt, -80]) {
      for (let turn = 0; turn < 360; turn += 45) {
        const found = visible(scene.points, surface, STRIDE, shown, { turn, tilt: lifted, center, across, radius });
        scene.points.forEach(({ code }, at) => found[at] && left.delete(code));
      }
    }
    assert.deepEqual([...left], [], slug);
  }
});

test("the shortest way leads over the seam", () => {
  assert.equal(shortest(350, 10), 20);
  assert.equal(shortest(10, -10), -20);
  assert.equal(shortest(0, 720), 0);
});
