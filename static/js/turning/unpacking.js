/*
 * The file of the body that turns, unpacked: what tools/atlas/turning/scene.py and packing.py wrote. No DOM.
 *
 * A mesh is { faces: number[][], groups: name -> how many of the faces, values: name -> number[] }; its values are x, y, z in
 * meters of the body frame (+x to its left, -y to its front, +z up) and what else each vertex has.
 */
const ESCAPE = 255;
const AXES = ["x", "y", "z"];
const unfolded = (number) => (number & 1 ? -(number + 1) >> 1 : number >> 1);

/** The streams of a mesh, name -> numbers, from where they begin. Answers them and where they end. */
function readStreams(bytes, start, named) {
  const kept = {};
  let end = start;
  for (const [name, length] of named) kept[name] = bytes.subarray(end, (end += length));
  let large = 0;
  const { low, high, ...told } = kept;
  const wide = (number) => (number < ESCAPE ? number : low[large] | (high[large++] << 8));
  return { streams: Object.fromEntries(Object.entries(told).map(([name, numbers]) => [name, Array.from(numbers, wide)])), end };
}

/** A mesh of faces with `size` corners. */
function readMesh({ streams, vertices, groups }, size) {
  const own = Object.keys(streams).filter((name) => !["back", "edge", "corner", ...AXES].includes(name));
  const values = Object.fromEntries([...AXES, ...own].map((name) => [name, Array.from({ length: vertices }, () => 0)]));
  const next = Object.fromEntries(Object.keys(streams).map((name) => [name, ((at) => () => streams[name][at++])(0)]));
  const faces = [];
  let count = 0;

  /** The next corner. expected(axis values): where it is expected to be when it is new; near: a vertex beside it, if any. */
  const corner = (expected, near) => {
    const ago = next.corner();
    if (ago) return count - ago;
    for (const axis of AXES) values[axis][count] = unfolded(next[axis]()) + expected(values[axis]);
    for (const name of own) values[name][count] = unfolded(next[name]()) + (near < 0 ? 0 : values[name][near]);
    return count++;
  };
  for (const back of streams.back) {
    if (!back) {
      faces.push(Array.from({ length: size }, () => corner((axis) => axis[count - 1] ?? 0, count - 1)));
      continue;
    }
    const told = faces[faces.length - back];
    const edge = next.edge();
    const at = (further) => told[(edge + further) % size];
    const [start, end] = [at(1), at(0)];
    const before = at(size - 1);
    const face = [start, end, corner((axis) => (size > 3 ? 2 * axis[end] : axis[start] + axis[end]) - axis[before], end)];
    if (size > 3) face.push(corner((axis) => axis[start] + ((axis[face[2]] - axis[end] + axis[start] - axis[at(2)]) >> 1), start));
    faces.push(face);
  }
  return { faces, groups, values };
}

/**
 * @param {ArrayBuffer} buffer
 * @returns {{ body: any, bones: any, points: { code: string, side: string, place: number[], normal: number[] }[], whole: any, regions: any }}
 * points: of both sides. Throws when it is another file.
 */
export function unpacked(buffer) {
  const bytes = new Uint8Array(buffer);
  let start = bytes.indexOf(10) + 1;
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, start)));
  const { step, low, whole, regions } = head;
  const meshes = ["body", "bones"].map((name, at) => {
    const { streams, end } = readStreams(bytes, start, head[name].streams);
    start = end;
    const mesh = readMesh({ streams, vertices: head[name].vertices, groups: head[name].faces }, 4 - at);
    AXES.forEach((axis, index) => (mesh.values[axis] = mesh.values[axis].map((value) => value * step + low[index])));
    return mesh;
  });
  const count = head.points.length;
  const plane = (at) => bytes.subarray(start + at * count);
  const signed = (value, bits) => (value << (32 - bits)) >> (32 - bits);
  const points = head.points.flatMap(([code, side], at) => {
    const place = low.map((from, axis) => signed(plane(2 * axis)[at] | (plane(2 * axis + 1)[at] << 8), 16) * step + from);
    const normal = low.map((_, axis) => signed(plane(6 + axis)[at], 8) / 127);
    const mirrored = ([x, ...others]) => [-x, ...others];
    const one = { code, side, place, normal };
    return side === "left" ? [one, { code, side: "right", place: mirrored(place), normal: mirrored(normal) }] : [one];
  });
  return { body: meshes[0], bones: meshes[1], points, whole, regions };
}
