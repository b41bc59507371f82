import { exactNodes, exactRef } from '../region/exact.ts';
import type { Ref, RegionGraph } from '../region/graph.ts';
import { instantiate } from './wasm/engine.ts';
import { makeExactModule } from './wasm/exact-module.ts';

/** Whether each of some regions contains each of `rows` points (row-major): rows x regions, row-major, 1 or 0. */
export type ExactSets = (points: Float64Array, rows: number) => Uint8Array;

/** Decides as `exactRef` does, bit for bit. */
export function makeExactSets(graph: RegionGraph, refs: readonly Ref[]): ExactSets {
  return makeWasmExactSets(graph, refs) ?? makePlainExactSets(graph, refs);
}

/** The same without WebAssembly. */
export function makePlainExactSets(graph: RegionGraph, refs: readonly Ref[]): ExactSets {
  return (points, rows) => {
    const results = new Uint8Array(rows * refs.length);
    decideRows(graph, refs, points, results, 0, rows);
    return results;
  };
}

function makeWasmExactSets(graph: RegionGraph, refs: readonly Ref[]): ExactSets | undefined {
  const code = makeExactModule(graph, refs, { rows: 4, vectors: 4 });
  const instance = instantiate(code.module);
  if (!instance) return undefined;
  const { call } = instance;
  const memory = instance.memory();
  code.fill(memory);
  const inputs = graph.inputs.length;
  const columns = refs.length;
  const { tileRows } = code;
  const chunkRows = code.tiles * tileRows;
  const given = new Float64Array(memory, code.points, chunkRows * inputs);
  const found = new Uint8Array(memory, code.results, chunkRows * columns);
  return (points, rows) => {
    const results = new Uint8Array(rows * columns);
    for (let from = 0; from < rows; from += chunkRows) {
      const count = Math.min(chunkRows, rows - from);
      const tiles = Math.ceil(count / tileRows);
      given.set(points.subarray(from * inputs, (from + count) * inputs));
      given.fill(0, count * inputs, tiles * tileRows * inputs);
      const strange = call('run', tiles) !== 0;
      results.set(found.subarray(0, count * columns), from * columns);
      // What a coefficient of 0 makes of an infinite value or NaN is the evaluator's matter.
      if (strange) decideRows(graph, refs, points, results, from, count);
    }
    return results;
  };
}

function decideRows(
  graph: RegionGraph,
  refs: readonly Ref[],
  points: Float64Array,
  results: Uint8Array,
  from: number,
  count: number,
): void {
  const inputs = graph.inputs.length;
  for (let row = from; row < from + count; row++) {
    const holds = exactNodes(graph, [...points.subarray(row * inputs, (row + 1) * inputs)]);
    for (const [i, ref] of refs.entries()) results[row * refs.length + i] = exactRef(holds, ref) ? 1 : 0;
  }
}
