import { InferenceSession, Tensor } from 'onnxruntime-node';
import { encodeModel, encodeNode, encodeTensor, encodeValueInfo } from '../../../src/export/onnx-schema.ts';
import type { Network } from '../../../src/network/network.ts';
import { answerJobs, type Timed } from './protocol.ts';
import { networkOf, pointsFor, rowsOf, shapes, type Workload } from './workloads.ts';

/** The leanest model of a workload: a Gemm and a Tanh per layer, gains multiplied in. */
function modelOf(network: Network, softmax: boolean): Uint8Array {
  const dense = ({ links, weights, gain }: Row, width: number): number[] => {
    const row = Array.from({ length: width }, () => 0);
    for (const [i, link] of links.entries()) row[link] = ((weights[i] ?? 0) * gain) / 2;
    return row;
  };
  const first = network.first.map((unit): Row => {
    const a = unit.kind === 'halfspace' ? unit.a : [];
    return { links: a.map((_, i) => i), weights: a, bias: unit.kind === 'halfspace' ? unit.beta : 0, gain: unit.gain };
  });
  const classes = network.head.kind === 'classes' ? [network.head.classes] : [];
  const layers: Row[][] = [first, ...network.later.map((layer) => [...layer]), ...classes.map((layer) => [...layer])];
  const nodes: Uint8Array[] = [];
  const constants: Uint8Array[] = [];
  let [value, width] = ['x', network.inputs.length];
  for (const [k, rows] of layers.entries()) {
    const isLogits = softmax && k === layers.length - 1;
    const factor = isLogits ? 2 : 1;
    const weights = rows.flatMap((row) => dense(row, width)).map((each) => factor * each);
    constants.push(encodeTensor(`w${k}`, [rows.length, width], weights, 'f32'));
    const bias = rows.map(({ bias: each, gain }) => (-each * gain * factor) / 2);
    constants.push(encodeTensor(`b${k}`, [rows.length], bias, 'f32'));
    nodes.push(encodeNode('Gemm', [value, `w${k}`, `b${k}`], `s${k}`, { transB: 1 }));
    const isLast = k === layers.length - 1;
    nodes.push(
      encodeNode(isLogits ? 'Softmax' : 'Tanh', [`s${k}`], isLast ? 'y' : `t${k}`, isLogits ? { axis: 1 } : {}),
    );
    [value, width] = [`t${k}`, rows.length];
  }
  const inputs = [encodeValueInfo('x', 'f32', network.inputs.length)];
  const outputs = [encodeValueInfo('y', 'f32', width)];
  return encodeModel({ name: 'bench', producer: { name: 'bench' }, metadata: {}, nodes, constants, inputs, outputs });
}

interface Row {
  readonly links: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
  readonly gain: number;
}

async function scoring(workload: Workload, threads: number): Promise<Timed> {
  const shape = shapes[workload];
  const network = networkOf(shape);
  const rows = rowsOf[workload];
  const session = await InferenceSession.create(modelOf(network, shape.head === 'softmax'), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
  });
  const x = new Tensor('float32', Float32Array.from(pointsFor(network, rows)), [rows, network.inputs.length]);
  // As ours, it writes into memory that is there already.
  const y = new Tensor('float32', new Float32Array(rows * (shape.widths.at(-1) ?? 0)), [
    rows,
    shape.widths.at(-1) ?? 0,
  ]);
  return async () => {
    const start = performance.now();
    await session.run({ x }, { y });
    return performance.now() - start;
  };
}

await answerJobs(
  Object.fromEntries(
    (['W1', 'W2', 'W3'] as const).flatMap((workload) => [
      [workload, () => scoring(workload, 1)],
      [`${workload} two`, () => scoring(workload, 2)],
    ]),
  ),
);
