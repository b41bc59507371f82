import type { GaussianSlot, Layout, QuadricSlot, Slot, SumSlot } from '../parameters.ts';

/**
 * A network's numbers and links in the order in which generated code reads them. A row is a record of numbers
 * `weights, bias, gain`; its links are places of values below. Rows that are computed alike stand together, and so do
 * the values they give: slot s of a layer is not unit s.
 */
export interface Packed {
  readonly inputs: number;
  readonly layers: readonly PackedLayer[];
  readonly head: PackedHead;
  /** Per number its index in the layout's parameters. */
  readonly sources: Int32Array;
  /** Links of rows that are not dense, in slots of the layer below; before those of a `listed` row, their count. */
  readonly links: Int32Array;
}

export interface PackedLayer {
  readonly units: number;
  /** Of each unit in the network's order. */
  readonly slots: Int32Array;
  readonly rows: readonly RowGroup[];
  readonly forms: readonly FormGroup[];
}

/** Sums of a layer: all take the same path through the code. */
export interface RowGroup {
  /**
   * `dense`: linked to every value below; `even`: all with the same few links; `listed`: with any number of them,
   * which stands in the links.
   */
  readonly kind: 'dense' | 'even' | 'listed';
  readonly count: number;
  /** Links of each row; of `listed` rows not known here. */
  readonly width: number;
  /** Of its first record and first link. */
  readonly number: number;
  readonly link: number;
  readonly slot: number;
  /** Whether any of their numbers is to change: else they need no slopes. */
  readonly trains: boolean;
}

/**
 * Quadrics or Gaussians of one rank. A record holds a Gaussian's mean, then the rows of A or of the factor as `listed`
 * rows without a gain (a Gaussian's bias stays 0), then alpha, beta, gain or level, gain.
 */
export interface FormGroup {
  readonly kind: 'quadric' | 'gaussian';
  readonly rank: number;
  readonly count: number;
  readonly number: number;
  readonly link: number;
  readonly slot: number;
  readonly trains: boolean;
}

export type PackedHead =
  | { readonly kind: 'outputs'; readonly outputs: readonly { readonly slot: number; readonly sign: 1 | -1 }[] }
  /** Slots of classes are their indices in file order. */
  | { readonly kind: 'classes'; readonly classes: number; readonly rows: readonly RowGroup[] };

/** The source of a number that is always 0. */
export const noSource = -1;

/** Up to this many links the code of a row is written out instead of looped. */
const mostEven = 8;

/** What is known of a network's numbers beforehand. */
export interface KnownNumbers {
  readonly parameters: Float64Array;
  /** 1 for each that may come to differ from `parameters`; absent: none will. */
  readonly trains?: Uint8Array;
}

/** With `known`, links are left out whose weight is 0 and stays so. */
export function pack(layout: Layout, known?: KnownNumbers): Packed {
  const writer: Writer = { ...known, sources: new Ints(), links: new Ints() };
  const layers: PackedLayer[] = [];
  for (const slots of layout.layers) {
    const below = layers.at(-1);
    layers.push(packLayer(writer, slots, below?.units ?? layout.inputs, below?.slots));
  }
  const last = layers.at(-1);
  const { head } = layout;
  return {
    inputs: layout.inputs,
    layers,
    head:
      head.kind === 'outputs'
        ? {
            kind: 'outputs',
            outputs: head.outputs.map(({ unit, sign }) => ({ slot: last?.slots[unit] ?? unit, sign })),
          }
        : {
            kind: 'classes',
            classes: head.classes.length,
            rows: packInOrder(writer, head.classes, last?.units ?? layout.inputs, last?.slots),
          },
    sources: writer.sources.finish(),
    links: writer.links.finish(),
  };
}

/** Every group of sums, the classes' included. */
export function rowGroups({ layers, head }: Packed): RowGroup[] {
  return [...layers.flatMap(({ rows }) => rows), ...(head.kind === 'classes' ? head.rows : [])];
}

/** The links as distances in bytes, `tileBytes` a slot; counts of links stay as they are. */
export function linkDistances(packed: Packed, tileBytes: number): Int32Array {
  const { links, layers } = packed;
  const distances = links.map((slot) => slot * tileBytes);
  const listed = [
    ...rowGroups(packed).filter(({ kind }) => kind === 'listed'),
    ...layers.flatMap(({ forms }) => forms.map(({ link, count, rank }) => ({ link, count: count * rank }))),
  ];
  for (const { link, count } of listed) {
    for (let row = 0, at = link; row < count; row++) {
      const width = links[at] ?? 0;
      distances[at] = width;
      at += width + 1;
    }
  }
  return distances;
}

/** Per slot of a layer the place of its gain among the numbers. */
export function gainNumbers(packed: Packed, { units, rows, forms }: PackedLayer): number[] {
  const gains = Array.from({ length: units }, () => 0);
  for (const group of rows) {
    let { slot } = group;
    eachRow(packed, group, (number, width) => {
      gains[slot] = number + width + 1;
      slot += 1;
    });
  }
  for (const { kind, rank, count, number, link, slot } of forms) {
    let [next, at] = [number, link];
    for (let unit = 0; unit < count; unit++) {
      if (kind === 'gaussian') next += packed.inputs;
      for (let row = 0; row < rank; row++) {
        const width = packed.links[at] ?? 0;
        next += width + 1;
        at += width + 1;
      }
      next += kind === 'gaussian' ? 2 : 3;
      gains[slot + unit] = next - 1;
    }
  }
  return gains;
}

/** Calls `use` with the place of each row's first number and how many weights it has. */
export function eachRow(packed: Packed, group: RowGroup, use: (number: number, width: number) => void): void {
  let { number, link } = group;
  for (let row = 0; row < group.count; row++) {
    const width = group.kind === 'listed' ? (packed.links[link] ?? 0) : group.width;
    use(number, width);
    number += width + 2;
    link += width + 1;
  }
}

/** What has been laid down so far, and what is known of the numbers. */
interface Writer extends Partial<KnownNumbers> {
  readonly sources: Ints;
  readonly links: Ints;
}

interface Row {
  readonly unit: number;
  readonly links: Int32Array;
  /** The sources of the weights, one per link. */
  readonly weights: Int32Array;
  readonly bias: number;
  readonly gain: number;
  readonly trains: boolean;
}

function packLayer(
  writer: Writer,
  given: readonly Slot[],
  width: number,
  slotsBelow: Int32Array | undefined,
): PackedLayer {
  const slots = new Int32Array(given.length);
  const sums = given.flatMap((slot, unit) => (slot.kind === 'sum' ? [rowOf(writer, slot, unit, slotsBelow)] : []));
  let next = 0;
  const rows = groupsOf(sums, width).map(({ kind, rows: members }): RowGroup => {
    for (const [i, { unit }] of members.entries()) slots[unit] = next + i;
    const group = writeRows(writer, kind, members, next);
    next += members.length;
    return group;
  });
  const forms = formsOf(writer, given).map(({ kind, rank, trains, members }): FormGroup => {
    for (const [i, { unit }] of members.entries()) slots[unit] = next + i;
    const [number, link, slot, count] = [writer.sources.length, writer.links.length, next, members.length];
    for (const { form } of members) writeForm(writer, form, width);
    next += count;
    return { kind, rank, count, number, link, slot, trains };
  });
  return { units: given.length, slots, rows, forms };
}

/** Rows whose slots are their own indices: neighbours of one kind make a group. */
function packInOrder(
  writer: Writer,
  given: readonly SumSlot[],
  width: number,
  slotsBelow: Int32Array | undefined,
): RowGroup[] {
  const runs: RowsOfKind[] = [];
  for (const [unit, slot] of given.entries()) {
    const row = rowOf(writer, slot, unit, slotsBelow);
    const kind = kindOf(row, width);
    const last = runs.at(-1);
    const [first] = last?.rows ?? [];
    const isAlike = first?.links.length === row.links.length && first.trains === row.trains;
    if (last?.kind === kind && isAlike) last.rows.push(row);
    else runs.push({ kind, rows: [row] });
  }
  return runs.map(({ kind, rows }) => writeRows(writer, kind, rows, rows[0]?.unit ?? 0));
}

/** Its links in the order of memory, so that a dense row is one whose i-th link is slot i. */
function rowOf(
  { parameters, trains }: Writer,
  { links: given, at, bias, gain }: SumSlot,
  unit: number,
  slotsBelow: Int32Array | undefined,
): Row {
  const links = new Int32Array(given.length);
  const weights = new Int32Array(given.length);
  let count = 0;
  let ascending = true;
  let last = -1;
  for (let i = 0; i < given.length; i++) {
    if (parameters?.[at + i] === 0 && trains?.[at + i] !== 1) continue;
    const below = given[i] as number;
    const link = slotsBelow ? (slotsBelow[below] as number) : below;
    ascending &&= link > last;
    last = link;
    links[count] = link;
    weights[count] = at + i;
    count += 1;
  }
  const common = { unit, bias, gain, trains: parameters === undefined || trainsAny(trains, at, gain + 1) };
  const kept = { links: links.subarray(0, count), weights: weights.subarray(0, count) };
  if (ascending) return { ...common, ...kept };
  const order = kept.links.map((_, i) => i).sort((left, right) => (links[left] ?? 0) - (links[right] ?? 0));
  const inOrder = (values: Int32Array): Int32Array => order.map((i) => values[i] ?? 0);
  return { ...common, links: inOrder(links), weights: inOrder(weights) };
}

function kindOf({ links }: Row, width: number): RowGroup['kind'] {
  if (links.length === width && width > 0) return 'dense';
  return links.length <= mostEven ? 'even' : 'listed';
}

interface RowsOfKind {
  readonly kind: RowGroup['kind'];
  readonly rows: Row[];
}

function groupsOf(rows: readonly Row[], width: number): RowsOfKind[] {
  const groups = new Map<string, RowsOfKind>();
  for (const row of rows) {
    const kind = kindOf(row, width);
    const key = `${kind} ${kind === 'even' ? row.links.length : ''} ${row.trains}`;
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { kind, rows: [row] });
  }
  return [...groups.values()];
}

function writeRows(writer: Writer, kind: RowGroup['kind'], rows: readonly Row[], slot: number): RowGroup {
  const [number, link] = [writer.sources.length, writer.links.length];
  for (const row of rows) {
    writer.sources.pushAll(row.weights);
    writer.sources.push(row.bias, row.gain);
    if (kind === 'listed') writer.links.push(row.links.length);
    if (kind !== 'dense') writer.links.pushAll(row.links);
  }
  const [first] = rows;
  const trains = first?.trains ?? false;
  return { kind, count: rows.length, width: first?.links.length ?? 0, number, link, slot, trains };
}

type Form = QuadricSlot | GaussianSlot;

interface FormMembers {
  readonly kind: FormGroup['kind'];
  readonly rank: number;
  readonly trains: boolean;
  readonly members: { readonly unit: number; readonly form: Form }[];
}

function formsOf({ parameters, trains: mask }: Writer, given: readonly Slot[]): FormMembers[] {
  const groups = new Map<string, FormMembers>();
  for (const [unit, form] of given.entries()) {
    if (form.kind === 'sum') continue;
    const { kind, rank, at, gain } = form;
    const trains = parameters === undefined || trainsAny(mask, at, gain + 1);
    const key = `${kind} ${rank} ${trains}`;
    const group = groups.get(key) ?? { kind, rank, trains, members: [] };
    group.members.push({ unit, form });
    groups.set(key, group);
  }
  return [...groups.values()];
}

function writeForm({ parameters, trains, sources, links }: Writer, form: Form, inputs: number): void {
  if (form.kind === 'gaussian') for (let j = 0; j < inputs; j++) sources.push(form.mean + j);
  for (let row = 0; row < form.rank; row++) {
    const at = form.at + row * inputs;
    const kept = Array.from({ length: inputs }, (_, j) => j).filter(
      (j) => parameters?.[at + j] !== 0 || trains?.[at + j] === 1,
    );
    links.push(kept.length, ...kept);
    sources.push(...kept.map((j) => at + j), form.kind === 'quadric' ? form.b + row : noSource);
  }
  if (form.kind === 'quadric') sources.push(form.alpha, form.beta, form.gain);
  else sources.push(form.level, form.gain);
}

/** Whether any number of a unit, which stand one after another, may change. */
function trainsAny(trains: Uint8Array | undefined, from: number, to: number): boolean {
  return trains?.subarray(from, to).includes(1) ?? false;
}

/** Whole numbers that grow. */
class Ints {
  private values = new Int32Array(256);
  length = 0;

  push(...added: readonly number[]): void {
    this.pushAll(added);
  }

  pushAll(added: ArrayLike<number>): void {
    const needed = this.length + added.length;
    if (needed > this.values.length) {
      const larger = new Int32Array(Math.max(needed, 2 * this.values.length));
      larger.set(this.values.subarray(0, this.length));
      this.values = larger;
    }
    this.values.set(added, this.length);
    this.length = needed;
  }

  finish(): Int32Array {
    return this.values.slice(0, this.length);
  }
}
