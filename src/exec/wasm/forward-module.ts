import { FunctionBuilder, get, i32, plus } from './function-builder.ts';
import type { Code } from './instructions.ts';
import { sizeOf, vectorBytes, vectorsOf, type Precision, type Rounding, type Vectors } from './lanes.ts';
import { pageBytes, type Module, type WasmFunction } from './module.ts';
import { linkDistances, type Packed, type PackedHead, type PackedLayer } from './packed.ts';
import { emitForms } from './form-rows.ts';
import { emitRows } from './rows.ts';
import { emitSquash } from './squash.ts';
import type { Block, Finish, Places } from './sums.ts';
import { gaussian, quadric } from './forms.ts';
import { exp, logistic, sigma } from './sigma.ts';
import { emitLoad, emitStore, tileAddress } from './transpose.ts';

/** How a network is turned into code. */
export interface ForwardOptions {
  readonly precision: Precision;
  readonly rounding: Rounding;
  readonly block: Block;
  /** Whether a row's sum is to be multiplied by its gain; else its numbers have been already. */
  readonly scaled: boolean;
  /** Whether something is taken off each input first: it stands after the packed numbers. */
  readonly centred: boolean;
  /** What is read off: the head, or units of the network's layers. */
  readonly readout: Readout;
}

export type Readout = { readonly kind: 'head' } | { readonly kind: 'units' };

/**
 * A module that computes a network. Its function `run(tiles)` takes that many tiles of points from `points` on and
 * leaves the results from `results` on, row-major both; it gives 0 only if all points were finite. The network's numbers
 * and links are no part of it: they are written into its memory before.
 */
export interface ForwardModule {
  readonly module: Module;
  readonly tileRows: number;
  /** The most tiles in a call. */
  readonly tiles: number;
  readonly points: number;
  readonly results: number;
  readonly columns: number;
  /** Where the packed numbers go, and where the links, as distances in bytes. */
  readonly numbers: number;
  readonly links: { readonly at: number; readonly distances: Int32Array };
}

export function makeForwardModule(packed: Packed, options: ForwardOptions): ForwardModule {
  const v = vectorsOf(options.precision, options.rounding);
  const plan = planMemory(packed, options);
  const functions = [
    loadFunction(v, packed, plan, options),
    ...packed.layers.map((layer, index) => layerFunction(v, packed, layer, index, plan, options)),
    ...(options.readout.kind === 'head' && packed.head.kind === 'classes'
      ? [headFunction(v, packed.head, plan, options)]
      : []),
    storeFunction(v, packed, plan, options),
  ];
  const run = runFunction(packed, plan, functions.length);
  const { points, results, columns, numbers, tileRows, tiles } = plan;
  return {
    module: {
      functions: [...functions, run],
      pages: Math.ceil(plan.end / pageBytes),
      data: [],
    },
    links: { at: plan.links, distances: linkDistances(packed, plan.tileBytes) },
    tileRows,
    tiles,
    points,
    results,
    columns,
    numbers,
  };
}

interface MemoryPlan {
  readonly tileRows: number;
  readonly tileBytes: number;
  readonly tiles: number;
  readonly numbers: number;
  readonly links: number;
  readonly inputs: number;
  /** A run of values per slot, layer by layer. */
  readonly layers: readonly number[];
  /** Of the classes: logits, then probabilities. */
  readonly classes: number;
  readonly points: number;
  readonly results: number;
  readonly columns: number;
  readonly end: number;
}

function planMemory(packed: Packed, { precision, readout, centred }: ForwardOptions): MemoryPlan {
  const size = sizeOf(precision);
  const classes = packed.head.kind === 'classes' ? packed.head.classes : 0;
  const units = packed.layers.map((layer) => layer.units);
  const values = packed.inputs + units.reduce((sum, count) => sum + count, 0) + classes;
  const tileRows = tileRowsFor(values, size);
  const tileBytes = tileRows * size;
  const columns =
    readout.kind === 'units'
      ? units.reduce((sum, count) => sum + count, 0)
      : packed.head.kind === 'outputs'
        ? packed.head.outputs.length
        : classes;
  const tiles = tilesFor(packed, tileRows);
  let end = 0;
  const take = (bytes: number): number => {
    const at = end;
    end += Math.ceil(bytes / vectorBytes) * vectorBytes;
    return at;
  };
  return {
    tileRows,
    tileBytes,
    tiles,
    numbers: take((packed.sources.length + (centred ? packed.inputs : 0)) * size),
    links: take(packed.links.length * 4),
    inputs: take(packed.inputs * tileBytes),
    layers: units.map((count) => take(count * tileBytes)),
    classes: take(classes * tileBytes),
    points: take(tiles * packed.inputs * tileBytes),
    results: take(tiles * columns * tileBytes),
    columns,
    get end() {
      return end;
    },
  };
}

/** As many samples as keep a tile's values in a core's nearest cache, within reason. */
function tileRowsFor(values: number, size: number): number {
  const most = cacheBytes / (Math.max(1, values) * size);
  return [256, 128].find((rows) => rows <= most) ?? 64;
}

const cacheBytes = 24 * 1024;

/**
 * So many tiles in a call that entering it costs little, and so few that an engine which swaps better code in between
 * calls gets to do so soon.
 */
function tilesFor(packed: Packed, tileRows: number): number {
  const work = packed.sources.length + 20 * packed.layers.reduce((sum, { units }) => sum + units, 0);
  return Math.min(64, Math.max(1, Math.ceil(workOfCall / (work * tileRows))));
}

const workOfCall = 4e6;

function loadFunction(v: Vectors, packed: Packed, plan: MemoryPlan, { centred }: ForwardOptions): WasmFunction {
  const fn = new FunctionBuilder('load', { params: ['i32'] });
  const { tileBytes } = plan;
  const points = get(fn.param(0));
  const centre = centred && { centre: plan.numbers + packed.sources.length * v.size };
  const strange = emitLoad(fn, v, { points, target: plan.inputs, inputs: packed.inputs, tileBytes, ...centre });
  fn.emit(strange, [['v128.any_true']]);
  return fn.finish(['i32']);
}

function layerFunction(
  v: Vectors,
  packed: Packed,
  layer: PackedLayer,
  index: number,
  plan: MemoryPlan,
  { block, scaled }: ForwardOptions,
): WasmFunction {
  const fn = new FunctionBuilder(`layer_${index + 1}`);
  const places: Places = {
    numbers: plan.numbers,
    links: plan.links,
    below: plan.layers[index - 1] ?? plan.inputs,
    target: plan.layers[index] ?? 0,
    tileBytes: plan.tileBytes,
  };
  const toArgument: Finish = (sum, gain) => (scaled ? v.mul(sum, v.mul(gain, v.constant(fn, Math.LOG2E))) : sum);
  for (const rows of layer.rows) emitRows(fn, v, rows, places, block, toArgument);
  const sums = layer.rows.reduce((total, { count }) => total + count, 0);
  if (sums > 0) {
    emitSquash(fn, v, i32(places.target), sums * plan.tileBytes, (z) => ({ value: fn.keep(sigma(fn, v, z)) }));
  }
  for (const form of layer.forms) {
    // A form's gain always stands apart: its numbers are not linear in it.
    const squashed = form.kind === 'quadric' ? quadric(v) : gaussian(fn, v);
    emitForms(fn, v, form, packed.inputs, places, block, squashed, (f, gain) =>
      sigma(fn, v, v.mul(f, v.mul(gain, v.constant(fn, Math.LOG2E)))),
    );
  }
  return fn.finish();
}

function headFunction(
  v: Vectors,
  head: PackedHead & { readonly kind: 'classes' },
  plan: MemoryPlan,
  { block, scaled }: ForwardOptions,
): WasmFunction {
  const fn = new FunctionBuilder('head');
  const places: Places = {
    numbers: plan.numbers,
    links: plan.links,
    below: plan.layers.at(-1) ?? plan.inputs,
    target: plan.classes,
    tileBytes: plan.tileBytes,
  };
  const toLogit: Finish = (sum, gain) => (scaled ? v.mul(sum, gain) : sum);
  for (const rows of head.rows) emitRows(fn, v, rows, places, block, toLogit);
  emitSoftmax(fn, v, plan.classes, head.classes, plan.tileBytes);
  return fn.finish();
}

/** Logits to probabilities, in place. Of two classes it is the logistic of their difference. */
function emitSoftmax(fn: FunctionBuilder, v: Vectors, base: number, classes: number, tileBytes: number): void {
  fn.loop(0, tileBytes, vectorBytes, (sample) => {
    if (classes === 2) {
      const difference = v.sub(v.load(sample, base + tileBytes), v.load(sample, base));
      const { inside, outside } = logistic(fn, v, v.mul(difference, v.constant(fn, Math.LOG2E)));
      fn.emit(v.store(sample, base, outside()), v.store(sample, base + tileBytes, inside));
      return;
    }
    const end = fn.keep(plus(sample, classes * tileBytes), 'i32');
    const column = fn.local('i32');
    const eachClass = (body: (address: Code) => void): void => {
      fn.set(column, sample);
      fn.while([...get(column), ...end, ['i32.lt_u']], () => {
        body(get(column));
        fn.set(column, plus(get(column), tileBytes));
      });
    };
    const peak = fn.local('v128');
    fn.set(peak, v.load(sample, base));
    eachClass((address) => fn.set(peak, v.max(get(peak), v.load(address, base))));
    const total = fn.local('v128');
    fn.set(total, v.constant(fn, 0));
    eachClass((address) => {
      const power = exp(fn, v, fn.keep(v.sub(v.load(address, base), get(peak))));
      fn.set(total, v.add(get(total), power));
      fn.emit(v.store(address, base, power));
    });
    eachClass((address) => fn.emit(v.store(address, base, v.div(v.load(address, base), get(total)))));
  });
}

function storeFunction(v: Vectors, packed: Packed, plan: MemoryPlan, { readout }: ForwardOptions): WasmFunction {
  const fn = new FunctionBuilder('store', { params: ['i32'] });
  const { tileBytes } = plan;
  emitStore(fn, v, { results: get(fn.param(0)), columns: columnsOf(packed, plan, readout), tileBytes });
  return fn.finish();
}

function columnsOf(
  { layers, head }: Packed,
  plan: MemoryPlan,
  readout: Readout,
): { readonly address: number; readonly sign: 1 | -1 }[] {
  const { tileBytes } = plan;
  if (readout.kind === 'units') {
    return layers.flatMap(({ slots }, index) =>
      Array.from(slots, (slot) => ({ address: (plan.layers[index] ?? 0) + slot * tileBytes, sign: 1 as const })),
    );
  }
  if (head.kind === 'outputs') {
    const last = plan.layers.at(-1) ?? plan.inputs;
    return head.outputs.map(({ slot, sign }) => ({ address: last + slot * tileBytes, sign }));
  }
  return Array.from({ length: head.classes }, (_, index) => ({
    address: plan.classes + index * tileBytes,
    sign: 1 as const,
  }));
}

/** Calls the others in turn (`load` is the first of them, `store` the last) for each tile. */
function runFunction(packed: Packed, plan: MemoryPlan, others: number): WasmFunction {
  const fn = new FunctionBuilder('run', { exported: true, params: ['i32'] });
  const strange = fn.local('i32');
  fn.loop(0, get(fn.param(0)), 1, (tile) => {
    fn.set(strange, [
      ...tileAddress(plan.points, tile, packed.inputs * plan.tileBytes),
      ['call', 0],
      ...get(strange),
      ['i32.or'],
    ]);
    for (let index = 1; index < others - 1; index++) fn.emit([['call', index]]);
    fn.emit(tileAddress(plan.results, tile, plan.columns * plan.tileBytes), [['call', others - 1]]);
  });
  fn.emit(get(strange));
  return fn.finish(['i32']);
}
