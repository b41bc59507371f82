import type { Network } from '../../network/network.ts';
import { answersOf, type Fit, type Samples } from '../compare.ts';
import type { Crew } from '../crew.ts';
import type { Machine } from '../machine.ts';
import { layoutOf, parametersOf, rowWork, type Layout } from '../parameters.ts';
import { serveSums, shareSums, type SumSlices, type SumsOrder } from '../shared-sums.ts';
import { instantiate, type Instance } from './engine.ts';
import { defaultBlock } from './forward.ts';
import { noSource, type Packed } from './packed.ts';
import { pack } from './pack.ts';
import type { Blocks } from './sums.ts';
import { makeTrainModule, type TrainModule } from './train-module.ts';
import { sliceModes, sliceTiles, type TrainOptions } from './train-plan.ts';

/** See `makeGradient`; undefined where WebAssembly is not allowed. */
export function makeWasmGradient(
  network: Network,
  trains?: Uint8Array,
  machine: Machine = {},
): ((parameters: Float64Array, samples: Samples, gradient: Float64Array) => Fit) | undefined {
  const sum = makeSums({ network, wants: 'slopes', ...(trains && { trains }), blocks: machine.blocks }, machine.crew);
  if (!sum) return undefined;
  const { trainer } = sum;
  return (parameters, samples, gradient) => {
    const { total, fit } = sum.over(parameters, samples, sliceModes.slopes + sliceModes.fit);
    trainer.sums().set(total);
    trainer.instance.call('derive', 1 / fit.answers);
    trainer.read(trainer.sums(), gradient);
    return fit;
  };
}

/** See `makeFit`; undefined where WebAssembly is not allowed. */
export function makeWasmFit(
  network: Network,
  trains?: Uint8Array,
  machine: Machine = {},
): ((parameters: Float64Array, samples: Samples) => Fit) | undefined {
  const sum = makeSums({ network, wants: 'fit', ...(trains && { trains }), blocks: machine.blocks }, machine.crew);
  return sum && ((parameters, samples) => sum.over(parameters, samples, sliceModes.fit).fit);
}

/** What is summed up, as plain data: of it every thread of a crew makes its own module. */
interface SumsGiven {
  readonly network: Network;
  readonly wants: 'slopes' | 'fit';
  readonly trains?: Uint8Array;
  readonly blocks: Blocks | undefined;
}

/** Of a thread of a crew: `shareSums` tells it what to do. */
export function serveWasmSums(given: unknown): (order: unknown) => void {
  const trainer = trainerOf(given as SumsGiven);
  if (!trainer) throw new Error('a thread has no WebAssembly');
  const serve = serveSums(slicesOf(trainer));
  return (order) => serve(order as SumsOrder);
}

/** The sums over samples and the fit there, by a crew where that is worth it: the same bits either way. */
function makeSums(given: SumsGiven, crew: Crew | undefined) {
  const trainer = trainerOf(given);
  if (!trainer) return undefined;
  const { code, packed, layout } = trainer;
  const sumSlices = slicesOf(trainer);
  const sizes = {
    count: code.count,
    sliceRows: sliceTiles * code.tileRows,
    parameters: layout.size,
    rowWork: rowWork(layout),
  };
  const shared = crew && shareSums(sumSlices, sizes, crew, given);
  const over = (parameters: Float64Array, samples: Samples, mode: number): { total: Float64Array; fit: Fit } => {
    const total = new Float64Array(code.count);
    const add = (found: ArrayLike<number>): void => {
      for (let i = 0; i < total.length; i++) total[i] = (total[i] as number) + (found[i] as number);
    };
    if (!shared?.(parameters, samples, mode, add)) sumSlices(parameters, samples, mode, add);
    const { length } = packed.sources;
    const answers = answersOf(samples.rows, layout.head);
    const fit = { loss: (total[length] ?? 0) / answers, accuracy: (total[length + 1] ?? 0) / answers, answers };
    return { total, fit };
  };
  return { trainer, over };
}

function trainerOf({ network, wants, trains, blocks = defaultBlocks }: SumsGiven): Trainer | undefined {
  return makeTrainer(network, { precision: 'f64', rounding: 'exact', wants, ...blocks }, trains);
}

function slicesOf(trainer: Trainer): SumSlices {
  return (parameters, samples, mode, use) => {
    const weighed = samples.weights ? sliceModes.weighed : 0;
    trainer.write(parameters);
    trainer.eachWindow(samples, (tiles) => {
      for (let tile = 0; tile < tiles; tile += sliceTiles) {
        trainer.instance.call('slice', tile, Math.min(sliceTiles, tiles - tile), mode + weighed);
        use(trainer.sums());
      }
    });
  };
}

/** Sums in registers that suit both of V8's compilers. */
export const defaultBlocks: Blocks = { block: defaultBlock, slopes: { units: 2, links: 2 } };

/** A training module that runs, and the ways in and out of its memory. */
export interface Trainer {
  readonly layout: Layout;
  readonly packed: Packed;
  readonly code: TrainModule;
  readonly instance: Instance;
  readonly sums: () => Float64Array | Float32Array;
  /** A run of numbers of the plan, as it is now. */
  readonly view: (at: number, length?: number) => Float64Array | Float32Array;
  readonly write: (parameters: Float64Array) => void;
  /** Packed numbers into the layout's order. */
  readonly read: (packed: ArrayLike<number>, into: Float64Array) => void;
  /** Puts samples into memory, as many bytes of them at a time as said, and calls `use` for each lot. */
  readonly eachWindow: (samples: Samples, use: (tiles: number) => void, bytes?: number) => void;
}

/** With `trains`, numbers that have 0 there are always as in the network; else all may differ from it. */
export function makeTrainer(network: Network, options: TrainOptions, trains?: Uint8Array): Trainer | undefined {
  const layout = layoutOf(network);
  const packed = pack(layout, trains && { parameters: parametersOf(network), trains });
  const code = makeTrainModule(packed, options);
  const instance = instantiate(code.module);
  if (!instance) return undefined;
  const numbersAt = (at: number, length: number): Float64Array | Float32Array =>
    options.precision === 'f32'
      ? new Float32Array(instance.memory(), at, length)
      : new Float64Array(instance.memory(), at, length);
  new Int32Array(instance.memory(), code.links.at).set(code.links.distances);
  const { sources } = packed;
  const view: Trainer['view'] = (at, length = code.count) => numbersAt(at, length);
  let held: Samples | undefined;
  return {
    layout,
    packed,
    code,
    instance,
    view,
    sums: () => view(code.sums),
    write: (parameters) => {
      const numbers = view(code.numbers);
      for (let i = 0; i < sources.length; i++) numbers[i] = parameters[sources[i] as number] ?? 0;
    },
    read: (found, into) => {
      for (let i = 0; i < sources.length; i++) {
        const source = sources[i] as number;
        if (source !== noSource) into[source] = found[i] as number;
      }
    },
    eachWindow: (samples, use, bytes = windowBytes) => {
      const tiles = Math.ceil(samples.rows / code.tileRows);
      const most = Math.max(1, Math.floor(bytes / (code.sampleBytes * sliceTiles))) * sliceTiles;
      if (tiles <= most) {
        // Samples do not change: those that are there already stay.
        if (held !== samples) loadTiles(samples, 0, tiles, code, instance, numbersAt);
        held = samples;
        use(tiles);
        return;
      }
      held = undefined;
      for (let from = 0; from < tiles; from += most) {
        const count = Math.min(most, tiles - from);
        loadTiles(samples, from, count, code, instance, numbersAt);
        use(count);
      }
    },
  };
}

/** Samples in a module's memory at once. */
const windowBytes = 64 * 1024 * 1024;

function loadTiles(
  samples: Samples,
  from: number,
  count: number,
  code: TrainModule,
  instance: Instance,
  numbersAt: (at: number, length: number) => Float64Array | Float32Array,
): void {
  instance.grow(code.samples + count * code.sampleBytes);
  const { tileRows, staging, outputs, answers } = code;
  const inputs = samples.points.length / Math.max(1, samples.rows);
  const part = (at: number, columns: number): Float64Array | Float32Array => numbersAt(at, tileRows * columns);
  const points = part(staging.points, inputs);
  const wanted = part(staging.wanted, outputs);
  const weights = part(staging.weights, answers);
  const present = part(staging.present, 1);
  for (let tile = 0; tile < count; tile++) {
    const row = (from + tile) * tileRows;
    const rows = Math.min(tileRows, samples.rows - row);
    const copy = (into: Float64Array | Float32Array, values: Float64Array, columns: number): void => {
      into.set(values.subarray(row * columns, (row + rows) * columns));
      into.fill(0, rows * columns);
    };
    copy(points, samples.points, inputs);
    copy(wanted, samples.wanted, outputs);
    if (samples.weights) copy(weights, samples.weights, answers);
    else weights.fill(1, 0, rows * answers).fill(0, rows * answers);
    present.fill(1, 0, rows).fill(0, rows);
    instance.call('load', tile);
  }
}
