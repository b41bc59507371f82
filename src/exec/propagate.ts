import { exp, tanh } from '../base/exponential.ts';
import type { GaussianSlot, Layout, QuadricSlot, SumSlot } from './parameters.ts';
import { outputCount } from './parameters.ts';

/** Rows that go through the network together; all arrays below are unit-major with this many rows each. */
export const tileRows = 256;

/** The values of one tile of rows at every place of the network: entry [unit * tileRows + row]. */
export interface Tile {
  readonly inputs: Float64Array;
  readonly layers: readonly TileLayer[];
  /** Per class its logit, per output the argument t of tanh(t / 2). */
  readonly head: Float64Array;
  /** Space for one row of A x - b. */
  readonly residual: Float64Array;
}

export interface TileLayer {
  /** gain * v, the argument t of tanh(t / 2). */
  readonly arguments: Float64Array;
  readonly values: Float64Array;
}

export function makeTile(layout: Layout): Tile {
  const space = (units: number): Float64Array => new Float64Array(units * tileRows);
  return {
    inputs: space(layout.inputs),
    layers: layout.layers.map(({ length }) => ({ arguments: space(length), values: space(length) })),
    head: space(outputCount(layout.head)),
    residual: space(1),
  };
}

/** Puts `rows` points (row-major, from row `from` on) through the network. Needs rows <= tileRows. */
export function propagate(
  layout: Layout,
  parameters: Float64Array,
  tile: Tile,
  points: Float64Array,
  from: number,
  rows: number,
): void {
  const { inputs } = layout;
  for (let j = 0; j < inputs; j++) {
    for (let r = 0; r < rows; r++) tile.inputs[j * tileRows + r] = points[(from + r) * inputs + j] ?? 0;
  }
  let below = tile.inputs;
  for (const [index, slots] of layout.layers.entries()) {
    const layer = tile.layers[index] as TileLayer;
    for (const [unit, slot] of slots.entries()) {
      const target = layer.arguments.subarray(unit * tileRows, unit * tileRows + rows);
      switch (slot.kind) {
        case 'sum':
          sumInto(target, slot, parameters, below);
          break;
        case 'quadric':
          quadricInto(target, slot, parameters, tile);
          break;
        case 'gaussian':
          gaussianInto(target, slot, parameters, tile);
          break;
      }
      const values = layer.values.subarray(unit * tileRows, unit * tileRows + rows);
      for (let r = 0; r < rows; r++) values[r] = tanh((target[r] as number) / 2);
    }
    below = layer.values;
  }
  if (layout.head.kind === 'classes') {
    for (const [index, slot] of layout.head.classes.entries()) {
      sumInto(tile.head.subarray(index * tileRows, index * tileRows + rows), slot, parameters, below);
    }
  } else {
    const last = tile.layers.at(-1) as TileLayer;
    for (const [index, { unit, sign }] of layout.head.outputs.entries()) {
      for (let r = 0; r < rows; r++) {
        tile.head[index * tileRows + r] = sign * (last.arguments[unit * tileRows + r] as number);
      }
    }
  }
}

/** Row `row` of A x - b (a quadric) or of factor (x - mean) (a Gaussian), for the tile's rows. */
export function residualInto(
  residual: Float64Array,
  slot: QuadricSlot | GaussianSlot,
  row: number,
  parameters: Float64Array,
  inputs: Float64Array,
): void {
  const columns = inputs.length / tileRows;
  const rows = residual.length;
  residual.fill(slot.kind === 'quadric' ? -(parameters[slot.b + row] as number) : 0);
  for (let j = 0; j < columns; j++) {
    const factor = parameters[slot.at + row * columns + j] as number;
    if (factor === 0) continue;
    const mean = slot.kind === 'gaussian' ? (parameters[slot.mean + j] as number) : 0;
    const start = j * tileRows;
    for (let r = 0; r < rows; r++) {
      residual[r] = (residual[r] as number) + factor * ((inputs[start + r] as number) - mean);
    }
  }
}

function sumInto(target: Float64Array, slot: SumSlot, parameters: Float64Array, below: Float64Array): void {
  const { links, at } = slot;
  const rows = target.length;
  target.fill(-(parameters[slot.bias] as number));
  for (let i = 0; i < links.length; i++) {
    const weight = parameters[at + i] as number;
    if (weight === 0) continue;
    const start = (links[i] as number) * tileRows;
    for (let r = 0; r < rows; r++) target[r] = (target[r] as number) + weight * (below[start + r] as number);
  }
  const gain = parameters[slot.gain] as number;
  for (let r = 0; r < rows; r++) target[r] = (target[r] as number) * gain;
}

function quadricInto(target: Float64Array, slot: QuadricSlot, parameters: Float64Array, tile: Tile): void {
  squaredNormInto(target, slot, parameters, tile);
  const alpha = parameters[slot.alpha] as number;
  const beta = parameters[slot.beta] as number;
  const gain = parameters[slot.gain] as number;
  for (let r = 0; r < target.length; r++) target[r] = gain * (beta - alpha * (target[r] as number));
}

function gaussianInto(target: Float64Array, slot: GaussianSlot, parameters: Float64Array, tile: Tile): void {
  squaredNormInto(target, slot, parameters, tile);
  const level = parameters[slot.level] as number;
  const gain = parameters[slot.gain] as number;
  for (let r = 0; r < target.length; r++) target[r] = gain * (exp(-(target[r] as number) / 2) - level);
}

function squaredNormInto(
  target: Float64Array,
  slot: QuadricSlot | GaussianSlot,
  parameters: Float64Array,
  tile: Tile,
): void {
  const residual = tile.residual.subarray(0, target.length);
  target.fill(0);
  for (let row = 0; row < slot.rank; row++) {
    residualInto(residual, slot, row, parameters, tile.inputs);
    for (let r = 0; r < residual.length; r++) {
      const q = residual[r] as number;
      target[r] = (target[r] as number) + q * q;
    }
  }
}
