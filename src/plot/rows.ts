import { toX, toY } from './axes.ts';
import type { LegendItem } from './legend.ts';
import { makeMarker, type MarkKind } from './marks.ts';
import { countText } from './numbers.ts';
import type { PictureAxis, PictureData } from './picture.ts';
import type { Plane } from './plane.ts';
import type { Sheet } from './sheet.ts';
import { nearSlice } from './slice.ts';

/** A row of data as it is drawn. */
export interface RowMark {
  readonly kind: MarkKind;
  readonly x: number;
  readonly y: number;
  /** Put elsewhere than it belongs. */
  readonly wrong: boolean;
  /** Close to the slice in the inputs that are held. */
  readonly near: boolean;
}

export interface RowMarks {
  readonly marks: readonly RowMark[];
  /** How many are put elsewhere than they belong; absent where the data does not say what they are. */
  readonly wrong?: number;
  readonly rows: number;
  /** Rows that were left out as too many. */
  readonly left: number;
  /** Rows outside the frame. */
  readonly outside: number;
}

/** What is known of a row, and whether the subject says otherwise. */
export interface RowFacts {
  readonly kinds: (row: number) => MarkKind;
  readonly isWrong?: (row: number) => boolean;
}

/** More marks than this hide the picture. */
const mostMarks = 2000;
/** How much is left of a mark far from the slice. */
const faintness = 0.28;

/** Places the rows in the plane; doubles are drawn once, and of too many a fixed part, the wrong ones first. */
export function markRows(
  { frame, slice }: Pick<Plane, 'frame' | 'slice'>,
  inputs: readonly PictureAxis[],
  data: PictureData,
  { kinds, isWrong }: RowFacts,
): RowMarks {
  const [across, up = across] = slice.axes;
  const near = nearSlice(inputs, slice, data);
  const value = (row: number, index: number): number => data.points[row * inputs.length + index] as number;
  const rows = Array.from({ length: data.rows }, (_, row) => row);
  const inFrame = rows.filter((row) => {
    const [x, y] = [value(row, across), value(row, up)];
    return x >= frame.across.lo && x <= frame.across.hi && y >= frame.up.lo && y <= frame.up.hi;
  });
  const wrongRow = Uint8Array.from(rows, (row) => (isWrong?.(row) ? 1 : 0));
  const chosen = chooseRows(inFrame, inputs.length, data, wrongRow);
  const seen = new Set<string>();
  const marks = chosen.flatMap((row): RowMark[] => {
    const [x, y] = [toX(frame, value(row, across)), toY(frame, value(row, up))];
    const mark = { kind: kinds(row), x, y, wrong: wrongRow[row] === 1, near: near[row] === true };
    const key = `${JSON.stringify(mark.kind)} ${x.toFixed(1)} ${y.toFixed(1)} ${mark.wrong} ${mark.near}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [mark];
  });
  return {
    marks,
    ...(isWrong && { wrong: wrongRow.reduce((sum, one) => sum + one, 0) }),
    rows: data.rows,
    left: inFrame.length - chosen.length,
    outside: data.rows - inFrame.length,
  };
}

/** Faint rows first, then near ones, and above all the wrong ones. */
export function drawRows(sheet: Sheet, { marks }: RowMarks, draw = makeMarker(sheet)): void {
  const drawAll = (some: readonly RowMark[]): void => {
    for (const { kind, x, y, wrong } of some) {
      if (wrong) draw({ kind: 'wrong' }, x, y);
      draw(kind, x, y);
    }
  };
  const ordered = [...marks.filter(({ wrong }) => !wrong), ...marks.filter(({ wrong }) => wrong)];
  sheet.faded(faintness, () => drawAll(ordered.filter(({ near }) => !near)));
  drawAll(ordered.filter(({ near }) => near));
}

/** What the legend says of the rows apart from their kinds. */
export function rowLegend(rows: RowMarks): LegendItem[] {
  const { marks, wrong, left, outside } = rows;
  const item = (label: string): LegendItem => ({ label, signWidth: 0, drawSign: () => undefined });
  const ring = kindItem({ kind: 'wrong' }, wrongText(rows));
  const faint: LegendItem = {
    label: 'far from the slice',
    signWidth: 9,
    drawSign: (sheet, x, y) => sheet.faded(faintness, () => makeMarker(sheet)({ kind: 'plain' }, x + 4.5, y)),
  };
  const drawn = `${countText(rows.rows - left - outside)} of ${countText(rows.rows)} rows drawn`;
  return [
    ...(marks.some(({ kind }) => kind.kind === 'plain') ? [kindItem({ kind: 'plain' }, 'a row of the data')] : []),
    ...(wrong === undefined ? [] : [marks.some((mark) => mark.wrong) ? ring : item(wrongText(rows))]),
    ...(marks.some(({ near }) => !near) ? [faint] : []),
    ...(left > 0 ? [item(drawn)] : []),
    ...(outside > 0 ? [item(`${countText(outside)} outside the ranges`)] : []),
  ];
}

/** `wrong 6 of 150`, or how many rows there are where nobody knows. */
export function wrongText({ wrong, rows }: RowMarks): string {
  return wrong === undefined ? `${countText(rows)} rows` : `wrong ${countText(wrong)} of ${countText(rows)}`;
}

/** The sign of a kind of row, with how many there are. */
export function kindItem(kind: MarkKind, label: string): LegendItem {
  const signWidth = kind.kind === 'wrong' ? 13 : 9;
  return { label, signWidth, drawSign: (sheet, x, y) => makeMarker(sheet)(kind, x + signWidth / 2, y) };
}

function chooseRows(
  rows: readonly number[],
  inputs: number,
  data: PictureData,
  wrongRow: Uint8Array,
): readonly number[] {
  if (rows.length <= mostMarks) return rows;
  const ranked = rows.map((row) => ({
    row,
    wrong: wrongRow[row] as number,
    hash: hashOf(data.points.subarray(row * inputs, (row + 1) * inputs)),
  }));
  ranked.sort((a, b) => b.wrong - a.wrong || a.hash - b.hash || a.row - b.row);
  return ranked
    .slice(0, mostMarks)
    .map(({ row }) => row)
    .sort((a, b) => a - b);
}

/** A number that depends on a row's values only, so that the same rows are drawn wherever they stand in the file. */
function hashOf(values: Float64Array): number {
  const view = new DataView(new ArrayBuffer(8));
  let hash = 0x811c9dc5;
  for (const value of values) {
    view.setFloat64(0, value);
    for (const word of [view.getUint32(0), view.getUint32(4)]) hash = Math.imul(hash ^ word, 0x01000193) >>> 0;
    hash = (hash ^ (hash >>> 15)) >>> 0;
  }
  return hash;
}
