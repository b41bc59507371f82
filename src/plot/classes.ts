import { axisOf, belowFrame, drawAxes, fitFrame, wholeAxes } from './axes.ts';
import { classColumn, viewClasses, type ClassView } from './class-view.ts';
import { areaToken, lineToken } from './colours.ts';
import { overText, placeText } from './describe.ts';
import { lineSign, type LegendItem } from './legend.ts';
import { boundaryLegend, drawBoundaries, straight } from './lines.ts';
import { makeMarker } from './marks.ts';
import { nameSize, placeNames, type PlacedName } from './names.ts';
import { countText, shortNumber } from './numbers.ts';
import type { Draft } from './page.ts';
import type { ClassSubject, PictureInput, PictureOptions } from './picture.ts';
import { makePlane, ringsPath, type Plane } from './plane.ts';
import { drawRows, kindItem, markRows, rowLegend, wrongText, type RowMarks } from './rows.ts';
import type { Box, Sheet } from './sheet.ts';
import { axesOfSlice, type Slice } from './slice.ts';
import { classesOf } from './winner.ts';

/** Classes over two inputs: whose each place is, where that changes in text and network, how surely, and the data. */
export function draftClasses(
  input: PictureInput,
  subject: ClassSubject,
  slice: Slice,
  style: PictureOptions['style'],
  area: Box,
): Draft {
  const { across, up } = axesOfSlice(input.inputs, slice);
  const frame = fitFrame(area, axisOf(across), axisOf(up));
  const plane = makePlane(frame, slice);
  const view = viewClasses(plane, subject, input.confidence);
  const rows = classRows(plane, input, subject);
  const { at, columns } = view.shown;
  const obstacles = rows?.marks.map(({ x, y, wrong }) => ({ x, y, reach: wrong ? 7 : 4 })) ?? [];
  const names = placeNames(subject.names, frame.box, obstacles, (places, count) => {
    return classColumn(at(places, count), columns);
  });
  return {
    legend: [
      ...classLegend(input, subject, view, names),
      ...(rows ? rowLegend(rows) : []),
      ...boundaryLegend(view.boundaries),
      ...levelLegend(view, input.confidence),
    ],
    description: describe(plane, subject, view, rows),
    bottom: frame.box.y + frame.box.height + belowFrame,
    draw: (sheet) => {
      sheet.clipped(frame.box, () => {
        if (style !== 'lines') drawFills(sheet, view);
        for (const { index, rings } of view.levels) {
          sheet.path(ringsPath(rings), { stroke: lineToken(index), strokeWidth: 1 });
        }
        drawBoundaries(sheet, view.boundaries);
      });
      drawAxes(sheet, frame, wholeAxes);
      const marker = makeMarker(sheet);
      if (rows) drawRows(sheet, rows, marker);
      for (const [index, name] of names.entries()) {
        if (name?.text === '') marker({ kind: 'class', index }, name.x, name.y);
        else if (name) drawName(sheet, name, subject.names[index] ?? '');
      }
    },
  };
}

function drawFills(sheet: Sheet, { unions, undecided }: ClassView): void {
  for (const { index, rings } of unions) sheet.path(ringsPath(rings), { fill: areaToken(index) }, 'evenodd');
  sheet.path(ringsPath(undecided), { fill: 'paper', fillOpacity: 0.62 }, 'evenodd');
}

function drawName(sheet: Sheet, { text, x, y }: PlacedName, full: string): void {
  sheet.text(x, y, text, { size: nameSize, weight: 'bold', anchor: 'middle', halo: true, full });
}

function classRows(plane: Plane, { data, inputs }: PictureInput, subject: ClassSubject): RowMarks | undefined {
  if (data === undefined) return undefined;
  const { points, rows, targets } = data;
  if (targets?.kind !== 'classes') return markRows(plane, inputs, data, { kinds: () => ({ kind: 'plain' }) });
  const answers = classesOf(subject, points, rows);
  return markRows(plane, inputs, data, {
    kinds: (row) => ({ kind: 'class', index: targets.indices[row] as number }),
    isWrong: (row) => targets.indices[row] !== answers[row],
  });
}

/** Classes with their marks and counts; of those without rows only the ones whose name is not in their region. */
function classLegend(
  { data }: PictureInput,
  { names }: ClassSubject,
  { unions }: ClassView,
  placed: readonly (PlacedName | undefined)[],
): LegendItem[] {
  const counts = names.map(() => 0);
  if (data?.targets?.kind === 'classes')
    for (const index of data.targets.indices) counts[index] = (counts[index] ?? 0) + 1;
  return names.flatMap((label, index): LegendItem[] => {
    const kind = { kind: 'class', index } as const;
    const count = counts[index] ?? 0;
    if (count > 0) return [{ ...kindItem(kind, label), after: countText(count) }];
    if (!unions.some((union) => union.index === index) || placed[index]?.text === label) return [];
    if (placed[index]?.text === '') return [kindItem(kind, label)];
    const swatch = { fill: areaToken(index), stroke: lineToken(index), strokeWidth: 1 };
    const drawSign: LegendItem['drawSign'] = (sheet, x, y) => {
      sheet.rect({ x: x + 0.5, y: y - 4.5, width: 13, height: 9 }, swatch);
    };
    return [{ label, signWidth: 14, drawSign }];
  });
}

function levelLegend({ levels }: ClassView, confidence: number): LegendItem[] {
  if (levels.length === 0) return [];
  const shown = levels.slice(0, 3);
  // One line in the colours of the classes that have it.
  const sign: LegendItem['drawSign'] = (sheet, x, y) => {
    for (const [k, { index }] of shown.entries()) {
      const [from, to] = [x + (22 * k) / shown.length, x + (22 * (k + 1)) / shown.length];
      sheet.path(straight(from, to, y), { stroke: lineToken(index), strokeWidth: 1 });
    }
  };
  return [lineSign(sign, `level ${shortNumber(confidence, 1)} (paler: below it)`)];
}

function describe(plane: Plane, { names }: ClassSubject, { unions, shown }: ClassView, rows?: RowMarks): string {
  const classes = classColumn(shown.samples, shown.columns);
  const parts = unions.map(({ index }) => `${names[index]}: ${placeText(plane, (k) => classes[k] === index)}`);
  return `${overText(plane.frame)} ${[...parts, ...(rows ? [wrongText(rows)] : [])].join('; ')}.`;
}
