import { makeSingleForward, makeWasmForward } from '../../../src/exec/wasm/forward.ts';
import { makeForward } from '../../../src/exec/forward.ts';
import { makeExactSets } from '../../../src/exec/exact-sets.ts';
import { makeSteps, type StepOptions } from '../../../src/exec/wasm/steps.ts';
import { parametersOf } from '../../../src/exec/parameters.ts';
import { createCrew } from '../../../src/node/crew.ts';
import { allowFast, blockFor, trainingBlocks } from '../../../src/node/engine.ts';
import { answerJobs, timeOf, type Timed } from './protocol.ts';
import { graphOf, networkOf, pointsFor, rowsOf, samplesFor, shapes, stepsOf, type Workload } from './workloads.ts';

allowFast();
const block = blockFor();
const blocks = trainingBlocks();

function scoring(workload: Workload, rounding: 'exact' | 'fast'): Timed {
  const network = networkOf(shapes[workload]);
  const points = Float32Array.from(pointsFor(network, rowsOf[workload]));
  const forward = makeSingleForward(network, { rounding, block });
  const results = forward?.(points, rowsOf[workload]);
  return () => timeOf(() => forward?.(points, rowsOf[workload], results));
}

function scoringDoubles(workload: Workload): Timed {
  const network = networkOf(shapes[workload]);
  const points = pointsFor(network, rowsOf[workload]);
  const forward = makeWasmForward(network, 'head', { block });
  const results = forward?.(points, rowsOf[workload]);
  return () => timeOf(() => forward?.(points, rowsOf[workload], results));
}

/** With a second thread, and points and scores in double precision, as `predict` has them. */
function scoringByTwo(workload: Workload): Timed {
  const network = networkOf(shapes[workload]);
  const rows = rowsOf[workload];
  const points = pointsFor(network, rows);
  const { crew } = createCrew(new URL('crew-worker.mjs', import.meta.url), 2);
  const forward = makeForward(network, { fast: true, block }, crew);
  // A crew starts when there has been much to do.
  for (let pass = 0; pass < 15; pass++) forward(points, rows);
  return () => timeOf(() => forward(points, rows));
}

function deciding(workload: Workload): Timed {
  const graph = graphOf(shapes[workload]);
  const points = pointsFor(networkOf(shapes[workload]), rowsOf[workload]);
  const sets = makeExactSets(graph, [{ node: graph.nodes.length - 1, negated: false }]);
  return () => timeOf(() => sets(points, rowsOf[workload]));
}

function training(workload: Workload, options: Omit<StepOptions, 'rates'>): Timed {
  const network = networkOf(shapes[workload]);
  const rates = parametersOf(network).fill(0.01);
  const steps = makeSteps(network, samplesFor(network, rowsOf[workload]), { ...options, rates, blocks });
  steps?.run(10);
  return () => timeOf(() => steps?.run(stepsOf[workload])) / stepsOf[workload];
}

const fast = { precision: 'f32', rounding: 'fast' } as const;
const exact = { precision: 'f32' } as const;
const batch = 128;
const inference = ['W1', 'W2', 'W3'] as const;

await answerJobs({
  ...Object.fromEntries(
    inference.flatMap((workload) => [
      [workload, () => scoring(workload, 'fast')],
      [`${workload} exact`, () => scoring(workload, 'exact')],
      [`${workload} f64`, () => scoringDoubles(workload)],
      [`${workload} two`, () => scoringByTwo(workload)],
    ]),
  ),
  'W2 sets': () => deciding('W2'),
  W4: () => training('W4', { ...fast, optimizer: 'gd' }),
  'W4 exact': () => training('W4', { ...exact, optimizer: 'gd' }),
  'W4 f64': () => training('W4', { optimizer: 'gd' }),
  W5: () => training('W5', { ...fast, optimizer: 'gd' }),
  'W5 exact': () => training('W5', { ...exact, optimizer: 'gd' }),
  'W5 adam': () => training('W5', { ...fast, optimizer: 'adam' }),
  'W5 f64': () => training('W5', { optimizer: 'gd' }),
  W6: () => training('W6', { ...fast, optimizer: 'gd', batch }),
  'W6 exact': () => training('W6', { ...exact, optimizer: 'gd', batch }),
  'W6 f64': () => training('W6', { optimizer: 'gd', batch }),
});
