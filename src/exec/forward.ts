import { exp } from '../base/exponential.ts';
import { sigma } from '../base/sigmoid.ts';
import type { Crew } from './crew.ts';
import { layoutOf, outputCount, parametersOf, rowWork, type Layout } from './parameters.ts';
import { makeTile, propagate, tileRows, type Tile } from './propagate.ts';
import { serveScores, shareScores } from './shared-scores.ts';
import { makeSingleForward, makeWasmForward, type WasmOptions } from './wasm/forward.ts';
import type { Block } from './wasm/sums.ts';
import type { Network } from '../network/network.ts';

/**
 * The network as a function of `rows` points (row-major, rows x inputs): rows x outputs, row-major. A class's number
 * is its probability, an output's is sign * u in [-1, 1].
 */
export type Forward = (points: Float64Array, rows: number) => Float64Array;

export interface ForwardChoice {
  /** In single precision, products added unrounded where the engine can: twice as fast, and good to about 1e-6. */
  readonly fast?: boolean;
  /** What suits the engine that runs it. */
  readonly block?: Block;
}

/** A crew takes part where there is much to do: the same bits. */
export function makeForward(network: Network, choice: ForwardChoice = {}, crew?: Crew): Forward {
  const { fast = false, block } = choice;
  const options = block && { block };
  const forward =
    (fast ? makeFastForward(network, { rounding: 'fast', ...options }) : makeWasmForward(network, 'head', options)) ??
    makePlainForward(network);
  if (!crew) return forward;
  const layout = layoutOf(network);
  const sizes = { inputs: layout.inputs, outputs: outputCount(layout.head), rowWork: rowWork(layout) };
  return shareScores(forward, sizes, crew, { network, choice } satisfies ForwardGiven);
}

/** Of a thread of a crew: `shareScores` tells it what to do. */
export function serveForward(given: unknown): (order: unknown) => void {
  const { network, choice } = given as ForwardGiven;
  return serveScores(makeForward(network, choice));
}

interface ForwardGiven {
  readonly network: Network;
  readonly choice: ForwardChoice;
}

/** Rows that are turned into single precision together: a little memory, used again and again. */
const fastRows = 4096;

function makeFastForward(network: Network, options: WasmOptions): Forward | undefined {
  const forward = makeSingleForward(network, options);
  if (!forward) return undefined;
  const inputs = network.inputs.length;
  const given = new Float32Array(fastRows * inputs);
  const found = forward(given, fastRows);
  const outputs = found.length / fastRows;
  return (points, rows) => {
    const results = new Float64Array(rows * outputs);
    for (let from = 0; from < rows; from += fastRows) {
      const count = Math.min(fastRows, rows - from);
      given.set(points.subarray(from * inputs, (from + count) * inputs));
      forward(given, count, found);
      results.set(found.subarray(0, count * outputs), from * outputs);
    }
    return results;
  };
}

/**
 * The value of every unit, layer by layer: per layer rows x units, row-major, in [-1, 1]. Reads off memberships for
 * plots and for named regions.
 */
export function makeUnitValues(network: Network): (points: Float64Array, rows: number) => Float64Array[] {
  const unitValues = makeWasmForward(network, 'units');
  if (!unitValues) return makePlainUnitValues(network);
  const widths = [network.first, ...network.later].map(({ length }) => length);
  return (points, rows) => splitColumns(unitValues(points, rows), rows, widths);
}

/** The same without WebAssembly: for pages that forbid it. */
export function makePlainForward(network: Network): Forward {
  const layout = layoutOf(network);
  const parameters = parametersOf(network);
  const tile = makeTile(layout);
  const outputs = outputCount(layout.head);
  return (points, rows) => {
    const results = new Float64Array(rows * outputs);
    eachTile(layout, parameters, tile, points, rows, (from, count) => {
      const into = results.subarray(from * outputs, (from + count) * outputs);
      if (layout.head.kind === 'classes') softmaxInto(into, tile.head, outputs);
      else copyRows(into, tile.head, outputs, (t) => sigma(1, t));
    });
    return results;
  };
}

export function makePlainUnitValues(network: Network): (points: Float64Array, rows: number) => Float64Array[] {
  const layout = layoutOf(network);
  const parameters = parametersOf(network);
  const tile = makeTile(layout);
  return (points, rows) => {
    const results = layout.layers.map(({ length }) => new Float64Array(rows * length));
    eachTile(layout, parameters, tile, points, rows, (from, count) => {
      for (const [index, result] of results.entries()) {
        const units = layout.layers[index]?.length ?? 0;
        const values = tile.layers[index]?.values ?? new Float64Array(0);
        copyRows(result.subarray(from * units, (from + count) * units), values, units, (value) => value);
      }
    });
    return results;
  };
}

/** The index of the largest of `outputs` numbers from `row * outputs` on, the first of equals: the network's class. */
export function largestOf(values: Float64Array, row: number, outputs: number): number {
  let best = 0;
  for (let index = 1; index < outputs; index++) {
    if ((values[row * outputs + index] as number) > (values[row * outputs + best] as number)) best = index;
  }
  return best;
}

/** Fills the tile with each stretch of rows in turn and hands it to `use`. */
export function eachTile(
  layout: Layout,
  parameters: Float64Array,
  tile: Tile,
  points: Float64Array,
  rows: number,
  use: (from: number, count: number) => void,
): void {
  for (let from = 0; from < rows; from += tileRows) {
    const count = Math.min(tileRows, rows - from);
    propagate(layout, parameters, tile, points, from, count);
    use(from, count);
  }
}

function splitColumns(table: Float64Array, rows: number, widths: readonly number[]): Float64Array[] {
  const columns = widths.reduce((sum, width) => sum + width, 0);
  let from = 0;
  return widths.map((width) => {
    const part = new Float64Array(rows * width);
    for (let row = 0; row < rows; row++) {
      part.set(table.subarray(row * columns + from, row * columns + from + width), row * width);
    }
    from += width;
    return part;
  });
}

function copyRows(into: Float64Array, unitMajor: Float64Array, units: number, shape: (value: number) => number): void {
  for (let unit = 0; unit < units; unit++) {
    for (let at = unit, r = unit * tileRows; at < into.length; at += units, r++) {
      into[at] = shape(unitMajor[r] as number);
    }
  }
}

/** Shifted by the largest logit, so no exponential overflows. */
function softmaxInto(into: Float64Array, logits: Float64Array, classes: number): void {
  copyRows(into, logits, classes, (value) => value);
  for (let start = 0; start < into.length; start += classes) {
    const row = into.subarray(start, start + classes);
    const largest = row[largestOf(row, 0, classes)] as number;
    let total = 0;
    for (let c = 0; c < classes; c++) total += row[c] = exp((row[c] as number) - largest);
    for (let c = 0; c < classes; c++) row[c] = (row[c] as number) / total;
  }
}
