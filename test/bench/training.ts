// Partial backpropagation (paper 5.3): what it spares in multiplications and in time, beside the whole gradient by the
// same plain code and by WebAssembly.
import { makeRandom } from '../../src/base/random.ts';
import type { Samples } from '../../src/exec/fit.ts';
import { makeForward } from '../../src/exec/forward.ts';
import { makeGradient, makePlainGradient } from '../../src/exec/gradient.ts';
import { layoutOf, parametersOf, trainableMask } from '../../src/exec/parameters.ts';
import { makePartialGradient, type Stopping } from '../../src/exec/partial-gradient.ts';
import type { Network } from '../../src/network/network.ts';
import { savingsOf } from '../../src/train/savings.ts';
import { networkEight, paperNetwork, quadrants } from '../training/paper-networks.ts';
import { interleaved, table } from './measure.ts';

const samples = quadrants(6, 100);
const stopping: Stopping = { kind: 'bounds', norm: 'norm', thresholds: [0.05, 0.01] };

/** Two layers of `width` random units each, every weight as large as makes units decided. */
function wide(width: number): Network {
  const random = makeRandom(3);
  const matrix = (rows: number, columns: number, size: number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => size * random.normal()));
  return paperNetwork(
    [
      { A: matrix(width, 2, 1), b: Array.from({ length: width }, () => 3 * random.normal()), gain: 3 },
      { A: matrix(width, width, 2 / Math.sqrt(width)), b: Array.from({ length: width }, () => 0), gain: 3 },
    ],
    { A: matrix(2, width, 2 / Math.sqrt(width)), b: [0, 0], gain: 3 },
  );
}

/** The same rows, each of the class that the network gives it: training is nearly over. */
function settled(network: Network): Samples {
  const given = makeForward(network)(samples.points, samples.rows);
  const wanted = given.map((_, at) => ((given[at] ?? 0) >= (given[at ^ 1] ?? 0) ? 1 : 0));
  return { ...samples, wanted };
}

function measured(name: string, network: Network, rows: Samples): string[] {
  const parameters = parametersOf(network);
  const gradient = new Float64Array(layoutOf(network).size);
  const [plain, wasm] = [makePlainGradient(network), makeGradient(network)];
  const partial = makePartialGradient(network, trainableMask(network));
  const { avoided, bounding } = savingsOf(partial(parameters, rows, gradient, stopping).effort);
  const [whole = 0, part = 0, fast = 0] = interleaved(9, [
    () => plain(parameters, rows, gradient),
    () => partial(parameters, rows, gradient, stopping),
    () => wasm(parameters, rows, gradient),
  ]);
  return [
    name,
    `${(100 * avoided).toFixed(0)} %`,
    `${(100 * bounding).toFixed(0)} %`,
    (whole / part).toFixed(2),
    (whole / fast).toFixed(2),
  ];
}

console.log(
  table(
    ['network', 'multiplications avoided', 'cost of bounds', 'whole / partial (time)', 'whole / WebAssembly (time)'],
    [
      measured('(8), gamma 1', networkEight(1), samples),
      measured('(8), gamma 2', networkEight(2), samples),
      measured('(8), gamma 3', networkEight(3), samples),
      measured('2-64-64-2, nearly trained', wide(64), settled(wide(64))),
    ],
  ),
);
