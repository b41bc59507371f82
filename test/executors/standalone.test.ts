import { expect, it } from 'vitest';
import { makeWasmForward } from '../../src/exec/wasm/forward.ts';
import { printModule } from '../../src/exec/wasm/print.ts';
import { makeStandalone } from '../../src/exec/wasm/standalone.ts';
import { exportWasm } from '../../src/export/wasm.ts';
import { networkOf } from '../bench/exec/workloads.ts';
import { rawNetwork } from '../generators/raw-network.ts';

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly points: () => number;
  readonly results: () => number;
  readonly capacity: () => number;
  readonly score: (rows: number) => number;
}

it('scores as the same code in memory does, by its own interface alone', async () => {
  for (let seed = 1; seed <= 10; seed++) {
    const network = rawNetwork(seed);
    const { memory, points, results, capacity, score } = await load(exportWasm(network, { precision: 'f64' }).bytes);
    const inputs = network.inputs.length;
    for (const rows of [1, 70, capacity()]) {
      const given = Float64Array.from({ length: rows * inputs }, (_, i) => {
        const { lo, hi } = network.inputs[i % inputs] ?? { lo: 0, hi: 1 };
        return lo + (hi - lo) * Math.abs(Math.sin(i));
      });
      new Float64Array(memory.buffer, points(), given.length).set(given);
      expect(score(rows)).toBe(0);
      const expected = makeWasmForward(network, 'head')?.(given, rows) ?? new Float64Array(0);
      expect(new Float64Array(memory.buffer, results(), expected.length)).toEqual(expected);
    }
  }
});

it('makes the same bytes every time, and code that does not grow with the links', () => {
  const network = rawNetwork(3);
  expect(exportWasm(network)).toEqual(exportWasm(network));
  const sizeOf = (links: number): number =>
    printModule({
      ...makeStandalone(networkOf({ widths: [40, 60, 1], links: [40, links], head: 'output' }), 'f64'),
      data: [],
    }).length;
  expect(sizeOf(50)).toBeLessThan(1.01 * sizeOf(20));
});

async function load(bytes: Uint8Array): Promise<Exports> {
  const { WebAssembly } = globalThis as unknown as {
    WebAssembly: { instantiate: (bytes: Uint8Array) => Promise<{ instance: { exports: Exports } }> };
  };
  return (await WebAssembly.instantiate(bytes)).instance.exports;
}
