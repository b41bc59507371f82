import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import * as fc from 'fast-check';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../../src/base/diagnostic.ts';
import { oneHotsOf, randomPoint } from '../../src/base/one-hot.ts';
import { makeRandom } from '../../src/base/random.ts';
import { exportOnnx } from '../../src/export/onnx.ts';
import type { Precision } from '../../src/export/onnx-schema.ts';
import { compile } from '../../src/network/compile.ts';
import type { Network } from '../../src/network/network.ts';
import { evaluate } from '../../src/network/reference.ts';
import { roundingBounds, singlePrecision } from '../../src/network/rounding.ts';
import type { Program } from '../../src/program/program.ts';
import { programOf } from '../helpers/program-of.ts';
import { categoricalPrograms, programs } from '../generators/programs.ts';
import { rawNetwork } from '../generators/raw-network.ts';

const rows = 10_000;

/** As compiled, sharp ones among them, and of any shape, which free units and training may give. */
const cases = [
  ...compiledNetworks(programs(), 15),
  ...compiledNetworks(categoricalPrograms(), 5),
  ...Array.from({ length: 15 }, (_, i) => rawNetwork(i + 1)),
].map((network) => {
  const points = pointsInBox(network);
  const { outputs: expected, logits = [] } = evaluate(network, points);
  return { network, points, expected, logits };
});

describe('ONNX Runtime runs what exportOnnx writes', () => {
  it('in double precision within 1e-12 of the reference', async () => {
    let largest = 0;
    for (const { network, points, expected } of cases) {
      largest = Math.max(largest, difference(await run(network, 'f64', points), expected));
    }
    console.log(`f64: largest difference over ${cases.length} networks of ${rows} points: ${largest}`);
    expect(largest).toBeLessThan(1e-12);
  });

  it('in single precision within the bound that is known beforehand', async () => {
    let worst = { share: 0, found: 0, bound: 0 };
    for (const { network, points, expected } of cases) {
      const found = difference(await run(network, 'f32', points), expected);
      const bound = Math.max(...roundingBounds(network, singlePrecision).outputs);
      if (found / bound >= worst.share) worst = { share: found / bound, found, bound };
    }
    console.log(`f32: nearest to its bound: largest difference ${worst.found}, bound ${worst.bound}`);
    expect(worst.share).toBeLessThan(1);
  });

  it('in single precision within 1e-5 for iris, at points that single precision has', async () => {
    const iris = readFileSync('examples/iris/iris.region', 'utf8');
    for (const mode of ['guarantee', 'trainable'] as const) {
      const { value: network } = compile(programOf(iris), { mode });
      if (!network) throw new Error('iris does not compile');
      const points = pointsInBox(network).map((point) => point.map(Math.fround));
      const found = difference(await run(network, 'f32', points), evaluate(network, points).outputs);
      const bound = Math.max(...roundingBounds(network, singlePrecision).outputs);
      console.log(`f32, iris, mode ${mode}: largest difference ${found}, bound ${bound}`);
      expect(found).toBeLessThan(1e-5);
      expect(bound).toBeLessThan(1e-2);
    }
  });

  it('with the label of the most probable class', async () => {
    const classifiers = cases.filter(({ network }) => network.head.kind === 'classes');
    expect(classifiers.length).toBeGreaterThan(5);
    for (const { network, points, logits } of classifiers) {
      const { label = [] } = await run(network, 'f64', points);
      const wrong = logits.filter((row, i) => !(Math.max(...row) - (row[Number(label[i])] ?? NaN) < 1e-12));
      expect(wrong).toEqual([]);
    }
  });
});

describe('exportOnnx', () => {
  it('gives the same bytes every time', () => {
    for (const { network } of cases) {
      expect(exportOnnx(network).value?.bytes).toEqual(exportOnnx(structuredClone(network)).value?.bytes);
    }
  });

  it('refuses single precision for numbers that it cannot hold', () => {
    const network = rawNetwork(1);
    const first = network.first.map((unit) => ({ ...unit, gain: 1e39 }));
    const found = exportOnnx({ ...network, first });
    expect(found.value).toBeUndefined();
    expect(found.diagnostics.map(messageOf)).toEqual([
      'the network has a number of 5e+38, more than single precision can hold (about 3.4e38); export it with `--precision f64`',
    ]);
    expect(exportOnnx({ ...network, first }, { precision: 'f64' }).diagnostics).toEqual([]);
  });

  it('compiles no code at run time, so a page with a strict policy can use it', async () => {
    const { outputFiles } = await build({
      entryPoints: ['src/export/onnx.ts'],
      bundle: true,
      platform: 'browser',
      format: 'esm',
      write: false,
    });
    expect(outputFiles[0]?.text).toContain('ArgMax');
    expect(outputFiles[0]?.text).not.toMatch(/\b(Function|eval)\s*\(/);
  });
});

function compiledNetworks(drawn: fc.Arbitrary<Program>, count: number): Network[] {
  return fc.sample(drawn, { seed: 1, numRuns: count }).flatMap((program, i) => {
    const { value } = compile(program, { mode: i % 2 === 0 ? 'guarantee' : 'trainable' });
    return value ? [value] : [];
  });
}

function pointsInBox({ inputs }: Network): number[][] {
  const random = makeRandom(7);
  const space = { box: inputs, oneHots: oneHotsOf(inputs) };
  return Array.from({ length: rows }, () => randomPoint(space, random));
}

interface Run {
  /** Row-major: probabilities or outputs. */
  readonly values: ArrayLike<number>;
  readonly label?: ArrayLike<bigint>;
}

async function run(network: Network, precision: Precision, points: readonly (readonly number[])[]): Promise<Run> {
  const { value } = exportOnnx(network, { precision });
  const session = await InferenceSession.create(value?.bytes ?? new Uint8Array());
  const shape = [points.length, network.inputs.length];
  const x =
    precision === 'f64'
      ? new Tensor('float64', Float64Array.from(points.flat()), shape)
      : new Tensor('float32', Float32Array.from(points.flat()), shape);
  const { probabilities, outputs, label } = await session.run({ x });
  await session.release();
  const values = (probabilities ?? outputs)?.data as Float64Array | Float32Array;
  return { values, ...(label && { label: label.data as BigInt64Array }) };
}

function difference({ values }: Run, expected: readonly (readonly number[])[]): number {
  const wanted = expected.flat();
  expect(values).toHaveLength(wanted.length);
  return wanted.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (values[i] ?? NaN))), 0);
}
