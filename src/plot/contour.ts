import { contours } from 'd3-contour';
import { distance, type Point } from './path.ts';

/** Where a field is sampled: place (i, j) lies at (x + i * stepX, y + j * stepY) in pixels, row-major. */
export interface Lattice {
  readonly columns: number;
  readonly rows: number;
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
}

/** Whether a set holds at each of `rows` places, given as pairs of pixels: 1 or 0. */
export type Holds = (places: Float64Array, rows: number) => Uint8Array;

/** A closed line around part of a set; its last point joins its first. */
export type Ring = readonly Point[];

/**
 * The rings around a set that is known on a lattice and can be asked for anywhere. Marching squares on the lattice,
 * then polished, since saturated outputs are two-valued between samples: each vertex lies on a lattice edge and is
 * bisected there, and where the line turns in a cell both sides are prolonged to their corner (PICTURES 5).
 */
export function traceSet(lattice: Lattice, samples: Uint8Array, holds: Holds): Ring[] {
  const { columns, rows } = lattice;
  const shape = contours().size([columns, rows]).smooth(false).contour(Array.from(samples), 0.5);
  const rough = shape.coordinates.flat().map((ring) => ring.slice(0, -1) as [number, number][]);
  const polished = bisectVertices(lattice, samples, holds, rough);
  return sharpenTurns(lattice, holds, polished);
}

/** The parts of the rings that are a boundary, and not the closing edge around the lattice. */
export function boundaryLines(lattice: Lattice, rings: readonly Ring[]): Point[][] {
  const seen = new Set<string>();
  return newLines(lattice, rings, seen);
}

/** The boundaries of several sets, of which stretches that several share are given once. */
export function sharedBoundaryLines(lattice: Lattice, sets: readonly (readonly Ring[])[]): Point[][] {
  const seen = new Set<string>();
  return sets.flatMap((rings) => newLines(lattice, rings, seen));
}

function newLines(lattice: Lattice, rings: readonly Ring[], seen: Set<string>): Point[][] {
  return rings.flatMap((ring) => {
    const isNew = ring.map((point, i) => {
      const next = ring[(i + 1) % ring.length] as Point;
      if (onRim(lattice, point) && onRim(lattice, next)) return false;
      const keys = [point, next].map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).sort();
      const key = keys.join(' ');
      const fresh = !seen.has(key);
      seen.add(key);
      return fresh;
    });
    return runs(ring, isNew);
  });
}

/** The stretches of a ring whose edges (each from its point to the next) are marked. */
function runs(ring: Ring, marked: readonly boolean[]): Point[][] {
  const n = ring.length;
  const gap = marked.indexOf(false);
  if (gap < 0) return [[...ring, ring[0] as Point]];
  const lines: Point[][] = [];
  for (let step = 1; step <= n; step++) {
    const i = (gap + step) % n;
    if (!marked[i]) continue;
    const last = lines.at(-1);
    if (last === undefined || !marked[(i + n - 1) % n]) lines.push([ring[i] as Point, ring[(i + 1) % n] as Point]);
    else last.push(ring[(i + 1) % n] as Point);
  }
  return lines;
}

/** Whether a point closes a ring outside the lattice, half a step past its samples. */
function onRim({ columns, rows, x, y, stepX, stepY }: Lattice, [px, py]: Point): boolean {
  const [i, j] = [(px - x) / stepX, (py - y) / stepY];
  return i < -0.25 || j < -0.25 || i > columns - 0.75 || j > rows - 0.75;
}

const bisections = 9;

function bisectVertices(lattice: Lattice, samples: Uint8Array, holds: Holds, rough: readonly Point[][]): Point[][] {
  const { columns, rows, x, y, stepX, stepY } = lattice;
  const at = (i: number, j: number): Point => [x + i * stepX, y + j * stepY];
  const spans: Span[] = [];
  const slots: { readonly ring: number; readonly index: number }[] = [];
  const polished = rough.map((ring, ringIndex) =>
    ring.map(([gridX, gridY], index): Point => {
      // d3 puts sample (i, j) at (i + 0.5, j + 0.5), so a whole number is a crossing between two samples.
      const across = Number.isInteger(gridX);
      const [i, j] = [gridX - (across ? 1 : 0.5), gridY - (across ? 0.5 : 1)];
      if (i < 0 || j < 0 || (across ? i >= columns - 1 : j >= rows - 1)) return at(gridX - 0.5, gridY - 0.5);
      const [first, second] = [at(i, j), across ? at(i + 1, j) : at(i, j + 1)];
      const holdsFirst = samples[j * columns + i] === 1;
      spans.push(holdsFirst ? { inside: first, outside: second } : { inside: second, outside: first });
      slots.push({ ring: ringIndex, index });
      return first;
    }),
  );
  for (const [k, point] of bisect(spans, holds).entries()) {
    const slot = slots[k];
    const ring = slot && polished[slot.ring];
    if (slot && ring) ring[slot.index] = point;
  }
  return polished;
}

interface Span {
  readonly inside: Point;
  readonly outside: Point;
}

/** Per span: where on it the set ends. */
function bisect(spans: readonly Span[], holds: Holds): Point[] {
  const low = new Float64Array(spans.length);
  const high = new Float64Array(spans.length).fill(1);
  const places = new Float64Array(2 * spans.length);
  const placeMiddles = (): void => {
    for (const [k, { inside, outside }] of spans.entries()) {
      const share = ((low[k] as number) + (high[k] as number)) / 2;
      places[2 * k] = inside[0] + share * (outside[0] - inside[0]);
      places[2 * k + 1] = inside[1] + share * (outside[1] - inside[1]);
    }
  };
  placeMiddles();
  for (let round = 0; round < bisections && spans.length > 0; round++) {
    const held = holds(places, spans.length);
    for (let k = 0; k < spans.length; k++) {
      (held[k] === 1 ? low : high)[k] = ((low[k] as number) + (high[k] as number)) / 2;
    }
    placeMiddles();
  }
  return spans.map((_, k) => [places[2 * k] as number, places[2 * k + 1] as number]);
}

const sharpTurn = Math.cos((20 * Math.PI) / 180);

/**
 * Puts a vertex into each cell where the line turns by over 20 degrees: the set's end on the way from the middle of
 * the cell's chord to where both sides would meet, or that meeting point itself where the set ends right there.
 */
function sharpenTurns(lattice: Lattice, holds: Holds, rings: readonly Point[][]): Ring[] {
  const reach = 1.5 * Math.hypot(lattice.stepX, lattice.stepY);
  const turns = rings.flatMap((ring, ringIndex) =>
    ring.flatMap((_, index) => {
      const meeting = meetingPoint(ring, index, reach);
      if (meeting === undefined) return [];
      const [b, c] = [ring[index] as Point, ring[(index + 1) % ring.length] as Point];
      const middle: Point = [(b[0] + c[0]) / 2, (b[1] + c[1]) / 2];
      const beyond: Point = [middle[0] + 1.3 * (meeting[0] - middle[0]), middle[1] + 1.3 * (meeting[1] - middle[1])];
      return [{ ring: ringIndex, index, meeting, middle, beyond }];
    }),
  );
  const probes = Float64Array.from(turns.flatMap(({ middle, beyond }) => [...middle, ...beyond]));
  const held = holds(probes, 2 * turns.length);
  const crossing = turns.filter((_, k) => held[2 * k] !== held[2 * k + 1]);
  const spans = turns.flatMap(({ middle, beyond }, k) => {
    if (held[2 * k] === held[2 * k + 1]) return [];
    return [held[2 * k] === 1 ? { inside: middle, outside: beyond } : { inside: beyond, outside: middle }];
  });
  const inserted = new Map<string, Point>();
  for (const [k, end] of bisect(spans, holds).entries()) {
    const turn = crossing[k];
    if (turn === undefined) continue;
    inserted.set(`${turn.ring} ${turn.index}`, distance(end, turn.meeting) < 0.25 ? turn.meeting : end);
  }
  return rings.map((ring, ringIndex) =>
    ring.flatMap((point, index) => {
      const extra = inserted.get(`${ringIndex} ${index}`);
      return extra === undefined ? [point] : [point, extra];
    }),
  );
}

/** Where the sides before and after the edge at `index` meet, if the ring turns sharply there. */
function meetingPoint(ring: readonly Point[], index: number, reach: number): Point | undefined {
  const n = ring.length;
  if (n < 4) return undefined;
  const [b, c] = [ring[index] as Point, ring[(index + 1) % n] as Point];
  const a = neighbour(ring, index, -1);
  const d = neighbour(ring, (index + 1) % n, 1);
  const [ux, uy] = direction(a, b);
  const [vx, vy] = direction(c, d);
  const turn = ux * vy - uy * vx;
  if (ux * vx + uy * vy > sharpTurn || Math.abs(turn) < 1e-9) return undefined;
  const forward = ((c[0] - b[0]) * vy - (c[1] - b[1]) * vx) / turn;
  const backward = ((c[0] - b[0]) * uy - (c[1] - b[1]) * ux) / turn;
  if (forward < 0 || backward > 0 || forward > reach || -backward > reach) return undefined;
  return [b[0] + forward * ux, b[1] + forward * uy];
}

/** The nearest of the next three points on one side that is far enough away to tell a direction by. */
function neighbour(ring: readonly Point[], index: number, step: -1 | 1): Point {
  const n = ring.length;
  const at = (k: number): Point => ring[(index + step * k + n * 4) % n] as Point;
  const here = at(0);
  return [1, 2, 3].map(at).find((point) => distance(point, here) >= 1) ?? at(1);
}

function direction(from: Point, to: Point): Point {
  const length = distance(from, to);
  return length === 0 ? [0, 0] : [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
}
