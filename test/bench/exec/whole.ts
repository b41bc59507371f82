import { train } from '../../../src/train/train.ts';
import { trainDefaults, type TrainOptions } from '../../../src/train/options.ts';
import { makeSteps } from '../../../src/exec/wasm/steps.ts';
import { parametersOf } from '../../../src/exec/parameters.ts';
import { trainingBlocks } from '../../../src/node/engine.ts';
import { drawnStrip } from '../../../examples/paper/shared/strip.ts';
import { lineNetwork } from '../../training/paper-descent.ts';
import { answerJobs, timeOf } from './protocol.ts';

// The paper's training of section 5.1 from its first step to its last: 300,000 over 3,200 samples, in f64.

const { samples } = drawnStrip(6, 3200, 1);
const network = lineNetwork(25, 2);
const epochs = 300_000;
const blocks = trainingBlocks();

const { rows, points, wanted } = samples;
const dataset = {
  rows,
  points,
  targets: { kind: 'classes', indices: Int32Array.from({ length: rows }, (_, row) => 1 - (wanted[2 * row] ?? 0)) },
  outside: network.inputs.map(() => ({ count: 0, lowest: Infinity, highest: -Infinity })),
} as const;
const options: TrainOptions = {
  ...trainDefaults,
  optimizer: 'gd',
  scale: 'none',
  widths: 'text',
  validation: 0,
  batch: rows,
  epochs,
};

await answerJobs({
  module: () => () => {
    const rates = parametersOf(network).fill(trainDefaults.lr);
    return timeOf(() => makeSteps(network, samples, { optimizer: 'gd', rates, blocks })?.run(epochs));
  },
  trainer: () => () =>
    timeOf(() => {
      const { value } = train(network, dataset, options, { machine: { blocks } });
      if (value?.steps !== epochs)
        throw new Error(`ended after ${String(value?.steps)} steps: ${String(value?.stopped)}`);
    }),
});
