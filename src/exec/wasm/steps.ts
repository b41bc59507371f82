import type { Network } from '../../network/network.ts';
import { answersOf, type Samples } from '../compare.ts';
import { parametersOf } from '../parameters.ts';
import { makeTrainer, trainingBlocks, type Trainer } from './gradient.ts';
import type { Precision, Rounding } from './lanes.ts';
import type { WasmOptimizer } from './optimizer.ts';

export interface StepOptions {
  readonly optimizer: WasmOptimizer;
  /** In the layout's order, how far each number goes; 0 of those that stay. */
  readonly rates: Float64Array;
  readonly momentum?: number;
  /** Where each number has to stay. */
  readonly bounds?: { readonly lower: Float64Array; readonly upper: Float64Array };
  /** Rows of a step, a multiple of the module's tile of 64 to 256 rows; absent: all in each. */
  readonly batch?: number;
  readonly precision?: Precision;
  readonly rounding?: Rounding;
}

/** A training whose steps are taken inside a module, from a network's own numbers on. */
export interface Steps {
  readonly run: (count: number) => void;
  /** Of the layout, as they are now. */
  readonly parameters: () => Float64Array;
}

/**
 * Steps over samples that stay in memory, batch after batch in the order given (rows that fill no batch are left out).
 * In double precision and exact rounding they give the same bits everywhere; `fast`
 * rounding falls back to it where the engine has no relaxed SIMD. Undefined where WebAssembly is not allowed.
 */
export function makeSteps(network: Network, samples: Samples, options: StepOptions): Steps | undefined {
  const { precision = 'f64', rounding = 'exact', optimizer } = options;
  const trains = Uint8Array.from(options.rates, (rate) => (rate === 0 ? 0 : 1));
  const trainer =
    makeTrainer(network, { precision, rounding, wants: optimizer, ...trainingBlocks }, trains) ??
    makeTrainer(network, { precision, rounding: 'exact', wants: optimizer, ...trainingBlocks }, trains);
  if (!trainer) return undefined;
  const { code, instance } = trainer;
  trainer.write(parametersOf(network));
  fill(trainer, options);
  let tiles = 0;
  trainer.eachWindow(
    samples,
    (loaded) => {
      tiles += loaded;
    },
    Infinity,
  );
  const whole = options.batch === undefined || options.batch >= samples.rows;
  const batchTiles = whole ? tiles : Math.max(1, Math.floor((options.batch ?? 0) / code.tileRows));
  const batchRows = whole ? samples.rows : batchTiles * code.tileRows;
  const batches = whole ? 1 : Math.floor(samples.rows / batchRows);
  const share = 1 / answersOf(batchRows, trainer.layout.head);
  let next = 0;
  return {
    run: (count) => {
      instance.call('steps', next, batches, batchTiles, share, count);
      next = (next + count) % batches;
    },
    parameters: () => {
      const found = parametersOf(network);
      trainer.read(trainer.view(code.numbers), found);
      return found;
    },
  };
}

/** The rates and bounds in the order of the module; numbers that the layout does not have stay. */
function fill(trainer: Trainer, { rates, momentum = 0, bounds }: StepOptions): void {
  const { code, packed } = trainer;
  const put = (at: number, values: Float64Array | undefined, absent: number): void => {
    const into = trainer.view(at).fill(absent);
    if (values) for (const [i, source] of packed.sources.entries()) into[i] = values[source] ?? absent;
  };
  put(code.rates, rates, 0);
  put(code.lower, bounds?.lower, -Infinity);
  put(code.upper, bounds?.upper, Infinity);
  trainer.view(code.powers).fill(1, 0, 2);
  trainer.view(code.momentum)[0] = momentum;
}
