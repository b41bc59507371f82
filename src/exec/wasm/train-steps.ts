import { add, lessThan, FunctionBuilder, get, i32, plus } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { scalarsOf, sizeOf, vectorBytes, vectorsOf } from './lanes.ts';
import { emitStep, type WasmOptimizer } from './optimizer.ts';
import { mostRecorded, sliceTiles, type TrainContext } from './train-plan.ts';

/**
 * `step(tile, tiles, share, mode, record)`: one step over some tiles. Its sums are those of its slices, added in their
 * order; those of the fit go where `record` says.
 */
export function stepFunction(
  { packed, plan, options }: TrainContext,
  optimizer: WasmOptimizer,
  slice: number,
  derive: number,
): FunctionBuilder {
  const { precision, rounding } = options;
  const fn = new FunctionBuilder('step', { params: ['i32', 'i32', precision, 'i32', 'i32'] });
  const [first, tiles, share] = [get(fn.param(0)), get(fn.param(1)), get(fn.param(2))];
  const [mode, record] = [get(fn.param(3)), get(fn.param(4))];
  const v = vectorsOf(precision, rounding);
  const s = scalarsOf(precision);
  const bytes = plan.count * v.size;
  const [tile, end] = [fn.local('i32'), fn.local('i32')];
  fn.set(tile, first);
  fn.set(end, add(get(tile), tiles));
  fn.while(lessThan(get(tile), get(end)), () => {
    const rest: Code = [...get(end), ...get(tile), ['i32.sub']];
    const some = fn.keep([...rest, ...i32(sliceTiles), ...lessThan(rest, i32(sliceTiles)), ['select']], 'i32');
    fn.emit(get(tile), some, mode, [['call', slice]]);
    // What the slices before came to is added; put aside where the next one will overwrite it.
    fn.emit(lessThan(first, get(tile)), [['if']]);
    fn.loop(0, bytes, vectorBytes, (at) =>
      fn.emit(v.store(at, plan.sums, v.add(v.load(at, plan.total), v.load(at, plan.sums)))),
    );
    fn.emit([['end']]);
    fn.set(tile, add(get(tile), some));
    fn.emit(lessThan(get(tile), get(end)), [['if']]);
    fn.loop(0, bytes, vectorBytes, (at) => fn.emit(v.store(at, plan.total, v.load(at, plan.sums))));
    fn.emit([['end']]);
  });
  const fit = i32(plan.sums + packed.sources.length * v.size);
  for (const offset of [0, v.size]) fn.emit(s.store(record, offset, s.load(fit, offset)));
  fn.emit(share, [['call', derive]]);
  emitStep(fn, v, s, optimizer, { ...plan, slopes: plan.sums, bytes });
  return fn;
}

/** Steps over batches of tiles, one after another and round again. */
export function stepsFunction({ plan, options: { precision } }: TrainContext, step: number): FunctionBuilder {
  const params = ['i32', 'i32', 'i32', precision, 'i32', 'i32'] as const;
  const fn = new FunctionBuilder('steps', { exported: true, params });
  const [first, batches, tiles] = [get(fn.param(0)), get(fn.param(1)), get(fn.param(2))];
  const [share, count, mode] = [get(fn.param(3)), get(fn.param(4)), get(fn.param(5))];
  const [batch, record] = [fn.local('i32'), fn.local('i32')];
  const recordBytes = 2 * sizeOf(precision);
  fn.set(batch, first);
  fn.set(record, i32(plan.record));
  fn.loop(0, count, 1, () => {
    fn.emit([...get(batch), ...tiles, ['i32.mul']], tiles, share, mode, get(record), [['call', step]]);
    const next = plus(get(batch), 1);
    fn.set(batch, [...next, ...i32(0), ...lessThan(next, batches), ['select']]);
    // Round again here as well: who wants fits asks for no more steps than there is room for.
    const last = i32(plan.record + mostRecorded * recordBytes);
    const after = plus(get(record), recordBytes);
    fn.set(record, [...after, ...i32(plan.record), ...lessThan(after, last), ['select']]);
  });
  return fn;
}
