import type { Network } from '../../network/network.ts';
import { compileForward } from './forward.ts';
import { FunctionBuilder, get, i32, plus } from './function-builder.ts';
import type { Code } from './instructions.ts';
import type { Precision } from './lanes.ts';
import type { Module, WasmFunction } from './module.ts';

/**
 * A module that stands alone, its numbers inside. Its interface:
 * - `memory`;
 * - `points()`, `results()`: addresses of two tables of numbers of the precision, row by row, little-endian;
 * - `capacity()`: how many rows they hold;
 * - `score(rows)`: fills the results of the first `rows` points, at least 1 and at most `capacity()`; 0 says that all points
 *   were finite (what an infinite value or NaN leads to is not defined).
 * A classifier's results are probabilities in file order, other networks' are outputs in [-1, 1].
 */
export function makeStandalone(network: Network, precision: Precision): Module {
  const { module, links, numbers, values, points, results, tiles, tileRows } = compileForward(
    network,
    precision,
    'head',
  );
  const run = module.functions.length - 1;
  const tileOf = (rows: Code): Code => [...plus(rows, tileRows - 1), ...i32(Math.log2(tileRows)), ['i32.shr_u']];
  const score = new FunctionBuilder('score', { exported: true, params: ['i32'] });
  score.emit(tileOf(get(score.param(0))), [['call', run]]);
  return {
    ...module,
    functions: [
      ...module.functions.map((each) => ({ ...each, exported: false })),
      constantFunction('points', points),
      constantFunction('results', results),
      constantFunction('capacity', tiles * tileRows),
      score.finish(['i32']),
    ],
    data: [
      { at: numbers, bytes: bytesOf(values) },
      { at: links.at, bytes: bytesOf(links.distances) },
    ].filter(({ bytes }) => bytes.length > 0),
  };
}

function constantFunction(name: string, value: number): WasmFunction {
  const fn = new FunctionBuilder(name, { exported: true });
  fn.emit(i32(value));
  return fn.finish(['i32']);
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
