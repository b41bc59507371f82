import { emitFormSlopes } from './backward-forms.ts';
import { emitDenseBack, emitDenseBackAdded, emitSlopes } from './backward-rows.ts';
import { FunctionBuilder } from './function-builder.ts';
import { vectorBytes, vectorsOf } from './lanes.ts';
import type { RowGroup } from './packed.ts';
import { clearRuns } from './runs.ts';
import type { BackPlaces } from './sums.ts';
import { formsOf, type TrainContext } from './train-plan.ts';

/** The way back, from the head down to the lowest layer that trains: a function each, in the order of their calls. */
export function backFunctions(context: TrainContext): FunctionBuilder[] {
  const { packed, plan } = context;
  const layers = packed.layers.map((_, index) => index).filter((index) => index >= plan.lowest);
  const { head } = packed;
  const isSentBack = head.kind === 'classes' && plan.lowest <= packed.layers.length;
  return [
    ...(isSentBack ? [headBackFunction(context, head.rows)] : []),
    ...layers.toReversed().map((index) => layerBackFunction(context, index)),
  ];
}

/** The slopes of the classes' rows, and what they send back. */
function headBackFunction(context: TrainContext, rows: readonly RowGroup[]): FunctionBuilder {
  const fn = new FunctionBuilder('back_head');
  sendBack(fn, context, rows, context.packed.layers.length, context.plan.headDeltas);
  return fn;
}

/** The slopes of a layer, and the deltas of the one below. */
function layerBackFunction(context: TrainContext, index: number): FunctionBuilder {
  const { packed, plan, options } = context;
  const fn = new FunctionBuilder(`back_${index + 1}`);
  const v = vectorsOf(options.precision, options.rounding);
  const deltas = plan.layers[index]?.deltas ?? 0;
  sendBack(fn, context, packed.layers[index]?.rows ?? [], index, deltas);
  for (const [form, kept] of formsOf(context, index)) {
    if (!form.trains) continue;
    const places = { ...backPlacesOf(context, index, deltas), ...kept, spare: plan.spare };
    emitFormSlopes(fn, v, form, packed.inputs, places);
  }
  return fn;
}

/**
 * Of the rows of a layer (or the head): their slopes, and the deltas of the layer below, which are what comes back to
 * it times its own slopes.
 */
function sendBack(
  fn: FunctionBuilder,
  context: TrainContext,
  rows: readonly RowGroup[],
  index: number,
  deltas: number,
): void {
  const { plan, options, packed } = context;
  const v = vectorsOf(options.precision, options.rounding);
  const places = backPlacesOf(context, index, deltas);
  const below = plan.layers[index - 1];
  if (!below || places.deltasBelow === undefined) {
    for (const group of rows) if (group.trains) emitSlopes(fn, v, group, places, options);
    return;
  }
  const apart = below.slopes - below.deltas;
  const [only] = rows;
  if (rows.length === 1 && only?.kind === 'dense') {
    if (only.trains) emitSlopes(fn, v, only, places, options);
    emitDenseBack(fn, v, only, places, options.block, (sum, { address, offset }) =>
      v.mul(sum, v.load(address, offset + apart)),
    );
    return;
  }
  const bytes = (packed.layers[index - 1]?.units ?? 0) * plan.tileBytes;
  clearRuns(fn, v, below.deltas, bytes);
  for (const group of rows) {
    // Rows with links of their own send back on the same way.
    if (group.trains || group.kind !== 'dense') emitSlopes(fn, v, group, places, options);
    if (group.kind === 'dense') emitDenseBackAdded(fn, v, group, places, options.block);
  }
  fn.loop(below.deltas, below.deltas + bytes, vectorBytes, (at) =>
    fn.emit(v.store(at, 0, v.mul(v.load(at), v.load(at, apart)))),
  );
}

function backPlacesOf({ plan }: TrainContext, index: number, deltas: number): BackPlaces {
  const below = plan.layers[index - 1];
  return {
    numbers: plan.numbers,
    links: plan.linksAt,
    slopes: plan.slopes,
    sums: plan.sums,
    rowMajor: plan.rowMajor,
    below: below?.values ?? plan.inputs,
    deltas,
    ...(below && index > plan.lowest && { deltasBelow: below.deltas }),
    tileBytes: plan.tileBytes,
  };
}
