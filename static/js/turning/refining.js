/*
 * From half a mesh to the whole, and from few faces to a smooth surface. No DOM.
 *
 * A surface is { size: corners a face, corners: Uint32Array, faces one behind the other; data: Float32Array, `STRIDE` numbers a
 * vertex: x, y, z in meters and four more; ranges: name -> [first face, faces] }.
 */
export const STRIDE = 7;

/** The whole of a half: the mirror image beside it, joined where x is 0. names: of the values behind x, y and z; alone: the group without a twin. */
export function whole({ faces, groups, values }, names, alone = "") {
  const columns = ["x", "y", "z", ...names].map((name) => values[name]);
  const own = columns[0].length;
  const twin = columns[0].map((x, vertex) => (x === 0 ? vertex : own + vertex));
  const data = new Float32Array(2 * own * STRIDE);
  for (let vertex = 0; vertex < own; vertex++) {
    columns.forEach((column, at) => {
      data[vertex * STRIDE + at] = column[vertex];
      data[(own + vertex) * STRIDE + at] = at ? column[vertex] : -column[vertex];
    });
  }
  const corners = [];
  const ranges = {};
  for (const side of ["left", "right"]) {
    let first = 0;
    for (const [name, count] of Object.entries(groups)) {
      const some = faces.slice(first, (first += count));
      if (side === "right" && name === alone) continue;
      ranges[`${side} ${name}`] = [corners.length, some.length];
      for (const face of some) corners.push(side === "left" ? face : face.map((vertex) => twin[vertex]).reverse());
    }
  }
  return { size: faces[0].length, corners: Uint32Array.from(corners.flat()), data, ranges };
}

/** A surface of quads with four in the place of each, smoothed by the rule of Catmull and Clark; an open border is a crease. */
export function refined({ corners, data, ranges }) {
  const count = data.length / STRIDE;
  const faces = corners.length / 4;
  const edges = new Map();
  const ends = [];
  const edgeOf = new Uint32Array(corners.length);
  const uses = [];
  const middles = [];
  for (let side = 0; side < corners.length; side++) {
    const [a, b] = [corners[side], corners[(side & 3) === 3 ? side - 3 : side + 1]];
    const key = a < b ? a * count + b : b * count + a;
    let edge = edges.get(key);
    if (edge === undefined) {
      edges.set(key, (edge = uses.length));
      uses.push(0);
      ends.push(a, b);
      middles.push([-1, -1]);
    }
    middles[edge][uses[edge]++] = side >> 2;
    edgeOf[side] = edge;
  }
  const fine = new Float32Array((count + uses.length + faces) * STRIDE);
  const faceAt = count + uses.length;
  const add = (to, from, share, source = data) => {
    for (let at = 0; at < STRIDE; at++) fine[to * STRIDE + at] += source[from * STRIDE + at] * share;
  };
  for (let side = 0; side < corners.length; side++) add(faceAt + (side >> 2), corners[side], 0.25);
  const degree = new Uint8Array(count);
  const border = new Uint8Array(count);
  for (let side = 0; side < corners.length; side++) degree[corners[side]]++;
  for (let edge = 0; edge < uses.length; edge++) if (uses[edge] < 2) border[ends[2 * edge]] = border[ends[2 * edge + 1]] = 1;
  for (let edge = 0; edge < uses.length; edge++) {
    const share = uses[edge] < 2 ? 0.5 : 0.25;
    for (const end of [ends[2 * edge], ends[2 * edge + 1]]) {
      add(count + edge, end, share);
      if (uses[edge] < 2) add(end, ends[2 * edge] + ends[2 * edge + 1] - end, 0.125);
      if (border[end]) continue;
      add(end, ends[2 * edge], 1 / degree[end] ** 2);
      add(end, ends[2 * edge + 1], 1 / degree[end] ** 2);
    }
    if (uses[edge] > 1) for (const face of middles[edge]) add(count + edge, faceAt + face, 0.25, fine);
  }
  for (let vertex = 0; vertex < count; vertex++) {
    if (degree[vertex]) add(vertex, vertex, border[vertex] ? 0.75 : (degree[vertex] - 3) / degree[vertex]);
  }
  for (let side = 0; side < corners.length; side++) {
    const vertex = corners[side];
    if (!border[vertex]) add(vertex, faceAt + (side >> 2), 1 / degree[vertex] ** 2, fine);
  }
  const quads = new Uint32Array(corners.length * 4);
  for (let face = 0; face < faces; face++) {
    for (let at = 0; at < 4; at++) {
      const side = face * 4 + at;
      quads.set([corners[side], count + edgeOf[side], faceAt + face, count + edgeOf[face * 4 + ((at + 3) & 3)]], side * 4);
    }
  }
  const more = Object.fromEntries(Object.entries(ranges).map(([name, [first, some]]) => [name, [first * 4, some * 4]]));
  return { size: 4, corners: quads, data: fine, ranges: more };
}

/** The directions (Float32Array, x, y, z a vertex) in which the surface looks, of any length. */
export function normals({ size, corners, data }) {
  const found = new Float32Array((data.length / STRIDE) * 3);
  const at = (corner, axis) => data[corners[corner] * STRIDE + axis];
  for (let first = 0; first < corners.length; first += size) {
    // Across a quad by its diagonals, across a triangle by two of its sides.
    const [a, b, c, d] = size > 3 ? [first, first + 2, first + 1, first + 3] : [first, first + 1, first, first + 2];
    const [ux, uy, uz] = [0, 1, 2].map((axis) => at(b, axis) - at(a, axis));
    const [vx, vy, vz] = [0, 1, 2].map((axis) => at(d, axis) - at(c, axis));
    const normal = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (let corner = first; corner < first + size; corner++) {
      for (let axis = 0; axis < 3; axis++) found[corners[corner] * 3 + axis] += normal[axis];
    }
  }
  return found;
}

/** The triangles (Uint32Array) of a surface. */
export function triangles({ size, corners }) {
  if (size === 3) return corners;
  const found = new Uint32Array((corners.length / 4) * 6);
  for (let face = 0; face < corners.length / 4; face++) {
    const [a, b, c, d] = corners.subarray(face * 4, face * 4 + 4);
    found.set([a, b, c, a, c, d], face * 6);
  }
  return found;
}
