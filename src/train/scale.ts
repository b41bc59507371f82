import type { ClassHead, FirstUnit, LinkedUnit, Network } from '../network/network.ts';
import { eachPart, type PartChange } from '../network/parts.ts';

/** z = (x - middle) / unit, per input. */
export interface Coordinates {
  readonly middle: readonly number[];
  readonly unit: readonly number[];
}

/** `range`: the declared ranges become [-1, 1]; a coordinate of a category stays 0 or 1. */
export function rangeCoordinates({ inputs }: Network): Coordinates {
  return {
    middle: inputs.map(({ lo, hi, category }) => (category ? 0 : (lo + hi) / 2)),
    unit: inputs.map(({ lo, hi, category }) => (category ? 1 : (hi - lo) / 2)),
  };
}

/**
 * `data`: the rows get mean 0 and standard deviation 1; a column that does not vary keeps its half-range, a coordinate
 * of a category stays 0 or 1.
 */
export function dataCoordinates(network: Network, points: Float64Array, rows: number): Coordinates {
  const columns = network.inputs.length;
  const range = rangeCoordinates(network);
  const column = (j: number): number[] => Array.from({ length: rows }, (_, r) => points[r * columns + j] ?? 0);
  const middle = network.inputs.map(({ category }, j) => (category ? 0 : mean(column(j))));
  const unit = network.inputs.map(({ category }, j) => {
    if (category) return 1;
    const centre = middle[j] ?? 0;
    const deviation = Math.sqrt(mean(column(j).map((x) => (x - centre) ** 2)));
    return deviation > 0 ? deviation : (range.unit[j] ?? 1);
  });
  return { middle, unit };
}

export function scalePoints(points: Float64Array, { middle, unit }: Coordinates): Float64Array {
  const columns = middle.length;
  return points.map((x, at) => (x - (middle[at % columns] ?? 0)) / (unit[at % columns] ?? 1));
}

/**
 * The same function of z, every unit in a normal form, so that a step of training does not depend on units of
 * measurement or on how a row was written: halfspaces of unit normal, quadrics with alpha = beta = 1, largest gate
 * weight 1; what is divided out of f multiplies the gain.
 */
export function toCoordinates(network: Network, { middle, unit }: Coordinates): Network {
  return eachPart(network, {
    primitive: (written) => normalised(moved(written, middle, unit)),
    unit: normalisedRow,
    row: normalisedRow,
  });
}

/**
 * Back to x and to the form that each unit of `written` has: the inverse of `toCoordinates` for a network trained
 * from it. Frozen units are those of `written`, bit for bit; units that it does not have stay in normal form.
 */
export function fromCoordinates(written: Network, { middle, unit }: Coordinates): PartChange {
  const backMiddle = middle.map((m, j) => -m / (unit[j] ?? 1));
  const backUnit = unit.map((u) => 1 / u);
  const classes = written.head.kind === 'classes' ? written.head.classes : [];
  const likes = written.first.map((was) => moved(was, middle, unit));
  return {
    primitive: (now, place) => {
      const [was, like] = [written.first[place], likes[place]];
      if (was?.frozen) return was;
      return moved(like ? rescaled(now, like) : now, backMiddle, backUnit);
    },
    unit: (row, layer, place) => asWritten(row, written.later[layer]?.[place]),
    row: (row, place) => asWritten(row, classes[place]),
  };
}

function asWritten<R extends LinkedUnit | ClassHead>(row: R, was: R | undefined): R {
  if (!was) return row;
  return was.frozen ? was : rescaledRow(row, largest(was.weights));
}

/** The unit as a function of z where x = middle + unit z. */
function moved(written: FirstUnit, middle: readonly number[], unit: readonly number[]): FirstUnit {
  const stretched = (row: readonly number[]): number[] => row.map((value, j) => value * (unit[j] ?? 1));
  switch (written.kind) {
    case 'halfspace':
      return { ...written, a: stretched(written.a), beta: written.beta - dot(written.a, middle) };
    case 'quadric':
      return {
        ...written,
        A: written.A.map(stretched),
        b: written.b.map((value, i) => value - dot(written.A[i] ?? [], middle)),
      };
    case 'gaussian':
      return {
        ...written,
        mean: written.mean.map((value, j) => (value - (middle[j] ?? 0)) / (unit[j] ?? 1)),
        factor: written.factor.map(stretched),
      };
  }
}

function normalised(unit: FirstUnit): FirstUnit {
  switch (unit.kind) {
    case 'halfspace': {
      const size = norm(unit.a);
      return { ...unit, a: times(unit.a, 1 / size), beta: unit.beta / size, gain: unit.gain * size };
    }
    case 'quadric': {
      const stretch = Math.sqrt(unit.alpha / unit.beta);
      const A = unit.A.map((row) => times(row, stretch));
      return { ...unit, A, b: times(unit.b, stretch), alpha: 1, beta: 1, gain: unit.gain * unit.beta };
    }
    case 'gaussian':
      return unit;
  }
}

/** Undoes `normalised(like)`. */
function rescaled(unit: FirstUnit, like: FirstUnit): FirstUnit {
  if (unit.kind === 'halfspace' && like.kind === 'halfspace') {
    const size = norm(like.a);
    return { ...unit, a: times(unit.a, size), beta: unit.beta * size, gain: unit.gain / size };
  }
  if (unit.kind === 'quadric' && like.kind === 'quadric') {
    const shrink = Math.sqrt(like.beta / like.alpha);
    const A = unit.A.map((row) => times(row, shrink));
    const [alpha, beta] = [unit.alpha * like.alpha, unit.beta * like.beta];
    return { ...unit, A, b: times(unit.b, shrink), alpha, beta, gain: unit.gain / like.beta };
  }
  return unit;
}

function normalisedRow<R extends LinkedUnit | ClassHead>(row: R): R {
  return rescaledRow(row, 1 / largest(row.weights));
}

/** f times `factor`, the gain divided by it: the same function. */
function rescaledRow<R extends LinkedUnit | ClassHead>(row: R, factor: number): R {
  return { ...row, weights: times(row.weights, factor), bias: row.bias * factor, gain: row.gain / factor };
}

/** 1 for a row of nothing, which has no scale. */
function norm(values: readonly number[]): number {
  return Math.hypot(...values) || 1;
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
}

function times(values: readonly number[], factor: number): number[] {
  return values.map((value) => value * factor);
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, j) => sum + value * (right[j] ?? 0), 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
