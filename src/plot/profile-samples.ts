import { toX, type Frame } from './axes.ts';
import type { PictureInput, Subject } from './picture.ts';
import { markRows, type RowMarks } from './rows.ts';
import { pointsOfSlice, type Slice } from './slice.ts';
import { classesOf } from './winner.ts';

/** A subject along one input. */
export interface Samples {
  /** Pixels across. */
  readonly places: readonly number[];
  /** Per name the network's u at each place; none without a network. */
  readonly values: readonly (readonly number[])[];
  /** Per name the intervals of the input, from and to, in which it holds: by the text where there is one. */
  readonly exact: readonly (readonly (readonly [number, number])[])[];
}

/** Four samples a pixel: a saturated transition may be narrower than one. */
const perPixel = 4;

export function sampleProfile({ subject }: PictureInput, slice: Slice, frame: Frame): Samples {
  const { box, across } = frame;
  const count = Math.max(2, Math.round(box.width * perPixel) + 1);
  const inputs = Float64Array.from(
    { length: count },
    (_, k) => across.lo + ((across.hi - across.lo) * k) / (count - 1),
  );
  const points = pointsOfSlice(slice, inputs, count);
  const width = subject.names.length;
  const network = membershipsOf(subject, points, count);
  const holds = holdsAt(subject, points, count, network);
  return {
    places: Array.from(inputs, (value) => toX(frame, value)),
    values: network ? subject.names.map((_, index) => column(network, index, width)) : [],
    exact: subject.names.map((_, index) => intervals(inputs, (k) => holds(k, index))),
  };
}

/** The rows over their strips: that of their class, or the first where the data gives no class. */
export function profileRows(input: PictureInput, slice: Slice, strips: Frame): RowMarks | undefined {
  const { data, subject } = input;
  if (data === undefined) return undefined;
  const { points, rows, targets } = data;
  const count = subject.names.length;
  const plane = { frame: strips, slice };
  if (subject.kind === 'classes' && targets?.kind === 'classes') {
    const answers = classesOf(subject, points, rows);
    const marked = markRows(plane, input.inputs, data, {
      kinds: (row) => ({ kind: 'class', index: targets.indices[row] as number }),
      isWrong: (row) => targets.indices[row] !== answers[row],
    });
    const marks = marked.marks.map((mark) => {
      return { ...mark, y: stripMiddle(strips, mark.kind.kind === 'class' ? mark.kind.index : 0, count) };
    });
    return { ...marked, marks };
  }
  const marked = markRows(plane, input.inputs, data, {
    kinds: (row) => {
      if (targets?.kind !== 'outputs') return { kind: 'plain' };
      return { kind: (targets.shares[row * count] as number) >= 0.5 ? 'inside' : 'outside' };
    },
  });
  return { ...marked, marks: marked.marks.map((mark) => ({ ...mark, y: stripMiddle(strips, 0, count) })) };
}

/** The middle of strip `index` of `count`, in pixels. */
export function stripMiddle({ box }: Frame, index: number, count: number): number {
  return box.y + (box.height * (index + 0.5)) / count;
}

function membershipsOf(subject: Subject, points: Float64Array, rows: number): Float64Array | undefined {
  return subject.kind === 'classes' ? subject.network?.(points, rows).memberships : subject.network?.(points, rows);
}

/** Whether a name holds at a row: by the text, else where the network's class wins or its u is at least 0. */
function holdsAt(
  subject: Subject,
  points: Float64Array,
  rows: number,
  network: Float64Array | undefined,
): (row: number, index: number) => boolean {
  const width = subject.names.length;
  const exact = subject.exact?.(points, rows);
  if (subject.kind === 'classes') {
    const classes = exact ?? classesOf(subject, points, rows);
    return (row, index) => classes[row] === index;
  }
  if (exact) return (row, index) => (exact[row * width + index] as number) > 0;
  return (row, index) => (network?.[row * width + index] ?? -1) >= 0;
}

function column(values: Float64Array, index: number, width: number): number[] {
  return Array.from({ length: values.length / width }, (_, row) => values[row * width + index] as number);
}

function intervals(inputs: Float64Array, holds: (row: number) => boolean): [number, number][] {
  const found: [number, number][] = [];
  let from: number | undefined;
  for (const [row, value] of inputs.entries()) {
    if (holds(row)) from ??= value;
    else if (from !== undefined) {
      found.push([from, value]);
      from = undefined;
    }
  }
  if (from !== undefined) found.push([from, inputs.at(-1) ?? from]);
  return found;
}
