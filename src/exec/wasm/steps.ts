import type { Network } from '../../network/network.ts';
import { answersOf, type Fit, type Samples } from '../compare.ts';
import { parametersOf } from '../parameters.ts';
import { defaultBlocks, makeTrainer, type Trainer } from './gradient.ts';
import type { Precision, Rounding } from './lanes.ts';
import type { WasmOptimizer } from './optimizer.ts';
import type { Blocks } from './sums.ts';
import { mostRecorded, sliceModes, sliceTiles } from './train-plan.ts';

export interface StepOptions {
  readonly optimizer: WasmOptimizer;
  /** In the layout's order, how far each number goes; 0 of those that stay. */
  readonly rates: Float64Array;
  /** 1 for each number that `goTo` may set to another than the network's; absent: those that go anywhere. */
  readonly trains?: Uint8Array;
  readonly momentum?: number;
  /** Where each number has to stay. */
  readonly bounds?: { readonly lower: Float64Array; readonly upper: Float64Array };
  /** Rows of a step, a multiple of the module's tile of 64 to 256 rows; absent: all in each. */
  readonly batch?: number;
  readonly precision?: Precision;
  readonly rounding?: Rounding;
  /** What suits the engine; the bits do not depend on it. */
  readonly blocks?: Blocks;
}

/** Where steps have come to: numbers in the layout's order, and what the optimiser remembers by the trainer's names. */
export interface StepPosition {
  readonly parameters: Float64Array;
  readonly memory: Readonly<Record<string, Float64Array>>;
}

/** A training whose steps are taken inside a module, from a network's own numbers on. */
export interface Steps {
  readonly run: (count: number) => void;
  /** The same, and the fit before each step; of all rows where a step takes all. At most `mostSteps` at once. */
  readonly runMeasured: (count: number) => Fit[];
  readonly mostSteps: number;
  /** Of a step: parts whose sums a crew's threads could take. */
  readonly slices: number;
  readonly position: () => StepPosition;
  readonly goTo: (position: StepPosition) => void;
}

/**
 * Steps over samples that stay in memory, batch after batch in the order given (rows that fill no batch are left out).
 * In double precision and exact rounding they give the same bits everywhere, and those of the trainer's own steps;
 * `fast` rounding falls back to it where the engine has no relaxed SIMD. Undefined where WebAssembly is not allowed.
 */
export function makeSteps(network: Network, samples: Samples, options: StepOptions): Steps | undefined {
  const { precision = 'f64', rounding = 'exact', optimizer, blocks = defaultBlocks } = options;
  const trains = options.trains ?? Uint8Array.from(options.rates, (rate) => (rate === 0 ? 0 : 1));
  const trainerFor = (rounded: Rounding): Trainer | undefined =>
    makeTrainer(network, { precision, rounding: rounded, wants: optimizer, ...blocks }, trains);
  const trainer = trainerFor(rounding) ?? trainerFor('exact');
  if (!trainer) return undefined;
  const { code, instance, layout } = trainer;
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
  const answers = answersOf(batchRows, layout.head);
  const memory = memoryOf(trainer, options);
  const start = parametersOf(network);
  let next = 0;
  const run = (count: number, mode: number): void => {
    instance.call('steps', next, batches, batchTiles, 1 / answers, count, mode);
    next = (next + count) % batches;
  };
  const steps: Steps = {
    run: (count) => run(count, sliceModes.slopes),
    runMeasured: (count) => {
      run(count, sliceModes.slopes + sliceModes.fit + (samples.weights ? sliceModes.weighed : 0));
      const record = trainer.view(code.record, 2 * count);
      return Array.from({ length: count }, (_, i) => ({
        loss: (record[2 * i] as number) / answers,
        accuracy: (record[2 * i + 1] as number) / answers,
        answers,
      }));
    },
    mostSteps: mostRecorded,
    slices: Math.ceil(batchTiles / sliceTiles),
    position: () => {
      const parameters = start.slice();
      trainer.read(trainer.view(code.numbers), parameters);
      return { parameters, memory: memory.read() };
    },
    goTo: (position) => {
      trainer.write(position.parameters);
      memory.write(position.memory);
    },
  };
  steps.goTo({ parameters: start, memory: {} });
  return steps;
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
  trainer.view(code.momentum, 1)[0] = momentum;
}

/** What an optimiser remembers, out of the module and into it; nothing remembered is 0, and 1 of the powers. */
function memoryOf(
  { code, packed, view, read }: Trainer,
  { optimizer, rates }: StepOptions,
): { readonly read: () => StepPosition['memory']; readonly write: (memory: StepPosition['memory']) => void } {
  const runs: Readonly<Record<string, number>> = {
    gd: {},
    sgd: { velocity: code.mean },
    adam: { mean: code.mean, square: code.square },
  }[optimizer];
  return {
    read: () => {
      const entries = Object.entries(runs).map(([name, at]) => {
        const values = new Float64Array(rates.length);
        read(view(at), values);
        // Of numbers that stay nothing is remembered.
        return [name, values.map((value, i) => (rates[i] === 0 ? 0 : value))] as const;
      });
      const powers = optimizer === 'adam' && { powers: Float64Array.from(view(code.powers, 2)) };
      return { ...Object.fromEntries(entries), ...powers };
    },
    write: (memory) => {
      for (const [name, at] of Object.entries(runs)) {
        const into = view(at).fill(0);
        const values = memory[name];
        if (values) for (const [i, source] of packed.sources.entries()) into[i] = values[source] ?? 0;
      }
      view(code.powers, 2).set(memory['powers'] ?? [1, 1]);
    },
  };
}
