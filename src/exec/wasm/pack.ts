import type { GaussianSlot, Layout, QuadricSlot, Slot, SumSlot } from '../parameters.ts';
import { Ints } from './ints.ts';
import { noSource, type FormGroup, type Packed, type PackedLayer, type RowGroup } from './packed.ts';

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

/** What has been laid down so far, and what is known of the numbers. */
interface Writer extends Partial<KnownNumbers> {
  readonly sources: Ints;
  readonly links: Ints;
}

interface Row {
  readonly unit: number;
  readonly links: readonly number[];
  /** The sources of the weights, one per link. */
  readonly weights: readonly number[];
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
  const links: number[] = [];
  const weights: number[] = [];
  let ascending = true;
  let last = -1;
  for (let i = 0; i < given.length; i++) {
    if (parameters?.[at + i] === 0 && trains?.[at + i] !== 1) continue;
    const below = given[i] as number;
    const link = slotsBelow ? (slotsBelow[below] as number) : below;
    ascending &&= link > last;
    last = link;
    links.push(link);
    weights.push(at + i);
  }
  const common = { unit, bias, gain, trains: parameters === undefined || trainsAny(trains, at, gain + 1) };
  if (ascending) return { ...common, links, weights };
  const order = links.map((_, i) => i).sort((left, right) => (links[left] ?? 0) - (links[right] ?? 0));
  const inOrder = (values: readonly number[]): number[] => order.map((i) => values[i] ?? 0);
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
  if (trains) for (let i = from; i < to; i++) if (trains[i] === 1) return true;
  return false;
}
