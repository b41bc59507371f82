import { emitDerivedForms, emitRowSlopes } from './derive-slopes.ts';
import { add, lessThan, FunctionBuilder, get, i32, plus } from './function-builder.ts';
import { scalarsOf, vectorBytes, vectorsOf, type Scalars, type Vectors } from './lanes.ts';
import { pageBytes, type Module, type WasmFunction } from './module.ts';
import { linkDistances, rowGroups, type Packed } from './packed.ts';
import { clearRuns, pairBytes } from './runs.ts';
import { backFunctions } from './train-backward.ts';
import { forwardFunction, loadFunction, lossFunction } from './train-forward.ts';
import { stepFunction, stepsFunction } from './train-steps.ts';
import {
  laneRanges,
  planTraining,
  sliceModes,
  type TrainContext,
  type TrainOptions,
  type TrainPlan,
} from './train-plan.ts';
import { tileAddress } from './transpose.ts';

/**
 * A module that computes the loss of a network and its slopes. Samples lie in its memory from `samples` on, a tile after
 * another, `sampleBytes` each; they get there through `staging`, by `load(tile)`. Exported functions:
 * - `slice(tile, tiles, mode)`: the sums over some tiles into `sums`: slopes, the fit (the loss and the right answers,
 *   which stand after the numbers), or both;
 * - `derive(share)`: turns the sums over all tiles into slopes, times `share`;
 * - `steps(batch, batches, tiles, share, count, mode)`: whole steps of an optimiser, each over the next batch of tiles;
 *   with the fits, those before each step stand in `record`, one after another.
 */
export interface TrainModule extends TrainPlan {
  readonly module: Module;
  readonly links: { readonly at: number; readonly distances: Int32Array };
}

export function makeTrainModule(packed: Packed, options: TrainOptions): TrainModule {
  const plan = planTraining(packed, options);
  const functions: WasmFunction[] = [];
  const define = (fn: FunctionBuilder, results: readonly ('i32' | 'v128')[] = []): number => {
    functions.push(fn.finish(results));
    return functions.length - 1;
  };
  const context: TrainContext = { packed, plan, options };
  define(loadFunction(context), ['i32']);
  const forward = packed.layers.map((_, index) => define(forwardFunction(context, index)));
  const loss = define(lossFunction(context));
  const back = options.wants === 'fit' ? [] : backFunctions(context).map((fn) => define(fn));
  const tile = define(tileFunction(context, forward, loss, back));
  const slice = define(sliceFunction(context, tile));
  if (options.wants !== 'fit') {
    const derive = define(deriveFunction(context));
    if (options.wants !== 'slopes') {
      const step = define(stepFunction(context, options.wants, slice, derive));
      define(stepsFunction(context, step));
    }
  }
  return {
    ...plan,
    module: { functions, pages: Math.ceil(plan.samples / pageBytes), data: [] },
    links: { at: plan.linksAt, distances: linkDistances(packed, plan.tileBytes) },
  };
}

/** `tile(address of its samples, mode)`: adds a tile to the slopes by lane. */
function tileFunction(
  { packed, plan, options }: TrainContext,
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
  fn.emit([...mode, ...i32(sliceModes.slopes), ['i32.and'], ['if']]);
  for (const callee of back) fn.emit([['call', callee]]);
  fn.emit([['end']]);
  return fn;
}

/** `slice(tile, tiles, mode)`: the sums over some tiles, the lanes of those that have some added up. */
function sliceFunction({ packed, plan, options }: TrainContext, tile: number): FunctionBuilder {
  const fn = new FunctionBuilder('slice', { exported: true, params: ['i32', 'i32', 'i32'] });
  const v = vectorsOf(options.precision, options.rounding);
  const ranges = laneRanges(packed, plan.count);
  for (const [from, to] of ranges) clearRuns(fn, v, plan.slopes + from * pairBytes, (to - from) * pairBytes);
  clearRuns(fn, v, plan.sums, plan.count * v.size);
  const address = fn.local('i32');
  fn.set(address, tileAddress(plan.samples, get(fn.param(0)), plan.sampleBytes));
  const end = fn.keep(tileAddress(plan.samples, add(get(fn.param(0)), get(fn.param(1))), plan.sampleBytes), 'i32');
  fn.while(lessThan(get(address), end), () => {
    fn.emit(get(address), get(fn.param(2)), [['call', tile]]);
    fn.set(address, plus(get(address), plan.sampleBytes));
  });
  for (const range of ranges) emitLaneSums(fn, v, scalarsOf(options.precision), plan, range);
  return fn;
}

/** Code that adds up the lanes of a range of numbers. */
function emitLaneSums(
  fn: FunctionBuilder,
  v: Vectors,
  s: Scalars,
  { slopes, sums }: TrainPlan,
  [from, to]: readonly [from: number, to: number],
): void {
  const at = fn.local('i32');
  fn.set(at, i32(sums + from * v.size));
  fn.loop(slopes + from * pairBytes, slopes + to * pairBytes, pairBytes, (pair) => {
    const vector = fn.keep(v.add(v.load(pair), v.load(pair, vectorBytes)));
    const lanes = Array.from({ length: v.count }, (_, lane) => s.lane(vector, lane));
    const all = lanes.reduce((sum, each) => s.add(sum, each));
    fn.emit(s.store(get(at), 0, all));
    fn.set(at, plus(get(at), v.size));
  });
}

/** `derive(share)`: from sums over all samples to slopes of the mean. */
function deriveFunction({ packed, plan, options }: TrainContext): FunctionBuilder {
  const { precision, rounding } = options;
  const fn = new FunctionBuilder('derive', { exported: true, params: [precision] });
  const v = vectorsOf(precision, rounding);
  const s = scalarsOf(precision);
  const share = fn.keep([...get(fn.param(0)), [precision === 'f32' ? 'f32x4.splat' : 'f64x2.splat']]);
  const { numbers, sums, linksAt: links, tileBytes } = plan;
  const places = { numbers, sums, links, size: v.size, tileBytes };
  for (const group of rowGroups(packed)) if (group.trains) emitRowSlopes(fn, v, s, group, places);
  for (const { forms } of packed.layers) {
    for (const form of forms) if (form.trains) emitDerivedForms(fn, s, form, packed.inputs, places);
  }
  fn.loop(sums, sums + plan.count * v.size, vectorBytes, (at) => fn.emit(v.store(at, 0, v.mul(v.load(at), share))));
  return fn;
}
