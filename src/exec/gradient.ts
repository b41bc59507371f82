import {
  layoutOf,
  outputCount,
  type GaussianSlot,
  type HeadLayout,
  type Layout,
  type QuadricSlot,
  type SumSlot,
} from './parameters.ts';
import { makeTile, residualInto, tileRows, type Tile, type TileLayer } from './propagate.ts';
import { answersOf, compare, fitOf, type Fit, type Samples } from './compare.ts';
import type { Machine } from './machine.ts';
import { eachTile } from './forward.ts';
import { makeWasmGradient } from './wasm/gradient.ts';
import type { Network } from '../network/network.ts';
import { sigmaSlope } from '../base/sigmoid.ts';

/**
 * The fit, and into `gradient` the derivative of its loss by every number of the layout, frozen ones included. Links
 * that a unit does not have get none: training moves the network that was written, it does not grow it. With `trains`
 * only the numbers that have 1 there need to be derived; all others are always as in the network. A machine's crew
 * takes part where there is much to do.
 */
export function makeGradient(network: Network, trains?: Uint8Array, machine?: Machine): Gradient {
  return makeWasmGradient(network, trains, machine) ?? makePlainGradient(network);
}

export type Gradient = (parameters: Float64Array, samples: Samples, gradient: Float64Array) => Fit;

/** The same without WebAssembly. */
export function makePlainGradient(network: Network): Gradient {
  const layout = layoutOf(network);
  const tile = makeTile(layout);
  const { kind } = layout.head;
  const outputs = outputCount(layout.head);
  const [given, errors] = [tile.head, new Float64Array(tile.head.length)];
  const deltas = tile.layers.map(({ values }) => new Float64Array(values.length));
  return (parameters, samples, gradient) => {
    const tally = { loss: 0, right: 0 };
    gradient.fill(0);
    eachTile(layout, parameters, tile, samples.points, samples.rows, (from, count) => {
      compare(kind, { given, samples, outputs, from, count, errors }, tally);
      headSlopes(layout.head, parameters, tile, errors, gradient, count);
      headBack(layout.head, parameters, errors, deltas.at(-1) as Float64Array, count);
      for (let index = layout.layers.length - 1; index >= 0; index--) {
        const delta = deltas[index] as Float64Array;
        throughSigma(layout, index, tile, delta, count);
        layerSlopes(layout, index, parameters, tile, delta, gradient, count);
        const belowDelta = deltas[index - 1];
        if (belowDelta) layerBack(layout, index, parameters, delta, belowDelta, count);
      }
    });
    const scale = 1 / answersOf(samples.rows, layout.head);
    for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] as number) * scale;
    return fitOf(tally, samples.rows, layout.head);
  };
}

/** The slopes of the head's rows; outputs have none. */
export function headSlopes(
  head: HeadLayout,
  parameters: Float64Array,
  tile: Tile,
  errors: Float64Array,
  gradient: Float64Array,
  count: number,
): void {
  if (head.kind === 'outputs') return;
  const { values } = tile.layers.at(-1) as TileLayer;
  for (const [index, slot] of head.classes.entries()) {
    const start = index * tileRows;
    const d = errors.subarray(start, start + count);
    sumSlopes(slot, parameters, tile.head.subarray(start, start + count), d, values, gradient);
  }
}

/** What the head sends back to the last layer: d loss / d u of it, or d loss / d t where it holds the outputs. */
export function headBack(
  head: HeadLayout,
  parameters: Float64Array,
  errors: Float64Array,
  lastDelta: Float64Array,
  count: number,
): void {
  lastDelta.fill(0);
  if (head.kind === 'classes') {
    for (const [index, slot] of head.classes.entries()) {
      sumBack(slot, parameters, errors.subarray(index * tileRows, index * tileRows + count), lastDelta);
    }
    return;
  }
  for (const [index, { unit, sign }] of head.outputs.entries()) {
    for (let r = 0; r < count; r++) {
      const at = unit * tileRows + r;
      lastDelta[at] = (lastDelta[at] as number) + sign * (errors[index * tileRows + r] as number);
    }
  }
}

/**
 * Turns d loss / d u of a layer into d loss / d t; an output's is d loss / d t already, for its loss is computed from
 * the argument t.
 */
export function throughSigma(layout: Layout, index: number, tile: Tile, delta: Float64Array, count: number): void {
  if (layout.head.kind === 'outputs' && index === layout.layers.length - 1) return;
  const t = (tile.layers[index] as TileLayer).arguments;
  for (let start = 0; start < delta.length; start += tileRows) {
    for (let at = start; at < start + count; at++) delta[at] = (delta[at] as number) * sigmaSlope(1, t[at] as number);
  }
}

/** The slopes of a layer's numbers; `delta` is d loss / d t of it. */
export function layerSlopes(
  layout: Layout,
  index: number,
  parameters: Float64Array,
  tile: Tile,
  delta: Float64Array,
  gradient: Float64Array,
  count: number,
): void {
  const layer = tile.layers[index] as TileLayer;
  const below = tile.layers[index - 1]?.values ?? tile.inputs;
  for (const [unit, slot] of (layout.layers[index] ?? []).entries()) {
    const start = unit * tileRows;
    const t = layer.arguments.subarray(start, start + count);
    const d = delta.subarray(start, start + count);
    switch (slot.kind) {
      case 'sum':
        sumSlopes(slot, parameters, t, d, below, gradient);
        break;
      case 'quadric':
        quadricSlopes(slot, parameters, t, d, tile, gradient);
        break;
      case 'gaussian':
        gaussianSlopes(slot, parameters, t, d, tile, gradient);
        break;
    }
  }
}

/** What a later layer sends back: d loss / d u of the layer below it. */
export function layerBack(
  layout: Layout,
  index: number,
  parameters: Float64Array,
  delta: Float64Array,
  belowDelta: Float64Array,
  count: number,
): void {
  belowDelta.fill(0);
  for (const [unit, slot] of (layout.layers[index] ?? []).entries()) {
    const start = unit * tileRows;
    if (slot.kind === 'sum') sumBack(slot, parameters, delta.subarray(start, start + count), belowDelta);
  }
}

/** t = gain (sum weights_i below[links_i] - bias), d = d loss / d t: the slopes of the row's numbers. */
function sumSlopes(
  slot: SumSlot,
  parameters: Float64Array,
  t: Float64Array,
  d: Float64Array,
  below: Float64Array,
  gradient: Float64Array,
): void {
  const gain = parameters[slot.gain] as number;
  for (let i = 0; i < slot.links.length; i++) {
    const start = (slot.links[i] as number) * tileRows;
    let slope = 0;
    for (let r = 0; r < d.length; r++) slope += (d[r] as number) * (below[start + r] as number);
    add(gradient, slot.at + i, gain * slope);
  }
  add(gradient, slot.bias, -gain * sumOf(d));
  add(gradient, slot.gain, dot(d, t) / gain);
}

/** The same row's share in d loss / d u of the layer below. */
function sumBack(slot: SumSlot, parameters: Float64Array, d: Float64Array, belowDelta: Float64Array): void {
  const gain = parameters[slot.gain] as number;
  for (let i = 0; i < slot.links.length; i++) {
    const start = (slot.links[i] as number) * tileRows;
    const back = gain * (parameters[slot.at + i] as number);
    for (let r = 0; r < d.length; r++)
      belowDelta[start + r] = (belowDelta[start + r] as number) + back * (d[r] as number);
  }
}

/**
 * f = beta - alpha norm(y)^2 with y = A x - b, d = d loss / d t: d f / d A_ij = -2 alpha y_i x_j, d f / d b_i =
 * 2 alpha y_i, d f / d alpha = -norm(y)^2.
 */
function quadricSlopes(
  slot: QuadricSlot,
  parameters: Float64Array,
  t: Float64Array,
  d: Float64Array,
  tile: Tile,
  gradient: Float64Array,
): void {
  const gain = parameters[slot.gain] as number;
  const factor = 2 * (parameters[slot.alpha] as number) * gain;
  const columns = tile.inputs.length / tileRows;
  const y = tile.residual.subarray(0, d.length);
  let norms = 0;
  for (let i = 0; i < slot.rank; i++) {
    residualInto(y, slot, i, parameters, tile.inputs);
    for (let r = 0; r < y.length; r++) {
      norms += (d[r] as number) * (y[r] as number) ** 2;
      y[r] = (d[r] as number) * (y[r] as number);
    }
    for (let j = 0; j < columns; j++) {
      const x = tile.inputs.subarray(j * tileRows, j * tileRows + d.length);
      add(gradient, slot.at + i * columns + j, -factor * dot(y, x));
    }
    add(gradient, slot.b + i, factor * sumOf(y));
  }
  add(gradient, slot.alpha, -gain * norms);
  add(gradient, slot.beta, gain * sumOf(d));
  add(gradient, slot.gain, dot(d, t) / gain);
}

/**
 * f = E - level with E = exp(-norm(y)^2 / 2) and y = F (x - m): d f / d F_ij = -E y_i (x_j - m_j), d f / d m_j =
 * E sum_i y_i F_ij.
 */
function gaussianSlopes(
  slot: GaussianSlot,
  parameters: Float64Array,
  t: Float64Array,
  d: Float64Array,
  tile: Tile,
  gradient: Float64Array,
): void {
  const gain = parameters[slot.gain] as number;
  const level = parameters[slot.level] as number;
  const columns = tile.inputs.length / tileRows;
  const y = tile.residual.subarray(0, d.length);
  for (let i = 0; i < slot.rank; i++) {
    residualInto(y, slot, i, parameters, tile.inputs);
    // E is read back from t = gain (E - level).
    for (let r = 0; r < y.length; r++) y[r] = (d[r] as number) * ((t[r] as number) / gain + level) * (y[r] as number);
    const total = sumOf(y);
    for (let j = 0; j < columns; j++) {
      const at = slot.at + i * columns + j;
      const x = tile.inputs.subarray(j * tileRows, j * tileRows + d.length);
      add(gradient, at, -gain * (dot(y, x) - (parameters[slot.mean + j] as number) * total));
      add(gradient, slot.mean + j, gain * (parameters[at] as number) * total);
    }
  }
  add(gradient, slot.level, -gain * sumOf(d));
  add(gradient, slot.gain, dot(d, t) / gain);
}

function add(gradient: Float64Array, at: number, value: number): void {
  gradient[at] = (gradient[at] as number) + value;
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let r = 0; r < left.length; r++) sum += (left[r] as number) * (right[r] as number);
  return sum;
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let r = 0; r < values.length; r++) sum += values[r] as number;
  return sum;
}
