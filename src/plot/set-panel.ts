import { drawAxes, type AxisTexts, type Frame } from './axes.ts';
import { bandEdges, bandToken } from './colour-bar.ts';
import { areaToken } from './colours.ts';
import { boundaryLines, type Ring } from './contour.ts';
import { placeText } from './describe.ts';
import { drawBoundaries, leastTransition, transitionWidth, type Boundaries } from './lines.ts';
import type { PictureInput, PictureOptions, SetSubject } from './picture.ts';
import { fieldOf, linesPath, makePlane, ringsPath, traceField, type Plane } from './plane.ts';
import { drawRows, markRows, wrongText, type RowMarks } from './rows.ts';
import type { Paint, Sheet } from './sheet.ts';
import type { Slice } from './slice.ts';
import type { Point } from './path.ts';

/** One output or region in its frame, laid out and not yet drawn. */
export interface SetPanel {
  readonly frame: Frame;
  readonly name: string;
  /** With a network: the rings around each band of confidence and all above it, from the second band on. */
  readonly bands?: readonly (readonly Ring[])[];
  /** Without: the rings around the exact set. */
  readonly rings: readonly Ring[];
  readonly boundaries: Boundaries;
  /** Of a network: lines at values of its output. */
  readonly levels: readonly Level[];
  readonly rows?: RowMarks;
  readonly description: string;
}

export interface Level {
  readonly value: number;
  readonly lines: readonly Point[][];
}

export function viewSet(input: PictureInput, subject: SetSubject, index: number, slice: Slice, frame: Frame): SetPanel {
  const plane = makePlane(frame, slice);
  const count = subject.names.length;
  const name = subject.names[index] ?? '';
  const exact = subject.exact && fieldOf(plane, subject.exact, count);
  const network = subject.network && fieldOf(plane, subject.network, count);
  const rings = exact ? traceField(plane, exact, (values, from) => (values[from + index] as number) > 0) : [];
  const above = (level: number): Ring[] => {
    if (network === undefined) return [];
    return traceField(plane, network, (values, from) => (values[from + index] as number) >= level);
  };
  const zero = above(0);
  const rows = setRows(plane, input, subject, index);
  const shown = network ?? exact;
  const holds = (sample: number): boolean => {
    const value = shown?.samples[sample * count + index] ?? 0;
    return network ? value >= 0 : value > 0;
  };
  const levels = network ? levelsOf(plane, above, zero, input) : [];
  return {
    frame,
    name,
    ...(network && { bands: bandEdges.map(above) }),
    rings,
    boundaries: {
      ...(exact && { exact: boundaryLines(plane.lattice, rings) }),
      ...(network && { network: boundaryLines(plane.lattice, zero) }),
    },
    levels,
    ...(rows && { rows }),
    description: `${name}: ${placeText(plane, holds)}${rows ? `; ${wrongText(rows)}` : ''}`,
  };
}

/** Levels below 0 are dotted. */
export function levelPaint(value: number): Paint {
  return { stroke: 'ink', strokeWidth: 0.8, ...(value < 0 && { dash: '1.5 2.5' }) };
}

/** How the other regions of a file are drawn around one. */
export const otherPaint: Paint = { stroke: 'line', strokeWidth: 1, strokeOpacity: 0.6 };

/** `others` are boundaries of the other sets, for orientation. */
export function drawSet(
  sheet: Sheet,
  panel: SetPanel,
  others: readonly (readonly Point[])[],
  texts: AxisTexts,
  style: PictureOptions['style'],
): void {
  sheet.clipped(panel.frame.box, () => {
    if (style !== 'lines') drawArea(sheet, panel);
    sheet.path(linesPath(others), otherPaint);
    for (const { value, lines } of panel.levels) sheet.path(linesPath(lines), levelPaint(value));
    drawBoundaries(sheet, panel.boundaries);
  });
  drawAxes(sheet, panel.frame, texts);
  if (panel.rows) drawRows(sheet, panel.rows);
}

function drawArea(sheet: Sheet, { frame, bands, rings }: SetPanel): void {
  if (bands === undefined) {
    sheet.path(ringsPath(rings), { fill: areaToken(0) }, 'evenodd');
    return;
  }
  sheet.rect(frame.box, { fill: bandToken(0) });
  for (const [k, band] of bands.entries()) sheet.path(ringsPath(band), { fill: bandToken(k + 1) }, 'evenodd');
}

function levelsOf(
  plane: Plane,
  above: (level: number) => Ring[],
  zero: readonly Ring[],
  { confidence, levels }: PictureInput,
): Level[] {
  const rings = (levels ?? [confidence, -confidence]).map((value) => ({ value, around: above(value) }));
  const [inside, outside] = rings;
  const isThin =
    levels === undefined &&
    transitionWidth(plane.lattice, outside?.around ?? [], zero, inside?.around ?? []) < leastTransition;
  if (isThin) return [];
  return rings.map(({ value, around }) => ({ value, lines: boundaryLines(plane.lattice, around) }));
}

/** A row is inside where the data gives it a share of at least one half. */
function setRows(plane: Plane, input: PictureInput, subject: SetSubject, index: number): RowMarks | undefined {
  const { data, inputs } = input;
  if (data === undefined) return undefined;
  const { points, rows, targets } = data;
  if (targets?.kind !== 'outputs') return markRows(plane, inputs, data, { kinds: () => ({ kind: 'plain' }) });
  const count = subject.names.length;
  const values = subject.network?.(points, rows) ?? subject.exact?.(points, rows) ?? new Float64Array(rows * count);
  const isInside = (row: number): boolean => (targets.shares[row * count + index] as number) >= 0.5;
  const least = subject.network ? 0 : 0.5;
  return markRows(plane, inputs, data, {
    kinds: (row) => ({ kind: isInside(row) ? 'inside' : 'outside' }),
    isWrong: (row) => isInside(row) !== (values[row * count + index] as number) >= least,
  });
}
