import { centreInputs } from '../../network/centred.ts';
import type { Network } from '../../network/network.ts';
import { evaluate } from '../../network/reference.ts';
import { layoutOf, parametersOf } from '../parameters.ts';
import { instantiate, type Instance } from './engine.ts';
import { makeForwardModule, type ForwardModule, type Readout } from './forward-module.ts';
import type { Precision, Rounding } from './lanes.ts';
import { eachRow, noSource, rowGroups, type Packed } from './packed.ts';
import { pack } from './pack.ts';
import type { Block } from './sums.ts';

/** What a caller may choose of the code; see `ForwardOptions`. */
export interface WasmOptions {
  readonly rounding?: Rounding;
  readonly block?: Block;
}

/** Register blocks that ran well on V8's compilers: the newer one keeps more sums apart. */
export const defaultBlock: Block = { rows: 4, vectors: 2 };

type Numbers = Float32Array | Float64Array;

interface NumbersOf<A extends Numbers> {
  new (length: number): A;
  new (memory: ArrayBuffer, at: number, length: number): A;
}

/** Results of `rows` points, row-major both; into an array of their size where one is given. */
export type Runner<A extends Numbers> = (points: A, rows: number, into?: A) => A;

/** A network in double precision; undefined where WebAssembly is not allowed. */
export function makeWasmForward(
  network: Network,
  readout: Readout['kind'],
  options: WasmOptions = {},
): Runner<Float64Array> | undefined {
  return makeRunner<Float64Array>(network, 'f64', readout, options, Float64Array);
}

/**
 * The same in single precision, of the box's middle as origin: points are read and results written in it. `fast`
 * rounding falls back to `exact` where the engine has no relaxed SIMD.
 */
export function makeSingleForward(network: Network, options: WasmOptions = {}): Runner<Float32Array> | undefined {
  return makeRunner<Float32Array>(network, 'f32', 'head', options, Float32Array);
}

/** A network's module and the numbers that its memory starts with. */
export interface CompiledForward extends ForwardModule {
  readonly values: Numbers;
}

export function compileForward(
  network: Network,
  precision: Precision,
  readout: Readout['kind'],
  { rounding = 'exact', block = defaultBlock }: WasmOptions = {},
): CompiledForward {
  // Single precision keeps the more digits the nearer a number is to zero.
  const single = precision === 'f32';
  const { centre, first } = single ? centreInputs(network) : { centre: [], first: network.first };
  const centred = { ...network, first };
  const layout = layoutOf(centred);
  const parameters = parametersOf(centred);
  const packed = pack(layout, { parameters });
  const { values, scaled } = foldGains(packed, parameters, precision);
  const isCentred = centre.some((middle) => middle !== 0);
  const code = makeForwardModule(packed, {
    precision,
    rounding,
    block,
    scaled,
    centred: isCentred,
    readout: { kind: readout },
  });
  return { ...code, values: single ? joined(values, isCentred ? centre : []) : values };
}

function joined(values: Float64Array, centre: readonly number[]): Float32Array {
  const all = new Float32Array(values.length + centre.length);
  all.set(values);
  all.set(centre, values.length);
  return all;
}

function makeRunner<A extends Numbers>(
  network: Network,
  precision: Precision,
  readout: Readout['kind'],
  options: WasmOptions,
  Numbers: NumbersOf<A>,
): Runner<A> | undefined {
  const given: WasmOptions[] = options.rounding === 'fast' ? [options, { ...options, rounding: 'exact' }] : [options];
  for (const each of given) {
    const code = compileForward(network, precision, readout, each);
    const instance = instantiate(code.module);
    if (instance) return runnerOf(network, code, instance, readout, Numbers);
  }
  return undefined;
}

function runnerOf<A extends Numbers>(
  network: Network,
  code: CompiledForward,
  instance: Instance,
  readout: Readout['kind'],
  Numbers: NumbersOf<A>,
): Runner<A> {
  const { call } = instance;
  const memory = instance.memory();
  new Numbers(memory, code.numbers, code.values.length).set(code.values);
  new Int32Array(memory, code.links.at, code.links.distances.length).set(code.links.distances);
  const inputs = network.inputs.length;
  const { columns, tileRows } = code;
  const chunkRows = code.tiles * tileRows;
  const given = new Numbers(memory, code.points, chunkRows * inputs);
  const found = new Numbers(memory, code.results, chunkRows * columns);
  return (points, rows, into) => {
    const results = into ?? new Numbers(rows * columns);
    for (let from = 0; from < rows; from += chunkRows) {
      const count = Math.min(chunkRows, rows - from);
      given.set(points.subarray(from * inputs, (from + count) * inputs));
      const tiles = Math.ceil(count / tileRows);
      if (count < tiles * tileRows) given.fill(0, count * inputs, tiles * tileRows * inputs);
      const strange = call('run', tiles) !== 0;
      results.set(count === chunkRows ? found : found.subarray(0, count * columns), from * columns);
      if (strange) repairRows(network, readout, points, results, from, count);
    }
    return results;
  };
}

/** Rows with an infinite value or NaN are the reference's: what a weight of 0 makes of them is its matter. */
function repairRows(
  network: Network,
  readout: Readout['kind'],
  points: Numbers,
  results: Numbers,
  from: number,
  count: number,
): void {
  const inputs = network.inputs.length;
  const columns = results.length / (points.length / inputs);
  for (let row = from; row < from + count; row++) {
    const point = [...points.subarray(row * inputs, (row + 1) * inputs)];
    if (point.every(Number.isFinite)) continue;
    const { layers, outputs } = evaluate(network, [point]);
    results.set((readout === 'head' ? outputs : layers.map(({ values }) => values[0] ?? [])).flat(), row * columns);
  }
}

/**
 * The packed numbers. Gains and the base of the exponential are multiplied into the sums' numbers, unless some are so
 * large or small that this would lose them.
 */
function foldGains(
  packed: Packed,
  parameters: Float64Array,
  precision: Precision,
): { values: Float64Array; scaled: boolean } {
  const plain = new Float64Array(packed.sources.length);
  for (const [i, source] of packed.sources.entries()) {
    if (source !== noSource) plain[i] = clamp(parameters[source] ?? 0, precision);
  }
  const folded = plain.slice();
  const [least, most] = precision === 'f32' ? [1e-30, 1e30] : [1e-290, 1e290];
  let safe = true;
  const headRows = packed.head.kind === 'classes' ? packed.head.rows : [];
  for (const group of rowGroups(packed)) {
    const base = headRows.includes(group) ? 1 : Math.LOG2E;
    eachRow(packed, group, (number, width) => {
      const factor = (plain[number + width + 1] ?? 0) * base;
      for (let i = number; i <= number + width; i++) {
        const value = (plain[i] ?? 0) * factor;
        const size = Math.abs(value);
        safe &&= size === 0 || (size > least && size < most);
        folded[i] = value;
      }
    });
  }
  return safe ? { values: folded, scaled: false } : { values: plain, scaled: true };
}

/** No infinity in single precision: 0 times it would be NaN. */
function clamp(value: number, precision: Precision): number {
  return precision === 'f32' ? Math.max(-largestSingle, Math.min(largestSingle, value)) : value;
}

const largestSingle = 2 ** 127 * (2 - 2 ** -23);
