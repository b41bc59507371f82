import type { Box } from '../base/interval.ts';
import { complete, randomPoint, type Space } from '../base/one-hot.ts';
import type { Random } from '../base/random.ts';
import { valueAt, type Primitive } from '../region/primitive.ts';
import type { Cut } from './cuts.ts';

/** A primitive and the values of f whose level sets are worth a look: 0, and the edges of its band. */
export interface Edge {
  readonly primitive: Primitive;
  readonly levels: readonly number[];
}

/** Rounds of pushing a point onto its levels in turn. */
const rounds = 3;

/**
 * Points where claims break, without end: every third uniform in the box, the others pushed onto levels of one or
 * more primitives at once by cyclic projection (GUARANTEES 7, step 1).
 */
export function* attackPoints(edges: readonly Edge[], space: Space, random: Random): Generator<number[], never> {
  const { box, oneHots } = space;
  for (let count = 0; ; count++) {
    let point = randomPoint(space, random);
    if (count % 3 !== 0 && edges.length > 0) {
      const chosen = Array.from({ length: 1 + random.below(Math.min(box.length, edges.length)) }, () =>
        aim(edges, random),
      );
      const isPlane = chosen.length === 1 && chosen[0]?.primitive.kind === 'halfspace';
      for (let round = 0; round < (isPlane ? 1 : rounds); round++) {
        for (const { primitive, level } of chosen) point = clip(pushed(primitive, level, point), box);
      }
    }
    yield complete(point, oneHots);
  }
}

/** A point moved a few times onto the edges of the cuts that it lies outside of, within the box. */
export function projected(from: readonly number[], cuts: readonly Cut[], box: Box): number[] {
  let point = [...from];
  for (let round = 0; round < rounds; round++) {
    for (const { a, beta } of cuts) {
      // A hair past the edge: a point has to be behind the cut whatever its rounding.
      const size = a.reduce((sum, x, i) => sum + Math.abs(x * (point[i] ?? 0)), Math.abs(beta));
      const missing = beta + 2 ** -36 * size - dot(a, point);
      if (missing > 0) {
        const step = missing / dot(a, a);
        point = clip(
          point.map((x, i) => x + step * (a[i] ?? 0)),
          box,
        );
      }
    }
  }
  return point;
}

function aim(edges: readonly Edge[], random: Random): { primitive: Primitive; level: number } {
  const { primitive, levels } = edges[random.below(edges.length)] as Edge;
  return { primitive, level: levels[random.below(levels.length)] ?? 0 };
}

/** Newton's step to f = level along the gradient: onto a hyperplane at once, near a curved level set in a few. */
function pushed(primitive: Primitive, level: number, from: readonly number[]): number[] {
  let point = [...from];
  for (let step = 0; step < (primitive.kind === 'halfspace' ? 1 : 3); step++) {
    const slope = gradientOf(primitive, point);
    const square = slope.reduce((sum, x) => sum + x * x, 0);
    if (square === 0) return point;
    const move = (level - valueAt(primitive, point)) / square;
    point = point.map((x, i) => x + move * (slope[i] ?? 0));
  }
  return point;
}

function gradientOf(primitive: Primitive, point: readonly number[]): readonly number[] {
  switch (primitive.kind) {
    case 'halfspace':
      return primitive.a;
    case 'quadric': {
      const { A, b, alpha } = primitive;
      return transposed(
        A,
        A.map((row, i) => -2 * alpha * (dot(row, point) - (b[i] ?? 0))),
        point.length,
      );
    }
    case 'gaussian': {
      const { mean, factor, level } = primitive;
      const offset = point.map((x, i) => x - (mean[i] ?? 0));
      const height = valueAt(primitive, point) + level;
      return transposed(
        factor,
        factor.map((row) => -height * dot(row, offset)),
        point.length,
      );
    }
  }
}

/** A' v. */
function transposed(rows: readonly (readonly number[])[], v: readonly number[], columns: number): number[] {
  const sums = Array.from({ length: columns }, () => 0);
  for (const [i, row] of rows.entries()) {
    const factor = v[i] ?? 0;
    for (let j = 0; j < columns; j++) sums[j] = (sums[j] ?? 0) + factor * (row[j] ?? 0);
  }
  return sums;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
}

function clip(point: readonly number[], box: Box): number[] {
  return point.map((x, i) => {
    const { lo, hi } = box[i] ?? { lo: x, hi: x };
    return Number.isFinite(x) ? Math.min(hi, Math.max(lo, x)) : lo;
  });
}
