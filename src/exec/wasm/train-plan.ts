import { laneCount, sizeOf, vectorBytes, type Precision, type Rounding } from './lanes.ts';
import { rowGroups, type FormGroup, type Packed } from './packed.ts';
import { isProduct } from './dense-slopes.ts';
import type { StepPlaces, WasmOptimizer } from './optimizer.ts';
import type { Blocks, Places } from './sums.ts';
import type { KeptForms } from './form-rows.ts';
import { pairBytes } from './runs.ts';

/** How a network is turned into code that trains it. */
export interface TrainOptions extends Blocks {
  readonly precision: Precision;
  readonly rounding: Rounding;
  /** The fit alone, slopes as well, or whole steps of an optimiser. */
  readonly wants: 'fit' | 'slopes' | WasmOptimizer;
}

/** What the parts of a training module are made from. */
export interface TrainContext {
  readonly packed: Packed;
  readonly plan: TrainPlan;
  readonly options: TrainOptions;
}

/** Addresses in the module's memory. */
export interface TrainPlan extends Omit<StepPlaces, 'bytes'> {
  /** The lowest layer with a number that trains, the head one past the last: no error goes on below. */
  readonly lowest: number;
  readonly tileRows: number;
  readonly tileBytes: number;
  /** The network's numbers, then the loss and the count of right answers, filled up to whole vectors. */
  readonly count: number;
  /** Of a slice, and of all slices of a step. */
  readonly sums: number;
  readonly total: number;
  /** Per step the loss and the count of right answers before it, as far as there is room. */
  readonly record: number;
  readonly linksAt: number;
  /** A pair of vectors per number. */
  readonly slopes: number;
  readonly inputs: number;
  /** Per layer: values, deltas, gains times the slopes of sigma. A run per slot each, in this order. */
  readonly layers: readonly { readonly values: number; readonly deltas: number; readonly slopes: number }[];
  readonly residuals: readonly number[];
  readonly squashed: readonly number[];
  readonly spare: number;
  /** Room for a layer's values sample by sample. */
  readonly rowMajor: number;
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
export interface SampleParts {
  readonly points: number;
  readonly wanted: number;
  readonly weights: number;
  readonly present: number;
}

export function planTraining(packed: Packed, { precision, wants }: TrainOptions): TrainPlan {
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
  const takesSteps = wants !== 'fit' && wants !== 'slopes';
  const runOfSteps = (): number => (takesSteps ? run() : end);
  const forms = layers.flatMap((layer) => layer.forms);
  const trains = [...layers, { rows: head.kind === 'classes' ? head.rows : [], forms: [] }].map((layer) =>
    [...layer.rows, ...layer.forms].some((group) => group.trains),
  );
  const fixed = {
    lowest: wants === 'fit' || !trains.includes(true) ? trains.length : trains.indexOf(true),
    tileRows,
    tileBytes,
    count,
    numbers: run(),
    // What a product adds past the last number is 0, and needs room.
    sums: take(count * size + vectorBytes),
    total: runOfSteps(),
    rates: runOfSteps(),
    lower: runOfSteps(),
    upper: runOfSteps(),
    mean: runOfSteps(),
    square: runOfSteps(),
    powers: take(2 * size),
    momentum: take(size),
    record: take(takesSteps ? 2 * mostRecorded * size : 0),
    linksAt: take(packed.links.length * 4),
    slopes: take(count * pairBytes),
    inputs: runs(packed.inputs),
    layers: units.map((of) => ({ values: runs(of), deltas: runs(of), slopes: runs(of) })),
    residuals: forms.map(({ rank, count: of }) => runs(rank * of)),
    squashed: forms.map(({ count: of }) => runs(of)),
    spare: runs(1),
    rowMajor: take(rowMajorRoom(packed, precision) * tileBytes),
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

/** The most runs of values that are turned at once: the values below a group, a 1, filled up to whole vectors. */
function rowMajorRoom(packed: Packed, precision: Precision): number {
  const widths = rowGroups(packed).map((group) => (isProduct(group) ? group.width + 1 : 0));
  const lanes = laneCount(precision);
  return Math.ceil(Math.max(0, ...widths) / lanes) * lanes;
}

/** The numbers whose slopes are summed by lane, from .. to: those of no product. */
export function laneRanges(packed: Packed, count: number): (readonly [from: number, to: number])[] {
  const products = rowGroups(packed).filter(isProduct);
  const starts = [0, ...products.map(({ number, width, count: rows }) => number + rows * (width + 2))];
  const ends = [...products.map(({ number }) => number), count];
  return starts.map((from, i) => [from, ends[i] ?? from] as const).filter(([from, to]) => from < to);
}

const cacheBytes = 24 * 1024;

/** Tiles whose sums are taken together: the order of all sums is the same for any number of threads. */
export const sliceTiles = 16;

/** What a slice sums up, one or both; and whether the answers count differently. */
export const sliceModes = { slopes: 1, fit: 2, weighed: 4 } as const;

/** Steps in a call whose fits can be read afterwards. */
export const mostRecorded = 1024;

/** Whether errors come to a layer by its arguments, past its sigma. */
export function isLastOfOutputs({ head, layers }: Packed, index: number): boolean {
  return head.kind === 'outputs' && index === layers.length - 1;
}

/** Where layer `index` reads and writes; past the last layer stands the head. */
export function placesOf({ packed, plan }: TrainContext, index: number): Places {
  return {
    numbers: plan.numbers,
    links: plan.linksAt,
    below: plan.layers[index - 1]?.values ?? plan.inputs,
    target: (isLastOfOutputs(packed, index) ? undefined : plan.layers[index]?.values) ?? plan.logits,
    tileBytes: plan.tileBytes,
  };
}

/** The forms of a layer (only the first has any), each with the runs that are kept of it. */
export function formsOf({ packed, plan }: TrainContext, index: number): [FormGroup, KeptForms][] {
  const forms = packed.layers[index]?.forms ?? [];
  return forms.map((form, i) => [form, { residuals: plan.residuals[i] ?? 0, inner: plan.squashed[i] ?? 0 }]);
}
