import { emitFormSlopes } from './backward-forms.ts';
import { emitDenseBack, emitDenseBackAdded, emitSlopes, type BackPlaces, type SlopeBlock } from './backward-rows.ts';
import { emitDerivedForms, emitRowSlopes } from './derive-slopes.ts';
import { gaussian, quadric } from './forms.ts';
import { add, lessThan, FunctionBuilder, get, i32, plus } from './function-builder.ts';
import type { Code } from './instructions.ts';
import {
  laneCount,
  scalarsOf,
  sizeOf,
  vectorBytes,
  vectorsOf,
  type Precision,
  type Rounding,
  type Vectors,
} from './lanes.ts';
import { emitClassLoss, emitOutputLoss, type LossPlaces } from './loss.ts';
import { pageBytes, type Module, type WasmFunction } from './module.ts';
import { emitStep, type WasmOptimizer } from './optimizer.ts';
import { gainNumbers, linkDistances, rowGroups, type FormGroup, type Packed, type RowGroup } from './pack.ts';
import { emitForms, emitRows, type Block, type Finish, type KeptForms, type Places } from './rows.ts';
import { sigmaAndSlope } from './sigma.ts';
import { emitLoad, tileAddress } from './transpose.ts';

/** How a network is turned into code that trains it. */
export interface TrainOptions {
  readonly precision: Precision;
  readonly rounding: Rounding;
  readonly block: Block;
  readonly slopes: SlopeBlock;
  /** Where whole steps are wanted inside the module. */
  readonly optimizer?: WasmOptimizer;
}

/**
 * A module that computes the loss of a network and its slopes. Samples lie in its memory from `samples` on, a tile after
 * another, `sampleBytes` each; they get there through `staging`, by `load(tile)`. Exported functions:
 * - `slice(tile, tiles, mode)`: the sums over some tiles into `sums`: slopes, the fit (the loss and the right answers,
 *   which stand after the numbers), or both;
 * - `derive(share)`: turns the sums over all tiles into slopes, times `share`;
 * - `steps(batch, batches, tiles, share, count)`: whole steps of an optimiser, each over the next batch of tiles.
 */
export interface TrainModule extends TrainPlan {
  readonly module: Module;
  readonly links: { readonly at: number; readonly distances: Int32Array };
}

/** Tiles whose sums are taken together: the order of all sums is the same for any number of threads. */
export const sliceTiles = 16;

/** What a slice sums up. */
export const sliceModes = { slopes: 0, both: 1, fit: 2 } as const;

export function makeTrainModule(packed: Packed, options: TrainOptions): TrainModule {
  const plan = planMemory(packed, options);
  const functions: WasmFunction[] = [];
  const define = (fn: FunctionBuilder, results: readonly ('i32' | 'v128')[] = []): number => {
    functions.push(fn.finish(results));
    return functions.length - 1;
  };
  const context: Context = { packed, plan, options };
  const layers = packed.layers.map((_, index) => index);
  define(loadFunction(context), ['i32']);
  const forward = layers.map((index) => define(forwardFunction(context, index)));
  const loss = define(lossFunction(context));
  const back = [
    ...(packed.head.kind === 'classes' ? [define(headBackFunction(context, packed.head.rows))] : []),
    ...layers.toReversed().map((index) => define(backFunction(context, index))),
  ];
  const tile = define(tileFunction(context, forward, loss, back));
  const slice = define(sliceFunction(context, tile));
  const derive = define(deriveFunction(context));
  if (options.optimizer) {
    const step = define(stepFunction(context, options.optimizer, slice, derive));
    define(stepsFunction(context, step));
  }
  return {
    ...plan,
    module: { functions, pages: Math.ceil(plan.samples / pageBytes), data: [] },
    links: { at: plan.linksAt, distances: linkDistances(packed, plan.tileBytes) },
  };
}

interface Context {
  readonly packed: Packed;
  readonly plan: TrainPlan;
  readonly options: TrainOptions;
}

/** Addresses in the module's memory. */
export interface TrainPlan {
  readonly tileRows: number;
  readonly tileBytes: number;
  /** The network's numbers, then the loss and the count of right answers, filled up to whole vectors. */
  readonly count: number;
  readonly numbers: number;
  /** Of a slice, and of all slices of a step. */
  readonly sums: number;
  readonly total: number;
  readonly rates: number;
  readonly lower: number;
  readonly upper: number;
  readonly mean: number;
  readonly square: number;
  readonly powers: number;
  readonly momentum: number;
  readonly linksAt: number;
  /** A vector per number. */
  readonly slopes: number;
  readonly inputs: number;
  /** Per layer: values, deltas, gains times the slopes of sigma. A run per slot each, in this order. */
  readonly layers: readonly { readonly values: number; readonly deltas: number; readonly slopes: number }[];
  readonly residuals: readonly number[];
  readonly squashed: readonly number[];
  readonly spare: number;
  /** Of the classes: logits and deltas; of outputs the arguments of the last layer. */
  readonly logits: number;
  readonly headDeltas: number;
  readonly staging: SampleParts;
  readonly samples: number;
  readonly sampleBytes: number;
  readonly parts: SampleParts;
  readonly outputs: number;
  readonly answers: number;
}

/** The parts of a tile's samples. In `staging` row by row, addresses; in `samples` as runs, distances. */
interface SampleParts {
  readonly points: number;
  readonly wanted: number;
  readonly weights: number;
  readonly present: number;
}

function planMemory(packed: Packed, { precision }: TrainOptions): TrainPlan {
  const size = sizeOf(precision);
  const { head, layers } = packed;
  const outputs = head.kind === 'classes' ? head.classes : head.outputs.length;
  const answers = head.kind === 'classes' ? 1 : outputs;
  const units = layers.map((layer) => layer.units);
  const values = packed.inputs + outputs + 3 * units.reduce((sum, count) => sum + count, 0);
  const tileRows = [256, 128].find((rows) => rows * values * size <= cacheBytes) ?? 64;
  const tileBytes = tileRows * size;
  const lanes = laneCount(precision);
  const count = Math.ceil((packed.sources.length + 2) / lanes) * lanes;
  let end = 0;
  const take = (bytes: number): number => {
    const at = end;
    end += Math.ceil(bytes / vectorBytes) * vectorBytes;
    return at;
  };
  const runs = (of: number): number => take(of * tileBytes);
  const run = (): number => take(count * size);
  const forms = layers.flatMap((layer) => layer.forms);
  const fixed = {
    tileRows,
    tileBytes,
    count,
    numbers: run(),
    sums: run(),
    total: run(),
    rates: run(),
    lower: run(),
    upper: run(),
    mean: run(),
    square: run(),
    powers: take(2 * size),
    momentum: take(size),
    linksAt: take(packed.links.length * 4),
    slopes: take(count * vectorBytes),
    inputs: runs(packed.inputs),
    layers: units.map((of) => ({ values: runs(of), deltas: runs(of), slopes: runs(of) })),
    residuals: forms.map(({ rank, count: of }) => runs(rank * of)),
    squashed: forms.map(({ count: of }) => runs(of)),
    spare: runs(1),
    logits: runs(head.kind === 'classes' ? outputs : (units.at(-1) ?? 0)),
    headDeltas: runs(head.kind === 'classes' ? outputs : 0),
    staging: { points: runs(packed.inputs), wanted: runs(outputs), weights: runs(answers), present: runs(1) },
  };
  const parts = {
    points: 0,
    wanted: packed.inputs * tileBytes,
    weights: (packed.inputs + outputs) * tileBytes,
    present: (packed.inputs + outputs + answers) * tileBytes,
  };
  return { ...fixed, samples: take(0), sampleBytes: parts.present + tileBytes, parts, outputs, answers };
}

const cacheBytes = 24 * 1024;

/** `load(tile)`: from staging into the samples. Gives 0 only if all is finite. */
function loadFunction({ packed, plan, options }: Context): FunctionBuilder {
  const fn = new FunctionBuilder('load', { exported: true, params: ['i32'] });
  const v = vectorsOf(options.precision, options.rounding);
  const into = fn.keep(tileAddress(plan.samples, get(fn.param(0)), plan.sampleBytes), 'i32');
  const load = (from: number, target: number, inputs: number): Code =>
    emitLoad(fn, v, { points: i32(from), target, into, inputs, tileBytes: plan.tileBytes, centre: [] });
  const strange = load(plan.staging.points, plan.parts.points, packed.inputs);
  load(plan.staging.wanted, plan.parts.wanted, plan.outputs);
  load(plan.staging.weights, plan.parts.weights, plan.answers);
  load(plan.staging.present, plan.parts.present, 1);
  fn.emit(strange, [['v128.any_true']]);
  return fn;
}

function placesOf({ plan }: Context, index: number): Places {
  return {
    numbers: plan.numbers,
    links: plan.linksAt,
    below: plan.layers[index - 1]?.values ?? plan.inputs,
    target: plan.layers[index]?.values ?? plan.logits,
    tileBytes: plan.tileBytes,
  };
}

/** The values of a layer, and beside each gain times the slope of sigma there. */
function forwardFunction(context: Context, index: number): FunctionBuilder {
  const { packed, plan, options } = context;
  const fn = new FunctionBuilder(`forward_${index + 1}`);
  const v = vectorsOf(options.precision, options.rounding);
  const places = placesOf(context, index);
  const here = plan.layers[index];
  const isArgument = packed.head.kind === 'outputs' && index === packed.layers.length - 1;
  const beside = (isArgument ? plan.logits : (here?.slopes ?? 0)) - places.target;
  const finish: Finish = (sum, gain, { address, offset }) => {
    const t = fn.keep(v.mul(sum, gain));
    const { value, slope } = sigmaAndSlope(fn, v, v.mul(t, v.constant(fn, Math.LOG2E)));
    // An output's loss is computed from its argument.
    fn.emit(v.store(address, offset + beside, isArgument ? t : v.mul(slope, gain)));
    return value;
  };
  const layer = packed.layers[index];
  for (const rows of layer?.rows ?? []) emitRows(fn, v, rows, places, options.block, finish);
  for (const [form, kept] of formsOf(context, index)) {
    const squashed = form.kind === 'quadric' ? quadric(v) : gaussian(fn, v);
    emitForms(fn, v, form, packed.inputs, places, options.block, squashed, finish, kept);
  }
  return fn;
}

/** The forms of a layer (only the first has any), each with the runs that are kept of it. */
function formsOf({ packed, plan }: Context, index: number): [FormGroup, KeptForms][] {
  const forms = packed.layers[index]?.forms ?? [];
  return forms.map((form, i) => [form, { residuals: plan.residuals[i] ?? 0, inner: plan.squashed[i] ?? 0 }]);
}

/** `loss(address of a tile's samples, mode)`: the head's arguments, the loss and the errors. */
function lossFunction(context: Context): FunctionBuilder {
  const { packed, plan, options } = context;
  const fn = new FunctionBuilder('loss', { params: ['i32', 'i32'] });
  const v = vectorsOf(options.precision, options.rounding);
  const { tileBytes, parts } = plan;
  const last = packed.layers.length - 1;
  const fit = get(fn.param(1));
  const loss: LossPlaces = {
    samples: get(fn.param(0)),
    wanted: parts.wanted,
    weights: parts.weights,
    present: parts.present,
    arguments: plan.logits,
    deltas: packed.head.kind === 'classes' ? plan.headDeltas : (plan.layers[last]?.deltas ?? 0),
    loss: plan.slopes + packed.sources.length * vectorBytes,
    right: plan.slopes + (packed.sources.length + 1) * vectorBytes,
    tileBytes,
  };
  const addressOf = (number: number): number => plan.numbers + number * v.size;
  if (packed.head.kind === 'outputs') {
    const layer = packed.layers[last];
    const gains = layer ? gainNumbers(packed, layer) : [];
    clearRuns(fn, v, loss.deltas, (layer?.units ?? 0) * tileBytes);
    const outputs = packed.head.outputs.map(({ slot, sign }) => ({ slot, sign, gain: addressOf(gains[slot] ?? 0) }));
    emitOutputLoss(fn, v, loss, outputs, fit);
    return fn;
  }
  const { rows, classes } = packed.head;
  const logits: Places = { ...placesOf(context, last + 1), target: plan.logits };
  for (const group of rows) emitRows(fn, v, group, logits, options.block, (sum, gain) => v.mul(sum, gain));
  const gains = gainNumbers(packed, { units: classes, rows, forms: [], slots: new Int32Array(0) });
  emitClassLoss(fn, v, loss, gains.map(addressOf), fit);
  return fn;
}

/** The slopes of the classes' rows, and what they send back. */
function headBackFunction(context: Context, rows: readonly RowGroup[]): FunctionBuilder {
  const fn = new FunctionBuilder('back_head');
  sendBack(fn, context, rows, context.packed.layers.length, context.plan.headDeltas);
  return fn;
}

/** The slopes of a layer, and the deltas of the one below. */
function backFunction(context: Context, index: number): FunctionBuilder {
  const { packed, plan, options } = context;
  const fn = new FunctionBuilder(`back_${index + 1}`);
  const v = vectorsOf(options.precision, options.rounding);
  const deltas = plan.layers[index]?.deltas ?? 0;
  sendBack(fn, context, packed.layers[index]?.rows ?? [], index, deltas);
  for (const [form, kept] of formsOf(context, index)) {
    const places = { ...backPlacesOf(context, index, deltas), ...kept, spare: plan.spare };
    emitFormSlopes(fn, v, form, packed.inputs, places);
  }
  return fn;
}

function backPlacesOf({ plan }: Context, index: number, deltas: number): BackPlaces {
  const below = plan.layers[index - 1];
  return {
    numbers: plan.numbers,
    links: plan.linksAt,
    slopes: plan.slopes,
    below: below?.values ?? plan.inputs,
    deltas,
    ...(below && { deltasBelow: below.deltas }),
    tileBytes: plan.tileBytes,
  };
}

/** Of the rows of a layer (or the head): their slopes, and the layer below's deltas: what they sum to, times its slopes. */
function sendBack(
  fn: FunctionBuilder,
  context: Context,
  rows: readonly RowGroup[],
  index: number,
  deltas: number,
): void {
  const { plan, options, packed } = context;
  const v = vectorsOf(options.precision, options.rounding);
  const places = backPlacesOf(context, index, deltas);
  const below = plan.layers[index - 1];
  const [only] = rows;
  if (!below) {
    for (const group of rows) emitSlopes(fn, v, group, places, options.slopes);
    return;
  }
  const apart = below.slopes - below.deltas;
  if (rows.length === 1 && only?.kind === 'dense') {
    emitSlopes(fn, v, only, places, options.slopes);
    emitDenseBack(fn, v, only, places, options.block, (sum, { address, offset }) =>
      v.mul(sum, v.load(address, offset + apart)),
    );
    return;
  }
  const bytes = (packed.layers[index - 1]?.units ?? 0) * plan.tileBytes;
  clearRuns(fn, v, below.deltas, bytes);
  for (const group of rows) {
    emitSlopes(fn, v, group, places, options.slopes);
    if (group.kind === 'dense') emitDenseBackAdded(fn, v, group, places, options.block);
  }
  fn.loop(below.deltas, below.deltas + bytes, vectorBytes, (at) =>
    fn.emit(v.store(at, 0, v.mul(v.load(at), v.load(at, apart)))),
  );
}

function clearRuns(fn: FunctionBuilder, v: Vectors, from: number, bytes: number): void {
  fn.loop(from, from + bytes, vectorBytes, (at) => fn.emit(v.store(at, 0, v.constant(fn, 0))));
}

/** `tile(address of its samples, mode)`: adds a tile to the slopes by lane. */
function tileFunction(
  { packed, plan, options }: Context,
  forward: readonly number[],
  loss: number,
  back: readonly number[],
): FunctionBuilder {
  const fn = new FunctionBuilder('tile', { params: ['i32', 'i32'] });
  const v = vectorsOf(options.precision, options.rounding);
  const [samples, mode] = [get(fn.param(0)), get(fn.param(1))];
  fn.loop(0, packed.inputs * plan.tileBytes, vectorBytes, (at) =>
    fn.emit(v.store(at, plan.inputs, v.load(add(samples, at), plan.parts.points))),
  );
  for (const callee of forward) fn.emit([['call', callee]]);
  fn.emit(samples, mode, [['call', loss]]);
  fn.emit(lessThan(mode, i32(sliceModes.fit)), [['if']]);
  for (const callee of back) fn.emit([['call', callee]]);
  fn.emit([['end']]);
  return fn;
}

/** `slice(tile, tiles, mode)`: the slopes' lanes added up into `sums`. */
function sliceFunction({ plan, options }: Context, tile: number): FunctionBuilder {
  const fn = new FunctionBuilder('slice', { exported: true, params: ['i32', 'i32', 'i32'] });
  const v = vectorsOf(options.precision, options.rounding);
  const s = scalarsOf(options.precision);
  clearRuns(fn, v, plan.slopes, plan.count * vectorBytes);
  const address = fn.local('i32');
  fn.set(address, tileAddress(plan.samples, get(fn.param(0)), plan.sampleBytes));
  const end = fn.keep(tileAddress(plan.samples, add(get(fn.param(0)), get(fn.param(1))), plan.sampleBytes), 'i32');
  fn.while(lessThan(get(address), end), () => {
    fn.emit(get(address), get(fn.param(2)), [['call', tile]]);
    fn.set(address, plus(get(address), plan.sampleBytes));
  });
  const at = fn.local('i32');
  fn.set(at, i32(plan.sums));
  fn.loop(plan.slopes, plan.slopes + plan.count * vectorBytes, vectorBytes, (lanes) => {
    const vector = fn.keep(v.load(lanes));
    const all = Array.from({ length: v.count }, (_, lane) => s.lane(vector, lane));
    fn.emit(
      s.store(
        get(at),
        0,
        all.reduce((sum, each) => s.add(sum, each)),
      ),
    );
    fn.set(at, plus(get(at), v.size));
  });
  return fn;
}

/** `derive(share)`: from sums over all samples to slopes of the mean. */
function deriveFunction({ packed, plan, options }: Context): FunctionBuilder {
  const { precision, rounding } = options;
  const fn = new FunctionBuilder('derive', { exported: true, params: [precision] });
  const v = vectorsOf(precision, rounding);
  const s = scalarsOf(precision);
  const share = fn.keep([...get(fn.param(0)), [precision === 'f32' ? 'f32x4.splat' : 'f64x2.splat']]);
  const { numbers, sums, linksAt: links, tileBytes } = plan;
  const places = { numbers, sums, links, size: v.size, tileBytes };
  for (const group of rowGroups(packed)) emitRowSlopes(fn, s, group, places);
  for (const { forms } of packed.layers) {
    for (const form of forms) emitDerivedForms(fn, s, form, packed.inputs, places);
  }
  fn.loop(sums, sums + plan.count * v.size, vectorBytes, (at) => fn.emit(v.store(at, 0, v.mul(v.load(at), share))));
  return fn;
}

/** `step(tile, tiles, share)`: one step over some tiles. Its sums are those of its slices, added in their order. */
function stepFunction(
  { plan, options }: Context,
  optimizer: WasmOptimizer,
  slice: number,
  derive: number,
): FunctionBuilder {
  const { precision, rounding } = options;
  const fn = new FunctionBuilder('step', { params: ['i32', 'i32', precision] });
  const v = vectorsOf(precision, rounding);
  const bytes = plan.count * v.size;
  const [tile, end] = [fn.local('i32'), fn.local('i32')];
  fn.set(tile, get(fn.param(0)));
  fn.set(end, add(get(tile), get(fn.param(1))));
  clearRuns(fn, v, plan.total, bytes);
  fn.while(lessThan(get(tile), get(end)), () => {
    const rest: Code = [...get(end), ...get(tile), ['i32.sub']];
    const some = fn.keep([...rest, ...i32(sliceTiles), ...lessThan(rest, i32(sliceTiles)), ['select']], 'i32');
    fn.emit(get(tile), some, i32(sliceModes.slopes), [['call', slice]]);
    fn.loop(0, bytes, vectorBytes, (at) =>
      fn.emit(v.store(at, plan.total, v.add(v.load(at, plan.total), v.load(at, plan.sums)))),
    );
    fn.set(tile, add(get(tile), some));
  });
  fn.loop(0, bytes, vectorBytes, (at) => fn.emit(v.store(at, plan.sums, v.load(at, plan.total))));
  fn.emit(get(fn.param(2)), [['call', derive]]);
  emitStep(fn, v, scalarsOf(precision), optimizer, { ...plan, slopes: plan.sums, bytes });
  return fn;
}

/** `steps(batch, batches, tiles, share, count)`: steps over batches of tiles, one after another and round again. */
function stepsFunction({ options }: Context, step: number): FunctionBuilder {
  const fn = new FunctionBuilder('steps', { exported: true, params: ['i32', 'i32', 'i32', options.precision, 'i32'] });
  const [batches, tiles, share, count] = [1, 2, 3, 4].map((index) => get(fn.param(index))) as [Code, Code, Code, Code];
  const batch = fn.local('i32');
  fn.set(batch, get(fn.param(0)));
  fn.loop(0, count, 1, () => {
    fn.emit([...get(batch), ...tiles, ['i32.mul']], tiles, share, [['call', step]]);
    const next = plus(get(batch), 1);
    fn.set(batch, [...next, ...i32(0), ...lessThan(next, batches), ['select']]);
  });
  return fn;
}
