import { gaussian, quadric } from './forms.ts';
import { FunctionBuilder, get, i32 } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { vectorsOf } from './lanes.ts';
import { emitClassLoss, emitOutputLoss, type LossPlaces, type LossWishes } from './loss.ts';
import { gainNumbers } from './packed.ts';
import { eachRowOf, emitSquash } from './squash.ts';
import { emitForms } from './form-rows.ts';
import { emitRows } from './rows.ts';
import type { Finish, Places } from './sums.ts';
import { clearRuns, pairBytes } from './runs.ts';
import { sigmaAndSlope } from './sigma.ts';
import { formsOf, isLastOfOutputs, placesOf, sliceModes, type TrainContext } from './train-plan.ts';
import { emitLoad, tileAddress } from './transpose.ts';

/** `load(tile)`: from staging into the samples. Gives 0 only if all is finite. */
export function loadFunction({ packed, plan, options }: TrainContext): FunctionBuilder {
  const fn = new FunctionBuilder('load', { exported: true, params: ['i32'] });
  const v = vectorsOf(options.precision, options.rounding);
  const into = fn.keep(tileAddress(plan.samples, get(fn.param(0)), plan.sampleBytes), 'i32');
  const load = (from: number, target: number, inputs: number): Code =>
    emitLoad(fn, v, { points: i32(from), target, into, inputs, tileBytes: plan.tileBytes });
  const strange = load(plan.staging.points, plan.parts.points, packed.inputs);
  load(plan.staging.wanted, plan.parts.wanted, plan.outputs);
  load(plan.staging.weights, plan.parts.weights, plan.answers);
  load(plan.staging.present, plan.parts.present, 1);
  fn.emit(strange, [['v128.any_true']]);
  return fn;
}

/**
 * The values of a layer, and where errors go back through it beside each gain times the slope of sigma there. The loss
 * of outputs is computed from the last layer's arguments: these are its values.
 */
export function forwardFunction(context: TrainContext, index: number): FunctionBuilder {
  const { packed, plan, options } = context;
  const fn = new FunctionBuilder(`forward_${index + 1}`);
  const v = vectorsOf(options.precision, options.rounding);
  const places = placesOf(context, index);
  const apart = (plan.layers[index]?.slopes ?? 0) - places.target;
  const [isLast, isPassed] = [isLastOfOutputs(packed, index), index < plan.lowest];
  /** Of z = t log2(e), as `sigma` takes it. */
  const toArgument: Finish = (sum, gain) => v.mul(sum, isLast ? gain : v.mul(gain, v.constant(fn, Math.LOG2E)));
  const squash = (z: Code, gain: Code) => {
    const { value, slope } = sigmaAndSlope(fn, v, z);
    return isPassed ? { value } : { value, beside: { value: fn.keep(v.mul(slope(), gain)), apart } };
  };
  const layer = packed.layers[index];
  for (const rows of layer?.rows ?? []) {
    emitRows(fn, v, rows, places, options.block, toArgument);
    if (isLast) continue;
    eachRowOf(fn, v, rows, places, (at, run) => {
      const gain = fn.keep(v.loadSplat(at));
      emitSquash(fn, v, run, plan.tileBytes, (z) => squash(z, gain));
    });
  }
  for (const [form, kept] of formsOf(context, index)) {
    const squashed = form.kind === 'quadric' ? quadric(v) : gaussian(fn, v);
    emitForms(
      fn,
      v,
      form,
      packed.inputs,
      places,
      options.block,
      squashed,
      (f, gain, { address, offset }) => {
        const z = fn.keep(toArgument(f, gain, { address, offset }));
        if (isLast) return z;
        const { value, beside } = squash(z, gain);
        if (beside) fn.emit(v.store(address, offset + beside.apart, beside.value));
        return value;
      },
      kept,
    );
  }
  return fn;
}

/** `loss(address of a tile's samples, mode)`: the head's arguments, the loss and the errors. */
export function lossFunction(context: TrainContext): FunctionBuilder {
  const { packed, plan, options } = context;
  const fn = new FunctionBuilder('loss', { params: ['i32', 'i32'] });
  const v = vectorsOf(options.precision, options.rounding);
  const { tileBytes, parts } = plan;
  const last = packed.layers.length - 1;
  const wished = (mode: number): Code => fn.keep([...get(fn.param(1)), ...i32(mode), ['i32.and']], 'i32');
  const wishes: LossWishes = { fit: wished(sliceModes.fit), weighed: wished(sliceModes.weighed) };
  const loss: LossPlaces = {
    samples: get(fn.param(0)),
    wanted: parts.wanted,
    weights: parts.weights,
    present: parts.present,
    arguments: plan.logits,
    deltas: packed.head.kind === 'classes' ? plan.headDeltas : (plan.layers[last]?.deltas ?? 0),
    loss: plan.slopes + packed.sources.length * pairBytes,
    right: plan.slopes + (packed.sources.length + 1) * pairBytes,
    tileBytes,
  };
  const addressOf = (number: number): number => plan.numbers + number * v.size;
  if (packed.head.kind === 'outputs') {
    const layer = packed.layers[last];
    const gains = layer ? gainNumbers(packed, layer) : [];
    clearRuns(fn, v, loss.deltas, (layer?.units ?? 0) * tileBytes);
    const outputs = packed.head.outputs.map(({ slot, sign }) => ({ slot, sign, gain: addressOf(gains[slot] ?? 0) }));
    emitOutputLoss(fn, v, loss, outputs, wishes);
    return fn;
  }
  const { rows, classes } = packed.head;
  const logits: Places = { ...placesOf(context, last + 1), target: plan.logits };
  for (const group of rows) emitRows(fn, v, group, logits, options.block, (sum, gain) => v.mul(sum, gain));
  const gains = gainNumbers(packed, { units: classes, rows, forms: [], slots: new Int32Array(0) });
  emitClassLoss(fn, v, loss, gains.map(addressOf), wishes);
  return fn;
}
