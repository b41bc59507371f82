import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { makeForward } from '../../src/exec/forward.ts';
import { exportOnnx } from '../../src/export/onnx.ts';
import type { Precision } from '../../src/export/onnx-schema.ts';
import type { Network } from '../../src/network/network.ts';
import { roundingBounds, singlePrecision } from '../../src/network/rounding.ts';
import { pointsInBox, rawNetwork } from '../generators/raw-network.ts';

const seeds = Array.from({ length: 40 }, (_, i) => i + 1);
const rows = 10_000;

describe('ONNX Runtime runs what exportOnnx writes', () => {
  it('in double precision within 1e-12 of the reference', async () => {
    const largest = await largestOf((network) => runAndCompare(network, 'f64'));
    console.log(`f64: largest difference over ${seeds.length} networks of ${rows} points: ${largest}`);
    expect(largest).toBeLessThan(1e-12);
  });

  it('in single precision within the bound that the network says beforehand', async () => {
    const worst = { share: 0, difference: 0, bound: 0 };
    for (const seed of seeds) {
      const network = rawNetwork(seed);
      const reach = network.inputs.map(({ lo, hi }) => Math.max(Math.abs(lo), Math.abs(hi)));
      const bound = Math.max(...roundingBounds(network, singlePrecision, reach).outputs);
      const difference = await runAndCompare(network, 'f32');
      const share = difference / bound;
      if (share > worst.share) Object.assign(worst, { share, difference, bound });
    }
    console.log(`f32: nearest to its bound: difference ${worst.difference}, bound ${worst.bound}`);
    expect(worst.share).toBeLessThan(1);
  });
});

async function largestOf(measure: (network: Network) => Promise<number>): Promise<number> {
  let largest = 0;
  for (const seed of seeds) largest = Math.max(largest, await measure(rawNetwork(seed)));
  return largest;
}

/** The largest difference between ONNX Runtime and the reference at `rows` points of the box. */
async function runAndCompare(network: Network, precision: Precision): Promise<number> {
  const points = pointsInBox(network, rows, 7);
  const expected = makeForward(network)(points, rows);
  const { value } = exportOnnx(network, { precision, version: '0.0.0' });
  const session = await InferenceSession.create(value?.bytes ?? new Uint8Array());
  const shape = [rows, network.inputs.length];
  const x =
    precision === 'f64'
      ? new Tensor('float64', points, shape)
      : new Tensor('float32', Float32Array.from(points), shape);
  const results = await session.run({ x });
  const found = (results['probabilities'] ?? results['outputs'])?.data;
  let largest = 0;
  expected.forEach((value_, i) => (largest = Math.max(largest, Math.abs(value_ - Number(found?.[i])))));
  await session.release();
  return largest;
}
