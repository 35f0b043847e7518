/*
 * How the body is looked at, and what can be seen. No DOM.
 *
 * A sight is { turn, tilt, center, across, radius }: degrees around the upright (0: from the front, 90: from the body's left) and from above, the place
 * in the middle of the picture and, in meters, half of what is shown across and in height. What is seen of a place is x to the right and y up from the
 * middle of the picture and z toward the viewer, in meters.
 */
const RADIANS = Math.PI / 180;
const MIN_FACING = 0.12;
const TOLERANCE = 0.008; // m: the skin between its vertices is not exactly where the points are
export const MAX_TILT = 85;

/** Rows: right of the picture, up in the picture, toward the viewer; in the body frame. */
export function axes({ turn, tilt }) {
  const [s, c, t, l] = [Math.sin(turn * RADIANS), Math.cos(turn * RADIANS), Math.sin(tilt * RADIANS), Math.cos(tilt * RADIANS)];
  return [[c, s, 0], [-s * t, c * t, l], [s * l, -c * l, t]];
}

/** @param {number[]} row @param {number[]} place */
const dot = (row, [x, y, z]) => row[0] * x + row[1] * y + row[2] * z;

/** What is seen of a place: [x, y, z]. @param {number[][]} rows @param {number[]} center @param {number[]} place */
export const seen = (rows, center, [x, y, z]) => rows.map((row) => dot(row, [x - center[0], y - center[1], z - center[2]]));

/** Pixels a meter in a picture of a width and height. */
export const scale = ({ across, radius }, width, height) => Math.min(width / 2 / across, height / 2 / radius);

/** The shortest way from one turn to another, in degrees. */
export const shortest = (from, to) => ((((to - from) % 360) + 540) % 360) - 180;

/**
 * Which of the points can be seen: they look toward the viewer, and no skin lies before them.
 * @param {{ place: number[], normal: number[] }[]} points @param {any} surface of quads @param {number} stride
 * @param {string[]} shown names of its ranges @param {any} sight
 * @returns {boolean[]}
 */
export function visible(points, surface, stride, shown, sight) {
  const { corners, data, ranges } = surface;
  const rows = axes(sight);
  const places = points.map(({ place }) => seen(rows, sight.center, place));
  const faces = points.map(({ normal }) => dot(rows[2], normal) > MIN_FACING);
  const waiting = points.map((_, at) => at).filter((at) => faces[at]);
  const count = data.length / stride;
  const flat = new Float32Array(count * 3);
  const [cx, cy, cz] = sight.center;
  for (let vertex = 0; vertex < count; vertex++) {
    const [x, y, z] = [data[vertex * stride] - cx, data[vertex * stride + 1] - cy, data[vertex * stride + 2] - cz];
    for (let axis = 0; axis < 3; axis++) flat[vertex * 3 + axis] = rows[axis][0] * x + rows[axis][1] * y + rows[axis][2] * z;
  }
  for (const name of shown) {
    const [first, some] = ranges[name];
    for (let face = first; face < first + some; face++) {
      const [a, b, c, d] = [corners[face * 4] * 3, corners[face * 4 + 1] * 3, corners[face * 4 + 2] * 3, corners[face * 4 + 3] * 3];
      const left = Math.min(flat[a], flat[b], flat[c], flat[d]);
      const right = Math.max(flat[a], flat[b], flat[c], flat[d]);
      const bottom = Math.min(flat[a + 1], flat[b + 1], flat[c + 1], flat[d + 1]);
      const top = Math.max(flat[a + 1], flat[b + 1], flat[c + 1], flat[d + 1]);
      const near = Math.max(flat[a + 2], flat[b + 2], flat[c + 2], flat[d + 2]);
      for (const at of waiting) {
        const [x, y, z] = places[at];
        if (!faces[at] || x < left || x > right || y < bottom || y > top || near < z + TOLERANCE) continue;
        if (depth(flat, a, b, c, x, y) > z + TOLERANCE || depth(flat, a, c, d, x, y) > z + TOLERANCE) faces[at] = false;
      }
    }
  }
  return faces;
}

/** How near a triangle is at a place of the picture; -Infinity beside it. */
function depth(flat, a, b, c, x, y) {
  const [ux, uy, vx, vy] = [flat[b] - flat[a], flat[b + 1] - flat[a + 1], flat[c] - flat[a], flat[c + 1] - flat[a + 1]];
  const area = ux * vy - vx * uy;
  const u = ((x - flat[a]) * vy - vx * (y - flat[a + 1])) / area;
  const v = (ux * (y - flat[a + 1]) - (x - flat[a]) * uy) / area;
  if (!(u >= 0 && v >= 0 && u + v <= 1)) return -Infinity;
  return flat[a + 2] + u * (flat[b + 2] - flat[a + 2]) + v * (flat[c + 2] - flat[a + 2]);
}
